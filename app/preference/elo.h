// SPDX-License-Identifier: GPL-3.0-or-later
// Elo ratings, the second opinion beside Bradley and Terry's. Any thread.
#pragma once

#include "preference/pair_outcomes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace evol {

/// Each outcome moves the two ratings by K = 4 times what it surprised (Elo 1978, "The rating of chessplayers"; scale
/// 400, start 1000, as FastChat). The order of outcomes matters to it, so the mean over shuffled orders is given: 100 of
/// them, fewer where there are more than 20,000 outcomes. Empty: no outcome.
std::vector<std::optional<double>> eloRatings(int contenders, std::span<const PairOutcome> outcomes, std::uint64_t seed);

} // namespace evol
