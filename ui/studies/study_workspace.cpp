// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "ui/studies/study_workspace.h"

#include "editing/project_import.h"
#include "editing/rating_session.h"
#include "editing/study_changes.h"
#include "editing/study_files.h"
#include "storage/project_file.h"
#include "ui/background.h"
#include "ui/panels/form.h"
#include "ui/panels/two_line_delegate.h"
#include "ui/project.h"
#include "ui/studies/results_page.h"
#include "ui/studies/study_form.h"
#include "ui/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace evol {

namespace {

constexpr int listWidth = 264;
constexpr int idRole = Qt::UserRole + 1;

QString kindWords(JudgementKind kind)
{
    const QString words[] = {StudyWorkspace::tr("pairs"), StudyWorkspace::tr("rankings"), StudyWorkspace::tr("points"), StudyWorkspace::tr("steps")};
    return words[int(kind)];
}

bool isOfStudies(const Change &change)
{
    return change.index() >= Change(AddStudy{}).index();
}

Result<> packInto(ProjectReader &reader, const std::string &name, SessionId session, const std::string &path)
{
    const SystemClock clock;
    return createProject(path, name, clock, [&](ProjectStore &store) { return writePack(reader, session, store, clock.now()); });
}

} // namespace

StudyWorkspace::StudyWorkspace(FilePicker &files, QWidget *parent)
    : QWidget(parent), m_files(files), m_list(new QListView), m_rows(new QStandardItemModel(this)), m_pages(new QStackedWidget), m_empty(new QWidget),
      m_results(new ResultsPage(files)), m_form(new StudyForm(files)), m_new(new QPushButton(tr("New study…"))), m_assign(new QPushButton(tr("Assign…"))),
      m_rate(new QPushButton(tr("Rate…"))), m_pack(new QPushButton(tr("Pack…"))), m_merge(new QPushButton(tr("Merge…"))), m_close(new QPushButton(tr("Close study"))),
      m_export(new QPushButton(tr("Export")))
{
    setObjectName(QStringLiteral("studyWorkspace"));

    m_list->setObjectName(QStringLiteral("studyList"));
    m_list->setAccessibleName(tr("Studies"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setMinimumWidth(200);
    auto *sentence = makeQuietLabel(tr("A preference study shows contenders' answers to the same instructions side by side, blind, and counts who is preferred."));
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setFixedWidth(listWidth + 120);
    auto *first = new QPushButton(tr("New study…"));
    first->setProperty("look", QStringLiteral("primary"));
    first->setObjectName(QStringLiteral("firstStudy"));
    auto *votes = new QPushButton(tr("Import votes…"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(votes);
    buttons->addWidget(first);
    buttons->addStretch();
    auto *empty = new QVBoxLayout(m_empty);
    empty->setSpacing(space::groups);
    empty->addStretch();
    empty->addWidget(sentence, 0, Qt::AlignCenter);
    empty->addLayout(buttons);
    empty->addStretch();
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_results, m_form})
        m_pages->addWidget(page);
    auto *panels = new QSplitter;
    panels->setHandleWidth(1);
    panels->setChildrenCollapsible(false);
    panels->addWidget(m_list);
    panels->addWidget(m_pages);
    panels->setStretchFactor(1, 1);
    panels->setSizes({listWidth, 1200});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(panels, 1);
    connect(first, &QPushButton::clicked, this, &StudyWorkspace::newStudy);
    connect(votes, &QPushButton::clicked, this, &StudyWorkspace::importVotes);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) { choose(index.data(idRole).toLongLong()); });
    connect(m_form, &StudyForm::createAsked, this, &StudyWorkspace::makeStudyNow);
    connect(m_form, &StudyForm::closed, this, [this] {
        m_pages->setCurrentWidget(m_empty);
        showPage();
        m_list->setFocus();
    });
    connect(m_results, &ResultsPage::failed, this, &StudyWorkspace::failed);
    connect(m_results, &ResultsPage::saved, this, [this](const QString &path) { Q_EMIT notified(tr("Saved %1.").arg(path)); });
    showPage();
}

