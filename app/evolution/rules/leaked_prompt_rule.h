// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 4: the instruction copies words of the prompt that asked for it, such as "given prompt".
// Any thread.
#pragma once

#include "evolution/rules/rule.h"

namespace evol {

class LeakedPromptRule : public Rule
{
public:
    const char *key() const override { return "leaked_prompt"; }
    const char *title() const override { return "Leaked prompt"; }
    int number() const override { return 4; }
    std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const override;
};

} // namespace evol
