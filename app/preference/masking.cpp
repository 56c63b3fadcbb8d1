// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/masking.h"

#include <algorithm>
#include <array>
#include <optional>

namespace evol {

namespace {

constexpr std::size_t shortestName = 3; ///< bytes of a name that is masked

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isWord(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/// Where a match of `phrase` that begins at `start` ends.
std::optional<std::size_t> matchEnd(std::string_view text, std::size_t start, std::string_view phrase)
{
    std::size_t at = start;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (isBlank(phrase[i])) {
            const std::size_t blanks = at;
            while (at < text.size() && isBlank(text[at]))
                ++at;
            if (at == blanks)
                return {};
            continue;
        }
        if (at >= text.size() || lower(text[at]) != lower(phrase[i]))
            return {};
        ++at;
    }
    const bool cutsBefore = isWord(phrase.front()) && start > 0 && isWord(text[start - 1]);
    const bool cutsAfter = isWord(phrase.back()) && at < text.size() && isWord(text[at]);
    return cutsBefore || cutsAfter ? std::nullopt : std::optional(at);
}

bool looksLikeAModel(const std::string &name)
{
    return name.size() >= shortestName && name.find_first_of("0123456789-_") != std::string::npos && std::any_of(name.begin(), name.end(), [](char c) { return !isWord(c) || (lower(c) >= 'a' && lower(c) <= 'z'); });
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
    std::array<std::vector<std::string_view>, 256> byFirst;
    for (const std::string &phrase : phrases) {
        if (!phrase.empty() && !isBlank(phrase.front()))
            byFirst[static_cast<unsigned char>(lower(phrase.front()))].push_back(phrase);
    }
    MaskedText masked;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = 0;
        for (const std::string_view phrase : byFirst[static_cast<unsigned char>(lower(text[at]))])
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

std::vector<std::string> selfNaming(const std::string &name)
{
    std::vector<std::string> phrases;
    for (const char *before : {"I am ", "I'm ", "I’m ", "as ", "my name is ", "called ", "this is ", "我是", "我叫", "作为", "私は", "私の名前は"})
        phrases.push_back(before + name);
    return phrases;
}

const std::vector<std::string> &defaultMaskedPhrases()
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> phrases{"ChatGPT", "GPT-4", "GPT-4o", "GPT-3.5", "GPT-3", "InstructGPT", "OpenAI", "text-davinci-003", "Anthropic",
                                         "DeepMind", "Google AI", "Meta AI", "Mistral AI", "Mixtral", "Vicuna", "LMSYS", "WizardLM", "WizardMath",
                                         "WizardCoder", "Qwen", "Alibaba Cloud", "ChatGLM", "DeepSeek", "Baichuan", "InternLM", "PaLM 2",
                                         "通义千问", "文心一言", "讯飞星火", "智谱清言", "豆包"};
        for (const char *ambiguous : {"Claude", "Gemini", "Bard", "Llama", "Alpaca", "Koala", "Falcon", "Mistral", "Grok", "Gemma", "Phi", "Orca"}) {
            const auto own = selfNaming(ambiguous);
            phrases.insert(phrases.end(), own.begin(), own.end());
        }
        return phrases;
    }();
    return all;
}

std::vector<std::string> maskedPhrases(const Study &study)
{
    std::vector<std::string> phrases = study.settings.masked;
    for (const std::string &name : study.contenders) {
        if (looksLikeAModel(name))
            phrases.push_back(name);
        const std::string bare = withoutVersion(name);
        if (bare.size() < shortestName)
            continue;
        const auto own = selfNaming(bare);
        phrases.insert(phrases.end(), own.begin(), own.end());
    }
    return phrases;
}

} // namespace evol