QWidget *StudyWorkspace::makeHead()
{
    m_new->setObjectName(QStringLiteral("newStudy"));
    m_rate->setObjectName(QStringLiteral("rateStudy"));
    m_close->setObjectName(QStringLiteral("closeStudy"));
    auto *votes = new QPushButton(tr("Import votes…"));
    m_assign->setToolTip(tr("Give raters their comparisons"));
    m_rate->setToolTip(tr("Judge a rater's comparisons here, blind"));
    m_pack->setToolTip(tr("A small file for one rater, with the blinded comparisons only"));
    m_merge->setToolTip(tr("Take the votes of raters' files back, in any order"));
    m_close->setToolTip(tr("No more votes; the contenders' names show"));
    auto *formats = new QMenu(m_export);
    const std::tuple<QString, const char *, const char *> choices[] = {
        {tr("Preference pairs (JSONL)…"), "pairs", "jsonl"}, {tr("AlpacaEval annotations (JSON)…"), "alpaca_eval", "json"}, {tr("Arena battles (JSON)…"), "arena", "json"},
        {tr("Table of judgements (CSV)…"), "ratings", "csv"}, {tr("Step labels (JSONL)…"), "steps", "jsonl"}, {tr("All figures (JSON)…"), "results", "json"},
        {tr("All figures (CSV)…"), "table", "csv"}, {tr("Report (HTML)…"), "report", "html"}};
    for (const auto &[title, format, suffix] : choices)
        formats->addAction(title, this, [this, f = QLatin1String(format), s = QLatin1String(suffix)] { exportAs(f, s); });
    m_export->setMenu(formats);
    auto *head = new QFrame;
    head->setProperty("role", QStringLiteral("topbar"));
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(space::groups, space::inside, space::groups, space::inside);
    layout->setSpacing(space::inside);
    for (QPushButton *button : {m_new, votes, m_assign, m_rate, m_pack, m_merge, m_close, m_export})
        layout->addWidget(button);
    layout->addStretch();
    connect(votes, &QPushButton::clicked, this, &StudyWorkspace::importVotes);
    connect(m_new, &QPushButton::clicked, this, &StudyWorkspace::newStudy);
    connect(m_assign, &QPushButton::clicked, this, &StudyWorkspace::assignNow);
    connect(m_rate, &QPushButton::clicked, this, &StudyWorkspace::askRater);
    connect(m_pack, &QPushButton::clicked, this, &StudyWorkspace::packNow);
    connect(m_merge, &QPushButton::clicked, this, &StudyWorkspace::mergeNow);
    connect(m_close, &QPushButton::clicked, this, &StudyWorkspace::toggleClosed);
    return head;
}

template <class Work, class Done>
void StudyWorkspace::read(Work work, Done done)
{
    ++m_reading;
    using Value = std::invoke_result_t<Work, ProjectReader &>;
    inBackground(
        this,
        [path = m_project->document().path(), work = std::move(work)]() mutable -> Value {
            auto opened = openProjectReadOnly(path);
            return opened ? work(**opened) : Value(tl::unexpected<Error>(opened.error()));
        },
        [this, generation = m_generation, done = std::move(done)](const Value &value) {
            --m_reading;
            if (generation != m_generation)
                return;
            if (value)
                done(*value);
            else
                Q_EMIT failed(value.error());
        });
}

void StudyWorkspace::setProject(Project *project)
{
    ++m_generation;
    m_project = project;
    m_form->setProject(project);
    m_studies.clear();
    m_rows->clear();
    m_current = 0;
    m_isStale = true;
    m_pages->setCurrentWidget(m_empty);
    if (project)
        connect(&project->document(), &Document::changed, this, &StudyWorkspace::takeChanges);
    if (isVisible())
        reload();
    showPage();
}

