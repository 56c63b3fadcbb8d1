// SPDX-License-Identifier: GPL-3.0-or-later
// What a run needs of the project it grows, and of the models it asks.
#pragma once

#include "domain/exchange.h"
#include "domain/result.h"
#include "domain/run.h"
#include "evolution/chat_model.h"
#include "evolution/item_material.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace evol {

struct PlannedRound {
    std::vector<RunItem> items;                ///< empty: nothing left to start from
    std::optional<RunExpectation> expected{};  ///< of the whole run, with its first round
};

/// Reads are made on the engine's thread; the others return at once and call `done` once, on any thread.
class RunPort
{
public:
    using Done = std::function<void(Result<>)>;

    virtual ~RunPort() = default;

    virtual Result<ItemMaterial> material(const RunItem &item, const RunSettings &settings) = 0;
    virtual Result<std::optional<Exchange>> findExchange(const std::string &key) = 0;

    /// Gives the exchange its time. `done` comes when it is on disk, with its id.
    virtual void saveExchange(std::shared_ptr<Exchange> exchange, std::function<void(Result<ExchangeId>)> done) = 0;
    virtual void commit(std::vector<Change> changes, Done done) = 0;
    virtual void recordFailure(RunItem item, Done done) = 0;
    /// Plans the next round from the pool as it is once everything committed so far is in it, gives its ids, and
    /// stores it with the run's progress.
    virtual void planRound(Run run, std::vector<RunItem> previous, std::function<void(Result<PlannedRound>)> done) = 0;
    virtual void saveProgress(Run run, Done done) = 0;
};

/// In the user's currency per million tokens.
struct TokenPrice {
    double prompt = 0;
    double completion = 0;
};

struct StageModel {
    std::shared_ptr<ChatModel> model;
    TokenPrice price;
};

/// The judge also scores difficulty.
struct RunModels {
    StageModel evolver, judge, responder;

    TokenPrice priceOf(Stage stage) const { return of(stage).price; }
    const StageModel &of(Stage stage) const
    {
        return stage == Stage::Rewrite ? evolver : stage == Stage::Respond ? responder : judge;
    }
};

} // namespace evol
