// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/studio_actions.h"

#include "evolution/operators.h"
#include "ui/project_texts.h"

#include <QActionGroup>

namespace evol {

StudioActions::StudioActions(QWidget *window)
    : QObject(window), recent(new QMenu(tr("Open recent"), window)),
      agreeing(new QMenu(tr("Ask for responses that &agree with"), window)), m_window(window),
      m_inDepthMenu(new QMenu(tr("Evolve in depth"), window)), m_stageMenu(new QMenu(tr("Ask a model again"), window)), m_rateMenu(new QMenu(tr("Rate the response"), window)),
      m_colourMenu(new QMenu(tr("&Colours"), window))
{
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeInstructionActions();
    makeRunActions();
    enable({});
}

QAction *StudioActions::make(const QString &text, const QList<QKeySequence> &keys, Needs needs)
{
    auto *action = new QAction(text, m_window);
    action->setShortcuts(keys);
    if (!keys.isEmpty())
        action->setToolTip(QStringLiteral("%1 (%2)").arg(QString(text).remove(QLatin1Char('&')), keys.front().toString(QKeySequence::NativeText)));
    m_window->addAction(action);
    m_all.push_back(action);
    m_known.push_back({action, needs});
    return action;
}

void StudioActions::makeFileActions()
{
    newProject = make(tr("&New project…"), {QKeySequence::New}, Needs::Nothing);
    openProject = make(tr("&Open…"), {QKeySequence::Open}, Needs::Nothing);
    importFile = make(tr("&Import…"), {Qt::CTRL | Qt::Key_I}, Needs::WritableProject);
    importVotes = make(tr("Import &votes…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, Needs::WritableAnywhere);
    exportFile = make(tr("&Export…"), {Qt::CTRL | Qt::Key_E}, Needs::Project);
    closeProject = make(tr("&Close project"), {QKeySequence::Close}, Needs::ProjectAnywhere);
    quit = make(tr("&Quit"), {Qt::CTRL | Qt::Key_Q}, Needs::Nothing);
}

void StudioActions::makeEditActions()
{
    undo = make(tr("&Undo"), {QKeySequence::Undo}, Needs::WritableAnywhere);
    redo = make(tr("&Redo"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y}, Needs::WritableAnywhere);
    copy = make(tr("&Copy text"), {QKeySequence::Copy}, Needs::Selection);
    search = make(tr("&Search instructions"), {QKeySequence::Find}, Needs::Project);
    find = make(tr("F&ind and filter"), {Qt::Key_Slash, Qt::CTRL | Qt::SHIFT | Qt::Key_F}, Needs::Project);
    filterSeeds = make(tr("&Filter trees"), {Qt::CTRL | Qt::Key_T}, Needs::Project);
    goTo = make(tr("&Go to number…"), {Qt::CTRL | Qt::Key_G}, Needs::Project);
    settings = make(tr("Se&ttings…"), {Qt::CTRL | Qt::Key_Comma}, Needs::Nothing);
    palette = make(tr("Command &palette"), {Qt::CTRL | Qt::Key_K}, Needs::Nothing);
}

void StudioActions::makeViewActions()
{
    fit = make(tr("&Fit the tree"), {Qt::Key_F}, Needs::Project);
    fitSelection = make(tr("Zoom to the &selection"), {Qt::SHIFT | Qt::Key_F}, Needs::Selection);
    zoomIn = make(tr("Zoom &in"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal}, Needs::Project);
    zoomOut = make(tr("Zoom &out"), {Qt::CTRL | Qt::Key_Minus}, Needs::Project);
    actualSize = make(tr("&Actual size"), {Qt::CTRL | Qt::Key_0}, Needs::Project);
    goBack = make(tr("&Back"), {Qt::ALT | Qt::Key_Left}, Needs::Project);
    goForward = make(tr("For&ward"), {Qt::ALT | Qt::Key_Right}, Needs::Project);
    // The canvas itself knows Space: a person also drags with it.
    preview = make(tr("&Preview"), {}, Needs::Selection);
    preview->setToolTip(tr("Preview (Space)"));
    compare = make(tr("&Compare"), {Qt::Key_C}, Needs::Selection);
    compare->setToolTip(tr("Compare two, or one with its parent (C)"));
    makeScopeActions();
    makeColourings();
    makePanelActions();
    makeWorkspaces();
    makeThemes();
}

void StudioActions::makeWorkspaces()
{
    exploreWorkspace = make(tr("E&xplore"), {Qt::CTRL | Qt::Key_1}, Needs::ProjectAnywhere);
    studyWorkspace = make(tr("St&udy"), {Qt::CTRL | Qt::Key_2}, Needs::ProjectAnywhere);
    newStudy = make(tr("New preference stud&y…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_N}, Needs::WritableAnywhere);
    auto *workspaces = new QActionGroup(this);
    for (QAction *workspace : {exploreWorkspace, studyWorkspace}) {
        workspace->setCheckable(true);
        workspaces->addAction(workspace);
    }
    exploreWorkspace->setChecked(true);
}

void StudioActions::makeScopeActions()
{
    showTree = make(tr("Show this &tree only"), {Qt::Key_O}, Needs::Selection);
    showLineage = make(tr("Show this &lineage only"), {Qt::SHIFT | Qt::Key_O}, Needs::Selection);
    showSeeds = make(tr("Show all t&rees"), {Qt::Key_Backspace}, Needs::Project);
    fold = make(tr("Fold or &unfold"), {Qt::Key_X}, Needs::Selection);
    unfoldAll = make(tr("Unfold &everything"), {Qt::SHIFT | Qt::Key_X}, Needs::Project);
    hideEliminated = make(tr("&Hide the eliminated"), {Qt::Key_H}, Needs::Project);
    growDown = make(tr("Grow &downwards"), {Qt::SHIFT | Qt::Key_D}, Needs::Project);
    for (QAction *choice : {hideEliminated, growDown})
        choice->setCheckable(true);
    selectLineage = make(tr("Select the l&ineage"), {Qt::Key_L}, Needs::Selection);
    selectSubtree = make(tr("Select the &branch"), {Qt::SHIFT | Qt::Key_L}, Needs::Selection);
}

void StudioActions::makeColourings()
{
    auto *group = new QActionGroup(this);
    const QString titles[] = {tr("Colour by direction"), tr("Colour by state"), tr("Colour by operator"), tr("Colour by epoch"),
                              tr("Colour by difficulty")};
    for (const QString &title : titles) {
        QAction *action = make(title, {Qt::ALT | Qt::Key(Qt::Key_1 + int(colourings.size()))}, Needs::Project);
        action->setCheckable(true);
        group->addAction(action);
        colourings.push_back(action);
        m_colourMenu->addAction(action);
    }
    colourings.front()->setChecked(true);
}

void StudioActions::makePanelActions()
{
    outline = make(tr("O&utline"), {Qt::CTRL | Qt::Key_L}, Needs::Project);
    review = make(tr("Re&view the eliminated"), {Qt::CTRL | Qt::Key_R}, Needs::Project);
    calibration = make(tr("Cali&brate the eliminator"), {Qt::CTRL | Qt::SHIFT | Qt::Key_R}, Needs::Project);
    projectHistory = make(tr("Histor&y of the project"), {Qt::CTRL | Qt::Key_H}, Needs::Project);
}

void StudioActions::makeThemes()
{
    lightTheme = make(tr("&Light theme"), {}, Needs::Nothing);
    darkTheme = make(tr("&Dark theme"), {}, Needs::Nothing);
    systemTheme = make(tr("Theme of the &desktop"), {}, Needs::Nothing);
    auto *themes = new QActionGroup(this);
    for (QAction *theme : {lightTheme, darkTheme, systemTheme}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }
}

void StudioActions::makeInstructionActions()
{
    makeEvolutionActions();
    keep = make(tr("&Keep"), {Qt::Key_K}, Needs::WritableSelection);
    eliminate = make(tr("&Eliminate…"), {Qt::Key_E}, Needs::WritableSelection);
    removeOverride = make(tr("Back to the &verdict"), {Qt::SHIFT | Qt::Key_K}, Needs::WritableSelection);
    for (int stars = 1; stars <= 5; ++stars) {
        QAction *action = make(stars == 1 ? tr("Rate 1 star") : tr("Rate %1 stars").arg(stars), {Qt::Key_0 + stars}, Needs::WritableSelection);
        rate.push_back(action);
        m_rateMenu->addAction(action);
    }
    makeHandActions();
}

void StudioActions::makeEvolutionActions()
{
    evolveInDepth = make(tr("Evolve in &depth…"), {Qt::Key_D}, Needs::WritableSelection);
    for (const EvolutionOperator &known : methods().front().operators) {
        if (known.direction == Direction::InDepth)
            m_inDepthMenu->addAction(makeOperator(methods().front().key, known.key, shownOperator(known.key)));
    }
    m_inDepthMenu->addSeparator();
    for (std::size_t i = 1; i < methods().size(); ++i) {
        const Method &method = methods()[i];
        const QString title = tr(method.title);
        QMenu *menu = m_inDepthMenu->addMenu(title);
        for (const EvolutionOperator &known : method.operators)
            menu->addAction(makeOperator(method.key, known.key, tr("%1: %2").arg(title, shownOperator(known.key))));
    }
    evolveInBreadth = make(tr("Evolve in &breadth"), {Qt::Key_B}, Needs::WritableSelection);
    respond = make(tr("Ask for a &response"), {Qt::Key_R}, Needs::WritableSelection);
    judgeAnew = make(tr("&Judge anew"), {Qt::Key_J}, Needs::WritableSelection);
    scoreDifficulty = make(tr("Score the &difficulty"), {}, Needs::WritableSelection);
    scoreQuality = make(tr("Score the &quality"), {}, Needs::WritableSelection);
    labelSteps = make(tr("&Label the steps of the responses"), {}, Needs::WritableSelection);
    for (QAction *stage : {judgeAnew, scoreDifficulty, scoreQuality, labelSteps})
        m_stageMenu->addAction(stage);
    m_stageMenu->addMenu(agreeing);
}

QAction *StudioActions::makeOperator(const std::string &method, const std::string &key, const QString &title)
{
    QAction *action = make(title, {}, Needs::WritableSelection);
    action->setData(QStringList{QString::fromStdString(method), QString::fromStdString(key)});
    connect(action, &QAction::triggered, this, [this, method, key] { Q_EMIT operatorChosen(method, key); });
    return action;
}

void StudioActions::showOwnOperators(const std::vector<EvolutionOperator> &own)
{
    for (QAction *action : m_ownOperators) {
        std::erase_if(m_known, [action](const Known &known) { return known.action == action; });
        delete action;
    }
    m_ownOperators.clear();
    for (const EvolutionOperator &each : own) {
        m_ownOperators.push_back(makeOperator(methods().front().key, each.key, QString::fromStdString(each.title)));
        std::erase(m_all, m_ownOperators.back()); // the list is for good, these come and go
        m_inDepthMenu->addAction(m_ownOperators.back());
    }
}

void StudioActions::makeHandActions()
{
    edit = make(tr("Ed&it the text…"), {Qt::Key_F2}, Needs::WritableSelection);
    editResponse = make(tr("Edit the re&sponse…"), {Qt::SHIFT | Qt::Key_F2}, Needs::WritableSelection);
    addChild = make(tr("&Add a child by hand…"), {Qt::Key_A}, Needs::WritableSelection);
    merge = make(tr("&Merge another wording…"), {Qt::SHIFT | Qt::Key_M}, Needs::WritableSelection);
    merge->setToolTip(tr("Of two selected, the wording of the other one becomes a version of the current one (Shift+M)"));
    move = make(tr("M&ove under another…"), {Qt::Key_M}, Needs::WritableSelection);
    flag = make(tr("Fla&g"), {Qt::Key_G}, Needs::WritableSelection);
    tag = make(tr("&Tags…"), {Qt::Key_T}, Needs::WritableSelection);
    note = make(tr("&Note…"), {Qt::Key_N}, Needs::WritableSelection);
}

void StudioActions::makeRunActions()
{
    evolveProject = make(tr("&Evolve…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_E}, Needs::WritableProject);
    prompts = make(tr("Pr&ompts and operators…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_P}, Needs::WritableProject);
    pauseOrResume = make(tr("&Pause or resume"), {Qt::CTRL | Qt::Key_P}, Needs::WritableProject);
    cancelRun = make(tr("&Cancel the run"), {}, Needs::WritableProject);
    carryOn = make(tr("Carry on the last &run"), {}, Needs::WritableProject);
    about = make(tr("&About Evol Studio"), {}, Needs::Nothing);
}

void StudioActions::fillMenuBar(QMenuBar *bar)
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({newProject, openProject});
    file->addMenu(recent);
    file->addSeparator();
    file->addActions({importFile, importVotes, exportFile});
    file->addSeparator();
    file->addActions({settings, closeProject, quit});
    QMenu *editMenu = bar->addMenu(tr("&Edit"));
    editMenu->addActions({undo, redo});
    editMenu->addSeparator();
    editMenu->addActions({copy, selectLineage, selectSubtree});
    editMenu->addSeparator();
    editMenu->addActions({search, find, filterSeeds, goTo, palette});
    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions({exploreWorkspace, studyWorkspace});
    view->addSeparator();
    view->addActions({fit, fitSelection, zoomIn, zoomOut, actualSize, goBack, goForward});
    view->addSeparator();
    view->addActions({showTree, showLineage, showSeeds, fold, unfoldAll, hideEliminated, growDown});
    view->addMenu(m_colourMenu);
    view->addSeparator();
    view->addActions({preview, compare, outline, review, calibration, projectHistory});
    view->addSeparator();
    view->addActions({lightTheme, darkTheme, systemTheme});
    fillContextMenu(bar->addMenu(tr("&Instruction")));
    QMenu *run = bar->addMenu(tr("&Run"));
    run->addActions({evolveProject, pauseOrResume, cancelRun, carryOn});
    run->addSeparator();
    run->addAction(prompts);
    run->addSeparator();
    run->addAction(newStudy);
    bar->addMenu(tr("&Help"))->addAction(about);
}

void StudioActions::fillContextMenu(QMenu *menu)
{
    menu->addMenu(m_inDepthMenu);
    menu->addActions({evolveInBreadth, respond});
    menu->addMenu(m_stageMenu);
    menu->addSeparator();
    menu->addActions({keep, eliminate, removeOverride});
    menu->addMenu(m_rateMenu);
    menu->addSeparator();
    menu->addActions({edit, editResponse, addChild, merge, move});
    menu->addActions({flag, tag, note});
    menu->addSeparator();
    menu->addActions({preview, compare, showTree, showLineage, fold, copy});
}

void StudioActions::enable(const State &state)
{
    const bool explores = state.project && state.explores;
    for (const Known &known : m_known) {
        switch (known.needs) {
        case Needs::Nothing:
            break;
        case Needs::ProjectAnywhere:
            known.action->setEnabled(state.project);
            break;
        case Needs::WritableAnywhere:
            known.action->setEnabled(state.project && state.writable);
            break;
        case Needs::Project:
            known.action->setEnabled(explores);
            break;
        case Needs::WritableProject:
            known.action->setEnabled(explores && state.writable);
            break;
        case Needs::Selection:
            known.action->setEnabled(explores && state.selection);
            break;
        case Needs::WritableSelection:
            known.action->setEnabled(explores && state.writable && state.selection);
            break;
        }
    }
    m_inDepthMenu->setEnabled(explores && state.writable && state.selection);
    m_stageMenu->setEnabled(explores && state.writable && state.selection);
    m_rateMenu->setEnabled(explores && state.writable && state.selection);
    m_colourMenu->setEnabled(explores);
}

} // namespace evol
