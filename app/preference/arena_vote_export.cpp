// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "preference/arena_vote_export.h"

#include "preference/criteria.h"
#include "preference/pair_votes.h"
#include "preference/record_writer.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

const char *winnerOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::First:
        return "model_a";
    case Outcome::Second:
        return "model_b";
    case Outcome::BothBad:
        return "tie (bothbad)";
    case Outcome::Tie:
        break;
    }
    return "tie";
}

/// The same for all votes on an item.
std::string questionOf(const VoteSource &source, const PairVote &vote)
{
    if (vote.item > 0)
        return "item-" + std::to_string(vote.item);
    return "vote-" + std::to_string(source.sessions()[vote.session].id) + '-' + std::to_string(vote.comparison + 1);
}

ordered_json conversation(const std::string &prompt, const std::string &answer)
{
    return {{{"role", "user"}, {"content", prompt}}, {{"role", "assistant"}, {"content", answer}}};
}

ordered_json recordOf(const VoteSource &source, const StudyItem &item, const PairVote &vote)
{
    ordered_json record = {{"question_id", questionOf(source, vote)}, {"model_a", source.name(vote.first)}, {"model_b", source.name(vote.second)},
                           {"winner", winnerOf(vote.outcome)}, {"judge", source.sessions()[vote.session].rater}, {"turn", 1}, {"anony", true}};
    if (vote.time > 0)
        record["tstamp"] = static_cast<double>(vote.time) / 1000;
    if (!item.skill.empty())
        record["category"] = item.skill;
    if (const std::string prompt = promptOf(item); !prompt.empty()) {
        record["conversation_a"] = conversation(prompt, answerOf(item, vote.first));
        record["conversation_b"] = conversation(prompt, answerOf(item, vote.second));
    }
    return record;
}

} // namespace

Result<VoteExportReport> ArenaVoteExport::write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const
{
    const auto criterion = criterionOf(source.study().design, options.criterion);
    const auto pairs = criterion ? pairVotes(source, static_cast<int>(*criterion)) : tl::unexpected<Error>(criterion.error());
    if (!pairs)
        return tl::unexpected<Error>(pairs.error());
    RecordWriter records(RecordWriter::Form::List, text);
    for (const PairVote &vote : pairs->votes) {
        const auto item = source.item(vote.item);
        if (!item)
            return tl::unexpected<Error>(item.error());
        if (auto added = records.add(recordOf(source, **item, vote)); !added)
            return tl::unexpected<Error>(added.error());
    }
    if (auto finished = records.finish(); !finished)
        return tl::unexpected<Error>(finished.error());
    VoteExportReport report;
    report.written = records.written();
    report.gold = pairs->gold;
    return report;
}

} // namespace evol
