// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of the eliminator's rules, and the verdict of all of them. Any thread.
#pragma once

#include "evolution/rules/rule.h"

#include <string_view>
#include <vector>

namespace evol {

/// All rules, in the order of the paper's numbers, then ours.
const std::vector<const Rule *> &rules();

/// The rule with this key; nullptr: none.
const Rule *findRule(std::string_view key);

/// Every rule that fires, in the order of rules(). None: the instruction is kept.
std::vector<FiredRule> judgeByRules(const Evolved &evolved, const RuleThresholds &thresholds = {});

} // namespace evol
