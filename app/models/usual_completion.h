// SPDX-License-Identifier: GPL-3.0-or-later
// A chat completion as nearly all servers write it, read without a tree of values made of it: at thousands of replies
// a second that tree costs more than all else that is done with them. Pure function; any thread.
#pragma once

#include <optional>
#include <string>

namespace evol {

/// Of the first choice of a chat completion.
struct CompletionParts {
    std::string content;
    std::string reasoning; ///< of the member "reasoning_content", or else "reasoning"
    std::string refusal;
    std::string finishReason;
    int promptTokens = 0; ///< 0 where unknown
    int completionTokens = 0;
};

/// Nothing where `body` is no JSON, tells of an error, has no choice with a message, or has its content in parts.
std::optional<CompletionParts> readUsualCompletion(const std::string &body);

} // namespace evol
