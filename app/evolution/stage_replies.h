// SPDX-License-Identifier: GPL-3.0-or-later
// What models say when asked for scores and labels, read from their replies. Values only; any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

#include <string>

namespace evol {

/// A difficulty from 1 to 10: the first number of the reply. ErrorKind::BadReply where there is none.
Result<int> parseDifficulty(const std::string &reply);

/// "Definition: 4", "Precision: 5", "Integrity: 3" in any case, order and markup; a reply of three numbers alone is taken
/// in this order. ErrorKind::BadReply where one is missing or not from 1 to 5.
Result<Quality> parseQuality(const std::string &reply);

/// "Correct", "Incorrect" or "Neutral", in any case and markup: the last one named. ErrorKind::BadReply where there is none.
Result<StepLabel> parseStepLabel(const std::string &reply);

} // namespace evol
