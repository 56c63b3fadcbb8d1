// SPDX-License-Identifier: GPL-3.0-or-later
// A calibration in words and in a table. GUI thread.
#pragma once

#include "evolution/calibration.h"

#include <QString>

namespace evol {

/// How many were judged, by verdict.
struct JudgedSides {
    std::int64_t eliminated = 0, kept = 0;

    std::int64_t all() const { return eliminated + kept; }
};

/// What the decisions so far can tell and what not, and what to do next: a few short sentences.
QString whatItTells(const Calibration &calibration, const JudgedSides &sides);
/// The eliminator as a whole, then rule by rule, as HTML.
QString calibrationHtml(const Calibration &calibration);

} // namespace evol
