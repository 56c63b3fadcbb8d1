// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/activity_bar.h"

#include "editing/run_session.h"
#include "ui/background.h"
#include "ui/background_reader.h"
#include "ui/panels/failure_list.h"
#include "ui/panels/page_text.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace evol {

namespace {

constexpr int barWidth = 120;

QString shortNumber(std::int64_t number)
{
    const QLocale locale;
    if (number >= 1'000'000)
        return ActivityBar::tr("%1 M").arg(locale.toString(static_cast<double>(number) / 1e6, 'f', 1));
    return locale.toString(static_cast<qlonglong>(number));
}

QString shownDuration(std::int64_t seconds)
{
    if (seconds < 60)
        return ActivityBar::tr("%n s left", nullptr, static_cast<int>(seconds));
    if (seconds < 5400)
        return ActivityBar::tr("%n min left", nullptr, static_cast<int>((seconds + 30) / 60));
    return ActivityBar::tr("%n h left", nullptr, static_cast<int>((seconds + 1800) / 3600));
}

} // namespace

ActivityBar::ActivityBar(QWidget *parent)
    : QFrame(parent), m_pulse(new QLabel(QStringLiteral("●"))), m_text(new QLabel), m_failed(new QToolButton),
      m_carryOn(new QPushButton(tr("Carry on"))), m_pause(new QPushButton(tr("Pause"))),
      m_cancel(new QPushButton(tr("Cancel"))), m_cancelJob(new QPushButton(tr("Cancel"))), m_jobText(new QLabel),
      m_progress(new QProgressBar), m_jobProgress(new QProgressBar)
{
    setProperty("role", QStringLiteral("bar"));
    setObjectName(QStringLiteral("activityBar"));
    setAccessibleName(tr("Activity"));
    m_text->setObjectName(QStringLiteral("activityText"));
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_failed->setObjectName(QStringLiteral("failed"));
    m_carryOn->setObjectName(QStringLiteral("carryOn"));
    m_pause->setObjectName(QStringLiteral("pauseRun"));
    m_cancel->setObjectName(QStringLiteral("cancelRun"));
    m_cancelJob->setObjectName(QStringLiteral("cancelJob"));
    for (QProgressBar *bar : {m_progress, m_jobProgress}) {
        bar->setTextVisible(false);
        bar->setFixedWidth(barWidth);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::panel, space::grid, space::groups, space::grid);
    layout->setSpacing(space::inside);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_pulse, m_progress})
        layout->addWidget(widget);
    layout->addWidget(m_text, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_failed, m_jobText, m_jobProgress, m_cancelJob, m_carryOn, m_pause, m_cancel})
        layout->addWidget(widget);
    setFixedHeight(44);

    connect(m_failed, &QToolButton::clicked, this, &ActivityBar::showFailures);
    connect(m_carryOn, &QPushButton::clicked, this, &ActivityBar::carryOnAsked);
    connect(m_cancelJob, &QPushButton::clicked, this, &ActivityBar::cancelJobAsked);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        EvolutionQueue &runs = m_project->evolution();
        runs.progress().paused ? runs.resume() : runs.pause();
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_project->evolution().cancel();
    });
    setProject(nullptr);
    endJob();
}

void ActivityBar::setProject(Project *project)
{
    m_project = project;
    m_interrupted = false;
    ++m_lookNumber;
    if (project) {
        connect(&project->evolution(), &EvolutionQueue::changed, this, &ActivityBar::refresh);
        connect(&project->evolution(), &EvolutionQueue::finished, this, &ActivityBar::lookForInterrupted);
        lookForInterrupted();
    }
    refresh();
}

void ActivityBar::lookForInterrupted()
{
    const int number = ++m_lookNumber;
    if (!m_project)
        return;
    inBackground(
        this,
        [reader = BackgroundReader(m_project->document())]() mutable {
            const auto opened = reader.get();
            const auto run = opened ? RunSession::interrupted(**opened) : std::optional<Run>();
            return run && *run;
        },
        [this, number](bool interrupted) {
            if (number != m_lookNumber)
                return;
            m_interrupted = interrupted;
            refresh();
        });
}

