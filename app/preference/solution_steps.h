// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a solution: its lines that are not blank. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// Each without blanks at its ends. A solution without any line has none.
std::vector<std::string> solutionSteps(std::string_view solution);

} // namespace evol
