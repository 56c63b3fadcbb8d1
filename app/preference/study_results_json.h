// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a study for scripts, and as a table. Any thread.
#pragma once

#include "preference/study_results.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace evol {

/// Rates, errors and shares in per cent, ratings in points, all unrounded; null where a figure is not defined. The
/// figures of the main criterion stand at the top, those of all under "criteria".
nlohmann::ordered_json toJson(const StudyResults &results);

/// One row a figure: criterion, group, key, contender, against, n, wins, ties, losses, win_rate, win_rate_se, rating,
/// rating_low, rating_high, elo, mean. RFC 4180.
std::string toCsv(const StudyResults &results);

} // namespace evol
