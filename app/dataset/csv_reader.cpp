// SPDX-License-Identifier: GPL-3.0-or-later
// Used by one thread.
#include "dataset/csv_reader.h"

#include "dataset/json_fields.h"

#include <nlohmann/json.hpp>

namespace evol {

Result<std::optional<RawRecord>> CsvReader::next()
{
    if (m_names.empty()) {
        const auto names = readRow();
        if (!names)
            return tl::unexpected(names.error());
        if (names->isEnd)
            return std::nullopt;
        m_names = names->fields;
    }
    auto row = readRow();
    if (!row)
        return tl::unexpected(row.error());
    if (row->isEnd)
        return std::nullopt;
    RawRecord record{row->line, {}, row->problem};
    nlohmann::json object = nlohmann::json::object();
    if (record.problem.empty() && row->fields.size() != m_names.size()) {
        record.problem = "It has " + std::to_string(row->fields.size()) + " fields where the first row names " +
                         std::to_string(m_names.size()) + ".";
    }
    for (std::size_t i = 0; record.problem.empty() && i < m_names.size(); ++i) {
        if (const auto text = checkText(row->fields[i]); !text)
            record.problem = text.error().message;
        object[m_names[i]] = std::move(row->fields[i]);
    }
    if (record.problem.empty())
        record.bytes = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return record;
}

Result<CsvReader::Row> CsvReader::readRow()
{
    Row row;
    row.line = m_line;
    std::string field;
    std::size_t size = 0;
    bool quoted = false, hasBegun = false, afterQuote = false;
    for (;;) {
        const auto bytes = m_source.bytes();
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (bytes->empty()) {
            row.isEnd = !hasBegun;
            if (quoted)
                row.problem = "A quoted field is not closed before the file ends.";
            row.fields.push_back(std::move(field));
            return row;
        }
        for (std::size_t i = 0; i < bytes->size(); ++i) {
            const char c = (*bytes)[i];
            m_line += c == '\n';
            const bool endsRow = c == '\n' && !quoted;
            if (endsRow && !hasBegun) {
                ++row.line;
                field.clear();
                continue;
            }
            if (endsRow) {
                if (field.ends_with('\r'))
                    field.pop_back();
                row.fields.push_back(std::move(field));
                m_source.consume(i + 1);
                return row;
            }
            hasBegun = hasBegun || c != '\r';
            if (++size > maximumRecordSize) {
                row.problem = "The row is longer than " + std::to_string(maximumRecordSize >> 20) + " MiB.";
                field.clear();
            } else if (c == '"') {
                // A quote within quotes stands twice: the second opens again what the first closed.
                if (!quoted && afterQuote)
                    field += c;
                quoted = !quoted;
                afterQuote = !quoted;
                continue;
            } else if (c == ',' && !quoted) {
                row.fields.push_back(std::move(field));
                field.clear();
            } else {
                field += c;
            }
            afterQuote = false;
        }
        m_source.consume(bytes->size());
    }
}

} // namespace evol
