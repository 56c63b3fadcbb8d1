// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/document_run_port.h"

#include "evolution/epoch_plan.h"

#include <algorithm>

namespace evol {

namespace {

constexpr std::size_t mostEstimated = 500;

/// By a sample of the texts: an estimate to the last token is what a dry run is for.
std::optional<RunExpectation> expectation(const std::vector<RunItem> &items, ProjectReader &reader, const RunSettings &settings, const StagePrices &prices)
{
    const auto estimate = estimateItems(items, reader, settings, prices, mostEstimated);
    if (!estimate)
        return std::nullopt;
    const StageEstimate total = estimate->total();
    return RunExpectation{total.requests, total.promptTokens + total.completionTokens, total.cost};
}

Result<> storeRound(ProjectStore &store, Run &run, std::vector<RunItem> &items, std::int64_t time)
{
    const auto children = std::count_if(items.begin(), items.end(),
                                        [](const RunItem &item) { return item.kind == ItemKind::Evolve; });
    auto child = store.takeInstructionIds(static_cast<int>(children));
    if (!child)
        return tl::unexpected<Error>(child.error());
    const int responses = std::max(run.settings.responses, 1);
    auto response = store.takeResponseIds(static_cast<int>(items.size()) * responses);
    if (!response)
        return tl::unexpected<Error>(response.error());
    for (RunItem &item : items) {
        item.run = run.id;
        item.response = *response;
        *response += responses;
        if (item.kind == ItemKind::Evolve)
            item.instruction = (*child)++;
    }
    ++run.plannedEpochs;
    if (auto added = store.addRunItems(items); !added)
        return added;
    return store.saveRun(run, {}, time);
}

} // namespace

DocumentRunPort::DocumentRunPort(Document &document, std::unique_ptr<ProjectReader> reader, ActionId action, StagePrices prices)
    : m_document(document), m_reader(std::move(reader)), m_action(action), m_prices(std::move(prices))
{
}

Result<ItemMaterial> DocumentRunPort::material(const RunItem &item, const RunSettings &settings)
{
    return readMaterial(*m_reader, item, settings);
}

Result<std::optional<Exchange>> DocumentRunPort::findExchange(const std::string &key)
{
    // Most exchanges of a run are new, and asking the file for each of them would take as long as sending it.
    const auto load = [this](KeyFilter &filter) {
        return m_reader->eachExchangeKey([&filter](std::string_view each) { filter.add(each); }).has_value();
    };
    if (!m_known.mayHave(key, load))
        return std::nullopt;
    return m_reader->findExchange(key);
}

void DocumentRunPort::saveExchange(std::shared_ptr<Exchange> exchange, std::function<void(Result<ExchangeId>)> done)
{
    m_known.add(exchange->key);
    exchange->time = m_document.clock().now();
    auto id = std::make_shared<ExchangeId>(0);
    m_document.writer()->post(
        [exchange = std::move(exchange), id](ProjectStore &store) -> Result<> {
            auto saved = store.saveExchange(*exchange);
            if (!saved)
                return tl::unexpected<Error>(saved.error());
            *id = *saved;
            return {};
        },
        [id, done = std::move(done)](const Result<> &result) {
            done(result ? Result<ExchangeId>(*id) : tl::unexpected<Error>(result.error()));
        },
        Haste::WithOthers);
}

void DocumentRunPort::commit(std::vector<Change> changes, Done done)
{
    m_document.submit(m_action, std::move(changes), std::move(done));
}

void DocumentRunPort::recordFailure(RunItem item, Done done)
{
    m_document.writer()->post([item = std::move(item)](ProjectStore &store) { return store.setItemState(item); },
                              std::move(done), Haste::WithOthers);
}

void DocumentRunPort::planRound(Run run, std::vector<RunItem> previous, std::function<void(Result<PlannedRound>)> done)
{
    // Queued behind the changes committed so far, so the pool has them; the copy of it is planned from by the writer, for
    // with a quarter of a million instructions the document's thread would be away for some frames.
    QMetaObject::invokeMethod(
        &m_document,
        [document = &m_document, run = std::move(run), previous = std::make_shared<const std::vector<RunItem>>(std::move(previous)), prices = m_prices, done = std::move(done)] {
            auto round = std::make_shared<PlannedRound>();
            auto pool = std::make_shared<const Pool>(document->pool());
            document->writer()->post(
                [pool, run, previous, round, prices, time = document->clock().now()](ProjectStore &store) mutable -> Result<> {
                    auto planned = planEpoch(*pool, run, *previous);
                    if (!planned)
                        return tl::unexpected<Error>(planned.error());
                    if (planned->empty())
                        return {};
                    round->items = std::move(*planned);
                    if (run.plannedEpochs == 0)
                        run.settings.expected = round->expected = expectation(round->items, store.reader(), run.settings, prices);
                    return storeRound(store, run, round->items, time);
                },
                [round, done](const Result<> &stored) {
                    done(stored ? Result<PlannedRound>(std::move(*round)) : tl::unexpected<Error>(stored.error()));
                });
        },
        Qt::QueuedConnection);
}

void DocumentRunPort::saveProgress(Run run, Done done)
{
    m_document.writer()->post(
        [run = std::move(run), time = m_document.clock().now()](ProjectStore &store) mutable {
            return store.saveRun(run, {}, time);
        },
        std::move(done));
}

} // namespace evol
