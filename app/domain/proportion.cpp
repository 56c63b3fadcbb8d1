// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/proportion.h"

#include <algorithm>
#include <cmath>

namespace evol {

std::optional<double> Proportion::value() const
{
    return of > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(of)) : std::nullopt;
}

Interval Proportion::interval(double confidence) const
{
    if (of <= 0)
        return {};
    const double n = static_cast<double>(of);
    const double p = static_cast<double>(part) / n;
    const double z = normalDeviate(confidence);
    const double scale = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / scale;
    const double halfWidth = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // Rounding must not leave out a share of nothing or of all.
    return {part == 0 ? 0 : std::max(0.0, centre - halfWidth), part == of ? 1 : std::min(1.0, centre + halfWidth)};
}

double normalDeviate(double confidence)
{
    // erf rises from 0 to 1: halving finds its inverse to the last digit, and needs no approximation's constants.
    double low = 0;
    double high = 40;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (std::erf(middle / std::sqrt(2.0)) < confidence ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::int64_t auditSize(std::int64_t population, double expectedShare, double halfWidth, double confidence)
{
    if (population <= 0 || halfWidth <= 0)
        return std::max<std::int64_t>(0, population);
    const double z = normalDeviate(confidence);
    const double unlimited = z * z * expectedShare * (1 - expectedShare) / (halfWidth * halfWidth);
    const double size = unlimited / (1 + (unlimited - 1) / static_cast<double>(population));
    // 355.0000000001 is 355.
    const double whole = std::ceil(size - 1e-6);
    return static_cast<std::int64_t>(std::clamp(whole, 1.0, static_cast<double>(population)));
}

} // namespace evol
