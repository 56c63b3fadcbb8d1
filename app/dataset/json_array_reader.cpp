// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a JSON list into its elements by counting brackets. Used by one thread.
#include "dataset/json_array_reader.h"

#include <utility>

namespace evol {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

Result<std::optional<RawRecord>> JsonArrayReader::next()
{
    while (m_state != State::Done) {
        const auto bytes = m_source.bytes();
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (bytes->empty())
            return atEndOfFile();
        m_source.consume(m_state == State::InElement ? scanElement(*bytes) : scanBetween(*bytes));
        if (std::exchange(m_complete, false))
            return std::exchange(m_record, {});
    }
    return std::nullopt;
}

std::size_t JsonArrayReader::scanBetween(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        m_line += c == '\n' ? 1 : 0;
        if (isBlank(c))
            continue;
        if (m_state == State::BeforeList) {
            m_state = State::BetweenElements;
        } else if (m_state == State::AfterList) {
            m_record.line = m_line;
            m_record.problem = "More text follows the end of the list; it was left out.";
            m_state = State::Done;
            m_complete = true;
            return i;
        } else if (c == ']') {
            m_state = State::AfterList;
        } else if (c != ',') {
            m_record.line = m_line;
            m_elementSize = 0;
            m_depth = 0;
            m_inString = false;
            m_escaped = false;
            m_damaged = false;
            m_atLineStart = false;
            m_state = State::InElement;
            return i;
        }
    }
    return bytes.size();
}

std::size_t JsonArrayReader::scanElement(std::string_view bytes)
{
    const auto finishAt = [&](std::size_t end) {
        keep(bytes.substr(0, end));
        m_state = State::BetweenElements;
        m_complete = true;
        return end;
    };
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (m_elementSize > 0 && endsBefore(bytes[i]))
            return finishAt(i);
        ++m_elementSize;
        if (endsWith(bytes[i]))
            return finishAt(i + 1);
    }
    keep(bytes);
    return bytes.size();
}

/// Numbers, words and the like end before a character; strings, objects and lists with one. A damaged
/// element, whose brackets cannot be trusted, ends before a line that begins like a record.
bool JsonArrayReader::endsBefore(char c) const
{
    if (m_damaged && m_atLineStart && c == '{')
        return true;
    if (m_depth > 0 || (m_inString && c != '\n'))
        return false;
    return isBlank(c) || c == ',' || c == ']' || c == '[' || c == '{';
}

bool JsonArrayReader::endsWith(char c)
{
    m_atLineStart = c == '\n' || (m_atLineStart && isBlank(c));
    if (c == '\n') {
        // A JSON string has no line feed in it: the closing quote is missing. Carrying on as if it had
        // been there costs this element alone and not the whole rest of the file.
        ++m_line;
        m_damaged = m_damaged || m_inString;
        m_inString = false;
        m_escaped = false;
    } else if (m_inString) {
        if (m_escaped)
            m_escaped = false;
        else if (c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_inString = false;
        return m_depth == 0 && !m_inString;
    } else if (c == '"') {
        m_inString = true;
    } else if (c == '{' || c == '[') {
        ++m_depth;
    } else if ((c == '}' || c == ']') && m_depth > 0) {
        return --m_depth == 0;
    }
    return false;
}

void JsonArrayReader::keep(std::string_view piece)
{
    if (m_elementSize <= maximumRecordSize) {
        m_record.bytes += piece;
    } else if (m_record.problem.empty()) {
        m_record.problem = "The record is longer than " + std::to_string(maximumRecordSize >> 20) + " MiB.";
        m_record.bytes = {};
    }
}

std::optional<RawRecord> JsonArrayReader::atEndOfFile()
{
    const State state = std::exchange(m_state, State::Done);
    if (state == State::AfterList)
        return std::nullopt;
    if (state == State::InElement) {
        m_record.bytes = {};
        m_record.problem = "The file ends inside this record: it is cut off, or a bracket is not closed. "
                           "The records before it were read.";
    } else {
        m_record.line = m_line;
        m_record.problem = "The file ends before its list is closed with \"]\"; records may be missing after this line.";
    }
    return std::exchange(m_record, {});
}

} // namespace evol
