// SPDX-License-Identifier: GPL-3.0-or-later
// Which instruction gets which operator in the next round of a run. A function of the pool, the settings and the
// round alone. Any thread.
#pragma once

#include "domain/pool.h"
#include "domain/result.h"
#include "domain/run.h"

#include <vector>

namespace evol {

/// The items of round `run.plannedEpochs` of the run, in order of their parents; the ids of children and
/// responses are still 0. `previous`: the items of the round before.
/// A run over the whole pool starts from Pool::nextEpoch() in every round, and first asks for a response to each
/// seed of it that has none; a stage that runs alone takes all that are kept, and of
/// those the ones it has something to do for; to judge, all rewrites. A run over `settings.only` starts from those, and goes on from the kept children, or
/// from the parent where none was kept.
Result<std::vector<RunItem>> planEpoch(const Pool &pool, const Run &run, const std::vector<RunItem> &previous);

/// How many operators such a run chooses from; 0 for an unknown method.
int operatorCount(const RunSettings &settings);

/// The epoch number that the first round of such a run gets.
int firstEpochOf(const Pool &pool, const RunSettings &settings);

} // namespace evol
