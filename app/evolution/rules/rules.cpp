// SPDX-License-Identifier: GPL-3.0-or-later
// The list of the eliminator's rules: a new rule is one more line here. Any thread.
#include "evolution/rules/rules.h"

#include "evolution/rules/empty_answer_rule.h"
#include "evolution/rules/leaked_prompt_rule.h"
#include "evolution/rules/near_duplicate_rule.h"
#include "evolution/rules/no_information_gain_rule.h"
#include "evolution/rules/no_majority_rule.h"
#include "evolution/rules/refusal_rule.h"

namespace evol {

const std::vector<const Rule *> &rules()
{
    static const NoInformationGainRule noInformationGain;
    static const RefusalRule refusal;
    static const EmptyAnswerRule emptyAnswer;
    static const LeakedPromptRule leakedPrompt;
    static const NearDuplicateRule nearDuplicate;
    static const NoMajorityRule noMajority;

    static const std::vector<const Rule *> all = {
        &noInformationGain,
        &refusal,
        &emptyAnswer,
        &leakedPrompt,
        &nearDuplicate,
        &noMajority,
    };
    return all;
}

const Rule *findRule(std::string_view key)
{
    for (const Rule *rule : rules()) {
        if (rule->key() == key)
            return rule;
    }
    return nullptr;
}

std::vector<FiredRule> judgeByRules(const Evolved &evolved, const RuleThresholds &thresholds)
{
    std::vector<FiredRule> fired;
    for (const Rule *rule : rules()) {
        if (auto evidence = rule->check(evolved, thresholds))
            fired.push_back(std::move(*evidence));
    }
    return fired;
}

} // namespace evol