void StudyWorkspace::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        reload();
}

void StudyWorkspace::takeChanges(const std::vector<Change> &changes)
{
    if (std::none_of(changes.begin(), changes.end(), isOfStudies))
        return;
    m_isStale = true;
    if (isVisible())
        reload();
}

void StudyWorkspace::reload()
{
    if (!m_project)
        return;
    m_isStale = false;
    read([](ProjectReader &reader) { return reader.studies().studies(); }, [this](const std::vector<StudySummary> &studies) { showStudies(studies); });
}

void StudyWorkspace::showStudies(const std::vector<StudySummary> &studies)
{
    m_studies = studies;
    const StudyId before = m_current;
    const QSignalBlocker quietly(m_list->selectionModel());
    m_rows->clear();
    int chosen = -1;
    for (const StudySummary &study : studies) {
        auto *item = new QStandardItem(QString::fromStdString(study.name));
        item->setEditable(false);
        item->setData(qlonglong(study.id), idRole);
        item->setData(tr("%1 · %2 of %3 · %4").arg(kindWords(study.kind)).arg(study.done).arg(study.comparisons).arg(study.closed ? tr("closed") : tr("open")), TwoLineDelegate::SecondLineRole);
        item->setToolTip(QString::fromStdString(study.name));
        if (study.id == before || chosen < 0)
            chosen = m_rows->rowCount();
        m_rows->appendRow(item);
    }
    if (chosen >= 0)
        m_list->setCurrentIndex(m_rows->index(chosen, 0));
    choose(chosen >= 0 ? studies[std::size_t(chosen)].id : 0);
}

const StudySummary *StudyWorkspace::summary() const
{
    const auto found = std::find_if(m_studies.begin(), m_studies.end(), [this](const StudySummary &study) { return study.id == m_current; });
    return found == m_studies.end() ? nullptr : &*found;
}

void StudyWorkspace::choose(StudyId id)
{
    m_current = id;
    if (m_pages->currentWidget() == m_form && id != 0 && m_form->isVisible() && m_list->hasFocus())
        m_pages->setCurrentWidget(m_results);
    showPage();
    readResults();
}

void StudyWorkspace::showPage()
{
    const StudySummary *study = summary();
    if (m_pages->currentWidget() != m_form)
        m_pages->setCurrentWidget(study ? static_cast<QWidget *>(m_results) : m_empty);
    const bool writable = m_project && !m_project->isReadOnly();
    m_new->setEnabled(writable);
    m_merge->setEnabled(writable);
    m_assign->setEnabled(writable && study && !study->closed && study->items > 0);
    m_rate->setEnabled(writable && study && study->sessions > 0 && study->items > 0);
    m_pack->setEnabled(study && !study->closed && study->sessions > 0 && study->items > 0);
    m_close->setEnabled(writable && study);
    m_close->setText(study && study->closed ? tr("Open again") : tr("Close study"));
    m_export->setEnabled(study);
}

void StudyWorkspace::readResults()
{
    const StudySummary *study = summary();
    if (!study)
        return;
    const int number = ++m_resultsNumber;
    read([id = study->id](ProjectReader &reader) { return studyResults(reader.studies(), id); },
         [this, number](const StudyResults &results) {
             if (number == m_resultsNumber)
                 m_results->showResults(results);
         });
}

void StudyWorkspace::newStudy()
{
    if (!m_project || m_project->isReadOnly())
        return;
    m_pages->setCurrentWidget(m_form);
    m_form->begin(m_selection);
}

