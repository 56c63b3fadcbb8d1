// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/outline_panel.h"

#include "ui/panels/instruction_table.h"
#include "ui/panels/outline_list.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {
constexpr int tableInterval = 200; // milliseconds: changes of a run come in groups

QToolButton *makeButton(const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
}
} // namespace

OutlinePanel::OutlinePanel(QWidget *parent)
    : QWidget(parent), m_count(new QLabel), m_asOutline(makeButton(tr("Tree"), tr("As an outline of the tree"))),
      m_asTable(makeButton(tr("Table"), tr("All instructions in a table that can be sorted"))),
      m_openAll(makeButton(QStringLiteral("+"), tr("Open every branch"))), m_closeAll(makeButton(QStringLiteral("−"), tr("Show the seeds only"))),
      m_pages(new QStackedWidget), m_outlineList(new OutlineList(m_outline)), m_tableView(new InstructionTable(m_table))
{
    setObjectName(QStringLiteral("outlinePanel"));
    setProperty("role", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_pages->addWidget(m_outlineList);
    m_pages->addWidget(m_tableView);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_pages, 1);
    m_tableTimer.setSingleShot(true);
    m_tableTimer.setInterval(tableInterval);
    m_selectionTimer.setSingleShot(true);
    connect(&m_tableTimer, &QTimer::timeout, this, &OutlinePanel::refreshTable);
    connect(&m_selectionTimer, &QTimer::timeout, this, [this] { Q_EMIT selectionChosen(selection()); });
    connect(m_outlineList, &OutlineList::rowActivated, this, [this](int row) { Q_EMIT activated(m_outline.idAt(row)); });
    connect(m_tableView, &InstructionTable::rowActivated, this, [this](int row) { Q_EMIT activated(m_table.idAt(row)); });
    connect(&m_table, &InstructionTableModel::sorted, this, &OutlinePanel::showCurrent);
    connectList(m_outlineList);
    connectList(m_tableView);
    m_outlineList->setEmptyText(tr("Open a project, or add a seed: its tree is listed here."));
    m_tableView->setEmptyText(tr("Nothing fits the filter. Take something out of it."));
    setShape(Shape::Outline);
}

QWidget *OutlinePanel::makeHead()
{
    m_asOutline->setObjectName(QStringLiteral("asOutline"));
    m_asTable->setObjectName(QStringLiteral("asTable"));
    m_openAll->setObjectName(QStringLiteral("openAll"));
    m_closeAll->setObjectName(QStringLiteral("closeAll"));
    m_count->setProperty("rank", QStringLiteral("quiet"));
    for (QToolButton *button : {m_asOutline, m_asTable})
        button->setCheckable(true);
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(space::inside, space::inside, space::inside, space::inside);
    layout->setSpacing(space::grid);
    layout->addWidget(m_asOutline);
    layout->addWidget(m_asTable);
    layout->addStretch();
    layout->addWidget(m_count);
    layout->addWidget(m_openAll);
    layout->addWidget(m_closeAll);
    connect(m_asOutline, &QAbstractButton::clicked, this, [this] { setShape(Shape::Outline); });
    connect(m_asTable, &QAbstractButton::clicked, this, [this] { setShape(Shape::Table); });
    connect(m_openAll, &QAbstractButton::clicked, this, [this] {
        m_outline.openAll();
        showCurrent();
    });
    connect(m_closeAll, &QAbstractButton::clicked, &m_outline, &OutlineModel::closeAll);
    return head;
}

void OutlinePanel::connectList(QAbstractItemView *list)
{
    connect(list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, list](const QModelIndex &current) {
        if (m_isTold || list != view() || !current.isValid())
            return;
        m_current = idAt(current.row());
        Q_EMIT currentChosen(m_current);
    });
    // One step of the keys is several signals.
    connect(list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, list] {
        if (!m_isTold && list == view())
            m_selectionTimer.start();
    });
}

