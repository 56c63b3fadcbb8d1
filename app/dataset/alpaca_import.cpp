// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca records: instruction, input, output. No state; any thread.
#include "dataset/alpaca_import.h"

#include "dataset/json_fields.h"
#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

namespace evol {

bool AlpacaImport::recognises(const FileSample &sample) const
{
    if (!hasText(sample.record, "instruction"))
        return false;
    // Other fields beside an instruction alone may be answers under names we do not know.
    const auto known = sample.record.count("instruction") + sample.record.count("input");
    return sample.record.contains("output") || sample.record.size() == known;
}

Result<ImportedRow> AlpacaImport::read(const nlohmann::json &record) const
{
    auto instruction = requiredText(record, "instruction");
    if (!instruction)
        return tl::unexpected(instruction.error());
    auto input = optionalText(record, "input");
    if (!input)
        return tl::unexpected(input.error());
    auto output = optionalText(record, "output");
    if (!output)
        return tl::unexpected(output.error());

    ImportedRow row;
    row.instruction = std::move(*instruction);
    row.context = std::move(*input);
    if (!withoutBlanks(*output).empty())
        row.responses.push_back({"", std::move(*output)});
    return row;
}

} // namespace evol
