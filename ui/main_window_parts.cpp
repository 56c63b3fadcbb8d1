// SPDX-License-Identifier: GPL-3.0-or-later
// How the window is put together, and what its actions do. GUI thread.
#include "ui/main_window.h"

#include "models/model_settings.h"
#include "ui/background.h"
#include "ui/canvas/canvas_view.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/prompts_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/labelling/session_pane.h"
#include "ui/panels/activity_bar.h"
#include "ui/panels/ask_line.h"
#include "ui/panels/calibration_panel.h"
#include "ui/panels/compare_pane.h"
#include "ui/panels/edit_pane.h"
#include "ui/panels/evolve_panel.h"
#include "ui/panels/exchange_page.h"
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

#include <QApplication>
#include <QFileInfo>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr int seedWidth = 264;
constexpr int inspectorWidth = 400;
constexpr QSize smallestSize(800, 560);

QString projectFilter()
{
    return MainWindow::tr("Evol Studio project (*.evol)");
}

} // namespace

MainWindow::MainWindow(StudioParts parts, QWidget *parent)
    : QMainWindow(parent), m_parts(std::move(parts)), m_actions(new StudioActions(this)), m_messages(new MessageBar),
      m_top(new TopBar(*m_actions)), m_whole(new QStackedWidget), m_body(new QStackedWidget),
      m_studies(new StudyWorkspace(m_parts.files)), m_session(new SessionPane), m_panels(new QSplitter), m_left(new QTabWidget), m_seeds(new SeedPanel),
      m_outline(new OutlinePanel), m_find(new FindPanel), m_centre(new QStackedWidget),
      m_side(new QStackedWidget), m_start(new StartPage), m_empty(new EmptyProjectPage), m_canvas(new CanvasView),
      m_inspector(new InspectorPanel), m_evolve(new EvolvePanel), m_export(new ExportPanel),
      m_calibration(new CalibrationPanel), m_history(new ProjectHistoryPanel), m_activity(new ActivityBar),
      m_palette(new CommandPalette(m_actions->all(), this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/evol/ui/evol-studio.svg")));
    setMinimumSize(smallestSize);
    makePanels();
    m_actions->fillMenuBar(menuBar());
    connectFileActions();
    connectEditActions();
    connectViewActions();
    connectInstructionActions();
    connectHandActions();
    connectPanels();
    connectLists();
    connectReview();
    connectStudies();
    connectJobs();
    showTheme();
    setProject(nullptr);
}

MainWindow::~MainWindow()
{
    closeProject();
}

void MainWindow::makePanels()
{
    m_centre->addWidget(m_start);
    m_centre->addWidget(m_empty);
    m_centre->addWidget(m_canvas);
    m_preview = new PreviewPane(m_canvas);
    m_edit = new EditPane(m_canvas);
    m_compare = new ComparePane(m_canvas);
    m_review = new ReviewPane(m_canvas);
    m_ask = new AskLine(m_canvas);
    m_side->addWidget(m_inspector);
    m_side->addWidget(m_evolve);
    m_side->addWidget(m_export);
    m_side->addWidget(m_calibration);
    m_side->addWidget(m_history);
    m_panels->setHandleWidth(1);
    m_panels->setChildrenCollapsible(false);
    m_left->setDocumentMode(true);
    m_left->tabBar()->setExpanding(true);
    m_left->addTab(m_seeds, tr("Trees"));
    m_left->addTab(m_outline, tr("Outline"));
    m_left->addTab(m_find, tr("Find"));
    m_panels->addWidget(m_left);
    m_panels->addWidget(m_centre);
    m_panels->addWidget(m_side);
    m_panels->setStretchFactor(1, 1);
    m_left->setMinimumWidth(216);
    m_centre->setMinimumWidth(280);
    m_side->setMinimumWidth(304);
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_top);
    m_body->addWidget(m_panels);
    m_body->addWidget(m_studies);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_activity);
    m_whole->addWidget(central);
    m_whole->addWidget(m_session);
    setCentralWidget(m_whole);
}

void MainWindow::arrange()
{
    const int side = width() < 1200 ? inspectorWidth - 48 : inspectorWidth;
    const int left = width() < 1200 ? seedWidth - 48 : seedWidth;
    m_panels->setSizes({left, std::max(width() - left - side, 280), side});
}

void MainWindow::restorePanels()
{
    if (!m_panels->restoreState(m_parts.preferences.panels()))
        arrange();
}

