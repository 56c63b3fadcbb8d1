// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all formats in which votes are written, and the writing itself. Any thread.
#pragma once

#include "preference/vote_export.h"

#include <vector>

namespace evol {

/// All of them; they live as long as the program.
const std::vector<const VoteExport *> &voteExports();

/// The format with this key; an error that names all keys where there is none.
Result<const VoteExport *> voteExport(std::string_view key);

/// "pairs, alpaca_eval, …", for messages.
std::string voteExportKeys();

/// An error where the format does not take the study's kind. After an error `text` got part of the file.
Result<VoteExportReport> exportVotes(StudyReader &reader, StudyId id, const VoteExport &format, const VoteExportOptions &options,
                                     const WriteText &text);

} // namespace evol
