// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic problems as text and back. parseProblem(renderProblem(p)) is p for every problem the
// operators make. Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"

#include <optional>
#include <string>
#include <string_view>

namespace evol::builtin {

std::string renderProblem(const Problem& problem);

/// Reads a text that renderProblem() wrote; people's own ways to write a sum are seed_reader.h's.
std::optional<Problem> parseProblem(std::string_view text);

} // namespace evol::builtin