void StudyWorkspace::makeStudyNow()
{
    ++m_reading;
    makeStudy(m_project->document(), m_form->request(), m_form->assignment(), [self = QPointer<StudyWorkspace>(this), generation = m_generation](const Result<MadeStudy> &made) {
        if (!self)
            return;
        --self->m_reading;
        if (generation != self->m_generation)
            return;
        if (!made)
            return self->m_form->showTrouble(QString::fromStdString(made.error().message));
        self->m_current = made->id;
        self->m_pages->setCurrentWidget(self->m_results);
        self->m_list->setFocus();
        QString sentence = tr("Made a study of %1 instructions.").arg(made->draft.items);
        if (made->draft.leftOut > 0)
            sentence += tr(" %1 were left out, for not every contender answered them:").arg(made->draft.leftOut);
        for (const Coverage &coverage : made->draft.coverage) {
            if (coverage.missing + coverage.unmatched > 0)
                sentence += tr(" %1 has no answer to %2, and %3 answers match no instruction;").arg(QString::fromStdString(coverage.contender)).arg(coverage.missing).arg(coverage.unmatched);
        }
        Q_EMIT self->notified(sentence);
        self->reload();
    });
}

void StudyWorkspace::importVotes()
{
    if (!m_project || m_project->isReadOnly())
        return;
    m_files.pickFileToOpen(this, {tr("Import votes"), {}, {}, tr("Votes (*.json *.jsonl *.csv);;All files (*)"), {}, true}, [this](const QString &path) {
        ImportRequest request;
        request.path = path.toStdString();
        request.as = ImportAs::Votes;
        ++m_reading;
        importInto(m_project->document(), request, [self = QPointer<StudyWorkspace>(this), path](const Result<ImportOutcome> &outcome) {
            if (!self)
                return;
            --self->m_reading;
            if (!outcome)
                return Q_EMIT self->failed(outcome.error());
            if (!outcome->studies.empty())
                self->m_current = outcome->studies.front();
            const ImportReport &report = outcome->report;
            QString sentence = tr("%1: %2 votes, %3 there already, %4 refused.").arg(QFileInfo(path).fileName()).arg(report.accepted).arg(report.duplicates).arg(report.refusedCount);
            if (!report.refused.empty())
                sentence += tr(" Line %1: %2").arg(report.refused.front().line).arg(QString::fromStdString(report.refused.front().reason));
            Q_EMIT self->notified(sentence);
            self->reload();
        });
    });
}

void StudyWorkspace::assignNow()
{
    auto *question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName(QStringLiteral("assignQuestion"));
    question->setWindowTitle(tr("Assign"));
    question->setLabelText(tr("Names of raters, with commas:"));
    question->setOkButtonText(tr("Assign"));
    connect(question, &QInputDialog::textValueSelected, this, [this](const QString &names) {
        AssignmentRequest request;
        for (const QString &name : names.split(QLatin1Char(','))) {
            if (!name.trimmed().isEmpty())
                request.raters.push_back(name.trimmed().toStdString());
        }
        assignRaters(m_project->document(), m_current, request, [self = QPointer<StudyWorkspace>(this)](const Result<Assignment> &assigned) {
            if (!self)
                return;
            if (!assigned)
                return Q_EMIT self->failed(assigned.error());
            Q_EMIT self->notified(assigned->open > 0 ? tr("%1 judgements found no rater with room left; name more raters.").arg(assigned->open) : tr("Every comparison has its raters."));
        });
    });
    question->open();
}

void StudyWorkspace::askRater()
{
    read([id = m_current](ProjectReader &reader) { return reader.studies().sessions(id); },
         [this](const std::vector<SessionSummary> &sessions) {
             auto *menu = new QMenu(this);
             menu->setAttribute(Qt::WA_DeleteOnClose);
             menu->setObjectName(QStringLiteral("raterMenu"));
             for (const SessionSummary &session : sessions) {
                 menu->addAction(tr("%1, %2 of %3 done").arg(QString::fromStdString(session.rater)).arg(session.done).arg(session.comparisons), this,
                                 [this, id = session.id] { Q_EMIT rateAsked(id); });
             }
             menu->popup(m_rate->mapToGlobal(QPoint(0, m_rate->height())));
             if (!menu->actions().isEmpty())
                 menu->setActiveAction(menu->actions().front());
         });
}

