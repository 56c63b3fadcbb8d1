// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/studio.h"

#include "models/run_models.h"
#include "ui/canvas/canvas_view.h"
#include "ui/labelling/session_pane.h"
#include "ui/studies/study_workspace.h"

#include <QApplication>
#include <QFileInfo>

#include <cstdio>
#include <utility>

namespace evol {

namespace {

constexpr QSize usualSize(1440, 900);
constexpr std::chrono::milliseconds watchedPace(350);
// How often to look whether everything that was asked for has arrived.
constexpr int quietTime = 10;
constexpr int quickPng = 90; ///< Qt's quality: the least compression, several times as fast as the usual one

EvolutionQueue::MakeModels userModels(const Preferences &preferences)
{
    return [folder = preferences.folder().toStdString()](const RunSettings &settings) {
        ModelSources sources;
        sources.settingsFolder = folder;
        return makeRunModels(settings, sources);
    };
}

bool isWatched()
{
    return QGuiApplication::platformName() != QLatin1String("offscreen");
}

} // namespace

Studio::Studio(StudioOptions options)
    : m_options(std::move(options)), m_window({m_preferences, m_files, userModels(m_preferences)})
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(quietTime);
    connect(&m_settled, &QTimer::timeout, this, &Studio::settle);
    connect(&m_window, &MainWindow::projectOpened, this, &Studio::takeOpened);
    connect(&m_window, &MainWindow::openingFailed, this, &Studio::takeFailure);
}

void Studio::start()
{
    if (!m_options.size.isEmpty()) {
        // A size that was asked for is meant, however small.
        m_window.setMinimumSize(1, 1);
        m_window.resize(m_options.size);
    } else if (m_preferences.geometry().isEmpty() || !m_options.screenshot.isEmpty() || !m_window.restoreGeometry(m_preferences.geometry())) {
        m_window.resize(usualSize);
    }
    if (!m_options.screenshot.isEmpty())
        m_window.canvas().camera().setDuration(0);
    // The project is read while the window is put together.
    showProject();
    m_window.show();
    if (m_options.size.isEmpty() && m_options.screenshot.isEmpty())
        m_window.restorePanels();
    else
        m_window.arrange();
}

void Studio::showProject()
{
    if (!m_options.project.isEmpty()) {
        if (m_options.demo && !QFileInfo::exists(m_options.project))
            m_window.createProject(m_options.project, tr("First tree"), {"1+1=?"});
        else
            m_window.openProject(m_options.project);
        return;
    }
    if (!m_options.screenshot.isEmpty())
        m_settled.start();
}

void Studio::takeOpened()
{
    if (m_options.showsStudies)
        m_window.showWorkspace(Workspace::Study);
    if (m_options.demo && m_window.project()->pool().count() <= 1)
        m_window.growFirstTree(isWatched() ? watchedPace : std::chrono::milliseconds(0));
    if (!m_options.screenshot.isEmpty())
        m_settled.start();
}

void Studio::takeFailure(const Error &error)
{
    if (m_options.screenshot.isEmpty())
        return;
    // To look at a project one need not own it.
    if (error.kind == ErrorKind::Busy || error.kind == ErrorKind::ReadOnly)
        m_window.openProject(m_options.project, Access::ReadOnly);
    else
        leave(EXIT_FAILURE, QString::fromStdString(error.message));
}

bool Studio::isBusy()
{
    Project *project = m_window.project();
    if (!project)
        return false;
    return project->evolution().isRunning() || project->evolution().waiting() > 0 || !project->texts().isSettled()
        || !m_window.canvas().isComplete() || !m_window.studies().isSettled();
}

void Studio::settle()
{
    // Once more after the work has ended, for what the panels still have to take in.
    if (std::exchange(m_wasBusy, isBusy()) || m_wasBusy) {
        m_settled.start();
        return;
    }
    // A tree that grew while one waited is shown whole; its words come with the next look.
    if (!std::exchange(m_fitted, true)) {
        m_window.canvas().fit();
        m_wasBusy = true;
        m_settled.start();
        return;
    }
    paint();
}

void Studio::paint()
{
    const QPixmap picture = m_window.grab();
    if (picture.save(m_options.screenshot, "PNG", quickPng))
        leave(EXIT_SUCCESS);
    else
        leave(EXIT_FAILURE, tr("The picture could not be written to %1. Choose a file in a folder that can be written.").arg(m_options.screenshot));
}

void Studio::leave(int status, const QString &sentence)
{
    if (!sentence.isEmpty())
        std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    m_window.closeProject();
    QCoreApplication::exit(status);
}

} // namespace evol
