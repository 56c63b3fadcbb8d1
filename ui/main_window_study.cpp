// SPDX-License-Identifier: GPL-3.0-or-later
// The workspaces of the window, and a rater's session in it. GUI thread.
#include "ui/main_window.h"

#include "editing/study_changes.h"
#include "ui/canvas/canvas_view.h"
#include "ui/labelling/session_pane.h"
#include "ui/studies/study_workspace.h"

#include <QStackedWidget>

namespace evol {

bool MainWindow::isExploring() const
{
    return m_body->currentWidget() != m_studies && !m_session->session();
}

void MainWindow::connectStudies()
{
    connect(m_actions->exploreWorkspace, &QAction::triggered, this, [this] { showWorkspace(Workspace::Explore); });
    connect(m_actions->studyWorkspace, &QAction::triggered, this, [this] { showWorkspace(Workspace::Study); });
    connect(m_actions->newStudy, &QAction::triggered, this, [this] {
        showWorkspace(Workspace::Study);
        m_studies->newStudy();
    });
    connect(m_actions->importVotes, &QAction::triggered, this, [this] {
        showWorkspace(Workspace::Study);
        m_studies->importVotes();
    });
    connect(m_studies, &StudyWorkspace::rateAsked, this, &MainWindow::openSession);
    connect(m_studies, &StudyWorkspace::failed, this, &MainWindow::report);
    connect(m_studies, &StudyWorkspace::notified, this, [this](const QString &sentence) { m_messages->add({MessageKind::Notice, sentence, {}, {}}); });
    connect(m_session, &SessionPane::left, this, &MainWindow::leaveSession);
}

void MainWindow::showWorkspace(Workspace workspace)
{
    const bool studies = workspace == Workspace::Study && m_project;
    m_body->setCurrentIndex(studies ? 1 : 0);
    (studies ? m_actions->studyWorkspace : m_actions->exploreWorkspace)->setChecked(true);
    showSelection();
    if (studies)
        m_studies->focusList();
    else
        m_canvas->setFocus();
}

void MainWindow::openSession(SessionId id)
{
    auto session = RatingSession::open(m_project->document(), id);
    if (!session)
        return report(session.error());
    m_whole->setCurrentWidget(m_session);
    // Menus and lists tell who the contenders are.
    menuBar()->hide();
    m_session->open(m_project->document(), std::move(*session));
    showSelection();
}

void MainWindow::leaveSession()
{
    // A rater's file has nothing else to show.
    if (m_isPack) {
        close();
        return;
    }
    m_session->close();
    m_whole->setCurrentIndex(0);
    menuBar()->show();
    showSelection();
    m_studies->focusList();
}

void MainWindow::openPack()
{
    const auto origin = packOrigin(m_project->document().reader());
    if (!origin)
        return report(origin.error());
    m_isPack = origin->has_value();
    if (m_isPack)
        openSession(1);
}

} // namespace evol
