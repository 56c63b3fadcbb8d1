// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "dataset/step_labels.h"

#include "dataset/json_fields.h"
#include "dataset/vote_fields.h"

#include <nlohmann/json.hpp>

namespace evol {

bool StepLabels::recognises(const FileSample &sample) const
{
    return sample.record.is_object() && sample.record.contains("steps") && sample.record.contains("labels");
}

Result<ImportedVote> StepLabels::read(const nlohmann::json &record) const
{
    VoteFields fields(record);
    ImportedVote vote;
    vote.kind = JudgementKind::Steps;
    vote.criterion = fields.optional("criterion");
    vote.instruction = fields.required("question");
    vote.rater = fields.optional("rater");
    ImportedAnswer answer{fields.optional("model"), {}};
    if (answer.contender.empty())
        answer.contender = "solution";
    const nlohmann::json &steps = record.at("steps"), &labels = record.at("labels");
    if (!steps.is_array() || !labels.is_array() || steps.size() != labels.size() || steps.empty())
        fields.refuse("\"steps\" and \"labels\" are not two lists of the same length.");
    else {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (!steps[i].is_string() || !labels[i].is_number_integer() || labels[i] < -1 || labels[i] > 1) {
                fields.refuse("Step " + std::to_string(i + 1) + " is no text, or its label is none of -1, 0 and 1.");
                break;
            }
            answer.text += (i == 0 ? "" : "\n") + steps[i].get<std::string>();
            vote.values.push_back(labels[i]);
        }
    }
    vote.answers.push_back(std::move(answer));
    return fields.finish(std::move(vote));
}

} // namespace evol
