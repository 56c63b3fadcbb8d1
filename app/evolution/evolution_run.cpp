// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/evolution_run.h"

#include "evolution/run_estimate.h"

#include <algorithm>
#include <thread>

namespace evol {

namespace {

/// How many replies of no use to one stage of an item are paid for before it fails.
constexpr int samplesPerStage = 2;
/// From so many requests in flight on, replies are gathered for a moment and then read together: to wake this thread for
/// each of them costs more than all else it does for them.
constexpr int manyInFlight = 100;
constexpr std::chrono::microseconds gathering{1000};

} // namespace

EvolutionRun::EvolutionRun(Run run, std::vector<RunItem> unfinished, std::vector<RunItem> planned,
                           std::shared_ptr<RunPort> port, RunModels models)
    : m_run(std::move(run)), m_waiting(unfinished.begin(), unfinished.end()), m_round(std::move(planned)),
      m_port(std::move(port)), m_models(std::move(models)), m_paceTimer(this), m_progressTimer(this)
{
    m_mailbox->run = this;
    m_run.settings.concurrency = std::max(1, m_run.settings.concurrency);
    m_progress.planned = static_cast<std::int64_t>(m_waiting.size());
    m_progress.rounds = m_run.settings.goal == RunGoal::Evolve ? m_run.settings.epochs : 1;
    m_progress.round = m_run.plannedEpochs;
    m_progress.expected = m_run.settings.expected;
    m_paceTimer.setSingleShot(true);
    connect(&m_paceTimer, &QTimer::timeout, this, &EvolutionRun::pump);
    m_progressTimer.setInterval(50);
    connect(&m_progressTimer, &QTimer::timeout, this, [this] { Q_EMIT progressed(m_progress); });
}

EvolutionRun::~EvolutionRun()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->run = nullptr;
}

template <class Call>
auto EvolutionRun::here(Call call)
{
    // The reply may arrive on any thread, and after the run is gone.
    return [mailbox = m_mailbox, call](auto... values) {
        const std::lock_guard lock(mailbox->mutex);
        if (!mailbox->run)
            return;
        mailbox->letters.push_back([call, ... values = std::move(values)]() mutable { call(std::move(values)...); });
        if (mailbox->letters.size() == 1)
            QMetaObject::invokeMethod(mailbox->run, &EvolutionRun::readLetters, Qt::QueuedConnection);
    };
}

void EvolutionRun::readLetters()
{
    if (m_progress.inFlight >= manyInFlight)
        std::this_thread::sleep_for(gathering);
    std::vector<std::function<void()>> letters;
    {
        const std::lock_guard lock(m_mailbox->mutex);
        letters.swap(m_mailbox->letters);
    }
    for (const auto &letter : letters)
        letter();
}

void EvolutionRun::start()
{
    auto terms = makeTerms(m_run.settings);
    if (!terms)
        return stop(RunEnd::Stopped, terms.error());
    m_terms = std::move(*terms);
    m_progressTimer.start();
    pump();
}

void EvolutionRun::pause()
{
    m_progress.paused = true;
    Q_EMIT progressed(m_progress);
}

void EvolutionRun::resume()
{
    m_progress.paused = false;
    Q_EMIT progressed(m_progress);
    pump();
}

void EvolutionRun::cancel()
{
    stop(RunEnd::Cancelled);
}

void EvolutionRun::pump()
{
    if (m_pumping || m_ended)
        return;
    m_pumping = true;
    while (!m_ending && !m_progress.paused && m_progress.inFlight < m_run.settings.concurrency) {
        if (!m_ready.empty()) {
            const TaskPointer task = m_ready.front();
            if (mustWait(*task))
                break;
            m_ready.pop_front();
            send(task);
        } else if (!startNextItem()) {
            break;
        }
    }
    m_pumping = false;
    if (m_ending)
        finishWhenIdle();
    else if (m_waiting.empty() && m_active == 0 && !m_planning && !m_progress.paused)
        planRound();
}

bool EvolutionRun::startNextItem()
{
    // Items whose exchange is on its way to the disk wait without a request; a few more may start meanwhile.
    if (m_waiting.empty() || m_active >= 4 * m_run.settings.concurrency || m_paceTimer.isActive())
        return false;
    RunItem item = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (m_pace.count() > 0)
        m_paceTimer.start(m_pace);
    auto material = m_port->material(item, m_run.settings);
    ++m_active;
    auto task = std::make_shared<Task>(ItemEvolution(std::move(item), material.value_or(ItemMaterial{}), m_terms));
    if (material)
        advance(task);
    else
        giveUp(task, material.error());
    return true;
}

