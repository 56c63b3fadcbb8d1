// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/pair_votes.h"

#include "preference/judgement_pairs.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace evol {

namespace {

Outcome outcomeOf(PairScore score)
{
    return score == PairScore::Win ? Outcome::First : score == PairScore::Loss ? Outcome::Second : Outcome::Tie;
}

/// Makes pairs of judgements as they come.
class PairMaker
{
public:
    explicit PairMaker(const VoteSource &source) : m_source(source), m_kind(source.study().design.kind) {}

    void take(std::size_t session, int number, const Comparison &comparison, const std::vector<int> &values)
    {
        PairVote pair;
        pair.item = comparison.item;
        pair.session = static_cast<std::uint32_t>(session);
        pair.comparison = number;
        pair.milliseconds = comparison.vote->milliseconds;
        pair.time = comparison.vote->time;
        if (m_kind == JudgementKind::Rating)
            return takePoints(pair, comparison.shown.front(), values.front());
        eachPair(m_kind, values, [&](int first, int second, PairScore score) {
            pair.first = comparison.shown[static_cast<std::size_t>(first)];
            pair.second = comparison.shown[static_cast<std::size_t>(second)];
            if (m_kind == JudgementKind::Pairwise) {
                pair.outcome = static_cast<Outcome>(values.front());
                pair.margin = score == PairScore::Tie ? 0 : values.size() > 1 ? values[1] : 1;
            } else {
                pair.outcome = outcomeOf(score);
                pair.margin = std::abs(values[static_cast<std::size_t>(first)] - values[static_cast<std::size_t>(second)]);
            }
            votes.push_back(pair);
        });
    }

    std::vector<PairVote> votes;

private:
    struct Given {
        int contender = 0, points = 0;
    };

    void takePoints(PairVote pair, int contender, int points)
    {
        if (pair.item == 0)
            return;
        auto &before = m_given[{m_source.sessions()[pair.session].rater, pair.item}];
        for (const Given &other : before) {
            if (other.contender == contender)
                continue;
            pair.first = other.contender;
            pair.second = contender;
            pair.outcome = other.points > points ? Outcome::First : other.points < points ? Outcome::Second : Outcome::Tie;
            pair.margin = std::abs(other.points - points);
            votes.push_back(pair);
        }
        before.push_back({contender, points});
    }

    const VoteSource &m_source;
    const JudgementKind m_kind;
    std::map<std::pair<std::string, int>, std::vector<Given>> m_given; ///< by rater and item
};

} // namespace

Result<PairVotes> pairVotes(VoteSource &source, int criterion)
{
    PairVotes pairs;
    PairMaker maker(source);
    const auto read = source.eachComparison([&](std::size_t session, int number, const Comparison &comparison) -> Result<> {
        for (const Judgement &judgement : comparison.vote->judgements) {
            if (judgement.criterion != criterion || judgement.values.empty())
                continue;
            if (source.isGold(comparison.item))
                ++pairs.gold;
            else
                maker.take(session, number, comparison, judgement.values);
        }
        return {};
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    pairs.votes = std::move(maker.votes);
    return pairs;
}

std::vector<PairMajority> majorities(const std::vector<PairVote> &votes)
{
    std::map<std::tuple<int, int, int>, PairMajority> all;
    for (const PairVote &vote : votes) {
        if (vote.item == 0)
            continue;
        const int first = std::min(vote.first, vote.second), second = std::max(vote.first, vote.second);
        PairMajority &pair = all[{vote.item, first, second}];
        pair.item = vote.item;
        pair.first = first;
        pair.second = second;
        const PairScore score = vote.first == first ? scoreOf(vote.outcome) : mirrored(scoreOf(vote.outcome));
        ++(score == PairScore::Win ? pair.wins : score == PairScore::Loss ? pair.losses : pair.ties);
    }
    std::vector<PairMajority> list;
    for (const auto &[place, pair] : all)
        list.push_back(pair);
    return list;
}

} // namespace evol
