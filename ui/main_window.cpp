// SPDX-License-Identifier: GPL-3.0-or-later
// The window's project and what is shown of it; how its parts are put together and connected is in
// main_window_parts.cpp. GUI thread.
#include "ui/main_window.h"

#include "ui/canvas/canvas_view.h"
#include "ui/dialogs/prompts_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/labelling/session_pane.h"
#include "ui/panels/activity_bar.h"
#include "ui/panels/calibration_panel.h"
#include "ui/panels/edit_pane.h"
#include "ui/panels/evolve_panel.h"
#include "ui/panels/export_panel.h"
#include "ui/panels/find_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/preview_pane.h"
#include "ui/panels/project_history_panel.h"
#include "ui/panels/review_pane.h"
#include "ui/panels/seed_panel.h"
#include "ui/panels/start_page.h"
#include "ui/panels/top_bar.h"
#include "ui/studies/study_workspace.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabWidget>

#include <algorithm>

namespace evol {

namespace {
constexpr double readableScale = 0.7;
constexpr std::chrono::milliseconds watchedPace(350);
} // namespace

void MainWindow::openProject(const QString &path, Access access)
{
    const int number = ++m_openNumber;
    const QString whole = QFileInfo(path).absoluteFilePath();
    // A project that is open here would be busy for itself.
    if (m_project && m_project->path() == whole)
        closeProject();
    Project::open(this, whole, access, m_parts.preferences.person(), [this, number, whole](Result<std::unique_ptr<Document>> document) {
        if (number == m_openNumber)
            take(whole, std::move(document));
    });
}

void MainWindow::createProject(const QString &path, const QString &title, const std::vector<std::string> &seeds)
{
    const int number = ++m_openNumber;
    const QString whole = QFileInfo(path).absoluteFilePath();
    Project::create(this, whole, title, seeds, m_parts.preferences.person(), [this, number, whole](Result<std::unique_ptr<Document>> document) {
        if (number == m_openNumber)
            take(whole, std::move(document));
    });
}

void MainWindow::take(const QString &path, Result<std::unique_ptr<Document>> document)
{
    if (document) {
        adopt(std::move(*document));
        return;
    }
    m_growsNext = false;
    const Error error = document.error();
    Message message{MessageKind::Trouble, QString::fromStdString(error.message), {}, {}};
    if (error.kind == ErrorKind::Busy || error.kind == ErrorKind::ReadOnly) {
        message.button = tr("Open read-only");
        message.action = [this, path] { openProject(path, Access::ReadOnly); };
    }
    m_messages->add(std::move(message));
    Q_EMIT openingFailed(error);
}

void MainWindow::adopt(std::unique_ptr<Document> document)
{
    closeProject();
    m_project = std::make_unique<Project>(std::move(document), m_parts.makeModels);
    m_parts.preferences.addRecentProject(m_project->path());
    connect(&m_project->document(), &Document::changed, this, &MainWindow::takeChanges);
    connect(&m_project->document(), &Document::undoStateChanged, this, &MainWindow::showUndo);
    connect(&m_project->document(), &Document::writeFailed, this, &MainWindow::report);
    connect(&m_project->evolution(), &EvolutionQueue::failed, this, &MainWindow::report);
    connect(&m_project->evolution(), &EvolutionQueue::changed, this, &MainWindow::showEvolving);
    connect(m_project.get(), &Project::titleChanged, this, &MainWindow::showUndo);
    setProject(m_project.get());
    openPack();
    const NodeIndex first = m_project->pool().firstChild(noNode);
    if (first != noNode)
        m_canvas->setSelection({m_project->pool().id(first)});
    if (!m_session->session())
        m_canvas->setFocus();
    Q_EMIT projectOpened();
    if (std::exchange(m_growsNext, false))
        growFirstTree(watchedPace);
}

void MainWindow::closeProject()
{
    if (!m_project)
        return;
    m_followsGrowth = false;
    setProject(nullptr);
    // A run is cancelled here; everything finished so far is on the disk.
    m_project.reset();
}

void MainWindow::setProject(Project *project)
{
    closeOverlays();
    m_session->close();
    m_whole->setCurrentIndex(0);
    menuBar()->show();
    m_isPack = false;
    m_studies->setProject(project);
    m_edit->setProject(project);
    m_review->setProject(project);
    m_calibration->setProject(project);
    m_history->setProject(project);
    m_side->setCurrentWidget(m_inspector);
    m_canvas->setPool(nullptr);
    m_canvas->setContent(project ? &project->texts() : nullptr);
    m_actions->showOwnOperators(project ? project->texts().ownOperators() : std::vector<EvolutionOperator>());
    if (project)
        connect(&project->texts(), &ProjectTexts::operatorsChanged, this, [this, project] { m_actions->showOwnOperators(project->texts().ownOperators()); });
    if (project)
        connect(&project->texts(), &ProjectTexts::arrived, m_canvas, &CanvasView::textsArrived);
    if (project)
        m_canvas->setPool(&project->pool());
    m_commands.setSelection({});
    m_commands.setProject(project);
    m_fileJobs.setProject(project);
    m_seeds->setProject(project);
    m_outline->setProject(project);
    m_find->setProject(project);
    m_inspector->setProject(project);
    m_top->setProject(project);
    if (m_prompts)
        m_prompts->setProject(project);
    m_evolve->setProject(project);
    m_export->setProject(project);
    m_activity->setProject(project);
    m_activity->endJob();
    m_empty->setReadOnly(project && project->isReadOnly());
    if (project)
        loadModels();
    fillRecent();
    showCentre();
    showUndo();
    showSelection();
}

void MainWindow::takeChanges(const std::vector<Change> &changes)
{
    m_canvas->poolChanged(changes);
    const bool grown = std::any_of(changes.begin(), changes.end(), [](const Change &change) {
        return std::holds_alternative<AddInstruction>(change) || std::holds_alternative<RemoveInstruction>(change);
    });
    if (grown)
        showCentre();
    if (grown && m_followsGrowth)
        QMetaObject::invokeMethod(m_canvas, &CanvasView::fit, Qt::QueuedConnection);
    if (m_side->currentWidget() == m_export)
        m_export->refresh();
}

void MainWindow::showCentre()
{
    const bool hasSeeds = m_project && m_project->pool().count() > 0;
    if (!m_project)
        showWorkspace(Workspace::Explore);
    QWidget *page = !m_project ? static_cast<QWidget *>(m_start) : hasSeeds ? static_cast<QWidget *>(m_canvas) : m_empty;
    if (m_centre->currentWidget() != page)
        m_centre->setCurrentWidget(page);
    m_left->setVisible(m_project != nullptr);
    m_side->setVisible(m_project != nullptr);
    m_top->setVisible(m_project != nullptr);
    m_activity->setVisible(m_project != nullptr);
}

void MainWindow::showSelection()
{
    const std::vector<InstructionId> selection = m_canvas->selection();
    m_commands.setSelection(selection);
    m_inspector->showSelection(m_canvas->current(), selection);
    m_history->setSelected(m_canvas->current());
    m_evolve->setSelection(selection);
    m_studies->setSelection(selection);
    m_actions->enable({m_project && !m_isPack, m_project && !m_project->isReadOnly(), !selection.empty(), isExploring()});
    showUndo();
}

void MainWindow::showEvolving()
{
    if (!m_project)
        return;
    m_canvas->setEvolving(m_project->evolution().evolving());
    if (!m_project->evolution().isRunning() && m_project->evolution().waiting() == 0)
        m_followsGrowth = false;
}

void MainWindow::showUndo()
{
    const UndoState state = m_project ? m_project->document().undoState() : UndoState();
    const bool writable = m_project && !m_project->isReadOnly();
    const QString undone = QString::fromStdString(state.undoLabel);
    const QString redone = QString::fromStdString(state.redoLabel);
    m_actions->undo->setEnabled(writable && !undone.isEmpty());
    m_actions->redo->setEnabled(writable && !redone.isEmpty());
    m_actions->undo->setText(undone.isEmpty() ? tr("&Undo") : tr("&Undo “%1”").arg(undone));
    m_actions->redo->setText(redone.isEmpty() ? tr("&Redo") : tr("&Redo “%1”").arg(redone));
    setWindowTitle(m_project ? tr("%1 – Evol Studio").arg(m_project->title()) : tr("Evol Studio"));
    setWindowFilePath(m_project ? m_project->path() : QString());
}

void MainWindow::showInstruction(InstructionId id)
{
    if (!m_project || !m_project->pool().contains(id))
        return;
    const Pool &pool = m_project->pool();
    const InstructionId seed = pool.id(pool.root(pool.indexOf(id)));
    if (m_canvas->root() != 0 && m_canvas->root() != seed)
        m_canvas->setRoot(seed);
    // From far off one would not see where one has got to.
    if (m_canvas->scale() < readableScale)
        m_canvas->zoomToActualSize();
    m_canvas->goTo(id);
}

void MainWindow::growFirstTree(std::chrono::milliseconds pace)
{
    if (!m_project || m_project->isReadOnly())
        return;
    EvolutionQueue &runs = m_project->evolution();
    runs.setPace(pace);
    m_followsGrowth = true;
    RunSettings first;
    first.choice = Choice::Each;
    first.scoresDifficulty = true;
    RunSettings second = first;
    second.choice = Choice::OneAtRandom;
    second.epochs = 2;
    runs.start({first, tr("Evolve, every operator")});
    runs.start({second, tr("Evolve, 2 epochs")});
    runs.setPace(pace);
}

void MainWindow::startRun(const RunSettings &settings)
{
    if (!m_project)
        return;
    m_commands.setModels(settings);
    m_project->evolution().start({settings, settings.epochs == 1 ? tr("Evolve, 1 epoch") : tr("Evolve, %1 epochs").arg(settings.epochs)});
    m_side->setCurrentWidget(m_inspector);
    m_canvas->setFocus();
}

void MainWindow::addSeed(const QString &text)
{
    AddInstruction change;
    change.instruction.text = text.toStdString();
    m_project->document().apply(tr("Add a seed").toStdString(), {change});
}

void MainWindow::report(const Error &error)
{
    if (error.kind != ErrorKind::Cancelled)
        m_messages->add({MessageKind::Trouble, QString::fromStdString(error.message), {}, {}});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // A note or a reason still being typed is finished, and so kept, when the focus leaves it.
    if (QWidget *typing = focusWidget())
        typing->clearFocus();
    m_parts.preferences.setGeometry(saveGeometry());
    if (m_project)
        m_parts.preferences.setPanels(m_panels->saveState());
    closeProject();
    event->accept();
}

} // namespace evol
