// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/rules/no_majority_rule.h"

#include "evolution/answer_agreement.h"

namespace evol {

std::optional<FiredRule> NoMajorityRule::check(const Evolved &evolved, const RuleThresholds &) const
{
    if (!evolved.samples || evolved.samples->empty() || majorityAnswer(*evolved.samples))
        return std::nullopt;
    std::string answers;
    for (const std::string &sample : *evolved.samples)
        answers += (answers.empty() ? "" : ", ") + finalAnswer(sample).value_or("none");
    // Only the run saw all of them: like a judge's words the evidence stays where thresholds are tried later.
    return FiredRule{key(), "the answers are " + answers, EvidencePlace::Judge, 0, 0};
}

} // namespace evol
