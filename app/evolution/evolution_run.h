// SPDX-License-Identifier: GPL-3.0-or-later
// Carries a run through its rounds: plans a round, keeps as many requests in flight as allowed, stores every
// exchange before using it, commits every finished item. Lives on the engine's thread; its slots are called there
// through queued connections.
#pragma once

#include "evolution/item_evolution.h"
#include "evolution/run_port.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace evol {

struct RunProgress {
    int round = 0; ///< 1, 2, … of `rounds`
    int rounds = 0;
    std::int64_t planned = 0; ///< items of the rounds planned so far
    std::int64_t done = 0;
    std::int64_t kept = 0;
    std::int64_t eliminated = 0;
    std::int64_t failed = 0;
    std::int64_t deferred = 0; ///< items that wait for a batch
    int inFlight = 0;
    std::int64_t requests = 0; ///< sent to a model, without those answered from the project
    std::int64_t reused = 0;   ///< answered from the project
    std::array<std::int64_t, 4> outcomes{}; ///< of `requests`, by ReplyOutcome
    std::int64_t tokens = 0;
    double cost = 0;
    std::optional<RunExpectation> expected; ///< of the whole run
    bool paused = false;
};

enum class RunEnd {
    Finished,  ///< every item of every round is done or has failed with its reason
    Waiting,   ///< nothing left to do until batch files are answered
    Cancelled, ///< on request
    Stopped,   ///< by `error`: a limit, the disk, or a model out of reach
};

struct RunOutcome {
    RunEnd end = RunEnd::Finished;
    Error error;
    RunProgress progress;
};

class EvolutionRun : public QObject
{
    Q_OBJECT
public:
    /// `unfinished`: items planned before and still to do; `planned`: all items of the last round planned.
    EvolutionRun(Run run, std::vector<RunItem> unfinished, std::vector<RunItem> planned, std::shared_ptr<RunPort> port,
                 RunModels models);
    ~EvolutionRun() override;

    /// The shortest time between the starts of two items, so that a person can watch. 0: none.
    void setPace(std::chrono::milliseconds pace) { m_pace = pace; }

public Q_SLOTS:
    void start();
    void pause();
    void resume();
    /// Ends the run once the requests in flight are cancelled; finished() tells.
    void cancel();

Q_SIGNALS:
    void progressed(const evol::RunProgress &progress); ///< some times a second at most
    void finished(const evol::RunOutcome &outcome);     ///< once, last

private:
    struct Spending {
        std::int64_t tokens = 0;
        double cost = 0;

        Spending operator+(const Spending &other) const { return {tokens + other.tokens, cost + other.cost}; }
        void operator+=(const Spending &other) { *this = *this + other; }
        void operator-=(const Spending &other) { *this = *this + Spending{-other.tokens, -other.cost}; }
    };
    struct Task {
        explicit Task(ItemEvolution evolution) : item(std::move(evolution)) {}
        ItemEvolution item;
        ChatRequest request; ///< the one asked for
        std::string key;     ///< its exchangeKey()
        Spending expected; ///< by the request
        int sample = 0;   ///< of the stage asked for
        int attempts = 0; ///< samples of this stage tried
    };
    using TaskPointer = std::shared_ptr<Task>;

    void pump();
    bool startNextItem();
    void advance(const TaskPointer &task);
    void ask(const TaskPointer &task);
    void send(const TaskPointer &task);
    void replied(const TaskPointer &task, Result<ChatReply> reply);
    void stored(const TaskPointer &task, Exchange &exchange, const Result<ExchangeId> &id);
    void use(const TaskPointer &task, const Exchange &exchange);
    void commit(const TaskPointer &task);
    void giveUp(const TaskPointer &task, const Error &error);
    void recordDone(RunItem item);
    void taskEnded();
    void planRound();
    void stop(RunEnd end, Error error = {});
    void finishWhenIdle();
    bool mustWait(Task &task);
    bool limitReached();
    template <class Call>
    auto here(Call call); ///< wraps a callback so that it runs on this thread
    void readLetters();

    struct Mailbox {
        std::mutex mutex;
        EvolutionRun *run = nullptr;
        std::vector<std::function<void()>> letters; ///< calls for this thread, not yet made
    };
    std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();

    Run m_run;
    std::shared_ptr<const RunTerms> m_terms; ///< of m_run, from start() on
    std::deque<RunItem> m_waiting;
    std::vector<RunItem> m_round; ///< all items of the current round
    std::shared_ptr<RunPort> m_port;
    RunModels m_models;
    std::deque<TaskPointer> m_ready; ///< with a request to send
    Spending m_reserved;             ///< for the requests in flight
    std::map<Stage, std::int64_t> m_longestReply; ///< in tokens
    int m_active = 0;                ///< items started and not ended
    int m_failuresInARow = 0;        ///< to reach a model at all
    bool m_planning = false, m_ending = false, m_ended = false, m_pumping = false;
    RunOutcome m_outcome;
    RunProgress &m_progress = m_outcome.progress;
    std::chrono::milliseconds m_pace{0};
    QTimer m_paceTimer, m_progressTimer;
};

} // namespace evol

Q_DECLARE_METATYPE(evol::RunProgress)
Q_DECLARE_METATYPE(evol::RunOutcome)
