// SPDX-License-Identifier: GPL-3.0-or-later
// Sums as people write them: "1+1=?", "What is 17 x 3?", "１＋１＝？", "1加1等于几？", "1たす1は？".
// Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"

#include <optional>
#include <string_view>

namespace evol::builtin {

std::optional<Problem> readSeed(std::string_view text);

} // namespace evol::builtin
