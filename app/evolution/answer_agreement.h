// SPDX-License-Identifier: GPL-3.0-or-later
// The final answer of a solution, and what most of several solutions agree on. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// The final answer, in a form in which equal answers are equal texts ("1,200.0" and "$1200" are "1200"): what stands in
/// the last \boxed{}, or else follows the last of "####" on the last line (GSM8K, Cobbe et al. 2021, arXiv 2110.14168) and
/// "answer is" (MetaMath, arXiv 2309.12284) or its Chinese or Japanese form; else the last number. Empty where there is none.
std::optional<std::string> finalAnswer(std::string_view solution);

/// What more than half of the solutions have as their final answer: self-consistency (Wang et al. 2022, arXiv 2203.11171,
/// section 2), with a majority asked for where the paper takes the most frequent. Empty where there is none.
std::optional<std::string> majorityAnswer(const std::vector<std::string> &solutions);

} // namespace evol
