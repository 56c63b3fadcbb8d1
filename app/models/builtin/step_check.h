// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the equations in a step of a solution hold, by exact arithmetic. Pure functions, any thread.
#pragma once

#include <string_view>

namespace evol::builtin {

enum class StepCheck { NoEquation, Holds, Fails };

/// Looks at every "=" between two expressions of numbers; words around them are passed over. One that fails decides.
StepCheck checkStep(std::string_view step);

} // namespace evol::builtin
