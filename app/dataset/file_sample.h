// SPDX-License-Identifier: GPL-3.0-or-later
// What formats of files are told by. Values only; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace evol {

/// Json: every record is a JSON object: in a list, one a line, or a row of comma-separated values under their names.
/// TextLine: every line is a record.
enum class RecordShape { Json, TextLine };

/// What there is to tell a format by.
struct FileSample {
    std::string fileName;         ///< without its folder, in lower case; may be empty
    const nlohmann::json &record; ///< an early record: an object, or null where lines are not JSON
};

} // namespace evol