void MainWindow::connectFileActions()
{
    connect(m_actions->newProject, &QAction::triggered, this, [this] { askToCreate(tr("Untitled.evol"), {}, false); });
    connect(m_actions->openProject, &QAction::triggered, this, &MainWindow::askToOpen);
    connect(m_actions->importFile, &QAction::triggered, this, &MainWindow::askToImport);
    connect(m_actions->exportFile, &QAction::triggered, this, [this] {
        m_export->refresh();
        m_side->setCurrentWidget(m_export);
    });
    connect(m_actions->closeProject, &QAction::triggered, this, &MainWindow::closeProject);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_start, &StartPage::newAsked, m_actions->newProject, &QAction::trigger);
    connect(m_start, &StartPage::openAsked, m_actions->openProject, &QAction::trigger);
    connect(m_start, &StartPage::tryAsked, this, [this] { askToCreate(tr("First tree.evol"), {"1+1=?"}, true); });
    connect(m_start, &StartPage::projectAsked, this, [this](const QString &path) { openProject(path); });
    connect(m_empty, &EmptyProjectPage::seedEntered, this, &MainWindow::addSeed);
    connect(m_empty, &EmptyProjectPage::importAsked, this, &MainWindow::askToImport);
}

void MainWindow::connectEditActions()
{
    // A run that is taken back is none to carry on.
    const auto look = [this](const Result<> &) { m_activity->lookForInterrupted(); };
    connect(m_actions->undo, &QAction::triggered, this, [this, look] { m_project->document().undo(look); });
    connect(m_actions->redo, &QAction::triggered, this, [this, look] { m_project->document().redo(look); });
    connect(m_actions->copy, &QAction::triggered, &m_commands, &SelectionCommands::copyTexts);
    connect(m_actions->search, &QAction::triggered, &m_top->search(), &SearchLine::focusLine);
    connect(m_actions->filterSeeds, &QAction::triggered, this, [this] {
        m_left->setCurrentWidget(m_seeds);
        m_seeds->focusFilter();
    });
    connect(m_actions->outline, &QAction::triggered, this, [this] {
        m_left->setCurrentWidget(m_outline);
        m_outline->setFocus();
    });
    connect(m_actions->find, &QAction::triggered, this, [this] {
        m_left->setCurrentWidget(m_find);
        m_find->focusQuery();
    });
    connect(m_actions->settings, &QAction::triggered, this, &MainWindow::openSettings);
    connect(m_actions->palette, &QAction::triggered, m_palette, &CommandPalette::open);
    const std::pair<QAction *, ThemeChoice> themes[] = {{m_actions->lightTheme, ThemeChoice::Light},
                                                        {m_actions->darkTheme, ThemeChoice::Dark},
                                                        {m_actions->systemTheme, ThemeChoice::System}};
    for (const auto &[action, choice] : themes)
        connect(action, &QAction::triggered, this, [this, choice = choice] { chooseTheme(choice); });
    connect(m_actions->about, &QAction::triggered, this, [this] {
        m_messages->add({MessageKind::Notice, tr("Evol Studio %1. Free software under the GNU General Public License, version 3 or later.").arg(QStringLiteral(EVOL_VERSION)), {}, {}});
    });
}

void MainWindow::connectInstructionActions()
{
    connect(m_actions->evolveInDepth, &QAction::triggered, this, &MainWindow::askOperator);
    connect(m_actions, &StudioActions::operatorChosen, this, [this](const std::string &method, const std::string &key) { m_commands.evolve(method, key); });
    connect(m_actions->evolveInBreadth, &QAction::triggered, this, [this] { m_commands.evolve("general", "breadth"); });
    connect(m_actions->respond, &QAction::triggered, this, [this] { m_commands.ask(RunGoal::Respond); });
    connect(m_actions->judgeAnew, &QAction::triggered, this, [this] { m_commands.ask(RunGoal::Judge); });
    connect(m_actions->scoreDifficulty, &QAction::triggered, this, [this] { m_commands.ask(RunGoal::Score); });
    connect(m_actions->scoreQuality, &QAction::triggered, this, [this] { m_commands.ask(RunGoal::Quality); });
    connect(m_actions->labelSteps, &QAction::triggered, this, [this] { m_commands.ask(RunGoal::Label); });
    connect(m_actions->prompts, &QAction::triggered, this, &MainWindow::openPrompts);
    connect(m_actions->keep, &QAction::triggered, this, [this] { m_commands.decide(Decision::Keep, m_inspector->takeReason()); });
    connect(m_actions->eliminate, &QAction::triggered, this, [this] {
        m_side->setCurrentWidget(m_inspector);
        m_inspector->askReason(Decision::Eliminate);
    });
    connect(m_actions->removeOverride, &QAction::triggered, &m_commands, &SelectionCommands::removeOverrides);
    for (std::size_t i = 0; i < m_actions->rate.size(); ++i)
        connect(m_actions->rate[i], &QAction::triggered, this, [this, stars = static_cast<int>(i) + 1] { m_inspector->rate(stars); });
    connect(m_actions->evolveProject, &QAction::triggered, this, [this] { m_side->setCurrentWidget(m_evolve); });
    connect(m_actions->pauseOrResume, &QAction::triggered, this, [this] {
        EvolutionQueue &runs = m_project->evolution();
        runs.progress().paused ? runs.resume() : runs.pause();
    });
    connect(m_actions->cancelRun, &QAction::triggered, this, [this] { m_project->evolution().cancel(); });
    connect(m_actions->carryOn, &QAction::triggered, this, [this] { m_project->evolution().carryOn(); });
}

