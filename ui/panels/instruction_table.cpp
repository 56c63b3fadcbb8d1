// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/instruction_table.h"

#include "ui/panels/row_painting.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace evol {

namespace {
constexpr int cellMargin = space::inside;
} // namespace

TableDelegate::TableDelegate(const InstructionTableModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Pool &pool = m_model.project()->pool();
    const NodeIndex n = m_model.nodeAt(index.row());
    painter->save();
    QStyleOptionViewItem ground = option;
    // The whole row has the focus, and its first cell shows it.
    ground.state.setFlag(QStyle::State_HasFocus, index.column() == 0 && option.state.testFlag(QStyle::State_Selected));
    row::paintGround(*painter, ground);
    QRect inside = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    if (index.column() == InstructionTableModel::Operator) {
        row::paintIcon(*painter, inside, *m_model.project(), pool.operatorKey(n), pool.state(n));
        inside.adjust(row::iconSize + space::grid + 2, 0, 0, 0);
    } else if (index.column() == InstructionTableModel::StateColumn) {
        row::paintState(*painter, QRect(inside.left(), inside.top(), row::signSize, inside.height()), pool.state(n), pool.isOverridden(n));
        inside.adjust(row::signSize + 2 * space::inside, 0, 0, 0);
    }
    const bool quiet = pool.state(n) == State::Eliminated || index.column() != InstructionTableModel::Text;
    QString text = index.data().toString();
    const QFontMetrics metrics(option.font);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    if (alignment.testFlag(Qt::AlignRight))
        inside.setLeft(std::max(inside.left(), inside.right() - metrics.horizontalAdvance(text)));
    row::paintText(*painter, inside, text, option.font, quiet ? currentPalette().quietText : currentPalette().text);
    painter->restore();
}

InstructionTable::InstructionTable(InstructionTableModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setObjectName(QStringLiteral("instructionTable"));
    setAccessibleName(tr("Table of instructions"));
    setModel(&model);
    setItemDelegate(new TableDelegate(model, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * space::grid);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(32);
    // Roles of the palette, so that they follow the theme.
    horizontalHeader()->setStyleSheet(QStringLiteral("QHeaderView { background: palette(base); } QHeaderView::section { background: palette(base); border: none; "
                                                     "border-bottom: 1px solid palette(mid); padding: 4px 8px; }"));
    const char *const samples[] = {"#000000", "Epoch  v", "XX Complicate input XX", "XXX eliminated by a person", "Difficulty  v", "Rating  v", "Responses  v"};
    for (int column = 0; column < InstructionTableModel::Text; ++column)
        setColumnWidth(column, fontMetrics().horizontalAdvance(QLatin1String(samples[column])) + 3 * cellMargin);
    setSortingEnabled(true);
    // The header says it in words: an arrow would stand on them.
    horizontalHeader()->setSortIndicatorShown(false);
    sortByColumn(InstructionTableModel::Id, Qt::AscendingOrder);
}

void InstructionTable::goToRow(int row)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    const QModelIndex index = m_model.index(row, std::max(currentIndex().column(), 0));
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    // Across, one stays where one is.
    const int across = horizontalScrollBar()->value();
    scrollTo(index);
    horizontalScrollBar()->setValue(across);
}

void InstructionTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void InstructionTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        Q_EMIT rowActivated(currentIndex().row());
    else
        QTableView::keyPressEvent(event);
}

void InstructionTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (const QModelIndex index = indexAt(event->position().toPoint()); index.isValid() && event->button() == Qt::LeftButton)
        Q_EMIT rowActivated(index.row());
}

void InstructionTable::paintEvent(QPaintEvent *event)
{
    if (m_model.rowCount() == 0) {
        QPainter painter(viewport());
        painter.setPen(currentPalette().quietText);
        painter.drawText(viewport()->rect().adjusted(space::panel, space::groups, -space::panel, 0), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const int first = rowAt(0), end = rowAt(viewport()->height() - 1);
    const int last = end < 0 ? m_model.rowCount() - 1 : end;
    if (first != m_firstShown || last != m_lastShown) {
        m_firstShown = first;
        m_lastShown = last;
        m_model.prefetch(first, last);
    }
    QTableView::paintEvent(event);
}

} // namespace evol
