// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text, one instruction a line. Blank lines are skipped, blanks at the ends of a line dropped;
// a backslash and an n in a line stay these two characters.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class TextImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "text"; }
    std::string_view title() const override { return "Plain text, one instruction a line"; }
    RecordShape shape() const override { return RecordShape::TextLine; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
