// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "dataset/arena_votes.h"

#include "dataset/json_fields.h"
#include "dataset/vote_fields.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

std::vector<int> outcomeOf(const std::string &winner, VoteFields &fields)
{
    if (winner == "model_a")
        return {static_cast<int>(Outcome::First)};
    if (winner == "model_b")
        return {static_cast<int>(Outcome::Second)};
    if (winner == "tie")
        return {static_cast<int>(Outcome::Tie)};
    if (winner != "tie (bothbad)" && winner != "both_bad")
        fields.refuse("\"winner\" is none of model_a, model_b, tie and tie (bothbad).");
    return {static_cast<int>(Outcome::BothBad)};
}

} // namespace

bool ArenaVotes::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "model_a") && hasText(sample.record, "model_b") && hasText(sample.record, "winner");
}

Result<ImportedVote> ArenaVotes::read(const nlohmann::json &record) const
{
    VoteFields fields(record);
    ImportedVote vote;
    vote.instruction = fields.optional("prompt");
    if (vote.instruction.empty())
        vote.instruction = fields.spoken("conversation_a", VoteFields::Speaker::User);
    vote.skill = fields.optional("category");
    vote.rater = fields.optional("judge");
    const auto answer = [&](const char *model, const char *text, const char *conversation) {
        const std::string plain = fields.optional(text);
        return ImportedAnswer{fields.required(model), plain.empty() ? fields.spoken(conversation, VoteFields::Speaker::Assistant) : plain};
    };
    vote.answers = {answer("model_a", "response_a", "conversation_a"), answer("model_b", "response_b", "conversation_b")};
    vote.values = outcomeOf(fields.required("winner"), fields);
    vote.time = fields.milliseconds("tstamp");
    return fields.finish(std::move(vote));
}

} // namespace evol
