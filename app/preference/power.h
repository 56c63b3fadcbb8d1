// SPDX-License-Identifier: GPL-3.0-or-later
// How many votes a study needs. Any thread.
#pragma once

#include "domain/proportion.h"

#include <cstdint>
#include <optional>

namespace evol {

struct PowerQuestion {
    double points = 5;     ///< by how many percentage points the win rate differs from 50; above 0, up to 50
    double power = 0.8;    ///< the chance to find it; above 0, below 1
    double confidence = usualConfidence; ///< of the two-sided test
    double tieShare = 0;   ///< of the votes, from 0 on, below 1
    int overlap = 1;       ///< votes on each comparison
    double likeness = 0;   ///< of the votes on one comparison: their intraclass correlation, 0 to 1
};

/// Votes for a two-sided z test of a mean score against a half (Fleiss, Levin and Paik 2003, "Statistical methods for
/// rates and proportions", section 2.5, with the variance (1 - ties) / 4 of scores with ties), times the design effect
/// 1 + (overlap - 1) likeness (Kish 1965, "Survey sampling", section 5.4). Empty: no win rate is so far from 50 %, as ties
/// alone hold it back.
std::optional<std::int64_t> votesNeeded(const PowerQuestion &question);

} // namespace evol
