// SPDX-License-Identifier: GPL-3.0-or-later
// The pairwise outcomes that a judgement of several answers amounts to. Any thread.
#pragma once

#include "domain/study.h"
#include "preference/pair_outcomes.h"

#include <span>

namespace evol {

/// Both bad is a tie: neither was preferred.
constexpr PairScore scoreOf(Outcome outcome)
{
    return outcome == Outcome::First ? PairScore::Win : outcome == Outcome::Second ? PairScore::Loss : PairScore::Tie;
}

/// Calls visit(first position, second position, score of the first) for every pair that a Pairwise or Ranking judgement
/// decides: of a ranking all pairs, the better rank winning, equal ranks tying, as WizardLM counts wins, ties and losses
/// of its raters' rankings (arXiv 2304.12244, section 4.3).
template <class Visit>
void eachPair(JudgementKind kind, std::span<const int> values, Visit visit)
{
    if (kind == JudgementKind::Pairwise)
        return visit(0, 1, scoreOf(static_cast<Outcome>(values.front())));
    if (kind != JudgementKind::Ranking)
        return;
    const int count = static_cast<int>(values.size());
    for (int i = 0; i < count; ++i) {
        for (int j = i + 1; j < count; ++j) {
            const int one = values[static_cast<std::size_t>(i)], other = values[static_cast<std::size_t>(j)];
            visit(i, j, one < other ? PairScore::Win : one > other ? PairScore::Loss : PairScore::Tie);
        }
    }
}

} // namespace evol
