// SPDX-License-Identifier: GPL-3.0-or-later
// Whether votes follow what should not matter: the side an answer stands on, its length. Any thread.
#pragma once

#include "domain/proportion.h"

#include <cstdint>
#include <optional>

namespace evol {

/// Of the votes that preferred one of two answers.
struct Bias {
    Proportion toward;              ///< the first answer, or the longer one, of all those votes
    std::optional<double> probability; ///< two-sided, of a share at least so far from a half by chance; empty: no vote

    Interval interval() const { return toward.interval(); }
    /// At 1 %, so that looking at every rater of a study does not accuse many by chance.
    bool isFound() const { return probability && *probability < 0.01; }
};

/// part of `of` votes; the exact binomial (sign) test (Conover 1999, "Practical nonparametric statistics", section 3.1).
Bias biasOf(std::int64_t part, std::int64_t of);

/// The probability of at most k successes in n trials of one half each, by the incomplete beta function.
double halfBinomialTail(std::int64_t k, std::int64_t n);

} // namespace evol
