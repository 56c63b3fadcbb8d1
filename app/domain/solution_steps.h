// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a solution, one label each. Any thread.
#pragma once

#include <string_view>
#include <vector>

namespace evol {

/// The lines that hold more than blanks, without the blanks and the carriage return at their ends; they view into
/// `answer`. A line ends at a line feed.
std::vector<std::string_view> solutionSteps(std::string_view answer);

} // namespace evol
