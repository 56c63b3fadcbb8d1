// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the window with its words and keys, in one list: menus, tooltips and the command palette are
// made of it. GUI thread.
#pragma once

#include "domain/evolution_operator.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include <string>
#include <vector>

namespace evol {

/// What an action needs before it can be used.
/// Anywhere: in every workspace; the others are Explore's.
enum class Needs { Nothing, ProjectAnywhere, WritableAnywhere, Project, WritableProject, Selection, WritableSelection };

class StudioActions : public QObject
{
    Q_OBJECT
public:
    explicit StudioActions(QWidget *window);

    QAction *newProject, *openProject, *importFile, *exportFile, *closeProject, *quit;
    QAction *undo, *redo, *copy, *search, *find, *filterSeeds, *goTo, *settings, *palette;
    QAction *fit, *fitSelection, *zoomIn, *zoomOut, *actualSize, *goBack, *goForward, *preview, *compare;
    QAction *showTree, *showLineage, *fold, *unfoldAll, *hideEliminated, *growDown, *selectLineage, *selectSubtree;
    QAction *outline, *review, *calibration, *projectHistory, *lightTheme, *darkTheme, *systemTheme;
    QAction *edit, *editResponse, *addChild, *merge, *move, *flag, *tag, *note;
    QAction *evolveProject, *evolveInDepth, *evolveInBreadth, *respond, *judgeAnew, *scoreDifficulty, *scoreQuality, *labelSteps, *keep, *eliminate, *removeOverride;
    QAction *exploreWorkspace, *studyWorkspace, *newStudy, *importVotes;
    QAction *showSeeds, *carryOn, *pauseOrResume, *cancelRun, *prompts, *about;
    std::vector<QAction *> rate;      ///< 1 to 5
    std::vector<QAction *> colourings; ///< in order of Colouring
    QMenu *recent;
    QMenu *agreeing; ///< with the responses of which source; filled by the window when it opens

    /// All of them, in the order of the menus.
    const std::vector<QAction *> &all() const { return m_all; }
    void fillMenuBar(QMenuBar *bar);
    /// What a right click on a card offers.
    void fillContextMenu(QMenu *menu);
    /// The operators in depth; D opens it.
    QMenu *inDepthMenu() { return m_inDepthMenu; }
    /// Those of the project's own, behind the others.
    void showOwnOperators(const std::vector<EvolutionOperator> &own);
    /// What can be done now: with a project, one that can be written, a selection; in the workspace that is shown.
    struct State {
        bool project = false, writable = false, selection = false, explores = true;
    };
    void enable(const State &state);

Q_SIGNALS:
    void operatorChosen(const std::string &method, const std::string &key);

private:
    QAction *makeOperator(const std::string &method, const std::string &key, const QString &title);
    QAction *make(const QString &text, const QList<QKeySequence> &keys, Needs needs);
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeScopeActions();
    void makeColourings();
    void makePanelActions();
    void makeWorkspaces();
    void makeThemes();
    void makeEvolutionActions();
    void makeHandActions();
    void makeInstructionActions();
    void makeRunActions();

    struct Known {
        QAction *action;
        Needs needs;
    };
    QWidget *m_window;
    std::vector<QAction *> m_all, m_ownOperators;
    std::vector<Known> m_known;
    QMenu *m_inDepthMenu, *m_stageMenu, *m_rateMenu, *m_colourMenu;
};

} // namespace evol
