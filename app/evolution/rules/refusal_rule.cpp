// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 2. As in the paper, a response need only contain "sorry" and be short; what it apologizes for is not
// looked at. Any thread.
#include "evolution/rules/refusal_rule.h"

#include <array>
#include <string_view>

namespace evol {
namespace {

// The words that say "sorry" and nothing else. Regret alone is none, as "unfortunately" is none in English:
// 很遗憾, 残念ながら. Nor is 不好意思, which is mostly "excuse me".
constexpr std::array<std::string_view, 14> apologies = {
    // English
    "sorry",
    // Chinese, simplified and traditional
    "抱歉",
    "对不起",
    "對不起",
    "对不住",
    "對不住",
    // Japanese
    "申し訳",
    "申しわけ",
    "申訳",
    "すみません",
    "すいません",
    "済みません",
    "ごめんなさい",
    "御免なさい",
};

} // namespace

std::optional<WordSpan> findApology(std::string_view response)
{
    const std::string lower = lowerCased(response);
    std::size_t first = std::string::npos;
    std::size_t length = 0;
    for (const std::string_view apology : apologies) {
        const std::size_t offset = lower.find(apology);
        if (offset < first) {
            first = offset;
            length = apology.size();
        }
    }
    return first == std::string::npos ? std::nullopt : std::optional(WordSpan{first, length});
}

std::optional<FiredRule> RefusalRule::check(const Evolved &evolved, const RuleThresholds &thresholds) const
{
    if (!evolved.response)
        return std::nullopt;
    const auto apology = findApology(*evolved.response);
    if (!apology || countWords(*evolved.response, thresholds.refusalWords) >= thresholds.refusalWords)
        return std::nullopt;
    return FiredRule{key(), evolved.response->substr(apology->offset, apology->length), EvidencePlace::Response,
                     apology->offset, apology->length};
}

} // namespace evol
