// SPDX-License-Identifier: GPL-3.0-or-later
// A run on a document: starts the engine's thread, gives it what it needs, and tells how it goes. Lives on the
// document's thread, and must go before the document.
#pragma once

#include "editing/document.h"
#include "evolution/evolution_run.h"

#include <QThread>

#include <memory>

namespace evol {

/// Instead of those of a run's settings, where given.
struct RunLimits {
    std::optional<std::int64_t> requests, tokens;
    std::optional<double> budget;
};

class RunSession : public QObject
{
    Q_OBJECT
public:
    /// The run begins once started() is called; failures to begin arrive by finished(), too.
    RunSession(Document &document, RunModels models);
    ~RunSession() override; ///< cancels and waits

    void setPace(std::chrono::milliseconds pace) { m_pace = pace; }
    /// A new run of these settings, with the prompts, operators and thresholds of the project unless it comes with its own.
    void begin(RunSettings settings, const std::string &label);
    /// Carries on the newest run in effect, until the limits given, or those it began with, are reached anew.
    /// ErrorKind::Refused where there is nothing left of it to do.
    Result<> carryOn(const RunLimits &limits = {});

    /// The newest run in effect that has something left to do; empty: none.
    static Result<std::optional<Run>> interrupted(ProjectReader &reader);
    /// Items of the run that are neither done nor in the project: failed, or never tried.
    static Result<std::vector<RunItem>> unfinished(ProjectReader &reader, const Run &run);

    const RunProgress &progress() const { return m_progress; }
    bool isRunning() const { return m_running; }

public Q_SLOTS:
    void pause();
    void resume();
    void cancel();

Q_SIGNALS:
    void progressed(const evol::RunProgress &progress);
    void finished(const evol::RunOutcome &outcome);

private:
    void begun(const Run &run, const Result<> &saved);
    void launch(const Run &run, std::vector<RunItem> unfinished, std::vector<RunItem> lastRound);
    void end(const RunOutcome &outcome);

    Document &m_document;
    RunModels m_models;
    std::chrono::milliseconds m_pace{0};
    RunProgress m_progress;
    bool m_running = false;
    bool m_paused = false, m_cancelled = false; ///< as asked for, maybe before there is an m_run
    QThread m_thread;
    EvolutionRun *m_run = nullptr; ///< lives on m_thread
};

} // namespace evol
