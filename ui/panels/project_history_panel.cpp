// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/project_history_panel.h"

#include "ui/panels/change_words.h"
#include "ui/panels/form.h"
#include "ui/panels/page_text.h"
#include "ui/panels/two_line_delegate.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace evol {

namespace {

constexpr int refreshDelay = 200;
constexpr int detailLines = 4;
constexpr int indentation = 16;

/// Each kind of change, so that its name can be asked for.
template <std::size_t... Index>
std::vector<Change> everyKind(std::index_sequence<Index...>)
{
    return {Change(std::in_place_index<Index>)...};
}

/// What bringing back the value of before is called, e.g. "Restore: override of #12".
QString restoreLabel(const Change &change)
{
    const InstructionId id = subject(change);
    return id == 0 ? ProjectHistoryPanel::tr("Restore: %1").arg(shownChange(change))
                   : ProjectHistoryPanel::tr("Restore: %1 of #%2").arg(shownChange(change)).arg(id);
}

} // namespace

ProjectHistoryPanel::ProjectHistoryPanel(QWidget *parent)
    : QWidget(parent), m_model(new HistoryModel(this)), m_list(new QTreeView), m_person(new QComboBox), m_kind(new QComboBox),
      m_only(new QToolButton), m_empty(makeQuietLabel({})), m_detail(makeQuietLabel({})), m_message(makeQuietLabel({})),
      m_restore(new QPushButton(tr("Restore")))
{
    setObjectName(QStringLiteral("projectHistoryPanel"));
    setProperty("role", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("History of the project"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setHeaderHidden(true);
    m_list->setUniformRowHeights(true);
    m_list->setMouseTracking(true);
    m_list->setIndentation(indentation);
    m_list->setExpandsOnDoubleClick(true);
    m_list->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("historyEmpty"));
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setContentsMargins(space::panel, space::groups, space::panel, 0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    head->addWidget(makeTitle(tr("History of the project")), 1);
    head->addWidget(m_only);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeFilters());
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    layout->addWidget(makeFoot());
    m_later.setSingleShot(true);
    m_later.setInterval(refreshDelay);
    connect(&m_later, &QTimer::timeout, m_model, &HistoryModel::refresh);
    connect(m_model, &HistoryModel::arrived, this, &ProjectHistoryPanel::addPersons);
    connect(m_model, &HistoryModel::arrived, this, &ProjectHistoryPanel::showEmpty);
    connect(m_model, &HistoryModel::arrived, this, &ProjectHistoryPanel::readInView);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &ProjectHistoryPanel::readInView);
    connect(m_list, &QTreeView::expanded, this, &ProjectHistoryPanel::readInView);
    connect(m_model, &HistoryModel::failed, this, [this](const Error &error) {
        m_message->setText(QString::fromStdString(error.message));
        m_message->show();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProjectHistoryPanel::showCurrent);
    connect(m_list, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->entry(index))
            activate(index);
    });
    setProject(nullptr);
}

QWidget *ProjectHistoryPanel::makeFilters()
{
    m_person->setObjectName(QStringLiteral("historyPerson"));
    m_person->setAccessibleName(tr("Changes of whom"));
    m_kind->setObjectName(QStringLiteral("historyKind"));
    m_kind->setAccessibleName(tr("Which changes"));
    m_kind->addItem(tr("All changes"));
    for (const Change &change : everyKind(std::make_index_sequence<std::variant_size_v<Change>>()))
        m_kind->addItem(shownChange(change));
    for (QComboBox *choice : {m_person, m_kind}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(3);
        connect(choice, &QComboBox::activated, this, &ProjectHistoryPanel::read);
    }
    m_only->setObjectName(QStringLiteral("historyOnly"));
    m_only->setCheckable(true);
    m_only->setProperty("look", QStringLiteral("button"));
    m_only->setToolTip(tr("Only what was done to the selected instruction"));
    connect(m_only, &QToolButton::toggled, this, &ProjectHistoryPanel::read);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(space::panel, 0, space::groups, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_person, 1);
    layout->addWidget(m_kind, 1);
    return row;
}

QWidget *ProjectHistoryPanel::makeFoot()
{
    // Room for long texts from the start: nothing is to move when one walks through the list.
    m_detail->setFixedHeight(detailLines * fontMetrics().lineSpacing());
    m_detail->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setObjectName(QStringLiteral("historyDetail"));
    m_message->setObjectName(QStringLiteral("historyMessage"));
    m_restore->setObjectName(QStringLiteral("restoreChange"));
    m_restore->setToolTip(tr("Put back what was there before this change, as a new step that can be undone (R)"));
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &ProjectHistoryPanel::closed);
    connect(m_restore, &QPushButton::clicked, this, &ProjectHistoryPanel::restore);
    auto *foot = new QFrame;
    foot->setProperty("role", QStringLiteral("bar"));
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_detail);
    layout->addWidget(m_message);
    layout->addWidget(makeButtonRow({close, m_restore}));
    return foot;
}

void ProjectHistoryPanel::setProject(Project *project)
{
    disconnect(m_connection);
    m_later.stop();
    m_project = project;
    m_person->clear();
    m_person->addItem(tr("Everybody"));
    m_kind->setCurrentIndex(0);
    m_message->clear();
    m_message->hide();
    const QSignalBlocker blocker(m_only);
    m_only->setChecked(false);
    setSelected(0);
    m_model->show(nullptr, {});
    m_isStale = true;
    if (project) {
        m_connection = connect(&project->document(), &Document::changed, this, &ProjectHistoryPanel::takeChanges);
        if (isVisible())
            read();
    }
    showCurrent();
    showEmpty();
}

