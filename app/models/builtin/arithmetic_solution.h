// SPDX-License-Identifier: GPL-3.0-or-later
// The written solution of an arithmetic problem: numbered exact steps, every question and requirement
// met, and "The answer is: N" at the end. Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"

#include <string>
#include <vector>

namespace evol::builtin {

std::string solutionOf(const Problem& problem);

/// $1, $2, … replaced by the parts.
std::string filledIn(const std::string& pattern, const std::vector<std::string>& parts);

} // namespace evol::builtin
