// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; a run works on threads of its own.
#include "ui/evolution_queue.h"

#include <algorithm>
#include <set>

namespace evol {

namespace {

constexpr std::int64_t paceWindow = 5000; // milliseconds
constexpr int mostItemsAsked = 500;

bool isPending(const Document &document, const RunItem &item)
{
    return item.kind == ItemKind::Evolve && item.failure.empty() && !document.pool().contains(item.instruction);
}

} // namespace

EvolutionQueue::EvolutionQueue(Document &document, MakeModels makeModels, QObject *parent)
    : QObject(parent), m_document(document), m_makeModels(std::move(makeModels))
{
}

EvolutionQueue::~EvolutionQueue() = default;

std::unique_ptr<RunSession> EvolutionQueue::makeSession(const RunSettings &settings)
{
    auto models = m_makeModels(settings);
    if (!models) {
        Q_EMIT failed(models.error());
        return nullptr;
    }
    auto session = std::make_unique<RunSession>(m_document, std::move(*models));
    session->setPace(m_pace);
    connect(session.get(), &RunSession::progressed, this, &EvolutionQueue::advance);
    // Queued: the session that tells is about to be replaced.
    connect(session.get(), &RunSession::finished, this, &EvolutionQueue::end, Qt::QueuedConnection);
    return session;
}

void EvolutionQueue::start(RunRequest request)
{
    m_waiting.push_back(std::move(request));
    if (m_session)
        Q_EMIT changed();
    else
        startNext();
}

void EvolutionQueue::startNext()
{
    if (m_waiting.empty())
        return;
    RunRequest request = std::move(m_waiting.front());
    m_waiting.pop_front();
    auto session = makeSession(request.settings);
    if (!session) {
        m_waiting.clear();
        Q_EMIT changed();
        return;
    }
    m_session = std::move(session);
    m_label = request.label;
    m_progress = {};
    m_samples.clear();
    Q_EMIT changed();
    m_session->begin(std::move(request.settings), request.label.toStdString());
}

void EvolutionQueue::carryOn()
{
    if (m_session)
        return;
    const auto run = interrupted();
    if (!run) {
        Q_EMIT failed({ErrorKind::Refused, tr("Nothing is left of the last run to carry on.").toStdString()});
        return;
    }
    auto session = makeSession(run->settings);
    if (!session)
        return;
    m_label = tr("Carry on");
    m_progress = {};
    m_samples.clear();
    m_session = std::move(session);
    if (const auto begun = m_session->carryOn(); !begun) {
        m_session.reset();
        Q_EMIT failed(begun.error());
    }
    Q_EMIT changed();
}

void EvolutionQueue::advance(const RunProgress &progress)
{
    m_progress = progress;
    const std::int64_t now = m_document.clock().now();
    m_samples.push_back({now, progress.requests, progress.done + progress.failed});
    while (m_samples.size() > 2 && m_samples.front().time < now - paceWindow)
        m_samples.pop_front();
    Q_EMIT changed();
}

void EvolutionQueue::end(const RunOutcome &outcome)
{
    if (!m_session || m_session->isRunning())
        return;
    m_progress = outcome.progress;
    m_session.reset();
    m_samples.clear();
    Q_EMIT changed();
    if (outcome.end == RunEnd::Stopped) {
        m_waiting.clear();
        Q_EMIT failed(outcome.error);
    }
    Q_EMIT finished(outcome);
    if (!m_session)
        startNext();
}

double EvolutionQueue::requestsPerSecond() const
{
    if (m_samples.size() < 2 || m_samples.back().time <= m_samples.front().time)
        return 0;
    return 1000.0 * static_cast<double>(m_samples.back().requests - m_samples.front().requests)
           / static_cast<double>(m_samples.back().time - m_samples.front().time);
}

std::optional<std::int64_t> EvolutionQueue::secondsLeft() const
{
    if (m_samples.size() < 2 || m_progress.paused)
        return std::nullopt;
    const Sample &first = m_samples.front();
    const Sample &last = m_samples.back();
    if (last.done <= first.done || last.time <= first.time)
        return std::nullopt;
    // Later rounds are not planned yet: they are taken to be as large as the present one is on average.
    const std::int64_t rounds = std::max(m_progress.rounds - m_progress.round, 0);
    const std::int64_t later = m_progress.round > 0 ? rounds * (m_progress.planned / m_progress.round) : 0;
    const std::int64_t left = m_progress.planned - last.done + later;
    return std::max<std::int64_t>(left, 0) * (last.time - first.time) / ((last.done - first.done) * 1000);
}

std::vector<InstructionId> EvolutionQueue::evolving() const
{
    // Before anything is planned the last run is still another one.
    if (!m_session || m_progress.planned == 0 || m_progress.planned > mostItemsAsked)
        return {};
    const auto run = m_document.reader().lastRun();
    if (!run || !*run)
        return {};
    const auto items = m_document.reader().runItems((*run)->id);
    if (!items)
        return {};
    std::set<InstructionId> parents;
    int left = m_progress.inFlight;
    for (const RunItem &item : *items) {
        if (left > 0 && isPending(m_document, item)) {
            parents.insert(item.parent);
            --left;
        }
    }
    return {parents.begin(), parents.end()};
}

std::vector<RunItem> EvolutionQueue::failures() const
{
    const auto run = m_document.reader().lastRun();
    if (!run || !*run)
        return {};
    auto items = m_document.reader().runItems((*run)->id);
    if (!items)
        return {};
    std::erase_if(*items, [](const RunItem &item) { return item.failure.empty(); });
    return *items;
}

std::optional<Run> EvolutionQueue::interrupted() const
{
    if (m_session || m_document.isReadOnly())
        return std::nullopt;
    const auto run = RunSession::interrupted(m_document.reader());
    return run ? *run : std::nullopt;
}

void EvolutionQueue::pause()
{
    if (m_session)
        m_session->pause();
}

void EvolutionQueue::resume()
{
    if (m_session)
        m_session->resume();
}

void EvolutionQueue::cancel()
{
    m_waiting.clear();
    if (m_session)
        m_session->cancel();
}

} // namespace evol
