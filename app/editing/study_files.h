// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of a study that can be saved as a file: its votes in their formats, its figures, the report. Any thread, with
// a reader of its own.
#pragma once

#include "preference/study_results.h"
#include "preference/vote_exports.h"

#include <string>

namespace evol {

struct StudyFileOptions {
    VoteExportOptions votes;
    ResultOptions results;
};

/// "pairs, alpaca_eval, …, results, table, report", for messages.
std::string studyFileKeys();

/// Whole or not at all: after an error a file that was there is as it was. Of figures the report counts no rows.
Result<VoteExportReport> writeStudyFile(StudyReader &reader, StudyId id, const std::string &format, const std::string &path,
                                        const StudyFileOptions &options = {});

} // namespace evol
