// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's actions do in the tree: where one looks, what is shown, and what a person writes. GUI thread.
#include "ui/main_window.h"

#include "ui/canvas/canvas_view.h"
#include "ui/panels/ask_line.h"
#include "ui/panels/calibration_panel.h"
#include "ui/panels/compare_pane.h"
#include "ui/panels/edit_pane.h"
#include "ui/panels/find_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/mark_bar.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/preview_pane.h"
#include "ui/panels/project_history_panel.h"
#include "ui/panels/review_pane.h"
#include "ui/panels/seed_panel.h"

#include <QStackedWidget>

namespace evol {

namespace {

/// "#12" or "12"; 0 where it is neither.
InstructionId numberIn(const QString &text)
{
    const QString digits = text.startsWith(QLatin1Char('#')) ? text.mid(1) : text;
    return digits.trimmed().toLongLong();
}

} // namespace

void MainWindow::connectViewActions()
{
    connect(m_actions->fit, &QAction::triggered, m_canvas, &CanvasView::fit);
    connect(m_actions->fitSelection, &QAction::triggered, m_canvas, &CanvasView::fitSelection);
    connect(m_actions->zoomIn, &QAction::triggered, m_canvas, &CanvasView::zoomIn);
    connect(m_actions->zoomOut, &QAction::triggered, m_canvas, &CanvasView::zoomOut);
    connect(m_actions->actualSize, &QAction::triggered, m_canvas, &CanvasView::zoomToActualSize);
    connect(m_actions->goBack, &QAction::triggered, m_canvas, &CanvasView::goBack);
    connect(m_actions->goForward, &QAction::triggered, m_canvas, &CanvasView::goForward);
    connect(m_actions->selectLineage, &QAction::triggered, m_canvas, &CanvasView::selectLineage);
    connect(m_actions->selectSubtree, &QAction::triggered, m_canvas, &CanvasView::selectSubtree);
    connect(m_actions->fold, &QAction::triggered, m_canvas, &CanvasView::fold);
    connect(m_actions->preview, &QAction::triggered, this, &MainWindow::openPreview);
    connect(m_actions->compare, &QAction::triggered, this, &MainWindow::openComparison);
    const auto change = [this](auto set) {
        return [this, set] {
            CanvasScope scope = m_canvas->scope();
            set(scope, m_canvas->current());
            m_canvas->setScope(scope);
        };
    };
    connect(m_actions->showTree, &QAction::triggered, this, change([this](CanvasScope &scope, InstructionId current) {
        const Pool &pool = m_project->pool();
        scope.root = pool.id(pool.root(pool.indexOf(current)));
        scope.lineage = 0;
    }));
    connect(m_actions->showLineage, &QAction::triggered, this, change([](CanvasScope &scope, InstructionId current) { scope.lineage = current; }));
    connect(m_actions->showSeeds, &QAction::triggered, this, change([](CanvasScope &scope, InstructionId) { scope.root = scope.lineage = 0; }));
    connect(m_actions->unfoldAll, &QAction::triggered, this, change([](CanvasScope &scope, InstructionId) { scope.folded.clear(); }));
    connect(m_actions->hideEliminated, &QAction::triggered, this, change([this](CanvasScope &scope, InstructionId) {
        scope.hidesEliminated = m_actions->hideEliminated->isChecked();
    }));
    connect(m_actions->growDown, &QAction::triggered, this, [this](bool down) {
        m_canvas->setOrientation(down ? Orientation::TopDown : Orientation::LeftToRight);
    });
    for (std::size_t i = 0; i < m_actions->colourings.size(); ++i)
        connect(m_actions->colourings[i], &QAction::triggered, this, [this, i] { m_canvas->setColouring(Colouring(int(i))); });
    connect(m_canvas, &CanvasView::scopeChanged, this, &MainWindow::showScope);
}

void MainWindow::connectHandActions()
{
    connect(m_actions->edit, &QAction::triggered, this, [this] { m_edit->editInstruction(m_canvas->current()); });
    connect(m_actions->editResponse, &QAction::triggered, this, [this] {
        m_inspector->showTab(InspectorPanel::ResponseTab);
        if (const auto response = m_inspector->response())
            m_edit->editResponse(m_canvas->current(), *response);
    });
    connect(m_actions->addChild, &QAction::triggered, this, [this] { m_edit->addChild(m_canvas->current()); });
    connect(m_actions->merge, &QAction::triggered, this, &MainWindow::mergeWordings);
    connect(m_actions->move, &QAction::triggered, this, &MainWindow::askParent);
    connect(m_actions->goTo, &QAction::triggered, this, &MainWindow::askNumber);
    connect(m_actions->agreeing, &QMenu::aboutToShow, this, &MainWindow::showSourcesToAgreeWith);
    MarkBar &marks = m_inspector->marks();
    connect(m_actions->flag, &QAction::triggered, this, [this] {
        const NodeIndex node = m_project->pool().indexOf(m_canvas->current());
        m_commands.setFlag(node != noNode && !m_project->pool().isFlagged(node));
    });
    const auto inInspector = [this](auto edit) {
        return [this, edit] {
            m_side->setCurrentWidget(m_inspector);
            (m_inspector->marks().*edit)();
        };
    };
    connect(m_actions->tag, &QAction::triggered, this, inInspector(&MarkBar::editTags));
    connect(m_actions->note, &QAction::triggered, this, inInspector(&MarkBar::editNote));
    connect(&marks, &MarkBar::flagToggled, &m_commands, &SelectionCommands::setFlag);
    connect(&marks, &MarkBar::tagsChanged, &m_commands, &SelectionCommands::changeTags);
    connect(&marks, &MarkBar::noteChanged, &m_commands, &SelectionCommands::setNote);
    const auto toCanvas = qOverload<>(&QWidget::setFocus);
    connect(&marks, &MarkBar::left, m_canvas, toCanvas);
    connect(m_edit, &OverlayPane::closed, m_canvas, toCanvas);
    connect(m_edit, &EditPane::added, this, &MainWindow::showInstruction);
    connect(m_compare, &OverlayPane::closed, m_canvas, toCanvas);
    connect(m_ask, &AskLine::closed, m_canvas, toCanvas);
}

void MainWindow::connectLists()
{
    const auto toCanvas = qOverload<>(&QWidget::setFocus);
    connect(m_canvas, &CanvasView::selectionChanged, this, [this] { m_outline->setCurrent(m_canvas->current()); });
    connect(m_outline, &OutlinePanel::currentChosen, this, &MainWindow::showInstruction);
    connect(m_outline, &OutlinePanel::selectionChosen, m_canvas, &CanvasView::setSelection);
    connect(m_outline, &OutlinePanel::activated, this, &MainWindow::openPreview);
    connect(m_outline, &OutlinePanel::left, m_canvas, toCanvas);
    connect(m_find, &FindPanel::instructionAsked, this, &MainWindow::showInstruction);
    connect(m_find, &FindPanel::selectionAsked, this, [this](const std::vector<InstructionId> &ids) {
        m_canvas->setSelection(ids);
        m_canvas->fitSelection();
    });
    connect(m_find, &FindPanel::filterChanged, this, [this](const Filter &, const NodeSet *matches) {
        m_canvas->setMatches(matches);
        m_outline->setMatches(matches);
    });
    connect(m_find, &FindPanel::failed, this, &MainWindow::report);
    connect(m_find, &FindPanel::left, m_canvas, toCanvas);
}

void MainWindow::connectReview()
{
    const auto toCanvas = qOverload<>(&QWidget::setFocus);
    connect(m_actions->review, &QAction::triggered, this, [this] {
        closeOverlays();
        m_review->review();
    });
    connect(m_actions->calibration, &QAction::triggered, this, [this] { m_side->setCurrentWidget(m_calibration); });
    connect(m_actions->projectHistory, &QAction::triggered, this, [this] {
        m_side->setCurrentWidget(m_history);
        m_history->focusList();
    });
    connect(m_review, &ReviewPane::instructionAsked, this, [this](InstructionId id) {
        showInstruction(id);
        m_canvas->setFocus();
    });
    connect(m_review, &ReviewPane::calibrationAsked, m_actions->calibration, &QAction::trigger);
    connect(m_review, &OverlayPane::closed, m_canvas, toCanvas);
    connect(m_calibration, &CalibrationPanel::reviewAsked, this, [this](AuditKind kind, qint64 size, quint64 seed) {
        closeOverlays();
        m_review->start(kind, size, seed);
    });
    connect(m_calibration, &CalibrationPanel::instructionAsked, this, &MainWindow::showInstruction);
    connect(m_calibration, &CalibrationPanel::closed, this, &MainWindow::closeSidePanel);
    connect(m_history, &ProjectHistoryPanel::instructionAsked, this, &MainWindow::showInstruction);
    connect(m_history, &ProjectHistoryPanel::closed, this, &MainWindow::closeSidePanel);
}

void MainWindow::closeOverlays()
{
    for (QWidget *pane : std::initializer_list<QWidget *>{m_preview, m_compare, m_edit, m_review, m_ask})
        pane->hide();
}

void MainWindow::closeSidePanel()
{
    m_side->setCurrentWidget(m_inspector);
    m_canvas->setFocus();
}

void MainWindow::showScope()
{
    const CanvasScope &scope = m_canvas->scope();
    m_actions->hideEliminated->setChecked(scope.hidesEliminated);
    m_actions->growDown->setChecked(m_canvas->orientation() == Orientation::TopDown);
    m_actions->colourings[std::size_t(m_canvas->colouring())]->setChecked(true);
    m_seeds->showTreeOf(scope.lineage != 0 ? scope.lineage : scope.root);
}

void MainWindow::openComparison()
{
    const std::vector<InstructionId> selection = m_canvas->selection();
    const Pool &pool = m_project->pool();
    const NodeIndex current = pool.indexOf(m_canvas->current());
    if (selection.size() > 2) {
        report({ErrorKind::InvalidInput, tr("Select two instructions to compare them; %1 are selected.").arg(selection.size()).toStdString()});
    } else if (selection.size() == 2) {
        m_compare->compare(*m_project, selection[0], selection[1]);
    } else if (current != noNode) {
        // A seed has nothing to be held against but its own responses.
        const NodeIndex parent = pool.parent(current);
        m_compare->compare(*m_project, pool.id(parent == noNode || pool.responses(current) > 1 ? current : parent), pool.id(current));
    }
}

void MainWindow::mergeWordings()
{
    const std::vector<InstructionId> selection = m_canvas->selection();
    const InstructionId current = m_canvas->current();
    if (selection.size() != 2 || current == 0) {
        report({ErrorKind::InvalidInput, tr("Select two instructions: the one to improve, and the one with the better wording.").toStdString()});
        return;
    }
    const InstructionId other = selection[0] == current ? selection[1] : selection[0];
    m_edit->editInstruction(current, m_project->texts().textNow(other));
}

void MainWindow::askParent()
{
    const std::vector<InstructionId> moved = m_canvas->selection();
    const QString what = moved.size() == 1 ? QStringLiteral("#%1").arg(moved.front()) : tr("%1 instructions").arg(moved.size());
    m_ask->ask(tr("Move %1 under").arg(what), tr("number of the right parent"), [this, moved](const QString &answer) {
        const InstructionId parent = numberIn(answer);
        const Pool &pool = m_project->pool();
        const NodeIndex target = pool.indexOf(parent);
        if (target == noNode)
            return tr("There is no instruction with that number.");
        for (const InstructionId id : moved) {
            for (NodeIndex n = target; n != noNode; n = pool.parent(n)) {
                if (pool.id(n) == id)
                    return tr("#%1 cannot go under #%2, which is itself or comes from it.").arg(id).arg(parent);
            }
        }
        m_commands.setSelection(moved);
        m_commands.moveTo(parent);
        return QString();
    });
}

void MainWindow::showSourcesToAgreeWith()
{
    QMenu *menu = m_actions->agreeing;
    menu->clear();
    for (const std::string &source : m_commands.sources())
        menu->addAction(QString::fromStdString(source).replace(QLatin1Char('&'), QLatin1String("&&")), this, [this, source] { m_commands.askToAgreeWith(source); });
    if (menu->isEmpty())
        menu->addAction(tr("No source of a response is found in the selection"))->setEnabled(false);
}

void MainWindow::askNumber()
{
    m_ask->ask(tr("Go to"), tr("number of an instruction"), [this](const QString &answer) {
        const InstructionId id = numberIn(answer);
        if (!m_project->pool().contains(id))
            return tr("There is no instruction with that number.");
        showInstruction(id);
        return QString();
    });
}

} // namespace evol
