// SPDX-License-Identifier: GPL-3.0-or-later
// Records that are one line each: JSON Lines and plain text. Blank lines are skipped; lines end with
// a line feed, before which a carriage return is dropped; the last may end with the file.
#pragma once

#include "dataset/byte_source.h"
#include "dataset/record_reader.h"

namespace evol {

class LineReader final : public RecordReader
{
public:
    explicit LineReader(ByteSource &source) : m_source(source) {}

    Result<std::optional<RawRecord>> next() override;

private:
    enum class LineEnd { LineFeed, EndOfFile };
    Result<LineEnd> readLine(RawRecord &record);

    ByteSource &m_source;
    std::int64_t m_line = 0;
};

} // namespace evol