void ActivityBar::refresh()
{
    const bool running = m_project && m_project->evolution().isRunning();
    m_progress->setVisible(running);
    m_pause->setVisible(running);
    m_cancel->setVisible(running);
    if (!running)
        m_cancel->setEnabled(true);
    const std::int64_t failed = m_project ? m_project->evolution().progress().failed : 0;
    m_failed->setVisible(failed > 0 || (m_interrupted && !running));
    m_failed->setText(failed > 0 ? tr("%n failed (show)", nullptr, static_cast<int>(failed)) : tr("Show failed"));
    m_carryOn->setVisible(!running && m_interrupted);
    running ? showRun() : showIdle();
}

void ActivityBar::showRun()
{
    const EvolutionQueue &runs = m_project->evolution();
    const RunProgress &progress = runs.progress();
    const QLocale locale;
    m_pulse->setText(coloured(QStringLiteral("●"), progress.paused ? currentPalette().warning : currentPalette().accent));
    m_progress->setMaximum(static_cast<int>(std::max<std::int64_t>(progress.planned, 1)));
    m_progress->setValue(static_cast<int>(progress.done + progress.failed));
    QStringList parts;
    parts += tr("%1 in flight").arg(progress.inFlight);
    parts += tr("%1 of %2 done").arg(locale.toString(static_cast<qlonglong>(progress.done)), locale.toString(static_cast<qlonglong>(progress.planned)));
    if (progress.rounds > 1)
        parts += tr("epoch %1 of %2").arg(progress.round).arg(progress.rounds);
    parts += tr("%1/s").arg(locale.toString(runs.requestsPerSecond(), 'f', runs.requestsPerSecond() < 10 ? 1 : 0));
    const RunExpectation expected = progress.expected.value_or(RunExpectation());
    if (expected.requests > 0)
        parts += tr("%1 of about %2 requests").arg(shortNumber(progress.requests + progress.reused), shortNumber(expected.requests));
    parts += expected.tokens > 0 && progress.tokens > 0 ? tr("%1 of about %2 tokens").arg(shortNumber(progress.tokens), shortNumber(expected.tokens))
                                                        : tr("%1 tokens").arg(shortNumber(progress.tokens));
    if (progress.cost > 0)
        parts += tr("cost %1 of about %2").arg(locale.toString(progress.cost, 'f', 2), locale.toString(expected.cost, 'f', 2));
    if (progress.paused)
        parts += tr("paused");
    else if (const auto left = runs.secondsLeft())
        parts += shownDuration(*left);
    if (runs.waiting() > 0)
        parts += tr("%1 waiting").arg(runs.waiting());
    m_text->setText(parts.join(QStringLiteral("   ")));
    m_text->setToolTip(runs.label());
    m_pause->setText(progress.paused ? tr("Resume") : tr("Pause"));
    m_text->setForegroundRole(QPalette::WindowText);
}

void ActivityBar::showIdle()
{
    m_pulse->setText(quiet(QStringLiteral("○")));
    m_text->setToolTip({});
    if (m_interrupted) {
        m_text->setText(tr("A run was not finished. Nothing of it is lost: carry it on, or leave it."));
        return;
    }
    if (!m_project) {
        m_text->setText({});
        return;
    }
    const RunProgress &last = m_project->evolution().progress();
    if (last.done + last.failed == 0)
        m_text->setText(quiet(tr("Idle")));
    else
        m_text->setText(quiet(tr("Idle. The last run: %1 done, %2 kept, %3 eliminated, %4 requests, %5 tokens")
                                  .arg(shortNumber(last.done), shortNumber(last.kept), shortNumber(last.eliminated),
                                       shortNumber(last.requests), shortNumber(last.tokens))));
}

void ActivityBar::showFailures()
{
    auto *list = new FailureList(*m_project, this);
    connect(list, &FailureList::tryAgainAsked, this, &ActivityBar::carryOnAsked);
    list->showAbove(m_failed);
}

void ActivityBar::showJob(const QString &text, std::int64_t done, std::int64_t total)
{
    m_hasJob = true;
    m_jobText->setText(text);
    m_jobProgress->setMaximum(total > 0 ? 1000 : 0);
    m_jobProgress->setValue(total > 0 ? static_cast<int>(1000 * done / total) : 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_jobText, m_jobProgress, m_cancelJob})
        widget->show();
}

void ActivityBar::endJob()
{
    m_hasJob = false;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_jobText, m_jobProgress, m_cancelJob})
        widget->hide();
}

} // namespace evol
