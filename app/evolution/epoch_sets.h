// SPDX-License-Identifier: GPL-3.0-or-later
// The epochs of a project as training sets, each with the score that a model trained on it reached on a development set,
// so that evolution stops where it does not help any more: Evol Stop (WizardCoder, arXiv 2306.08568, section 4.4).
// Lives where its reader lives.
#pragma once

#include "domain/project_store.h"

#include <optional>
#include <string>
#include <vector>

namespace evol {

struct EpochSet {
    int epoch = 0;             ///< 0: the seeds
    std::int64_t made = 0, kept = 0;
    std::int64_t keptSoFar = 0; ///< with those of the epochs before: what one would train on
    std::optional<double> score; ///< on the development set; more is better
    std::string scoredBy;        ///< a person, or an evaluation in words
    bool isBest = false;       ///< of those with a score; of equals the earlier one
};

/// In order of epoch.
Result<std::vector<EpochSet>> epochSets(const Pool &pool, ProjectReader &reader);

/// Whether the epochs after the best one, and there are some, have scores that are no better.
bool hasPeaked(const std::vector<EpochSet> &sets);

/// Records the score of an epoch; empty: forgets it. ErrorKind::NotFound where the pool has no such epoch.
Result<SetSetting> devScoreChange(const Pool &pool, int epoch, std::optional<double> score, const std::string &by);

} // namespace evol
