// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings of contenders from pairwise outcomes, by the model of Bradley and Terry (1952), "Rank analysis of incomplete
// block designs", Biometrika 39: the odds that i beats j are 10^((r_i - r_j) / 400), so that points mean what they mean
// in chess. A tie counts as half a win for each, as in Chiang et al., "Chatbot Arena" (arXiv 2403.04132) and FastChat's
// figures. Any thread.
#pragma once

#include "domain/proportion.h"
#include "preference/pair_outcomes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace evol {

constexpr double meanRating = 1000;    ///< of all contenders that can be rated
constexpr double ratingScale = 400;    ///< points for tenfold odds
constexpr int usualBootstrapRounds = 1000;

/// The maximum-likelihood ratings, by Newton's method. Empty for a contender without an outcome; empty for all where
/// they do not exist: some of the contenders never lost or tied against any of the others (Ford 1957, "Solution of a
/// ranking problem from binary comparisons", American Mathematical Monthly 64).
std::vector<std::optional<double>> bradleyTerry(const PairCounts &counts);

struct RatingInterval {
    std::optional<double> rating;
    Interval interval; ///< of percentiles of the bootstrap
};

struct BootstrapOptions {
    int rounds = usualBootstrapRounds;
    std::uint64_t seed = 1;
    double confidence = usualConfidence;
};

/// The ratings with percentile intervals (Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 13).
/// Clusters are drawn with replacement; where every cluster is one outcome that is one multinomial draw over the cells of
/// `counts`. Each round has random numbers of its own, so the result does not depend on the threads that share the work.
/// outcomes: sorted by cluster; must add up to counts.
std::vector<RatingInterval> bootstrapRatings(const PairCounts &counts, std::span<const PairOutcome> outcomes,
                                             const BootstrapOptions &options = {});

} // namespace evol
