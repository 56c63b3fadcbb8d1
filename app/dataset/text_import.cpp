// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text, one instruction a line. No state; any thread.
#include "dataset/text_import.h"

#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

namespace evol {

bool TextImport::recognises(const FileSample &sample) const
{
    // A damaged .jsonl or a .csv is not to come in as instructions.
    const std::string_view name = sample.fileName;
    return sample.record.is_null()
        && (name.ends_with(".txt") || name.ends_with(".text") || name.find('.') == std::string_view::npos);
}

Result<ImportedRow> TextImport::read(const nlohmann::json &record) const
{
    ImportedRow row;
    row.instruction = withoutBlanks(record.get_ref<const std::string &>());
    if (row.instruction.empty())
        return fail(ErrorKind::InvalidInput, "It holds nothing but blanks.");
    return row;
}

} // namespace evol
