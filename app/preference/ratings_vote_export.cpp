// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "preference/ratings_vote_export.h"

#include "domain/vote_table.h"
#include "preference/csv.h"
#include "preference/judgement_words.h"
#include "preference/utc_time.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

std::string contendersOf(const VoteSource &source, const std::vector<int> &shown)
{
    json names = json::array();
    for (const int contender : shown)
        names.push_back(source.name(contender));
    return names.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// judgement: none where the comparison was skipped.
std::vector<std::string> rowOf(const VoteSource &source, const SessionSummary &session, int number, const Comparison &comparison,
                               const StudyItem &item, const Judgement *judgement)
{
    const Study &study = source.study();
    const Vote &vote = *comparison.vote;
    return {study.settings.name,
            judgementKindKey(study.design.kind),
            std::to_string(session.id),
            session.rater,
            std::to_string(number + 1),
            comparison.item > 0 ? std::to_string(comparison.item) : "",
            item.instruction > 0 ? std::to_string(item.instruction) : "",
            item.text,
            judgement ? study.design.criteria[static_cast<std::size_t>(judgement->criterion)].key : "",
            contendersOf(source, comparison.shown),
            judgement ? json(judgement->values).dump() : "",
            vote.skipped,
            vote.flagged ? "true" : "false",
            vote.note,
            vote.milliseconds > 0 ? json(static_cast<double>(vote.milliseconds) / 1000).dump() : "",
            vote.time > 0 ? utcTime(vote.time) : ""};
}

} // namespace

Result<VoteExportReport> RatingsVoteExport::write(VoteSource &source, const VoteExportOptions &, const WriteText &text) const
{
    VoteExportReport report;
    if (auto written = text(csvRow({std::begin(voteTableColumns), std::end(voteTableColumns)})); !written)
        return tl::unexpected<Error>(written.error());
    const auto read = source.eachComparison([&](std::size_t session, int number, const Comparison &comparison) -> Result<> {
        const auto item = source.item(comparison.item);
        if (!item)
            return tl::unexpected<Error>(item.error());
        const auto add = [&](const Judgement *judgement) {
            ++report.written;
            return text(csvRow(rowOf(source, source.sessions()[session], number, comparison, **item, judgement)));
        };
        if (comparison.vote->judgements.empty())
            return add(nullptr);
        for (const Judgement &judgement : comparison.vote->judgements) {
            if (auto written = add(&judgement); !written)
                return written;
        }
        return {};
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return report;
}

} // namespace evol
