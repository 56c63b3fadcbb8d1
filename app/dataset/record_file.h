// SPDX-License-Identifier: GPL-3.0-or-later
// A file of records, whatever way they are written: a JSON list, JSON Lines, comma-separated values with a row of names,
// or lines of text. Tells the way by the file's start, and lets a format be guessed from early records. One thread.
#pragma once

#include "dataset/byte_source.h"
#include "dataset/file_sample.h"
#include "dataset/record_reader.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>

class QFile;

namespace evol {

/// The file, open; the error says whether it is missing, a folder or not to be read.
Result<std::unique_ptr<QFile>> openRecords(const std::string &path);

class RecordFile
{
public:
    /// `device` is open and outlives this; `name` is a file's name, for messages and for guessing.
    RecordFile(QIODevice &device, std::string name);

    /// shape: of the records, where it is known.
    Result<void> open(std::optional<RecordShape> shape);
    /// Shows `recognises` early records until it says yes. `keys` names the formats there are, for the error. Records that
    /// were looked at still come with next().
    Result<void> recognise(const std::string &keys, const std::function<bool(const FileSample &)> &recognises);
    Result<std::optional<RawRecord>> next();

    const std::string &name() const { return m_source.name(); }
    std::int64_t bytesRead() const { return m_source.bytesRead(); }
    std::int64_t size() const { return m_size; } ///< 0 where unknown

private:
    ByteSource m_source;
    std::int64_t m_size;
    std::unique_ptr<RecordReader> m_reader;
    std::deque<RawRecord> m_sampled;
};

} // namespace evol
