// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/power.h"

#include <algorithm>
#include <cmath>

namespace evol {

std::optional<std::int64_t> votesNeeded(const PowerQuestion &question)
{
    const double difference = std::clamp(question.points, 0.01, 50.0) / 100;
    const double decided = 1 - std::clamp(question.tieShare, 0.0, 0.99);
    if (difference > decided / 2)
        return {};
    const double even = decided / 4, apart = even - difference * difference;
    // Both tails for the test, one for the power: 2 power - 1 of the normal distribution lies within its deviate.
    const double power = std::clamp(question.power, 0.5, 0.999);
    const double deviates = normalDeviate(question.confidence) * std::sqrt(even) + normalDeviate(2 * power - 1) * std::sqrt(apart);
    const double effect = 1 + (std::max(question.overlap, 1) - 1) * std::clamp(question.likeness, 0.0, 1.0);
    return static_cast<std::int64_t>(std::ceil(deviates * deviates / (difference * difference) * effect - 1e-9));
}

} // namespace evol
