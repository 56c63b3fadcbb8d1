// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "dataset/preference_pairs.h"

#include "dataset/json_fields.h"
#include "dataset/vote_fields.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

std::string nameOr(VoteFields &fields, const char *field, const char *otherwise)
{
    const std::string name = fields.optional(field);
    return name.empty() ? otherwise : name;
}

} // namespace

bool PreferencePairs::recognises(const FileSample &sample) const
{
    return sample.record.is_object() && sample.record.contains("chosen") && sample.record.contains("rejected");
}

Result<ImportedVote> PreferencePairs::read(const nlohmann::json &record) const
{
    VoteFields fields(record);
    ImportedVote vote;
    for (const char *name : {"prompt", "instruction", "question"}) {
        if (vote.instruction.empty())
            vote.instruction = fields.spoken(name, VoteFields::Speaker::User);
    }
    vote.skill = fields.optional("skill");
    vote.rater = fields.optional("rater");
    vote.criterion = fields.optional("criterion");
    vote.answers = {{nameOr(fields, "chosen_model", "chosen"), fields.spoken("chosen", VoteFields::Speaker::Assistant)},
                    {nameOr(fields, "rejected_model", "rejected"), fields.spoken("rejected", VoteFields::Speaker::Assistant)}};
    if (vote.answers[0].text.empty() || vote.answers[1].text.empty())
        fields.refuse("\"chosen\" or \"rejected\" is empty.");
    if (vote.answers[0].contender == vote.answers[1].contender)
        fields.refuse("The chosen and the rejected answer are of the same contender.");
    vote.values = {static_cast<int>(Outcome::First)};
    return fields.finish(std::move(vote));
}

} // namespace evol
