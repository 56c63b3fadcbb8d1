// SPDX-License-Identifier: GPL-3.0-or-later
// Shares estimated from a sample: their intervals, and how large a sample they need. Any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace evol {

/// The confidence of every interval shown.
constexpr double usualConfidence = 0.95;

struct Interval {
    double low = 0;
    double high = 1;

    bool operator==(const Interval &) const = default;
};

/// `part` of `of` that were looked at.
struct Proportion {
    std::int64_t part = 0;
    std::int64_t of = 0;

    std::optional<double> value() const; ///< empty: none was looked at
    /// The score interval of Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    /// JASA 22, in the form of Newcombe (1998), "Two-sided confidence intervals for the single proportion", Stat.
    /// Med. 17, method 3. 0 to 1 where none was looked at.
    Interval interval(double confidence = usualConfidence) const;

    bool operator==(const Proportion &) const = default;
};

/// How many standard deviations around the mean hold `confidence` of a normal distribution: 1.96 for 0.95.
/// confidence: above 0, below 1.
double normalDeviate(double confidence);

/// How many of `population` to look at so that a share, expected to be about `expectedShare`, is known to within
/// ± halfWidth: Cochran (1977), "Sampling Techniques", 3rd edition, section 4.4, with the correction for a finite
/// population. 0.5 asks for the most and is safe. At least 1 of a population; all of it where halfWidth is 0.
std::int64_t auditSize(std::int64_t population, double expectedShare, double halfWidth,
                       double confidence = usualConfidence);

} // namespace evol
