// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca records as JSON Lines: one object a line, in UTF-8, not escaped. No state; any thread.
#pragma once

#include "dataset/export_format.h"

namespace evol {

class AlpacaJsonlExport final : public ExportFormat
{
public:
    std::string_view key() const override { return "alpaca_jsonl"; }
    std::string_view title() const override { return "Alpaca (JSON Lines)"; }
    std::string_view fileSuffix() const override { return ".jsonl"; }
    Result<std::string> row(const DatasetRow &row, std::int64_t index) const override;
};

} // namespace evol
