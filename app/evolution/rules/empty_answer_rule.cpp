// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 3. Punctuation is Unicode's, and the signs of ASCII; an emoji or a mathematical symbol is an answer.
// Any thread.
#include "evolution/rules/empty_answer_rule.h"

#include "evolution/rules/stop_words.h"
#include "evolution/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace evol {
namespace {

constexpr std::size_t longestEvidence = 200; // characters of the response

bool hasContentWord(std::string_view text)
{
    bool found = false;
    std::string together;
    forEachWord(text, [&found, &together, text](WordSpan span) {
        const std::string_view word = text.substr(span.offset, span.length);
        found = !isStopWord(word);
        together += word;
        return !found;
    });
    return found || isShortAnswer(together);
}

/// Whether `text` holds a symbol that can be an answer, such as "∞" or an emoji.
bool hasSymbol(std::string_view text)
{
    constexpr UChar32 replacementCharacter = 0xFFFD;
    const auto *bytes = text.data();
    const auto length = static_cast<std::int64_t>(text.size());
    for (std::int64_t i = 0; i < length;) {
        UChar32 character = 0;
        U8_NEXT(bytes, i, length, character);
        if (character < 0x80 || character == replacementCharacter)
            continue;
        if ((U_GET_GC_MASK(character) & (U_GC_SM_MASK | U_GC_SC_MASK | U_GC_SO_MASK)) != 0)
            return true;
    }
    return false;
}

} // namespace

std::optional<FiredRule> EmptyAnswerRule::check(const Evolved &evolved, const RuleThresholds &) const
{
    if (!evolved.response || hasContentWord(*evolved.response) || hasSymbol(*evolved.response))
        return std::nullopt;
    return FiredRule{key(), excerpt(*evolved.response, longestEvidence), EvidencePlace::Response, 0,
                     evolved.response->size()};
}

} // namespace evol
