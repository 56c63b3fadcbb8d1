// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "dataset/alpaca_eval_votes.h"

#include "dataset/json_fields.h"
#include "dataset/vote_fields.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

/// 1 and 2 name the winner, 0 and 1.5 are a draw; between 1 and 2 a judge was not quite sure.
std::vector<int> outcomeOf(const nlohmann::json &record, VoteFields &fields)
{
    const auto preference = record.find("preference");
    const double value = preference != record.end() && preference->is_number() ? preference->get<double>() : -1;
    if (value == 0 || value == 1.5)
        return {static_cast<int>(Outcome::Tie)};
    if (!(value >= 1 && value <= 2))
        fields.refuse("\"preference\" is not a number from 1 to 2, or 0 for a draw.");
    return {static_cast<int>(value < 1.5 ? Outcome::First : Outcome::Second)};
}

} // namespace

bool AlpacaEvalVotes::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "output_1") && hasText(sample.record, "output_2");
}

Result<ImportedVote> AlpacaEvalVotes::read(const nlohmann::json &record) const
{
    VoteFields fields(record);
    ImportedVote vote;
    vote.instruction = fields.required("instruction");
    vote.context = fields.optional("input");
    vote.skill = fields.optional("dataset");
    vote.rater = fields.optional("annotator");
    vote.answers = {{fields.required("generator_1"), fields.optional("output_1")}, {fields.required("generator_2"), fields.optional("output_2")}};
    vote.values = outcomeOf(record, fields);
    vote.milliseconds = fields.milliseconds("time_per_example");
    return fields.finish(std::move(vote));
}

} // namespace evol
