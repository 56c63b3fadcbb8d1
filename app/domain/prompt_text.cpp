// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/prompt_text.h"

#include <algorithm>
#include <utility>

namespace evol {

std::string fillIn(std::string_view prompt, const PromptValues &values)
{
    const bool hasContext = values.context.find_first_not_of(" \t\r\n") != std::string::npos;
    const std::string context = hasContext ? "\n\n" + values.context : std::string();
    const std::array<std::pair<std::string_view, std::string_view>, 5> placeholders = {{
        {"{instruction}", values.instruction},
        {"{context}", context},
        {"{child}", values.child},
        {"{steps}", values.steps},
        {"{step}", values.step},
    }};
    std::string result;
    result.reserve(prompt.size() + values.instruction.size() + context.size() + values.child.size());
    for (std::size_t position = 0; position < prompt.size();) {
        const std::size_t brace = std::min(prompt.find('{', position), prompt.size());
        result += prompt.substr(position, brace - position);
        position = brace;
        if (position == prompt.size())
            break;
        const std::string_view rest = prompt.substr(position);
        const auto match = std::find_if(placeholders.begin(), placeholders.end(),
                                        [rest](const auto &entry) { return rest.starts_with(entry.first); });
        if (match != placeholders.end()) {
            result += match->second;
            position += match->first.size();
        } else {
            result += prompt[position++];
        }
    }
    return result;
}

} // namespace evol
