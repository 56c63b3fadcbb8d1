// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/pair_outcomes.h"

namespace evol {

PairCounts countPairs(int contenders, std::span<const PairOutcome> outcomes)
{
    PairCounts counts(contenders);
    for (const PairOutcome &outcome : outcomes)
        counts.add(outcome);
    return counts;
}

} // namespace evol