void ProjectHistoryPanel::setSelected(InstructionId id)
{
    if (id == m_selected && id != 0)
        return;
    m_selected = id;
    m_only->setText(id == 0 ? tr("Only #…") : tr("Only #%1").arg(id));
    m_only->setEnabled(id != 0 || m_only->isChecked());
    if (m_only->isChecked())
        read();
}

void ProjectHistoryPanel::read()
{
    m_isStale = false;
    m_message->hide();
    HistoryFilter filter;
    filter.by = m_person->currentData().toString().toStdString();
    if (m_kind->currentIndex() > 0)
        filter.kind = static_cast<std::size_t>(m_kind->currentIndex() - 1);
    if (m_only->isChecked())
        filter.instruction = m_selected;
    m_model->show(m_project ? &m_project->document() : nullptr, filter);
    showCurrent();
    showEmpty();
}

void ProjectHistoryPanel::readInView()
{
    const int bottom = m_list->viewport()->height();
    for (QModelIndex index = m_list->indexAt({}); index.isValid() && m_list->visualRect(index).top() < bottom; index = m_list->indexBelow(index)) {
        if (m_list->isExpanded(index) && m_model->rowCount(index) == 0)
            m_model->readMore(index);
        if (index.row() + 1 == m_model->rowCount(index.parent()))
            m_model->readMore(index.parent());
    }
}

void ProjectHistoryPanel::takeChanges(const std::vector<Change> &)
{
    if (!isVisible())
        m_isStale = true;
    else if (!m_later.isActive())
        m_later.start();
}

void ProjectHistoryPanel::addPerson(const std::string &person)
{
    const QString key = QString::fromStdString(person);
    if (key.isEmpty() || m_person->findData(key) >= 0)
        return;
    m_person->addItem(person == "engine" ? tr("The engine") : key, key);
}

void ProjectHistoryPanel::addPersons()
{
    if (!m_project)
        return;
    addPerson(m_project->document().person());
    for (const std::string &person : m_project->pool().personKeys())
        addPerson(person);
    for (int row = 0; row < m_model->rowCount(); ++row)
        addPerson(m_model->action(m_model->index(row, 0))->action.by);
}

void ProjectHistoryPanel::showEmpty()
{
    const bool isEmpty = m_model->rowCount() == 0;
    const bool isFiltered = m_person->currentIndex() > 0 || m_kind->currentIndex() > 0 || m_only->isChecked();
    m_empty->setVisible(isEmpty);
    if (!m_model->isSettled())
        m_empty->setText(tr("Reading the history…"));
    else if (isFiltered)
        m_empty->setText(tr("No change is like that. Choose “Everybody” and “All changes” to see the others."));
    else
        m_empty->setText(tr("Nothing has been changed yet. Everything that is done to the project will stand here, and can be taken back."));
}

void ProjectHistoryPanel::showCurrent()
{
    const HistoryEntry *entry = m_model->entry(m_list->currentIndex());
    m_restore->setEnabled(entry && m_project && !m_project->isReadOnly());
    if (entry) {
        const QString who = tr("%1 · %2 · by %3 · %4").arg(shownChange(entry->change), subject(entry->change) == 0 ? tr("the project") : QStringLiteral("#%1").arg(subject(entry->change)),
                                                        QString::fromStdString(entry->by), shownTime(entry->time));
        m_detail->setText(who + QLatin1Char('\n') + fromTo(entry->change));
    } else {
        const bool isGroup = m_model->action(m_list->currentIndex());
        m_detail->setText(isGroup ? tr("Right arrow shows the changes of this action.") : tr("Enter shows an instruction in the tree; R puts back what was there before a change."));
    }
}

void ProjectHistoryPanel::activate(const QModelIndex &index)
{
    if (const HistoryEntry *entry = m_model->entry(index)) {
        if (const InstructionId id = subject(entry->change); id != 0)
            Q_EMIT instructionAsked(id);
    } else if (index.isValid()) {
        m_list->setExpanded(index, !m_list->isExpanded(index));
    }
}

void ProjectHistoryPanel::restore()
{
    const HistoryEntry *entry = m_model->entry(m_list->currentIndex());
    if (!entry || !m_project || m_project->isReadOnly())
        return;
    const QString label = restoreLabel(entry->change);
    m_restore->setEnabled(false);
    m_project->document().apply(label.toStdString(), {inverse(entry->change)},
                                [panel = QPointer(this), project = QPointer(m_project), label](const Result<> &written) {
                                    if (!panel || panel->m_project != project)
                                        return;
                                    panel->m_message->setText(written ? tr("Done: “%1”. Ctrl+Z takes it back.").arg(label)
                                                                      : tr("Not restored. %1").arg(QString::fromStdString(written.error().message)));
                                    panel->m_message->show();
                                    panel->showCurrent();
                                });
}

bool ProjectHistoryPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPressed = event->type() == QEvent::KeyPress;
    if (watched != m_list || (!isPressed && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() & ~Qt::KeypadModifier)
        return QWidget::eventFilter(watched, event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isPressed)
            activate(m_list->currentIndex());
        break;
    case Qt::Key_R:
        if (isPressed)
            restore();
        break;
    case Qt::Key_Escape:
        if (isPressed)
            Q_EMIT closed();
        break;
    default:
        return QWidget::eventFilter(watched, event);
    }
    // The window has actions on the same keys; here they are the list's.
    event->accept();
    return true;
}

void ProjectHistoryPanel::showEvent(QShowEvent *event)
{
    if (m_project && m_isStale)
        read();
    QWidget::showEvent(event);
}

void ProjectHistoryPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    readInView();
}

} // namespace evol
