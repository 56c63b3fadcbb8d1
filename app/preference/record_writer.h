// SPDX-License-Identifier: GPL-3.0-or-later
// Writes JSON records one after another, as lines or as one list. One thread.
#pragma once

#include "preference/vote_export.h"

#include <nlohmann/json_fwd.hpp>

namespace evol {

class RecordWriter
{
public:
    enum class Form { Lines, List };

    /// text: must outlive it.
    RecordWriter(Form form, const WriteText &text) : m_form(form), m_text(text) {}

    Result<> add(const nlohmann::ordered_json &record);
    /// After the last one.
    Result<> finish();
    std::int64_t written() const { return m_written; }

private:
    const Form m_form;
    const WriteText &m_text;
    std::int64_t m_written = 0;
};

} // namespace evol
