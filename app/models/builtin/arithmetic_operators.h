// SPDX-License-Identifier: GPL-3.0-or-later
// The evolution operators on arithmetic problems. Each makes its candidates, keeps those that stay
// exactly answerable and readable again, and takes one by the seed. Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"
#include "models/builtin/seeded_choice.h"

#include <optional>
#include <string>
#include <string_view>

namespace evol::builtin {

/// nullopt where the operator finds nothing to change.
std::optional<Problem> evolveProblem(const Problem& problem, std::string_view operatorKey, SeededChoice& choice);

/// A sum of two small numbers.
Problem smallProblem(Language language, SeededChoice& choice);

/// 1 to 10.
int difficultyOf(const Problem& problem);

} // namespace evol::builtin
