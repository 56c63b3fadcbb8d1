// SPDX-License-Identifier: GPL-3.0-or-later
// A prompt's text with placeholders, and the filling in of them. Values and functions only; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace evol {

/// What the placeholders of a prompt stand for.
struct PromptValues {
    std::string instruction; ///< {instruction}; where a rewrite is judged, its parent
    std::string context;     ///< {context}: nothing, or an empty line and the context
    std::string child;       ///< {child}: the rewrite to judge
    std::string steps{};     ///< {steps}: the steps of a solution before the one to label
    std::string step{};      ///< {step}: the step to label

    /// By placeholder, in an order that is stored: append only.
    std::array<std::string *, 5> all() { return {&instruction, &context, &child, &steps, &step}; }
    bool operator==(const PromptValues &) const = default;
};

/// The prompt with its placeholders filled in, in one pass: braces in the values stay as they are, and other words
/// in braces are plain text.
std::string fillIn(std::string_view prompt, const PromptValues &values);

} // namespace evol
