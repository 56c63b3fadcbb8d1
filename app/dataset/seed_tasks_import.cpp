// SPDX-License-Identifier: GPL-3.0-or-later
// Self-Instruct's seed tasks: instruction, instances[].input and output. No state; any thread.
#include "dataset/seed_tasks_import.h"

#include "dataset/json_fields.h"
#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

namespace evol {

bool SeedTasksImport::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "instruction") && sample.record.contains("instances")
        && sample.record.at("instances").is_array();
}

Result<ImportedRow> SeedTasksImport::read(const nlohmann::json &record) const
{
    auto instruction = requiredText(record, "instruction");
    if (!instruction)
        return tl::unexpected(instruction.error());
    ImportedRow row;
    row.instruction = std::move(*instruction);

    const auto instances = record.find("instances");
    if (instances == record.end() || instances->is_null())
        return row;
    if (!instances->is_array())
        return fail(ErrorKind::InvalidInput, "\"instances\" is no list.");
    if (instances->empty())
        return row;
    if (!instances->front().is_object())
        return fail(ErrorKind::InvalidInput, "The first of its \"instances\" is no JSON object.");
    auto input = optionalText(instances->front(), "input");
    if (!input)
        return tl::unexpected(input.error());
    auto output = optionalText(instances->front(), "output");
    if (!output)
        return tl::unexpected(output.error());
    row.context = std::move(*input);
    if (!withoutBlanks(*output).empty())
        row.responses.push_back({"", std::move(*output)});
    return row;
}

} // namespace evol
