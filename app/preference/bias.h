// SPDX-License-Identifier: GPL-3.0-or-later
// Whether votes follow what should not matter: the side an answer stands on, its length. Any thread.
#pragma once

#include "domain/proportion.h"

#include <cstdint>
#include <optional>
#include <span>

namespace evol {

/// Of the votes that preferred one of two answers.
struct Bias {
    Proportion toward;              ///< the first answer, or the longer one, of all those votes
    std::optional<double> probability; ///< two-sided, by chance; empty: no vote, or it cannot be told

    Interval interval() const { return toward.interval(); }
    /// At 1 %, so that looking at every rater of a study does not accuse many by chance.
    bool isFound() const { return probability && *probability < 0.01; }
};

/// part of `of` votes; the exact binomial (sign) test (Conover 1999, "Practical nonparametric statistics", section 3.1).
Bias biasOf(std::int64_t part, std::int64_t of);

/// A vote that preferred one of two answers.
struct PositionVote {
    std::uint16_t first = 0, second = 0; ///< contenders
    bool firstWon = false;
};

/// Toward the first answer. Where contenders stood on either side as often as by lot, as in a study that was assigned
/// here, the first should win half the votes, whoever is better: the exact test. Else, as in many a file, sides and contenders
/// are told apart pair by pair (Mantel and Haenszel 1959, "Statistical aspects of the analysis of data from retrospective
/// studies of disease", Journal of the National Cancer Institute 22); it cannot be told where no pair stood both ways.
Bias positionBias(std::span<const PositionVote> votes);

/// The probability of at most k successes in n trials of one half each, by the incomplete beta function.
double halfBinomialTail(std::int64_t k, std::int64_t n);

} // namespace evol
