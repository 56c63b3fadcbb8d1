// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of instructions, row by row: JSON Lines, a JSON list or text lines, in any import format.
// Memory is bounded by the longest record, beside 16 bytes for each distinct instruction.
// Any thread; the functions passed in are called on the same one.
#pragma once

#include "dataset/imported_row.h"
#include "dataset/instruction_digest.h"
#include "domain/result.h"

#include <cstdint>
#include <functional>
#include <string>

class QIODevice;

namespace evol {

/// Leave: an instruction seen before, or among the known ones, is counted and left out.
/// Take: every row is handed over, for files that hold several responses to one instruction.
enum class Duplicates { Leave, Take };

struct ImportOptions {
    std::string format; ///< key of an import format; empty: guessed
    Duplicates duplicates = Duplicates::Leave;
    const InstructionDigests *known = nullptr; ///< of the instructions already there; may be null
    /// Called now and then with bytes read and the size of the file (0 where unknown). An error stops the
    /// import and is what it returns; ErrorKind::Cancelled is the way to cancel. May be empty.
    std::function<Result<void>(std::int64_t read, std::int64_t size)> progress;
};

/// Gets each accepted row. An error stops the import and is what it returns.
using TakeRow = std::function<Result<void>(ImportedRow row)>;

/// A row that cannot be used is a line of the report. An error means that the file as a whole cannot be
/// used (missing, a folder, empty, binary, of no known format, …) or that reading stopped: rows may have
/// been taken before, and it is for the caller to keep or drop them.
Result<ImportReport> importFile(const std::string &path, const ImportOptions &options, const TakeRow &take);

/// The same from an open device; `name` is a file's name, for messages and for guessing the format.
Result<ImportReport> importFrom(QIODevice &device, const std::string &name, const ImportOptions &options,
                                const TakeRow &take);

} // namespace evol
