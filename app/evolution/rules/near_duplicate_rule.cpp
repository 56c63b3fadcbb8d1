// SPDX-License-Identifier: GPL-3.0-or-later
// The similarity is shown rounded down, so that only the same words are called 100 %. Any thread.
#include "evolution/rules/near_duplicate_rule.h"

#include "evolution/rules/text_similarity.h"
#include "evolution/words.h"

namespace evol {

std::optional<FiredRule> NearDuplicateRule::check(const Evolved &evolved, const RuleThresholds &thresholds) const
{
    if (thresholds.duplicateSimilarity <= 0 || trimmed(evolved.parent).empty())
        return std::nullopt;
    const double similarity = textSimilarity(evolved.parent, evolved.instruction);
    if (similarity < thresholds.duplicateSimilarity)
        return std::nullopt;
    return FiredRule{key(), std::to_string(static_cast<int>(similarity * 100)) + " % similar to its parent",
                     EvidencePlace::Instruction, 0, evolved.instruction.size()};
}

} // namespace evol
