// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/rule_margins.h"

#include "evolution/rules/leak_phrases.h"
#include "evolution/rules/leaked_prompt_rule.h"
#include "evolution/rules/near_duplicate_rule.h"
#include "evolution/rules/refusal_rule.h"
#include "evolution/rules/text_similarity.h"
#include "evolution/words.h"

#include <cmath>

namespace evol {
namespace {

bool isClose(double value, double threshold, double distance)
{
    constexpr double rounding = 1e-9; // 0.8 is 0.1 from 0.9
    return std::abs(value - threshold) <= distance + rounding;
}

} // namespace

RuleMargins marginsOf(const Evolved &evolved, const RuleThresholds &thresholds)
{
    RuleMargins margins;
    if (evolved.response && findApology(*evolved.response))
        margins.apologyWords = countWords(*evolved.response);
    const std::string_view parent = trimmed(evolved.parent);
    if (!parent.empty() && parent != trimmed(evolved.instruction))
        margins.similarity = textSimilarity(evolved.parent, evolved.instruction);
    for (const LeakedPhrase &leak : findLeaks(evolved.instruction, thresholds.leakPhrases))
        ++(leak.isMarked ? margins.markedLeaks : margins.ordinaryLeaks);
    return margins;
}

std::vector<const char *> borderlineRules(const RuleMargins &margins, const RuleThresholds &thresholds)
{
    std::vector<const char *> borderline;
    const auto words = static_cast<double>(thresholds.refusalWords);
    if (words > 0 && margins.apologyWords
        && isClose(static_cast<double>(*margins.apologyWords), words, borderlineWords * words))
        borderline.push_back(RefusalRule().key());
    if (margins.ordinaryLeaks == 1 && margins.markedLeaks == 0)
        borderline.push_back(LeakedPromptRule().key());
    const double similarity =
        thresholds.duplicateSimilarity > 0 ? thresholds.duplicateSimilarity : likelyDuplicateSimilarity;
    if (margins.similarity && isClose(*margins.similarity, similarity, borderlineSimilarity))
        borderline.push_back(NearDuplicateRule().key());
    return borderline;
}

Result<std::vector<InstructionId>> findBorderline(ProjectReader &reader, const RuleThresholds &thresholds,
                                                  const ScanWatch &watch)
{
    std::vector<InstructionId> found;
    const auto looked = eachJudged(reader, watch, [&](InstructionId id, const Verdict &, const Evolved &evolved) {
        if (!borderlineRules(marginsOf(evolved, thresholds), thresholds).empty())
            found.push_back(id);
    });
    if (!looked)
        return tl::unexpected<Error>(looked.error());
    return found;
}

} // namespace evol
