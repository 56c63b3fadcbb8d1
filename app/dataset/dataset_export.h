// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a dataset: the rows of a source, shuffled with a seed, in an export format. The same rows and the
// same seed give the same bytes on every machine. Only ids are held in memory.
// Any thread; the source and the progress function are called on the same one.
#pragma once

#include "dataset/export_format.h"

#include <functional>
#include <string>
#include <vector>

class QIODevice;

namespace evol {

/// What is to be exported: ids first, then each row when it is its turn.
class DatasetSource
{
public:
    virtual ~DatasetSource() = default;

    /// In any order: they are sorted before they are shuffled, so the order does not show in the file.
    virtual Result<std::vector<InstructionId>> ids() = 0;
    virtual Result<DatasetRow> row(InstructionId id) = 0;
};

struct ExportOptions {
    std::uint64_t seed = 0; ///< of the shuffle, see shuffle.h
    /// Called now and then; an error stops the export and is what it returns. May be empty.
    std::function<Result<void>(std::int64_t done, std::int64_t total)> progress;
};

struct ExportReport {
    std::int64_t written = 0;
    std::int64_t withoutResponse = 0; ///< left out: an instruction without an answer cannot be trained on
};

/// Writes to `device`, which is open. After an error it holds part of the dataset.
Result<ExportReport> exportDataset(DatasetSource &source, const ExportFormat &format, QIODevice &device,
                                   const ExportOptions &options = {});

/// Writes `path` whole or not at all: after an error a file that was there is as it was.
Result<ExportReport> exportToFile(DatasetSource &source, const ExportFormat &format, const std::string &path,
                                  const ExportOptions &options = {});

} // namespace evol
