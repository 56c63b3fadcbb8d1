// SPDX-License-Identifier: GPL-3.0-or-later
// One way in which files hold instructions: how to recognise it, and how to read one record of it.
// A new format is a file pair of its own and a line in import_formats.cpp.
// Formats have no state; any thread.
#pragma once

#include "dataset/file_sample.h"
#include "dataset/imported_row.h"
#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace evol {

class ImportFormat
{
public:
    virtual ~ImportFormat() = default;

    /// What scripts call it, e.g. "alpaca". Never change one.
    virtual std::string_view key() const = 0;
    /// What people read, e.g. "Alpaca".
    virtual std::string_view title() const = 0;
    virtual RecordShape shape() const { return RecordShape::Json; }
    virtual bool recognises(const FileSample &sample) const = 0;

    /// The row in `record`: a JSON object, or for TextLine a JSON string. An error's message is the
    /// sentence for RefusedRow::reason. `line` is filled in by the caller.
    virtual Result<ImportedRow> read(const nlohmann::json &record) const = 0;
};

} // namespace evol
