// SPDX-License-Identifier: GPL-3.0-or-later
// AlpacaEval outputs: instruction, output, generator. No state; any thread.
#include "dataset/alpaca_eval_import.h"

#include "dataset/json_fields.h"
#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

namespace evol {

bool AlpacaEvalImport::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "instruction") && sample.record.contains("output")
        && hasText(sample.record, "generator");
}

Result<ImportedRow> AlpacaEvalImport::read(const nlohmann::json &record) const
{
    auto instruction = requiredText(record, "instruction");
    if (!instruction)
        return tl::unexpected(instruction.error());
    auto output = optionalText(record, "output");
    if (!output)
        return tl::unexpected(output.error());
    auto generator = optionalText(record, "generator");
    if (!generator)
        return tl::unexpected(generator.error());

    ImportedRow row;
    row.instruction = std::move(*instruction);
    if (!withoutBlanks(*output).empty())
        row.responses.push_back({std::move(*generator), std::move(*output)});
    return row;
}

} // namespace evol
