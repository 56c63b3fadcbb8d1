// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of votes, row by row, in any format of votes. Memory is bounded by the longest record.
// Any thread; the functions passed in are called on the same one.
#pragma once

#include "dataset/imported_row.h"
#include "dataset/imported_vote.h"
#include "domain/result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace evol {

struct VoteImportOptions {
    std::string format; ///< key of a format of votes; empty: guessed
    /// As in ImportOptions.
    std::function<Result<void>(std::int64_t read, std::int64_t size)> progress;
};

/// Gets each vote that was read. An error whose kind is InvalidInput refuses the row; any other stops the import.
using TakeVote = std::function<Result<void>(ImportedVote vote)>;

/// Errors as importFile()'s; a vote whose values do not fit its kind is refused with the reason.
Result<ImportReport> importVotes(const std::string &path, const VoteImportOptions &options, const TakeVote &take);

} // namespace evol
