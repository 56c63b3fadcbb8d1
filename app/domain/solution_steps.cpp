// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/solution_steps.h"

#include <algorithm>

namespace evol {

std::vector<std::string_view> solutionSteps(std::string_view answer)
{
    constexpr std::string_view blanks = " \t\r\v\f";
    std::vector<std::string_view> steps;
    while (!answer.empty()) {
        const std::size_t end = std::min(answer.find('\n'), answer.size());
        const std::string_view line = answer.substr(0, end);
        if (const std::size_t first = line.find_first_not_of(blanks); first != line.npos)
            steps.push_back(line.substr(first, line.find_last_not_of(blanks) - first + 1));
        answer.remove_prefix(std::min(end + 1, answer.size()));
    }
    return steps;
}

} // namespace evol
