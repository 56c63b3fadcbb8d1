// SPDX-License-Identifier: GPL-3.0-or-later
// GSM8K: question, answer. No state; any thread.
#include "dataset/gsm8k_import.h"

#include "dataset/json_fields.h"
#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

namespace evol {

bool Gsm8kImport::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "question") && hasText(sample.record, "answer")
        && sample.record.at("answer").get_ref<const std::string &>().find("####") != std::string::npos;
}

Result<ImportedRow> Gsm8kImport::read(const nlohmann::json &record) const
{
    auto question = requiredText(record, "question");
    if (!question)
        return tl::unexpected(question.error());
    auto answer = optionalText(record, "answer");
    if (!answer)
        return tl::unexpected(answer.error());

    ImportedRow row;
    row.instruction = std::move(*question);
    if (!withoutBlanks(*answer).empty())
        row.responses.push_back({"", std::move(*answer)});
    return row;
}

} // namespace evol
