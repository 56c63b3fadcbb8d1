// SPDX-License-Identifier: GPL-3.0-or-later
// What a vote must be like to fit its comparison. Any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

namespace evol {

/// For a solution whose steps are not at hand.
constexpr int unknownSteps = -1;

/// shown: answers of the comparison. steps: of the solution, for JudgementKind::Steps. ErrorKind::InvalidInput with a
/// sentence where a criterion is unknown or there twice, or values are too many, too few or out of their range.
/// A vote without judgements fits everywhere.
Result<> checkVote(const StudyDesign &design, int shown, int steps, const Vote &vote);

} // namespace evol
