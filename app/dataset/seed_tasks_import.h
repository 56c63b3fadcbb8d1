// SPDX-License-Identifier: GPL-3.0-or-later
// Self-Instruct's seed tasks: instruction, and instances with input and output. A task with several
// instances gives one row, with the first of them; Alpaca was made from these in the same way.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class SeedTasksImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "seed_tasks"; }
    std::string_view title() const override { return "Self-Instruct seed tasks"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
