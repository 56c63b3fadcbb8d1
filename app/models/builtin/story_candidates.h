// SPDX-License-Identifier: GPL-3.0-or-later
// Turning a bare expression into stories that compute the same value. Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"
#include "models/builtin/seeded_choice.h"

#include <vector>

namespace evol::builtin {

/// Stories for a plain problem, most telling ones first; whether they make sense is for isAnswerable().
std::vector<Problem> storiesFor(const Problem& problem, SeededChoice& choice);

} // namespace evol::builtin
