// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 1: the judge finds the rewritten instruction equal to its parent, or it is the same text.
// Any thread.
#pragma once

#include "evolution/rules/rule.h"

namespace evol {

class NoInformationGainRule : public Rule
{
public:
    const char *key() const override { return "no_information_gain"; }
    const char *title() const override { return "No information gain"; }
    int number() const override { return 1; }
    std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const override;
};

} // namespace evol
