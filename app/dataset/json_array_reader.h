// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a JSON list into its elements by counting brackets, without parsing them: memory is bounded by one
// element, a damaged element costs itself and not the rest of the file, and lines are known. It is lenient
// about commas; everything inside an element is judged by the JSON parser later. Used by one thread.
#pragma once

#include "dataset/byte_source.h"
#include "dataset/record_reader.h"

namespace evol {

class JsonArrayReader final : public RecordReader
{
public:
    /// The first character of `source` that is no blank is the list's opening bracket.
    explicit JsonArrayReader(ByteSource &source) : m_source(source) {}

    Result<std::optional<RawRecord>> next() override;

private:
    enum class State { BeforeList, BetweenElements, InElement, AfterList, Done };

    /// Both return how many bytes they used up, and set m_complete when m_record is ready.
    std::size_t scanBetween(std::string_view bytes);
    std::size_t scanElement(std::string_view bytes);
    bool endsBefore(char c) const;
    bool endsWith(char c);
    void keep(std::string_view piece);
    std::optional<RawRecord> atEndOfFile();

    ByteSource &m_source;
    State m_state = State::BeforeList;
    RawRecord m_record;
    std::int64_t m_line = 1;
    std::size_t m_elementSize = 0;
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_damaged = false; ///< the element, by a line feed inside a string
    bool m_atLineStart = false;
    bool m_complete = false;
};

} // namespace evol
