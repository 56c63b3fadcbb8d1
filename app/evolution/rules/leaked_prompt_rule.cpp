// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 4. The words are found across white space, line breaks, "_" and "-", whatever their case; written as one
// word only beside a "#", for "givenPrompt" may be a name in code. Any thread.
#include "evolution/rules/leaked_prompt_rule.h"

#include "evolution/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <string_view>

namespace evol {
namespace {

constexpr std::array<std::string_view, 3> firstWords = {"given", "rewritten", "created"};
constexpr std::string_view secondWord = "prompt";

struct Match {
    std::size_t offset = 0;
    std::size_t end = 0;
};

// Only ASCII letters make a longer word of these: Chinese and Japanese write English words without spaces
// around them.
bool isLetter(std::string_view text, std::size_t position)
{
    return position < text.size() && text[position] >= 'a' && text[position] <= 'z';
}

std::size_t skipSeparators(std::string_view text, std::size_t position)
{
    while (position < text.size()) {
        std::size_t next = position;
        UChar32 character = 0;
        U8_NEXT(text.data(), next, text.size(), character);
        if (character < 0 || (character != '_' && character != '-' && !u_isUWhiteSpace(character)))
            break;
        position = next;
    }
    return position;
}

/// The end of "prompt" or "prompts" at `position`, npos where another word stands there.
std::size_t endOfSecondWord(std::string_view text, std::size_t position)
{
    if (text.substr(position, secondWord.size()) != secondWord)
        return std::string_view::npos;
    std::size_t end = position + secondWord.size();
    if (end < text.size() && text[end] == 's')
        ++end;
    return isLetter(text, end) ? std::string_view::npos : end;
}

/// Takes in the "#" around a match, and the "#The " before it.
Match withMarks(std::string_view text, Match match)
{
    constexpr std::string_view article = "#the ";
    if (text.substr(0, match.offset).ends_with(article))
        match.offset -= article.size() - 1;
    while (match.offset > 0 && text[match.offset - 1] == '#')
        --match.offset;
    while (match.end < text.size() && text[match.end] == '#')
        ++match.end;
    return match;
}

std::optional<Match> findFirst(std::string_view text, std::string_view firstWord)
{
    for (std::size_t offset = text.find(firstWord); offset != std::string_view::npos;
         offset = text.find(firstWord, offset + firstWord.size())) {
        if (offset > 0 && isLetter(text, offset - 1))
            continue;
        const std::size_t gap = offset + firstWord.size();
        const std::size_t second = skipSeparators(text, gap);
        const std::size_t end = endOfSecondWord(text, second);
        if (end == std::string_view::npos)
            continue;
        const Match match = withMarks(text, {offset, end});
        const bool marked = match.offset < offset || match.end > end;
        if (second > gap || marked)
            return match;
    }
    return std::nullopt;
}

} // namespace

std::optional<FiredRule> LeakedPromptRule::check(const Evolved &evolved, const RuleThresholds &) const
{
    const std::string lower = lowerCased(evolved.instruction);
    std::optional<Match> first;
    for (const std::string_view word : firstWords) {
        const auto match = findFirst(lower, word);
        if (match && (!first || match->offset < first->offset))
            first = match;
    }
    if (!first)
        return std::nullopt;
    const std::size_t length = first->end - first->offset;
    return FiredRule{key(), evolved.instruction.substr(first->offset, length), EvidencePlace::Instruction,
                     first->offset, length};
}

} // namespace evol
