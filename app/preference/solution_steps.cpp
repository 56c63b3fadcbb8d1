// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/solution_steps.h"

namespace evol {

std::vector<std::string> solutionSteps(std::string_view solution)
{
    constexpr const char *blanks = " \t\r\f\v";
    std::vector<std::string> steps;
    for (std::size_t start = 0; start <= solution.size();) {
        const std::size_t end = std::min(solution.find('\n', start), solution.size());
        const std::string_view line = solution.substr(start, end - start);
        if (const std::size_t first = line.find_first_not_of(blanks); first != std::string_view::npos)
            steps.emplace_back(line.substr(first, line.find_last_not_of(blanks) - first + 1));
        start = end + 1;
    }
    return steps;
}

} // namespace evol
