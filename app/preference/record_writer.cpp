// SPDX-License-Identifier: GPL-3.0-or-later
// One thread.
#include "preference/record_writer.h"

#include <nlohmann/json.hpp>

namespace evol {

Result<> RecordWriter::add(const nlohmann::ordered_json &record)
{
    // Texts came in as UTF-8; one that a damaged project spoiled must not stop the others.
    const std::string json = record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const bool isFirst = m_written++ == 0;
    if (m_form == Form::Lines)
        return m_text(json + '\n');
    return m_text((isFirst ? "[\n" : ",\n") + json);
}

Result<> RecordWriter::finish()
{
    if (m_form == Form::Lines)
        return {};
    return m_text(m_written == 0 ? "[]\n" : "\n]\n");
}

} // namespace evol
