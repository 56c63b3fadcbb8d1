// SPDX-License-Identifier: GPL-3.0-or-later
// Records that are one line each. Used by one thread.
#include "dataset/line_reader.h"

namespace evol {

Result<std::optional<RawRecord>> LineReader::next()
{
    for (;;) {
        RawRecord record;
        record.line = ++m_line;
        const auto end = readLine(record);
        if (!end)
            return tl::unexpected(end.error());
        if (!record.problem.empty() || record.bytes.find_first_not_of(" \t\v\f\r") != std::string::npos)
            return record;
        if (*end == LineEnd::EndOfFile)
            return std::nullopt;
    }
}

Result<LineReader::LineEnd> LineReader::readLine(RawRecord &record)
{
    for (;;) {
        const auto bytes = m_source.bytes();
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto feed = bytes->find('\n');
        const auto piece = bytes->substr(0, feed);
        if (record.problem.empty() && record.bytes.size() + piece.size() > maximumRecordSize) {
            record.problem = "The line is longer than " + std::to_string(maximumRecordSize >> 20) + " MiB.";
            record.bytes.clear();
        }
        if (record.problem.empty())
            record.bytes += piece;
        const bool atEnd = bytes->empty();
        m_source.consume(piece.size() + (feed == std::string_view::npos ? 0 : 1));
        if (feed != std::string_view::npos || atEnd) {
            if (record.bytes.ends_with('\r'))
                record.bytes.pop_back();
            return atEnd ? LineEnd::EndOfFile : LineEnd::LineFeed;
        }
    }
}

} // namespace evol
