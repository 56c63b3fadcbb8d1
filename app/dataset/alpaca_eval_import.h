// SPDX-License-Identifier: GPL-3.0-or-later
// A model's outputs on AlpacaEval: instruction, output, generator. The generator is the response's source.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class AlpacaEvalImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "alpaca_eval"; }
    std::string_view title() const override { return "AlpacaEval outputs"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
