// SPDX-License-Identifier: GPL-3.0-or-later
// What a run would ask and cost at most, from the texts themselves, before anything is sent. Any thread.
#pragma once

#include "domain/project_store.h"
#include "evolution/prompts.h"
#include "evolution/run_port.h"

#include <cstddef>
#include <functional>
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
    void scale(std::int64_t numerator, std::int64_t denominator);
};

/// Counted as four bytes of Latin text, or one Chinese or Japanese character.
std::int64_t tokensIn(const std::string &text);

/// Prices by stage.
using StagePrices = std::function<TokenPrice(Stage)>;

/// As if nothing failed and nothing were eliminated: each rewrite is 20 words longer than its parent (WizardLM's
/// prompts ask for 10 to 20), each response 250 tokens in 5 steps. `items`: those of the first round. Reads the texts of
/// at most `most` of them, evenly spread, and takes the others to be like them; 0: of all.
Result<RunEstimate> estimateItems(const std::vector<RunItem> &items, ProjectReader &reader, const RunSettings &settings,
                                  const StagePrices &prices, std::size_t most = 0);

/// Of a run that would begin now.
Result<RunEstimate> estimateRun(const Pool &pool, ProjectReader &reader, const RunSettings &settings,
                                const StagePrices &prices);

} // namespace evol
