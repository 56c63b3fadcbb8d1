// SPDX-License-Identifier: GPL-3.0-or-later
// One of ours, off by default: the instruction has almost the words of its parent.
// Any thread.
#pragma once

#include "evolution/rules/rule.h"

namespace evol {

class NearDuplicateRule : public Rule
{
public:
    const char *key() const override { return "near_duplicate"; }
    const char *title() const override { return "Near duplicate"; }
    int number() const override { return 0; }
    std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const override;
};

} // namespace evol
