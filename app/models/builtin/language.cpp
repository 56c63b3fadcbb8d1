// SPDX-License-Identifier: GPL-3.0-or-later
// Counting scripts and English function words. Any thread.
#include "models/builtin/language.h"

#include <algorithm>
#include <array>
#include <string>

namespace evol::builtin {

namespace {

// The beginning of a text says what language it is in; hostile sizes cost nothing more.
constexpr std::size_t looked = 4096;

bool isEnglishWord(std::string_view word)
{
    static constexpr auto words = std::to_array<std::string_view>({
        "a", "about", "add", "all", "an", "and", "answer", "are", "as", "at", "be", "by", "calculate", "can",
        "code", "convert", "create", "describe", "did", "do", "does", "edit", "explain", "find", "for", "from",
        "generate", "give", "has", "have", "how", "i", "if", "in", "into", "is", "it", "list", "make", "me",
        "name", "not", "of", "on", "or", "python", "replace", "rewrite", "should", "sort", "story", "suggest",
        "summarize", "tell", "that", "the", "their", "this", "to", "translate", "using", "was", "we", "were",
        "what", "when", "where", "which", "who", "why", "will", "with", "write", "you"});
    return std::binary_search(words.begin(), words.end(), word);
}

struct Counts {
    int latinWords = 0;
    int englishWords = 0;
    int han = 0;
    int kana = 0;
    int otherLetters = 0;
};

void countWord(Counts& counts, std::string& word)
{
    if (word.empty())
        return;
    ++counts.latinWords;
    counts.englishWords += isEnglishWord(word) ? 1 : 0;
    word.clear();
}

Counts countScripts(std::string_view text)
{
    Counts counts;
    std::string word;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = nextCodePoint(text, position);
        const bool isLatin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (isLatin) {
            word.push_back(static_cast<char>(c | 0x20));
            continue;
        }
        countWord(counts, word);
        counts.han += isHan(c) ? 1 : 0;
        counts.kana += isKana(c) ? 1 : 0;
        counts.otherLetters += (c >= 0xC0 && c < 0x2000) || (c >= 0xAC00 && c <= 0xD7A3) ? 1 : 0;
    }
    countWord(counts, word);
    return counts;
}

} // namespace

bool isHan(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF);
}

bool isKana(char32_t c)
{
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA);
}

char32_t nextCodePoint(std::string_view text, std::size_t& position)
{
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(position++);
    if (first < 0x80)
        return first;
    const int more = first >= 0xF0 && first <= 0xF4 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first > 0xF4 || position + static_cast<std::size_t>(more) > text.size())
        return 0xFFFD;
    char32_t value = first & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
        const unsigned char next = byte(position + static_cast<std::size_t>(i));
        if ((next & 0xC0) != 0x80)
            return 0xFFFD;
        value = (value << 6) | (next & 0x3F);
    }
    const bool overlong = (more == 2 && value < 0x800) || (more == 3 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0xFFFD;
    position += static_cast<std::size_t>(more);
    return value;
}

bool isCleanText(std::string_view text)
{
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        const char32_t c = nextCodePoint(text, position);
        const bool control = (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
        if (control || (c == 0xFFFD && position - start == 1))
            return false;
    }
    return true;
}

Language detectLanguage(std::string_view text)
{
    const Counts counts = countScripts(text.substr(0, looked));
    const int east = counts.han + counts.kana;
    if (east > 0 && east * 2 >= counts.latinWords)
        return counts.kana > 0 && counts.kana * 8 >= counts.han ? Language::Japanese : Language::Chinese;
    const bool english = counts.englishWords * 12 >= counts.latinWords || counts.latinWords <= 4;
    if (counts.latinWords > 0 && english && counts.otherLetters < counts.latinWords * 2)
        return Language::English;
    return Language::Other;
}

} // namespace evol::builtin
