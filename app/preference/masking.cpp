// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/masking.h"

#include <algorithm>
#include <array>
#include <optional>

namespace evol {

namespace {

constexpr std::size_t shortestName = 3;  ///< bytes of a name that is masked
constexpr std::size_t longestLead = 160; ///< bytes looked at before and after a name for what the text says of itself

using Words = std::initializer_list<std::string_view>;

struct Phrase {
    std::string_view words;
    bool onlyOfItself = false;
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isWord(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || isDigit(c);
}

std::string lowered(std::string_view text)
{
    std::string all(text);
    std::transform(all.begin(), all.end(), all.begin(), lower);
    return all;
}

Phrase parsed(std::string_view written)
{
    Phrase phrase{written, false};
    for (const std::string_view marker : {"…", "..."}) {
        if (written.starts_with(marker))
            phrase = {written.substr(marker.size()), true};
    }
    while (!phrase.words.empty() && isBlank(phrase.words.front()))
        phrase.words.remove_prefix(1);
    while (!phrase.words.empty() && isBlank(phrase.words.back()))
        phrase.words.remove_suffix(1);
    return phrase;
}

std::string_view withoutEnd(std::string_view text, Words ends)
{
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view end : ends) {
            if (!end.empty() && text.ends_with(end)) {
                text.remove_suffix(end.size());
                cut = true;
            }
        }
    }
    return text;
}

/// A lead of ASCII letters must be words of their own.
bool endsWithAny(std::string_view text, Words leads)
{
    return std::any_of(leads.begin(), leads.end(), [&](std::string_view lead) {
        return text.ends_with(lead) && (text.size() == lead.size() || !isWord(lead.front()) || !isWord(text[text.size() - lead.size() - 1]));
    });
}

bool startsWithAny(std::string_view text, Words words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

bool containsAny(std::string_view text, Words words)
{
    for (std::size_t end = 1; end <= text.size(); ++end) {
        if (endsWithAny(text.substr(0, end), words))
            return true;
    }
    return false;
}

/// Of the sentence in which `start` is, in small letters, without quotes and emphasis at its end.
std::string leadBefore(std::string_view text, std::size_t start)
{
    std::string_view before = text.substr(start - std::min(start, longestLead), std::min(start, longestLead));
    for (const std::string_view stop : {"\n", ". ", "! ", "? ", "。", "！", "？"}) {
        if (const std::size_t at = before.rfind(stop); at != std::string_view::npos)
            before.remove_prefix(at + stop.size());
    }
    return lowered(withoutEnd(before, {" ", "\t", "\"", "*", "_", "`", "“", "「", "『", "《", "："}));
}

/// Whether what stands from `start` to `end` is what the text calls itself or its maker.
bool speaksOfItself(std::string_view text, std::size_t start, std::size_t end)
{
    const std::string before = leadBefore(text, start);
    if (endsWithAny(before, {"i am", "i'm", "i’m", "my name is", "my name's", "call me", "know me as", "我是", "我叫", "我的名字是",
                             "我的名字叫", "私は", "僕は", "私の名前は", "저는", "제 이름은"}))
        return true;
    const bool isLinked = endsWithAny(before, {"by", "by the team at", "by researchers at", "by researchers from", "by a team at", "named",
                                               "called", "known as", "由", "来自", "名为", "叫"});
    if (isLinked && containsAny(before, {"i am", "i'm", "i’m", "i was", "i have been", "i've been", "i’ve been", "as an ai", "as a language model",
                                         "as a large language model", "我", "本助手", "本模型", "私", "저"}))
        return true;
    const bool asOne = endsWithAny(before, {"as", "作为", "身为"}) && !endsWithAny(before, {"such as", "known as"});
    std::string after = lowered(text.substr(end, longestLead));
    std::replace(after.begin(), after.end(), '\n', ' ');
    return asOne && startsWithAny(after, {", i ", ", i'", ", i’", ", my ", ", an ai", ", a language model", ", a large language", ", an artificial",
                                          ", an assistant", ", a chatbot", " ai, i", "，", ", 我"});
}

/// Where the version ends that is part of the name before `at`: "-13b-v1.5", "2.1", and " 3.5" where `spaced`.
std::size_t versionEnd(std::string_view text, std::size_t start, std::size_t at, bool spaced)
{
    const auto digitAt = [&](std::size_t place) { return place < text.size() && isDigit(text[place]); };
    const auto partEnd = [&](std::size_t place) {
        while (place < text.size() && (isWord(text[place]) || (text[place] == '.' && digitAt(place + 1))))
            ++place;
        return place;
    };
    if (digitAt(at) || (at < text.size() && (text[at] == '-' || (spaced && text[at] == ' ')) && digitAt(at + 1)))
        at = partEnd(at + 1);
    const std::string_view name = text.substr(start, at - start);
    const bool hasVersion = std::any_of(name.begin(), name.end(), isDigit);
    while (hasVersion && at + 1 < text.size() && text[at] == '-' && isWord(text[at + 1]))
        at = partEnd(at + 1);
    return at;
}

/// Where a match of `phrase` that begins at `start` ends.
std::optional<std::size_t> matchEnd(std::string_view text, std::size_t start, const Phrase &phrase)
{
    const std::string_view words = phrase.words;
    std::size_t at = start;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (isBlank(words[i])) {
            const std::size_t blanks = at;
            while (at < text.size() && isBlank(text[at]))
                ++at;
            if (at == blanks)
                return {};
            continue;
        }
        if (at >= text.size() || lower(text[at]) != lower(words[i]))
            return {};
        ++at;
    }
    const bool cutsBefore = isWord(words.front()) && start > 0 && isWord(text[start - 1]);
    const bool cutsAfter = isWord(words.back()) && at < text.size() && isWord(text[at]) && (isDigit(words.back()) || !isDigit(text[at]));
    if (cutsBefore || cutsAfter)
        return {};
    at = versionEnd(text, start, at, phrase.onlyOfItself);
    return phrase.onlyOfItself && !speaksOfItself(text, start, at) ? std::nullopt : std::optional(at);
}

bool looksLikeAModel(const std::string &name)
{
    return name.size() >= shortestName && name.find_first_of("0123456789-_") != std::string::npos &&
           std::any_of(name.begin(), name.end(), [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
}

/// "vicuna" of "lmsys/vicuna-13b-v1.5".
std::string withoutVersion(const std::string &name)
{
    const std::size_t slash = name.rfind('/');
    const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
    const std::size_t end = last.find_first_of("-_0123456789 .:");
    return end == std::string::npos ? last : last.substr(0, end);
}

} // namespace

MaskedText mask(std::string_view text, const std::vector<std::string> &phrases)
{
    std::array<std::vector<Phrase>, 256> byFirst;
    for (const std::string &written : phrases) {
        if (const Phrase phrase = parsed(written); !phrase.words.empty())
            byFirst[static_cast<unsigned char>(lower(phrase.words.front()))].push_back(phrase);
    }
    MaskedText masked;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = 0;
        for (const Phrase &phrase : byFirst[static_cast<unsigned char>(lower(text[at]))])
            end = std::max(end, matchEnd(text, at, phrase).value_or(0));
        if (end == 0) {
            ++at;
            continue;
        }
        masked.text += text.substr(copied, at - copied);
        masked.text += maskText;
        ++masked.count;
        at = copied = end;
    }
    masked.text += text.substr(copied);
    return masked;
}

const std::vector<std::string> &defaultMaskedPhrases()
{
    static const std::vector<std::string> all{
        "ChatGPT", "GPT-4", "GPT4", "GPT-4o", "GPT-3.5", "GPT-3", "InstructGPT", "OpenAI", "text-davinci-003", "Anthropic",
        "Google AI", "Meta AI", "Mistral AI", "Mixtral", "LMSYS", "Large Model Systems Organization", "WizardLM",
        "WizardMath", "WizardCoder", "Qwen", "Alibaba Cloud", "ChatGLM", "DeepSeek", "InternLM", "PaLM 2",
        "通义千问", "文心一言", "讯飞星火", "智谱清言", "智谱AI", "深度求索",
        "… GPT", "… Claude", "… Gemini", "… Gemma", "… Bard", "… Llama", "… Alpaca", "… Vicuna", "… Koala", "… Falcon", "… Mistral",
        "… Grok", "… Phi", "… Orca", "… Bing", "… Copilot", "… Baichuan", "… Kimi", "… Ernie", "… Open Assistant", "… Google", "… Meta",
        "… DeepMind", "… Google DeepMind", "… Microsoft", "… Stanford", "… Alibaba", "… 阿里云", "… 阿里巴巴", "… 百度", "… 腾讯",
        "… 豆包", "… 百川", "… 字节跳动", "… 月之暗面"};
    return all;
}

std::vector<std::string> maskedPhrases(const Study &study)
{
    std::vector<std::string> phrases = study.settings.masked;
    for (const std::string &name : study.contenders) {
        if (looksLikeAModel(name))
            phrases.push_back(name);
        if (std::string bare = withoutVersion(name); bare.size() >= shortestName)
            phrases.push_back("… " + bare);
    }
    return phrases;
}

} // namespace evol
