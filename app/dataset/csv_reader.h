// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of comma-separated values (RFC 4180): quoted fields may hold commas, quotes and line ends. The first row names the
// fields; each further one becomes a JSON object of texts, so that formats need not know how it was written. Used by one
// thread.
#pragma once

#include "dataset/byte_source.h"
#include "dataset/record_reader.h"

#include <vector>

namespace evol {

class CsvReader final : public RecordReader
{
public:
    explicit CsvReader(ByteSource &source) : m_source(source) {}

    Result<std::optional<RawRecord>> next() override;

private:
    struct Row {
        std::int64_t line = 0;
        std::vector<std::string> fields;
        std::string problem;
        bool isEnd = false; ///< there was nothing more
    };
    Result<Row> readRow();

    ByteSource &m_source;
    std::vector<std::string> m_names;
    std::int64_t m_line = 1;
};

} // namespace evol
