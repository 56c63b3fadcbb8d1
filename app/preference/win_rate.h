// SPDX-License-Identifier: GPL-3.0-or-later
// Wins, ties and losses, and the share of points that they make. Any thread.
#pragma once

#include "preference/pair_outcomes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace evol {

struct WinRate {
    std::int64_t wins = 0, ties = 0, losses = 0;
    /// The mean of 1 for a win, a half for a tie and 0 for a loss, in per cent; empty: no outcome.
    std::optional<double> rate;
    /// Of the mean, in percentage points; robust against votes on one item being alike (Liang and Zeger 1986,
    /// Biometrika 73, with the correction G / (G - 1) for G items). With one vote an item it is the sample's standard
    /// deviation over the root of their number, as AlpacaEval gives it. Empty: fewer than two items.
    std::optional<double> error;

    std::int64_t count() const { return wins + ties + losses; }
};

/// Of each contender against all others. outcomes: sorted by cluster.
std::vector<WinRate> winRates(int contenders, std::span<const PairOutcome> outcomes);

} // namespace evol
