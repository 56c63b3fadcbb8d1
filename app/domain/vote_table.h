// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the table of judgements, one row a judgement, as it is written and read. Never change one.
#pragma once

namespace evol {

/// contenders: a JSON list of names, from left to right. values: a JSON list as in Judgement. seconds: spent on the
/// comparison. time: ISO 8601 in UTC.
inline constexpr const char *voteTableColumns[] = {
    "study",     "kind",        "session", "rater",  "comparison", "item",    "instruction_id", "instruction",
    "criterion", "contenders",  "values",  "skipped", "flagged",   "note",    "seconds",        "time"};

} // namespace evol
