// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/run_session.h"

#include "editing/document_run_port.h"
#include "evolution/epoch_plan.h"
#include "evolution/project_terms.h"

#include <QPointer>

namespace evol {

namespace {

int roundsOf(const RunSettings &settings)
{
    return settings.goal == RunGoal::Evolve ? settings.epochs : 1;
}

} // namespace

RunSession::RunSession(Document &document, RunModels models)
    : m_document(document), m_models(std::move(models)), m_thread(this)
{
    qRegisterMetaType<RunProgress>();
    qRegisterMetaType<RunOutcome>();
    m_thread.setObjectName(QStringLiteral("engine"));
}

RunSession::~RunSession()
{
    // What is in flight is dropped; its exchanges were not stored and will be asked for again.
    if (!m_thread.isRunning())
        return;
    m_document.setActiveAction(0);
    for (const StageModel *stage : {&m_models.evolver, &m_models.judge, &m_models.responder})
        stage->model->cancelAll();
    m_thread.quit();
    m_thread.wait();
}

Result<std::vector<RunItem>> RunSession::unfinished(ProjectReader &reader, const Run &run)
{
    return reader.unfinishedItems(run.id);
}

Result<std::optional<Run>> RunSession::interrupted(ProjectReader &reader)
{
    auto run = reader.lastRun();
    if (!run || !*run)
        return run;
    if ((*run)->state == RunState::Unfinished && (*run)->plannedEpochs < roundsOf((*run)->settings))
        return run;
    const auto left = unfinished(reader, **run);
    if (!left)
        return tl::unexpected<Error>(left.error());
    return left->empty() ? std::nullopt : *run;
}

void RunSession::begin(RunSettings settings, const std::string &label)
{
    m_running = true;
    m_cancelled = m_paused = false;
    auto run = std::make_shared<Run>();
    run->firstEpoch = firstEpochOf(m_document.pool(), settings);
    run->settings = std::move(settings);
    if (!m_document.writer()) {
        RunOutcome outcome;
        outcome.end = RunEnd::Stopped;
        outcome.error = {ErrorKind::ReadOnly, m_document.path() + " is open read-only; it cannot be evolved here."};
        return end(outcome);
    }
    m_document.writer()->post(
        [run, label, by = m_document.person(), time = m_document.clock().now()](ProjectStore &store) -> Result<> {
            // On the writer's thread, so that what was put in force just before holds.
            if (auto taken = takeProjectTerms(store.reader(), run->settings); !taken)
                return taken;
            return store.saveRun(*run, {0, label, by}, time);
        },
        [session = QPointer(this), document = &m_document, run](const Result<> &saved) {
            // By way of the document, which outlives its writer; the session may be gone by then.
            QMetaObject::invokeMethod(
                document,
                [session, run, saved] {
                    if (session)
                        session->begun(*run, saved);
                },
                Qt::QueuedConnection);
        });
}

void RunSession::begun(const Run &run, const Result<> &saved)
{
    if (saved && !m_cancelled)
        return launch(run, {}, {});
    RunOutcome outcome;
    outcome.end = saved ? RunEnd::Cancelled : RunEnd::Stopped;
    outcome.error = saved ? Error{} : saved.error();
    end(outcome);
}

Result<> RunSession::carryOn(const RunLimits &limits)
{
    auto run = interrupted(m_document.reader());
    if (!run)
        return tl::unexpected<Error>(run.error());
    if (!*run)
        return fail(ErrorKind::Refused, "There is no interrupted run in " + m_document.path() + " to carry on.");
    RunSettings &settings = (*run)->settings;
    if (limits.requests)
        settings.maxRequests = limits.requests;
    if (limits.tokens)
        settings.maxTokens = limits.tokens;
    if (limits.budget)
        settings.budget = limits.budget;
    auto left = unfinished(m_document.reader(), **run);
    if (!left)
        return tl::unexpected<Error>(left.error());
    auto lastRound = m_document.reader().runItems((*run)->id);
    if (!lastRound)
        return tl::unexpected<Error>(lastRound.error());
    const int lastEpoch = (*run)->firstEpoch + (*run)->plannedEpochs - 1;
    std::erase_if(*lastRound, [lastEpoch](const RunItem &item) { return item.epoch != lastEpoch; });
    m_running = true;
    m_cancelled = m_paused = false;
    launch(**run, std::move(*left), std::move(*lastRound));
    return {};
}

void RunSession::launch(const Run &run, std::vector<RunItem> unfinished, std::vector<RunItem> lastRound)
{
    auto reader = m_document.openReader();
    if (!reader) {
        RunOutcome outcome;
        outcome.end = RunEnd::Stopped;
        outcome.error = reader.error();
        return end(outcome);
    }
    m_document.setActiveAction(run.action);
    auto port = std::make_shared<DocumentRunPort>(m_document, std::move(*reader), run.action, [models = m_models](Stage stage) { return models.priceOf(stage); });
    m_run = new EvolutionRun(run, std::move(unfinished), std::move(lastRound), std::move(port), m_models);
    m_run->setPace(m_pace);
    connect(&m_thread, &QThread::finished, m_run, &QObject::deleteLater);
    connect(&m_thread, &QThread::started, m_run, &EvolutionRun::start);
    connect(m_run, &EvolutionRun::progressed, this, [this](const RunProgress &progress) {
        m_progress = progress;
        Q_EMIT progressed(progress);
    });
    connect(m_run, &EvolutionRun::finished, this, &RunSession::end);
    if (m_paused)
        m_run->pause();
    m_run->moveToThread(&m_thread);
    m_thread.start();
}

void RunSession::end(const RunOutcome &outcome)
{
    m_running = false;
    m_progress = outcome.progress;
    m_document.setActiveAction(0);
    m_thread.quit();
    m_thread.wait();
    m_run = nullptr;
    Q_EMIT finished(outcome);
}

void RunSession::pause()
{
    m_paused = true;
    if (m_run)
        QMetaObject::invokeMethod(m_run, &EvolutionRun::pause, Qt::QueuedConnection);
}

void RunSession::resume()
{
    m_paused = false;
    if (m_run)
        QMetaObject::invokeMethod(m_run, &EvolutionRun::resume, Qt::QueuedConnection);
}

void RunSession::cancel()
{
    m_cancelled = true;
    if (m_run)
        QMetaObject::invokeMethod(m_run, &EvolutionRun::cancel, Qt::QueuedConnection);
}

} // namespace evol
