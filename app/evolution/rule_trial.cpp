// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/rule_trial.h"

#include "evolution/rules/rules.h"
#include "evolution/rules/thresholds_codec.h"

#include <algorithm>

namespace evol {
namespace {

const FiredRule *findFired(const Verdict &verdict, std::string_view rule)
{
    const auto found = std::find_if(verdict.fired.begin(), verdict.fired.end(),
                                    [rule](const FiredRule &fired) { return fired.rule == rule; });
    return found == verdict.fired.end() ? nullptr : &*found;
}

bool haveSameRules(const Verdict &a, const Verdict &b)
{
    return a.fired.size() == b.fired.size()
        && std::all_of(a.fired.begin(), a.fired.end(), [&b](const FiredRule &fired) { return findFired(b, fired.rule); });
}

RuleTrial::RuleCount &countOf(RuleTrial &trial, const std::string &rule)
{
    for (RuleTrial::RuleCount &count : trial.rules) {
        if (count.rule == rule)
            return count;
    }
    return trial.rules.emplace_back(RuleTrial::RuleCount{rule, 0, 0});
}

void count(RuleTrial &trial, const Verdict &from, const Verdict &to, bool isAnswered)
{
    ++trial.judged;
    for (const FiredRule &fired : from.fired)
        ++countOf(trial, fired.rule).before;
    for (const FiredRule &fired : to.fired)
        ++countOf(trial, fired.rule).after;
    trial.nowEliminated += from.kept() && !to.kept();
    trial.nowKept += !from.kept() && to.kept();
    trial.unanswered += !from.kept() && to.kept() && !isAnswered;
}

} // namespace

Verdict judgeAgain(const Verdict &stored, const Evolved &evolved, const RuleThresholds &thresholds)
{
    Verdict verdict;
    verdict.judgeExchange = stored.judgeExchange;
    for (const Rule *rule : rules()) {
        const FiredRule *before = findFired(stored, rule->key());
        if (auto fired = rule->check(evolved, thresholds))
            verdict.fired.push_back(std::move(*fired));
        else if (before && before->place == EvidencePlace::Judge)
            verdict.fired.push_back(*before);
    }
    std::copy_if(stored.fired.begin(), stored.fired.end(), std::back_inserter(verdict.fired),
                 [](const FiredRule &fired) { return !findRule(fired.rule); });
    return verdict;
}

Result<RuleTrial> tryThresholds(ProjectReader &reader, const RuleThresholds &thresholds, const ScanWatch &watch)
{
    RuleTrial trial;
    trial.thresholds = thresholds;
    for (const Rule *rule : rules())
        trial.rules.push_back({rule->key(), 0, 0});
    const auto looked = eachJudged(reader, watch, [&](InstructionId id, const Verdict &stored, const Evolved &evolved) {
        Verdict verdict = judgeAgain(stored, evolved, thresholds);
        count(trial, stored, verdict, evolved.response != nullptr);
        if (!haveSameRules(stored, verdict))
            trial.differences.push_back({id, stored, std::move(verdict)});
    });
    if (!looked)
        return tl::unexpected<Error>(looked.error());
    return trial;
}

std::vector<Change> changes(const RuleTrial &trial)
{
    std::vector<Change> changes;
    std::optional<std::string> setting;
    if (trial.thresholds != RuleThresholds())
        setting = encodeThresholds(trial.thresholds);
    changes.push_back(SetSetting{thresholdsSetting, {}, std::move(setting)});
    for (const VerdictDifference &difference : trial.differences)
        changes.push_back(SetVerdict{difference.instruction, {}, difference.to});
    return changes;
}

} // namespace evol
