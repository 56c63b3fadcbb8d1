// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "preference/alpaca_eval_vote_export.h"

#include "preference/criteria.h"
#include "preference/pair_votes.h"
#include "preference/record_writer.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

/// Two bad answers are a draw: the format knows no more.
int preferenceOf(Outcome outcome)
{
    return outcome == Outcome::First ? 1 : outcome == Outcome::Second ? 2 : 0;
}

ordered_json recordOf(const VoteSource &source, const StudyItem &item, const PairVote &vote)
{
    ordered_json record = {{"instruction", item.text}};
    if (!item.context.empty())
        record["input"] = item.context;
    record["output_1"] = answerOf(item, vote.first);
    record["generator_1"] = source.name(vote.first);
    record["output_2"] = answerOf(item, vote.second);
    record["generator_2"] = source.name(vote.second);
    if (!item.skill.empty())
        record["dataset"] = item.skill;
    record["annotator"] = source.sessions()[vote.session].rater;
    record["preference"] = preferenceOf(vote.outcome);
    if (vote.milliseconds > 0)
        record["time_per_example"] = static_cast<double>(vote.milliseconds) / 1000;
    return record;
}

} // namespace

Result<VoteExportReport> AlpacaEvalVoteExport::write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const
{
    const auto criterion = criterionOf(source.study().design, options.criterion);
    const auto pairs = criterion ? pairVotes(source, static_cast<int>(*criterion)) : tl::unexpected<Error>(criterion.error());
    if (!pairs)
        return tl::unexpected<Error>(pairs.error());
    RecordWriter records(RecordWriter::Form::List, text);
    VoteExportReport report;
    report.gold = pairs->gold;
    for (const PairVote &vote : pairs->votes) {
        const auto item = source.item(vote.item);
        if (!item)
            return tl::unexpected<Error>(item.error());
        if ((*item)->text.empty()) {
            ++report.withoutText;
            continue;
        }
        if (auto added = records.add(recordOf(source, **item, vote)); !added)
            return tl::unexpected<Error>(added.error());
    }
    report.written = records.written();
    if (auto finished = records.finish(); !finished)
        return tl::unexpected<Error>(finished.error());
    return report;
}

} // namespace evol
