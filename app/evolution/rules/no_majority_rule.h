// SPDX-License-Identifier: GPL-3.0-or-later
// WizardMath's data keeps what several solutions agree on; off unless a run asks for it: no final answer is that of more
// than half of the responses. Any thread.
#pragma once

#include "evolution/rules/rule.h"

namespace evol {

class NoMajorityRule : public Rule
{
public:
    const char *key() const override { return "no_majority"; }
    const char *title() const override { return "No majority answer"; }
    int number() const override { return 0; }
    std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const override;
};

} // namespace evol
