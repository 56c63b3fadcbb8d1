// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "preference/pairs_vote_export.h"

#include "preference/criteria.h"
#include "preference/pair_votes.h"
#include "preference/record_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::ordered_json;

/// Writes rows of one study.
class PairRowsWriter
{
public:
    PairRowsWriter(VoteSource &source, const std::string &criterion, const WriteText &text)
        : m_source(source), m_criterion(criterion), m_records(RecordWriter::Form::Lines, text) {}

    Result<> add(int number, int chosen, int rejected, double margin, const ordered_json &more)
    {
        const auto item = m_source.item(number);
        if (!item)
            return tl::unexpected<Error>(item.error());
        const std::string prompt = promptOf(**item);
        const std::string &good = answerOf(**item, chosen), &bad = answerOf(**item, rejected);
        if (prompt.empty() || good.empty() || bad.empty()) {
            ++report.withoutText;
            return {};
        }
        ordered_json record = {{"prompt", prompt}, {"chosen", good}, {"rejected", bad}, {"margin", margin},
                               {"chosen_model", m_source.name(chosen)}, {"rejected_model", m_source.name(rejected)}, {"criterion", m_criterion}};
        if (!(*item)->skill.empty())
            record["skill"] = (*item)->skill;
        record.update(more);
        ++report.written;
        return m_records.add(record);
    }

    Result<> add(const PairVote &vote)
    {
        const bool firstWon = vote.outcome == Outcome::First;
        if (!firstWon && vote.outcome != Outcome::Second) {
            ++report.ties;
            return {};
        }
        return add(vote.item, firstWon ? vote.first : vote.second, firstWon ? vote.second : vote.first, vote.margin,
                   {{"rater", m_source.sessions()[vote.session].rater}});
    }

    Result<> add(const PairMajority &pair)
    {
        const int chosen = pair.chosen();
        if (chosen == 0) {
            ++report.ties;
            return {};
        }
        return add(pair.item, chosen, chosen == pair.first ? pair.second : pair.first, pair.margin(), {{"votes", pair.count()}});
    }

    template <class Row>
    Result<> addAll(const std::vector<Row> &rows)
    {
        for (const Row &row : rows) {
            if (auto added = add(row); !added)
                return added;
        }
        return m_records.finish();
    }

    VoteExportReport report;

private:
    VoteSource &m_source;
    const std::string &m_criterion;
    RecordWriter m_records;
};

} // namespace

Result<VoteExportReport> PairsVoteExport::write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const
{
    const auto criterion = criterionOf(source.study().design, options.criterion);
    const auto pairs = criterion ? pairVotes(source, static_cast<int>(*criterion)) : tl::unexpected<Error>(criterion.error());
    if (!pairs)
        return tl::unexpected<Error>(pairs.error());
    PairRowsWriter rows(source, source.study().design.criteria[*criterion].key, text);
    rows.report.gold = pairs->gold;
    const bool together = options.pairRows == PairRows::Majority;
    if (together)
        rows.report.withoutText = std::count_if(pairs->votes.begin(), pairs->votes.end(), [](const PairVote &vote) { return vote.item == 0; });
    if (auto added = together ? rows.addAll(majorities(pairs->votes)) : rows.addAll(pairs->votes); !added)
        return tl::unexpected<Error>(added.error());
    return rows.report;
}

} // namespace evol