void EvolutionRun::advance(const TaskPointer &task)
{
    task->sample = 0;
    task->attempts = 0;
    if (task->item.nextStage())
        ask(task);
    else
        commit(task);
}

void EvolutionRun::ask(const TaskPointer &task)
{
    const StageModel &stage = m_models.of(*task->item.nextStage());
    auto request = task->item.request(task->sample);
    if (!request)
        return giveUp(task, request.error());
    task->key = exchangeKey(stage.model->name(), *request);
    const auto known = m_port->findExchange(task->key);
    if (!known)
        return giveUp(task, known.error());
    if (known->has_value()) {
        ++m_progress.reused;
        // An interruption must not buy an item more tries than it would have had; its failure, looked at, does.
        if (task->item.item().failure.empty())
            ++task->attempts;
        use(task, **known);
    } else if (m_ending) {
        taskEnded();
    } else {
        task->request = std::move(*request);
        m_ready.push_back(task);
        pump();
    }
}

void EvolutionRun::send(const TaskPointer &task)
{
    if (limitReached())
        return taskEnded();
    const std::shared_ptr<ChatModel> model = m_models.of(task->request.task.stage).model;
    ++m_progress.inFlight;
    ++m_progress.requests;
    ++task->attempts;
    m_reserved += task->expected;
    model->send(task->request, here([this, task](Result<ChatReply> reply) {
                    --m_progress.inFlight;
                    m_reserved -= task->expected;
                    replied(task, std::move(reply));
                    pump();
                }));
}

void EvolutionRun::replied(const TaskPointer &task, Result<ChatReply> reply)
{
    if (!reply) {
        const ErrorKind kind = reply.error().kind;
        if (kind == ErrorKind::Cancelled)
            return taskEnded();
        if (kind == ErrorKind::Deferred) {
            ++m_progress.deferred;
            --m_progress.requests;
            return taskEnded();
        }
        m_failuresInARow = kind == ErrorKind::Network || kind == ErrorKind::TimedOut ? m_failuresInARow + 1 : 0;
        return giveUp(task, reply.error());
    }
    m_failuresInARow = 0;
    const StageModel &stage = m_models.of(task->request.task.stage);
    auto exchange = std::make_shared<Exchange>(makeExchange(std::move(task->key), stage.model->name(), std::move(task->request), std::move(*reply)));
    exchange->instruction = task->item.item().instruction;
    exchange->cost = (exchange->promptTokens * stage.price.prompt + exchange->completionTokens * stage.price.completion) / 1e6;
    ++m_progress.outcomes[static_cast<std::size_t>(exchange->outcome)];
    std::int64_t &longest = m_longestReply[exchange->stage];
    longest = std::max<std::int64_t>(longest, exchange->completionTokens);
    m_progress.tokens += exchange->promptTokens + exchange->completionTokens;
    m_progress.cost += exchange->cost;
    m_port->saveExchange(exchange, here([this, task, exchange](const Result<ExchangeId> &id) {
                             stored(task, *exchange, id);
                             pump();
                         }));
}

void EvolutionRun::stored(const TaskPointer &task, Exchange &exchange, const Result<ExchangeId> &id)
{
    if (!id) {
        stop(RunEnd::Stopped, id.error());
        return taskEnded();
    }
    exchange.id = *id;
    use(task, exchange);
}

void EvolutionRun::use(const TaskPointer &task, const Exchange &exchange)
{
    if (const auto taken = task->item.take(exchange); taken)
        return advance(task);
    else if (task->attempts >= samplesPerStage || taken.error().kind == ErrorKind::Refused)
        return giveUp(task, taken.error());
    ++task->sample;
    ask(task);
}

void EvolutionRun::commit(const TaskPointer &task)
{
    m_port->commit(task->item.changes(), here([this, task](const Result<> &committed) {
        if (!committed && committed.error().kind == ErrorKind::Refused) {
            // Somebody took back what this item stands on while it was under way; the others go on.
            return giveUp(task, committed.error());
        }
        if (!committed) {
            stop(RunEnd::Stopped, committed.error());
        } else {
            ++m_progress.done;
            recordDone(task->item.item());
            if (task->item.item().kind == ItemKind::Evolve)
                ++(task->item.keeps() ? m_progress.kept : m_progress.eliminated);
        }
        taskEnded();
        pump();
    }));
}

void EvolutionRun::giveUp(const TaskPointer &task, const Error &error)
{
    RunItem item = task->item.item();
    item.failure = error.message;
    m_port->recordFailure(item, here([this](const Result<> &recorded) {
        if (!recorded)
            stop(RunEnd::Stopped, recorded.error());
        ++m_progress.failed;
        taskEnded();
        pump();
    }));
    // One dead server must not turn thousands of items into failures.
    if (m_failuresInARow >= 8 + m_run.settings.concurrency)
        stop(RunEnd::Stopped, error);
}

