// SPDX-License-Identifier: GPL-3.0-or-later
// GSM8K: question, and answer ending in "#### N". The answer is kept as it stands, with its last line
// and the calculator annotations <<48/2=24>>: what to strip is a question of the export and of grading.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class Gsm8kImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "gsm8k"; }
    std::string_view title() const override { return "GSM8K"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
