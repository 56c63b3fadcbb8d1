// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of an open project, one after the other: what is asked for while a run is going on waits its turn. Knows
// what the activity bar shows of them: pace, time left, what failed and why. GUI thread.
#pragma once

#include "editing/run_session.h"

#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace evol {

struct RunRequest {
    RunSettings settings;
    QString label; ///< what undo calls it, e.g. "Evolve, 2 epochs"
};

class EvolutionQueue : public QObject
{
    Q_OBJECT
public:
    using MakeModels = std::function<Result<RunModels>(const RunSettings &settings)>;

    EvolutionQueue(Document &document, MakeModels makeModels, QObject *parent = nullptr);
    ~EvolutionQueue() override;

    void start(RunRequest request);
    /// Carries on the newest run that something is left of.
    void carryOn();
    /// For runs begun from now on; a person can follow them.
    void setPace(std::chrono::milliseconds pace) { m_pace = pace; }

    bool isRunning() const { return m_session != nullptr; }
    int waiting() const { return static_cast<int>(m_waiting.size()); }
    QString label() const { return m_label; }
    const RunProgress &progress() const { return m_progress; }
    double requestsPerSecond() const;
    std::optional<std::int64_t> secondsLeft() const;
    /// Parents of what is being made now; empty where a run is too large to ask.
    std::vector<InstructionId> evolving() const;
    /// What the last run could not do, with reasons.
    std::vector<RunItem> failures() const;
    /// A run of an earlier session that was not finished; empty: none.
    std::optional<Run> interrupted() const;

public Q_SLOTS:
    void pause();
    void resume();
    /// The run going on and those that wait.
    void cancel();

Q_SIGNALS:
    void changed(); ///< begun, got on, ended
    void finished(const evol::RunOutcome &outcome);
    void failed(const evol::Error &error);

private:
    std::unique_ptr<RunSession> makeSession(const RunSettings &settings);
    void startNext();
    void advance(const RunProgress &progress);
    void end(const RunOutcome &outcome);

    Document &m_document;
    MakeModels m_makeModels;
    std::chrono::milliseconds m_pace{0};
    std::deque<RunRequest> m_waiting;
    std::unique_ptr<RunSession> m_session;
    QString m_label;
    RunProgress m_progress;
    struct Sample {
        std::int64_t time;
        std::int64_t requests;
        std::int64_t done;
    };
    std::deque<Sample> m_samples; ///< of the last seconds
};

} // namespace evol