void StudyWorkspace::packNow()
{
    const std::string name = summary() ? summary()->name : std::string();
    read([id = m_current](ProjectReader &reader) { return reader.studies().sessions(id); },
         [this, name](const std::vector<SessionSummary> &sessions) {
             auto *menu = new QMenu(this);
             menu->setAttribute(Qt::WA_DeleteOnClose);
             for (const SessionSummary &session : sessions) {
                 const QString rater = QString::fromStdString(session.rater);
                 menu->addAction(tr("For %1…").arg(rater), this, [this, name, rater, id = session.id] {
                     const FileQuestion question{tr("A file for %1").arg(rater), {}, tr("for %1.evol").arg(rater), tr("Evol Studio file (*.evol)"), QStringLiteral("evol"), false};
                     m_files.pickFileToSave(this, question, [this, name, id, rater](const QString &path) {
                         read([name, id, path](ProjectReader &reader) -> Result<bool> {
                             return packInto(reader, name, id, path.toStdString()).map([] { return true; });
                         }, [this, path, rater](bool) { Q_EMIT notified(tr("%1 is for %2: it opens in Evol Studio, with no key and no network.").arg(path, rater)); });
                     });
                 });
             }
             menu->popup(m_pack->mapToGlobal(QPoint(0, m_pack->height())));
         });
}

void StudyWorkspace::mergeNow()
{
    m_files.pickFileToOpen(this, {tr("Merge a rater's file"), {}, {}, tr("Evol Studio file (*.evol)"), {}, true}, [this](const QString &path) { mergeFile(path); });
}

void StudyWorkspace::mergeFile(const QString &path)
{
    auto pack = openProjectReadOnly(path.toStdString());
    if (!pack)
        return Q_EMIT failed(pack.error());
    mergePack(m_project->document(), std::move(*pack), [self = QPointer<StudyWorkspace>(this)](const Result<MergedPack> &merged) {
        if (!self)
            return;
        if (!merged)
            return Q_EMIT self->failed(merged.error());
        self->m_current = merged->study;
        Q_EMIT self->notified(tr("%1 votes of %2 taken, %3 unchanged.").arg(merged->taken).arg(QString::fromStdString(merged->rater)).arg(merged->unchanged));
    });
}

void StudyWorkspace::toggleClosed()
{
    read([id = m_current](ProjectReader &reader) { return reader.studies().study(id); },
         [this](const Study &study) {
             StudySettings settings = study.settings;
             settings.closed = !settings.closed;
             m_project->document().apply((settings.closed ? tr("Close a study") : tr("Open a study again")).toStdString(), {EditStudy{study.id, {}, settings}});
         });
}

void StudyWorkspace::exportAs(const QString &format, const QString &suffix)
{
    const QString name = QStringLiteral("%1-%2.%3").arg(QString::fromStdString(summary()->name).simplified().replace(QLatin1Char('/'), QLatin1Char('-')), format, suffix);
    const FileQuestion question{tr("Export"), {}, name, QStringLiteral("%1 (*.%1)").arg(suffix), suffix, true};
    m_files.pickFileToSave(this, question, [this, format](const QString &path) {
        read([id = m_current, format, path](ProjectReader &reader) { return writeStudyFile(reader.studies(), id, format.toStdString(), path.toStdString()); },
             [this, path](const VoteExportReport &report) {
                 QString sentence = tr("Saved %1.").arg(path);
                 if (report.written > 0)
                     sentence = tr("Saved %1 rows to %2; %3 ties, %4 of gold items and %5 without texts were left out.").arg(report.written).arg(path).arg(report.ties).arg(report.gold).arg(report.withoutText);
                 Q_EMIT notified(sentence);
             });
    });
}

} // namespace evol
