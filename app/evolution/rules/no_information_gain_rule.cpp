// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 1. A rewrite with its parent's very text needs no judge to be called equal. Any thread.
#include "evolution/rules/no_information_gain_rule.h"

#include "evolution/words.h"

namespace evol {
namespace {

constexpr std::size_t longestEvidence = 200; // characters of the judge's words

} // namespace

std::optional<FiredRule> NoInformationGainRule::check(const Evolved &evolved, const RuleThresholds &) const
{
    const std::string_view child = trimmed(evolved.instruction);
    if (!child.empty() && child == trimmed(evolved.parent)) {
        const auto offset = static_cast<std::size_t>(child.data() - evolved.instruction.data());
        return FiredRule{key(), "same text as its parent", EvidencePlace::Instruction, offset, child.size()};
    }
    if (!evolved.judge || evolved.judge->verdict != JudgeVerdict::Equal)
        return std::nullopt;
    const std::string &words = evolved.judge->words;
    return FiredRule{key(), excerpt(words, longestEvidence), EvidencePlace::Judge, evolved.judge->offset, words.size()};
}

} // namespace evol
