// SPDX-License-Identifier: GPL-3.0-or-later
// Which of two answers a vote preferred, and by how much: said so, or derived from ranks and points. Any thread.
#pragma once

#include "preference/vote_source.h"

#include <cstdint>
#include <vector>

namespace evol {

struct PairVote {
    int item = 0;              ///< 0: none
    int first = 0, second = 0; ///< contenders, from left to right, or as they were rated
    Outcome outcome = Outcome::Tie;
    /// By how much: strength (1 where none was asked), difference of ranks or of points. 0: not at all.
    int margin = 0;
    std::uint32_t session = 0; ///< position in VoteSource::sessions()
    int comparison = 0;        ///< of the second answer, where points were given one by one
    std::int64_t milliseconds = 0, time = 0; ///< as in Vote
};

struct PairVotes {
    std::vector<PairVote> votes; ///< in order of session and comparison
    std::int64_t gold = 0;       ///< judgements left out: they are of items that test the raters
};

/// By one criterion, a position in StudyDesign::criteria. Of points, the pairs of one rater's for one item. None of steps.
Result<PairVotes> pairVotes(VoteSource &source, int criterion);

/// What raters together said of two answers of one item.
struct PairMajority {
    int item = 0, first = 0, second = 0; ///< first < second
    std::int64_t wins = 0, ties = 0, losses = 0; ///< of the first

    std::int64_t count() const { return wins + ties + losses; }
    /// The contender that more votes preferred than preferred the other, and than preferred neither; 0: there is none.
    int chosen() const { return wins > losses && wins > ties ? first : losses > wins && losses > ties ? second : 0; }
    /// Share of votes for the one less that for the other, 0 to 1.
    double margin() const { return static_cast<double>(wins > losses ? wins - losses : losses - wins) / static_cast<double>(count()); }
};

/// In order of item, first and second. Votes without an item are each by themselves and left out.
std::vector<PairMajority> majorities(const std::vector<PairVote> &votes);

} // namespace evol
