// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 3: the response has nothing but punctuation and stop words.
// Any thread.
#pragma once

#include "evolution/rules/rule.h"

namespace evol {

class EmptyAnswerRule : public Rule
{
public:
    const char *key() const override { return "empty_answer"; }
    const char *title() const override { return "Empty answer"; }
    int number() const override { return 3; }
    std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const override;
};

} // namespace evol
