// SPDX-License-Identifier: GPL-3.0-or-later
// Rule 2: the response contains "sorry", in English, Chinese or Japanese, and is short.
// Any thread.
#pragma once

#include "evolution/rules/rule.h"
#include "evolution/words.h"

#include <string_view>

namespace evol {

/// The first apology in a response, of any length.
std::optional<WordSpan> findApology(std::string_view response);

class RefusalRule : public Rule
{
public:
    const char *key() const override { return "refusal"; }
    const char *title() const override { return "Refusal"; }
    int number() const override { return 2; }
    std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const override;
};

} // namespace evol
