// SPDX-License-Identifier: GPL-3.0-or-later
// Several models' solutions to GSM8K questions. No state; any thread.
#include "dataset/gsm8k_solutions_import.h"

#include "dataset/json_fields.h"
#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

namespace evol {

bool Gsm8kSolutionsImport::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "question") && hasText(sample.record, "ground_truth");
}

Result<ImportedRow> Gsm8kSolutionsImport::read(const nlohmann::json &record) const
{
    auto question = requiredText(record, "question");
    if (!question)
        return tl::unexpected(question.error());
    auto truth = optionalText(record, "ground_truth");
    if (!truth)
        return tl::unexpected(truth.error());

    ImportedRow row;
    row.instruction = std::move(*question);
    if (!withoutBlanks(*truth).empty())
        row.responses.push_back({"", std::move(*truth)});
    for (const auto &[model, value] : record.items()) {
        if (!value.is_object())
            continue;
        auto solution = optionalText(value, "solution");
        if (!solution)
            return fail(ErrorKind::InvalidInput, "In \"" + shortened(model, 80) + "\": " + solution.error().message);
        if (!withoutBlanks(*solution).empty())
            row.responses.push_back({model, std::move(*solution)});
    }
    return row;
}

} // namespace evol
