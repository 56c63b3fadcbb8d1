// SPDX-License-Identifier: GPL-3.0-or-later
// How far raters agree on the same units. Any thread.
#pragma once

#include "domain/proportion.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace evol {

/// What one rater said of one unit. A pair of unit and rater stands once.
struct CodedValue {
    std::uint32_t unit = 0;
    std::uint32_t rater = 0; ///< from 0, densely
    int value = 0;           ///< of an ordered scale, or of a nominal one
};

/// A figure with the percentile interval of a bootstrap over units; empty where it is not defined. It has no interval
/// where more than one resample in twenty (for 95 %) leaves it undefined.
struct AgreementFigure {
    std::optional<double> value;
    std::optional<Interval> interval;
};

struct Agreement {
    std::int64_t units = 0;  ///< with at least two values
    std::int64_t values = 0; ///< of those units
    int raters = 0;
    AgreementFigure percent; ///< of pairs of values of a unit that are equal, 0 to 100
    /// Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20; of more
    /// than two raters the mean over pairs of them (Light 1971, "Measures of response agreement for qualitative data",
    /// Psychological Bulletin 76), weighted by the units they share.
    AgreementFigure cohenKappa;
    /// Cohen (1968), "Weighted kappa", Psychological Bulletin 70: disagreement grows with the distance, or its square.
    AgreementFigure linearKappa, quadraticKappa;
    /// Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychological Bulletin 76; units need not have
    /// the same number of values.
    AgreementFigure fleissKappa;
    /// Krippendorff (2011), "Computing Krippendorff's alpha-reliability".
    AgreementFigure nominalAlpha, ordinalAlpha, intervalAlpha;
};

struct AgreementOptions {
    int rounds = 1000; ///< of the bootstrap; fewer, but 100 at least, where there are many values. 0: no intervals
    std::uint64_t seed = 1;
    double confidence = usualConfidence;
};

/// values: in any order.
Agreement agreement(std::vector<CodedValue> values, const AgreementOptions &options = {});

} // namespace evol