QAbstractItemView *OutlinePanel::view() const
{
    return m_shape == Shape::Outline ? static_cast<QAbstractItemView *>(m_outlineList) : m_tableView;
}

InstructionId OutlinePanel::idAt(int row) const
{
    return m_shape == Shape::Outline ? m_outline.idAt(row) : m_table.idAt(row);
}

void OutlinePanel::setProject(Project *project)
{
    for (const QMetaObject::Connection &connection : std::exchange(m_connections, {}))
        disconnect(connection);
    m_project = project;
    m_current = 0;
    m_matches.reset();
    m_tableTimer.stop();
    m_selectionTimer.stop();
    const QScopedValueRollback told(m_isTold, true);
    m_outline.setProject(isVisible() ? project : nullptr);
    m_table.setProject(project);
    m_isStale = true;
    if (project) {
        m_connections += connect(&project->document(), &Document::changed, this, &OutlinePanel::takeChanges);
        for (QWidget *viewport : {m_outlineList->viewport(), m_tableView->viewport()})
            m_connections += connect(&project->texts(), &ProjectTexts::arrived, viewport, qOverload<>(&QWidget::update));
    }
    setEnabled(project != nullptr);
    refresh();
}

void OutlinePanel::takeChanges(const std::vector<Change> &changes)
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    const QScopedValueRollback told(m_isTold, true);
    if (m_shape == Shape::Outline)
        m_outline.takeChanges(changes);
    else if (!m_tableTimer.isActive())
        m_tableTimer.start();
    m_isStale |= m_shape == Shape::Table;
    showCount();
}

/// What is shown is as the project is.
void OutlinePanel::refresh()
{
    if (!isVisible() || !m_isStale)
        return;
    const QScopedValueRollback told(m_isTold, true);
    if (m_shape == Shape::Table) {
        refreshTable();
    } else {
        m_isStale = false;
        if (m_outline.project() != m_project)
            m_outline.setProject(m_project);
        else
            m_outline.rebuild();
    }
    showCount();
    showCurrent();
}

void OutlinePanel::refreshTable()
{
    const QScopedValueRollback told(m_isTold, true);
    m_table.setMatches(m_matches ? &*m_matches : nullptr);
    showCount();
}

void OutlinePanel::setMatches(const NodeSet *matches)
{
    if (!matches && !m_matches)
        return;
    m_matches = matches ? std::optional(*matches) : std::nullopt;
    if (isVisible() && m_shape == Shape::Table)
        refreshTable();
}

void OutlinePanel::setShape(Shape shape)
{
    m_shape = shape;
    m_asOutline->setChecked(shape == Shape::Outline);
    m_asTable->setChecked(shape == Shape::Table);
    m_openAll->setVisible(shape == Shape::Outline);
    m_closeAll->setVisible(shape == Shape::Outline);
    m_pages->setCurrentWidget(view());
    m_isStale = true;
    refresh();
}

void OutlinePanel::setCurrent(InstructionId id)
{
    m_current = id;
    if (isVisible())
        showCurrent();
}

void OutlinePanel::showCurrent()
{
    const QScopedValueRollback told(m_isTold, true);
    if (m_current == 0) {
        view()->clearSelection();
    } else if (m_shape == Shape::Outline) {
        m_outlineList->goToRow(m_outline.reveal(m_current));
    } else {
        m_tableView->goToRow(m_table.rowOf(m_current));
    }
}

void OutlinePanel::showCount()
{
    const int count = m_shape == Shape::Table ? m_table.rowCount() : m_project ? m_project->pool().count() : 0;
    m_count->setText(count > 0 ? QLocale().toString(count) : QString());
}

std::vector<InstructionId> OutlinePanel::selection() const
{
    std::vector<InstructionId> ids;
    for (const QItemSelectionRange &range : view()->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids.push_back(idAt(row));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

void OutlinePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    showCurrent();
}

void OutlinePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace evol
