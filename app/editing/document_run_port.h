// SPDX-License-Identifier: GPL-3.0-or-later
// Gives the engine its document: reads through a reader of its own on the engine's thread, writes through the
// document's writer.
#pragma once

#include "domain/key_filter.h"
#include "editing/document.h"
#include "evolution/run_estimate.h"
#include "evolution/run_port.h"

namespace evol {

class DocumentRunPort : public RunPort
{
public:
    DocumentRunPort(Document &document, std::unique_ptr<ProjectReader> reader, ActionId action, StagePrices prices);

    Result<ItemMaterial> material(const RunItem &item, const RunSettings &settings) override;
    Result<std::optional<Exchange>> findExchange(const std::string &key) override;
    void saveExchange(std::shared_ptr<Exchange> exchange, std::function<void(Result<ExchangeId>)> done) override;
    void commit(std::vector<Change> changes, Done done) override;
    void recordFailure(RunItem item, Done done) override;
    void planRound(Run run, std::vector<RunItem> previous, std::function<void(Result<PlannedRound>)> done) override;
    void saveProgress(Run run, Done done) override;

private:
    Document &m_document;
    std::unique_ptr<ProjectReader> m_reader; ///< of the engine's thread, as is what is below
    KeyFilter m_known;                       ///< exchanges that may be there
    ActionId m_action;
    StagePrices m_prices;
};

} // namespace evol
