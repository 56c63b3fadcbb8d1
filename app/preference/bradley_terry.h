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
    std::optional<Interval> interval; ///< of percentiles of the bootstrap; there where a rating is, but for 0 rounds
};

struct BootstrapOptions {
    int rounds = usualBootstrapRounds; ///< 0: no intervals
    std::uint64_t seed = 1;
    double confidence = usualConfidence;
    unsigned threads = 0; ///< 0: one a core
};

/// The ratings with percentile intervals (Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 13).
/// Clusters are drawn with replacement; where every cluster is one outcome that is one multinomial draw over the cells of
/// `counts`. Each round has random numbers of its own, so the result does not depend on the threads that share the work.
/// A round that by chance lacks what keeps ratings finite is given one more tie of each pair that met: the half that
/// Haldane (1956), "The estimation and significance of the logarithm of a ratio of frequencies", Annals of Human Genetics
/// 20, adds to either side of odds. outcomes: sorted by cluster; must add up to counts.
std::vector<RatingInterval> bootstrapRatings(const PairCounts &counts, std::span<const PairOutcome> outcomes,
                                             const BootstrapOptions &options = {});

} // namespace evol
