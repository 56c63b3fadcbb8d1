// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca's own format: one JSON list of instruction, input and output, indented by 4 as Alpaca's files are.
// Non-ASCII text is UTF-8, not escaped. No state; any thread.
#pragma once

#include "dataset/export_format.h"

namespace evol {

class AlpacaExport final : public ExportFormat
{
public:
    std::string_view key() const override { return "alpaca"; }
    std::string_view title() const override { return "Alpaca (JSON)"; }
    std::string_view fileSuffix() const override { return ".json"; }
    std::string begin() const override { return "["; }
    Result<std::string> row(const DatasetRow &row, std::int64_t index) const override;
    std::string end(std::int64_t count) const override { return count == 0 ? "]\n" : "\n]\n"; }
};

} // namespace evol
