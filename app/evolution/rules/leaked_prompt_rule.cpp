// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 4. The evidence is the first of the words found. Any thread.
#include "evolution/rules/leaked_prompt_rule.h"

#include "evolution/rules/leak_phrases.h"

namespace evol {

std::optional<FiredRule> LeakedPromptRule::check(const Evolved &evolved, const RuleThresholds &thresholds) const
{
    const auto leaks = findLeaks(evolved.instruction, thresholds.leakPhrases);
    if (leaks.empty())
        return std::nullopt;
    const LeakedPhrase &first = leaks.front();
    return FiredRule{key(), evolved.instruction.substr(first.offset, first.length), EvidencePlace::Instruction,
                     first.offset, first.length};
}

} // namespace evol
