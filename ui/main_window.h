// SPDX-License-Identifier: GPL-3.0-or-later
// The window: forest, tree, instruction, activity; and which project is open in it. GUI thread; it waits for nothing.
#pragma once

#include "ui/file_picker.h"
#include "ui/jobs/file_jobs.h"
#include "ui/panels/message_bar.h"
#include "ui/preferences.h"
#include "ui/project.h"
#include "ui/selection_commands.h"
#include "ui/studio_actions.h"

#include <QMainWindow>

#include <memory>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace evol {

class ActivityBar;
class AskLine;
class CalibrationPanel;
class CanvasView;
class CommandPalette;
class ComparePane;
class EditPane;
class EmptyProjectPage;
class EvolvePanel;
class ExportPanel;
class FindPanel;
class InspectorPanel;
class OutlinePanel;
class PreviewPane;
class PromptsDialog;
class ProjectHistoryPanel;
class ReviewPane;
class SeedPanel;
class SessionPane;
class SettingsDialog;
class StartPage;
class StudyWorkspace;
class TopBar;

enum class Workspace { Explore, Study };

/// What the window needs of the world outside.
struct StudioParts {
    Preferences &preferences;
    FilePicker &files;
    EvolutionQueue::MakeModels makeModels;
};

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(StudioParts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Each closes the project that is open and tells by projectOpened() or openingFailed().
    void openProject(const QString &path, Access access = Access::ReadWrite);
    void createProject(const QString &path, const QString &title, const std::vector<std::string> &seeds = {});
    void closeProject();
    Project *project() { return m_project.get(); } ///< null: none

    CanvasView &canvas() { return *m_canvas; }
    InspectorPanel &inspector() { return *m_inspector; }
    StudioActions &actions() { return *m_actions; }
    StudyWorkspace &studies() { return *m_studies; }
    SessionPane &session() { return *m_session; }
    void showWorkspace(Workspace workspace);
    MessageBar &messages() { return *m_messages; }
    FileJobs &fileJobs() { return m_fileJobs; }

    /// Grows the tree of 1+1=? with the built-in rules: every operator once, then two epochs at random.
    void growFirstTree(std::chrono::milliseconds pace);
    /// Brings an instruction into view, in its tree.
    void showInstruction(InstructionId id);
    void chooseTheme(ThemeChoice choice);
    /// The size of the panels for this size of the window.
    void arrange();
    /// As they were when the window was closed.
    void restorePanels();

Q_SIGNALS:
    void projectOpened();
    void openingFailed(const evol::Error &error);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makePanels();
    QWidget *makeCentre();
    void connectFileActions();
    void connectEditActions();
    void connectViewActions();
    void connectHandActions();
    void connectInstructionActions();
    void connectPanels();
    void connectLists();
    void connectReview();
    void connectStudies();
    void closeOverlays();
    void closeSidePanel();
    void connectJobs();

    void take(const QString &path, Result<std::unique_ptr<Document>> document);
    void adopt(std::unique_ptr<Document> document);
    void setProject(Project *project);
    void takeChanges(const std::vector<Change> &changes);
    void showCentre();
    void openSession(SessionId session);
    void leaveSession();
    void openPack();
    bool isExploring() const;
    void showSelection();
    void showEvolving();
    void showUndo();
    void showTheme();
    void fillRecent();
    void askToCreate(const QString &name, const std::vector<std::string> &seeds, bool grows);
    void askToOpen();
    void askToImport();
    void askToExport();
    void askOperator();
    void addSeed(const QString &text);
    void startRun(const RunSettings &settings);
    void report(const Error &error);
    void openContextMenu(const QPoint &position);
    void openPreview();
    void openComparison();
    void mergeWordings();
    void askParent();
    void showSourcesToAgreeWith();
    void askNumber();
    void showScope();
    void openSettings();
    void openPrompts();
    void loadModels();
    QString lastFolder() const;

    StudioParts m_parts;
    std::unique_ptr<Project> m_project;
    bool m_growsNext = false; ///< the project that is being made is the first tree
    bool m_followsGrowth = false;
    int m_openNumber = 0;     ///< of the newest request to open: older answers are dropped
    SelectionCommands m_commands;
    FileJobs m_fileJobs;
    StudioActions *m_actions;
    MessageBar *m_messages;
    TopBar *m_top;
    QStackedWidget *m_whole, *m_body; ///< the window or a session; a workspace
    StudyWorkspace *m_studies;
    SessionPane *m_session;
    bool m_isPack = false; ///< the project is a rater's file
    QSplitter *m_panels;
    QTabWidget *m_left;
    SeedPanel *m_seeds;
    OutlinePanel *m_outline;
    FindPanel *m_find;
    QStackedWidget *m_centre, *m_side;
    StartPage *m_start;
    EmptyProjectPage *m_empty;
    CanvasView *m_canvas;
    PreviewPane *m_preview;
    EditPane *m_edit;
    ComparePane *m_compare;
    ReviewPane *m_review;
    AskLine *m_ask;
    InspectorPanel *m_inspector;
    EvolvePanel *m_evolve;
    ExportPanel *m_export;
    CalibrationPanel *m_calibration;
    ProjectHistoryPanel *m_history;
    ActivityBar *m_activity;
    CommandPalette *m_palette;
    SettingsDialog *m_settings = nullptr;
    PromptsDialog *m_prompts = nullptr;
};

} // namespace evol
