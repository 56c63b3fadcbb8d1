// SPDX-License-Identifier: GPL-3.0-or-later
// What is being worked on, at the bottom of the window: a run of the engine, an import or an export. Quiet when
// there is nothing. GUI thread.
#pragma once

#include "ui/project.h"

#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace evol {

class ActivityBar : public QFrame
{
    Q_OBJECT
public:
    explicit ActivityBar(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// A long job of another kind; total 0: unknown.
    void showJob(const QString &text, std::int64_t done, std::int64_t total);
    void endJob();
    /// Whether there is a run to carry on is asked when a project is opened, a run ends, or a run is taken back.
    void lookForInterrupted();

Q_SIGNALS:
    void carryOnAsked();
    void cancelJobAsked();

private:
    void refresh();
    void showRun();
    void showIdle();
    void showFailures();

    Project *m_project = nullptr;
    bool m_hasJob = false;
    bool m_interrupted = false;
    int m_lookNumber = 0; ///< of the newest look for an interrupted run
    QLabel *m_pulse, *m_text;
    QToolButton *m_failed;
    QPushButton *m_carryOn, *m_pause, *m_cancel, *m_cancelJob;
    QLabel *m_jobText;
    QProgressBar *m_progress, *m_jobProgress;
};

} // namespace evol
