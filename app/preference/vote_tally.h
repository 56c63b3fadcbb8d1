// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a study's votes in, one after another, in the forms that its figures are made of. One thread at a time.
#pragma once

#include "domain/proportion.h"
#include "domain/study_reader.h"
#include "preference/agreement.h"
#include "preference/bias.h"
#include "preference/pair_outcomes.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace evol {

/// What was said by one criterion.
struct CriterionTally {
    std::vector<PairOutcome> outcomes; ///< a cluster up to the number of items is that item
    std::vector<CodedValue> coded;     ///< for the agreement of raters
    std::vector<double> sums;          ///< of ranks, points or right solutions, by contender
    std::vector<std::int64_t> judged;  ///< answers that `sums` is of
    std::map<std::pair<int, int>, std::int64_t> bothBad; ///< by pair of contenders, from 0, the smaller first
    std::int64_t judgements = 0, ties = 0;
    std::vector<PositionVote> decided; ///< of pairs
    std::int64_t longerWins = 0, shorterWins = 0;
};

struct RaterTally {
    std::vector<PositionVote> decided; ///< of pairs, by all criteria
    Proportion gold;
    std::vector<double> seconds;
};

class VoteTally
{
public:
    /// study: texts are not needed; it must outlive this. raterOf: from 0, densely.
    VoteTally(const Study &study, std::unordered_map<SessionId, std::uint32_t> raterOf, std::size_t raters);

    void take(const VoteRow &row);
    /// After the last one: what several judgements say together, and everything in order.
    void finish();

    const std::vector<CriterionTally> &criteria() const { return m_criteria; }
    const std::vector<RaterTally> &raters() const { return m_raters; }

private:
    void takePairs(CriterionTally &tally, const VoteRow &row, std::uint32_t rater, std::uint32_t cluster);
    void takePair(CriterionTally &tally, const VoteRow &row, std::uint32_t rater, PairScore score);
    void takeAnswer(CriterionTally &tally, const VoteRow &row, std::uint32_t rater);
    void code(CriterionTally &tally, std::uint32_t rater, int item, int a, int b, int value);
    std::int64_t lengthOf(int item, int contender) const;
    bool takeGold(const VoteRow &row, std::uint32_t rater);

    /// Points that one rater gave answers of one item, by one criterion.
    struct Rated {
        std::uint32_t criterion = 0, rater = 0;
        int item = 0, contender = 0, points = 0;
    };

    const Study &m_study;
    std::unordered_map<SessionId, std::uint32_t> m_raterOf;
    std::vector<std::int64_t> m_lengths; ///< [(item - 1) * contenders + contender - 1]; 0: unknown
    std::vector<CriterionTally> m_criteria;
    std::vector<RaterTally> m_raters;
    std::vector<Rated> m_rated;
    std::unordered_map<std::uint64_t, std::uint32_t> m_units;
    std::uint32_t m_nextCluster;
    SessionId m_lastSession = 0;
    int m_lastComparison = -1;
    std::uint32_t m_lastCluster = 0;
};

} // namespace evol
