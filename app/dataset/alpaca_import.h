// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca records, in a JSON list or one a line: instruction, input, output. Input and output may be
// missing or null. Names of other data sets for the same things (prompt, response, …) are not guessed at:
// a wrong guess would lose answers without a word.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class AlpacaImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "alpaca"; }
    std::string_view title() const override { return "Alpaca"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