void EvolutionRun::recordDone(RunItem item)
{
    item.done = item.kind != ItemKind::Evolve && item.kind != ItemKind::Respond;
    if (item.failure.empty() && !item.done)
        return;
    item.failure.clear();
    m_port->recordFailure(std::move(item), [](const Result<> &) {});
}

void EvolutionRun::taskEnded()
{
    --m_active;
}

/// Whether a limit may be passed once all that is in flight is answered: each by a reply as long as the longest of its
/// stage so far, or as long as it may be. Where nothing is in flight, one request more decides.
bool EvolutionRun::mustWait(Task &task)
{
    const RunSettings &settings = m_run.settings;
    if (!settings.maxTokens && !settings.budget)
        return false;
    const Stage stage = task.request.task.stage;
    const TokenPrice &price = m_models.of(stage).price;
    const auto prompt = tokensIn(task.request.messages.front().content);
    const auto known = m_longestReply.find(stage);
    const auto reply = known == m_longestReply.end() ? task.request.parameters.maxTokens : known->second;
    task.expected = {prompt + reply, (static_cast<double>(prompt) * price.prompt + static_cast<double>(reply) * price.completion) / 1e6};
    const Spending then = m_reserved + task.expected;
    if (m_progress.inFlight == 0)
        return false;
    return (settings.maxTokens && m_progress.tokens + then.tokens > *settings.maxTokens) ||
           (settings.budget && m_progress.cost + then.cost > *settings.budget);
}

bool EvolutionRun::limitReached()
{
    const RunSettings &settings = m_run.settings;
    if (settings.maxRequests && m_progress.requests + m_progress.deferred >= *settings.maxRequests) {
        stop(RunEnd::Stopped, {ErrorKind::LimitReached, "The limit of " + std::to_string(*settings.maxRequests) +
                                                            " requests is reached. Everything so far is kept; resume to go on."});
    } else if (settings.maxTokens && m_progress.tokens >= *settings.maxTokens) {
        stop(RunEnd::Stopped, {ErrorKind::LimitReached, "The limit of " + std::to_string(*settings.maxTokens) +
                                                            " tokens is reached. Everything so far is kept; resume to go on."});
    } else if (settings.budget && m_progress.cost >= *settings.budget) {
        stop(RunEnd::Stopped, {ErrorKind::LimitReached, "The budget is spent. Everything so far is kept; resume to go on."});
    }
    return m_ending;
}

void EvolutionRun::planRound()
{
    const int rounds = m_progress.rounds;
    if (m_progress.deferred > 0)
        return stop(RunEnd::Waiting);
    if (m_run.plannedEpochs >= rounds)
        return stop(RunEnd::Finished);
    m_planning = true;
    m_port->planRound(m_run, m_round, here([this](Result<PlannedRound> round) {
        m_planning = false;
        if (!round) {
            stop(RunEnd::Stopped, round.error());
        } else if (round->items.empty()) {
            stop(RunEnd::Finished);
        } else {
            m_progress.round = ++m_run.plannedEpochs;
            m_progress.planned += static_cast<std::int64_t>(round->items.size());
            m_waiting.assign(round->items.begin(), round->items.end());
            m_round = std::move(round->items);
            if (round->expected)
                m_progress.expected = m_run.settings.expected = round->expected;
        }
        pump();
    }));
}

void EvolutionRun::stop(RunEnd end, Error error)
{
    if (m_ending)
        return;
    m_ending = true;
    m_outcome.end = end;
    m_outcome.error = std::move(error);
    // At a limit the replies on their way are paid for: they are waited for and stored.
    if (end == RunEnd::Cancelled || (end == RunEnd::Stopped && m_outcome.error.kind != ErrorKind::LimitReached)) {
        for (const StageModel *stage : {&m_models.evolver, &m_models.judge, &m_models.responder})
            stage->model->cancelAll();
    }
    m_active -= static_cast<int>(m_ready.size());
    m_ready.clear();
    finishWhenIdle();
}

void EvolutionRun::finishWhenIdle()
{
    if (m_ended || m_active > 0 || m_planning)
        return;
    m_ended = true;
    m_progressTimer.stop();
    if (m_outcome.end == RunEnd::Finished)
        m_run.state = RunState::Finished;
    m_port->saveProgress(m_run, here([this](const Result<> &saved) {
        if (!saved && m_outcome.end == RunEnd::Finished) {
            m_outcome.end = RunEnd::Stopped;
            m_outcome.error = saved.error();
        }
        Q_EMIT progressed(m_progress);
        Q_EMIT finished(m_outcome);
    }));
}

} // namespace evol
