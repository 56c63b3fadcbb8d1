// SPDX-License-Identifier: GPL-3.0-or-later
// What a run would ask and cost at most, from the texts themselves, before anything is sent. Any thread.
#pragma once

#include "domain/project_store.h"
#include "evolution/prompts.h"
#include "evolution/run_port.h"

#include <map>

namespace evol {

struct StageEstimate {
    std::int64_t requests = 0;
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
    double cost = 0; ///< in the currency of the models' prices
};

struct RunEstimate {
    std::map<Stage, StageEstimate> stages;

    StageEstimate total() const;
};

/// As if nothing failed and nothing were eliminated: each rewrite is 20 words longer than its parent (WizardLM's
/// prompts ask for 10 to 20), each response 250 tokens. A token is counted as four bytes of Latin text, or one
/// Chinese or Japanese character.
Result<RunEstimate> estimateRun(const Pool &pool, ProjectReader &reader, const RunSettings &settings,
                                const RunModels &models);

} // namespace evol