void MainWindow::connectPanels()
{
    connect(m_canvas, &CanvasView::selectionChanged, this, &MainWindow::showSelection);
    connect(m_canvas, &CanvasView::activated, this, &MainWindow::openPreview);
    connect(m_canvas, &CanvasView::contextMenuRequested, this, [this](InstructionId, const QPoint &position) { openContextMenu(position); });
    connect(m_preview, &OverlayPane::closed, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(m_seeds, &SeedPanel::seedChosen, this, [this](InstructionId seed) {
        m_canvas->setRoot(seed);
        if (seed != 0)
            m_canvas->setSelection({seed});
    });
    connect(m_seeds, &SeedPanel::seedEntered, this, &MainWindow::addSeed);
    connect(m_inspector, &InspectorPanel::instructionAsked, this, [this](InstructionId id) {
        showInstruction(id);
        m_canvas->setFocus();
    });
    connect(m_inspector, &InspectorPanel::decided, this, [this](Decision decision, const QString &reason) {
        m_commands.decide(decision, reason);
        m_canvas->setFocus();
    });
    connect(m_inspector, &InspectorPanel::failed, this, &MainWindow::report);
    connect(&m_top->search(), &SearchLine::instructionAsked, this, &MainWindow::showInstruction);
    connect(&m_top->search(), &SearchLine::left, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(&m_top->search(), &SearchLine::failed, this, &MainWindow::report);
    connect(m_evolve, &EvolvePanel::started, this, &MainWindow::startRun);
    connect(m_evolve, &EvolvePanel::closed, this, &MainWindow::closeSidePanel);
    connect(m_export, &ExportPanel::closed, this, &MainWindow::closeSidePanel);
}

void MainWindow::connectJobs()
{
    connect(m_export, &ExportPanel::failed, this, &MainWindow::report);
    connect(m_export, &ExportPanel::exportAsked, this, &MainWindow::askToExport);
    connect(m_activity, &ActivityBar::carryOnAsked, m_actions->carryOn, &QAction::trigger);
    connect(m_activity, &ActivityBar::cancelJobAsked, &m_fileJobs, &FileJobs::cancel);
    connect(&m_fileJobs, &FileJobs::progressed, m_activity, &ActivityBar::showJob);
    connect(&m_fileJobs, &FileJobs::failed, this, &MainWindow::report);
    connect(&m_fileJobs, &FileJobs::ended, this, [this](const QString &summary) {
        m_activity->endJob();
        if (!summary.isEmpty())
            m_messages->add({MessageKind::Notice, summary, {}, {}});
    });
}

QString MainWindow::lastFolder() const
{
    if (m_project)
        return QFileInfo(m_project->path()).absolutePath();
    const QStringList recent = m_parts.preferences.recentProjects();
    return recent.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : QFileInfo(recent.front()).absolutePath();
}

void MainWindow::askToCreate(const QString &name, const std::vector<std::string> &seeds, bool grows)
{
    FileQuestion question{tr("New project"), lastFolder(), name, projectFilter(), QStringLiteral("evol"), false};
    m_parts.files.pickFileToSave(this, question, [this, seeds, grows](const QString &path) {
        m_growsNext = grows;
        createProject(path, QFileInfo(path).completeBaseName(), seeds);
    });
}

void MainWindow::askToOpen()
{
    m_parts.files.pickFileToOpen(this, {tr("Open a project"), lastFolder(), {}, projectFilter(), QStringLiteral("evol"), true},
                                 [this](const QString &path) { openProject(path); });
}

void MainWindow::askToImport()
{
    const QString filter = tr("Instructions (*.json *.jsonl *.txt);;All files (*)");
    m_parts.files.pickFileToOpen(this, {tr("Import seeds"), lastFolder(), {}, filter, {}, true},
                                 [this](const QString &path) { m_fileJobs.importSeeds(path, {}); });
}

void MainWindow::askToExport()
{
    const QString suffix = m_export->suffix();
    const QString filter = QStringLiteral("%1 (*.%2)").arg(m_export->formatTitle().section(QLatin1Char('('), 0, 0).trimmed(), suffix);
    FileQuestion question{tr("Export a dataset"), lastFolder(), QFileInfo(m_project->path()).completeBaseName() + QLatin1Char('.') + suffix,
                          filter, suffix, true};
    m_parts.files.pickFileToSave(this, question, [this, request = m_export->request()](const QString &path) mutable {
        request.path = path.toStdString();
        m_fileJobs.exportDataset(request);
    });
}

void MainWindow::askOperator()
{
    const QRect card = m_canvas->cardOf(m_canvas->current());
    const QPoint inside = card.isNull() ? m_canvas->rect().center() : card.bottomLeft();
    m_actions->inDepthMenu()->popup(m_canvas->mapToGlobal(inside));
    m_actions->inDepthMenu()->setActiveAction(m_actions->inDepthMenu()->actions().front());
}

void MainWindow::openContextMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fillContextMenu(menu);
    menu->popup(position);
}

void MainWindow::openPreview()
{
    if (m_project && m_canvas->current() != 0)
        m_preview->showInstruction(*m_project, m_canvas->current());
}

void MainWindow::openSettings()
{
    if (!m_settings) {
        m_settings = new SettingsDialog(m_parts.preferences, this);
        connect(m_settings, &SettingsDialog::themeChosen, this, &MainWindow::chooseTheme);
        connect(m_settings, &SettingsDialog::modelsChanged, this, &MainWindow::loadModels);
    }
    m_settings->open();
}

void MainWindow::openPrompts()
{
    if (!m_prompts) {
        m_prompts = new PromptsDialog(this);
        m_prompts->setProject(m_project.get());
        loadModels();
    }
    m_prompts->pages().setInstruction(m_canvas->current());
    m_prompts->open();
}

void MainWindow::loadModels()
{
    inBackground(
        this, [folder = m_parts.preferences.folder().toStdString()] { return ModelSettings::load(folder); },
        [this](const Result<ModelSettings> &settings) {
            if (!settings)
                return report(settings.error());
            QStringList names;
            std::map<std::string, ModelPrices> prices;
            for (const ModelEndpoint &endpoint : settings->endpoints()) {
                names += QString::fromStdString(endpoint.name);
                if (endpoint.prices)
                    prices[endpoint.name] = prices[endpoint.model] = *endpoint.prices;
            }
            m_evolve->setModels(names);
            ModelSources sources;
            sources.settingsFolder = m_parts.preferences.folder().toStdString();
            if (m_prompts)
                m_prompts->pages().setModels(names, sources);
            m_evolve->setSources(std::move(sources));
            m_inspector->exchanges().setPrices(std::move(prices));
        });
}

void MainWindow::chooseTheme(ThemeChoice choice)
{
    m_parts.preferences.setTheme(choice);
    applyTheme(resolvedTheme(choice));
    showTheme();
}

void MainWindow::showTheme()
{
    m_canvas->setTheme(currentTheme());
    const ThemeChoice choice = m_parts.preferences.theme();
    m_actions->lightTheme->setChecked(choice == ThemeChoice::Light);
    m_actions->darkTheme->setChecked(choice == ThemeChoice::Dark);
    m_actions->systemTheme->setChecked(choice == ThemeChoice::System);
}

void MainWindow::fillRecent()
{
    const QStringList recent = m_parts.preferences.recentProjects();
    m_start->setRecent(recent);
    m_actions->recent->clear();
    m_actions->recent->setEnabled(!recent.isEmpty());
    for (const QString &path : recent)
        m_actions->recent->addAction(path, this, [this, path] { openProject(path); });
}

} // namespace evol
