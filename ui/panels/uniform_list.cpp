// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/uniform_list.h"

#include "ui/theme.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace evol {

UniformList::UniformList(QWidget *parent) : QListView(parent)
{
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
}

int UniformList::rowHeight() const
{
    if (m_rowHeight == 0 && rowCount() > 0) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        m_rowHeight = std::max(itemDelegate()->sizeHint(option, model()->index(0, 0, rootIndex())).height(), 1);
    }
    return std::max(m_rowHeight, 1);
}

int UniformList::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect UniformList::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() != 0)
        return {};
    return {0, index.row() * rowHeight() - verticalOffset(), viewport()->width(), rowHeight()};
}

QModelIndex UniformList::indexAt(const QPoint &point) const
{
    const int row = (point.y() + verticalOffset()) / rowHeight();
    if (point.x() < 0 || point.x() >= viewport()->width() || point.y() + verticalOffset() < 0 || row >= rowCount())
        return {};
    return model()->index(row, 0, rootIndex());
}

void UniformList::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    // A range from before rows came would not reach as far as they do.
    executeDelayedItemsLayout();
    const QRect row = visualRect(index);
    const int height = viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    if (hint == PositionAtCenter)
        bar->setValue(bar->value() + row.center().y() - height / 2);
    else if (hint == PositionAtTop || row.top() < 0)
        bar->setValue(bar->value() + row.top());
    else if (hint == PositionAtBottom || row.bottom() >= height)
        bar->setValue(bar->value() + row.bottom() + 1 - height);
}

void UniformList::doItemsLayout()
{
    m_rowHeight = 0;
    m_firstShown = m_lastShown = -1;
    QAbstractItemView::doItemsLayout();
}

void UniformList::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void UniformList::goToRow(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    const QModelIndex index = model()->index(row, 0, rootIndex());
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scrollTo(index);
}

QModelIndex UniformList::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = rowCount();
    if (count == 0)
        return {};
    const int page = std::max(viewport()->height() / rowHeight() - 1, 1);
    const bool none = !currentIndex().isValid();
    int row = none ? 0 : currentIndex().row();
    switch (action) {
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = count - 1;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveUp:
    case MovePrevious:
        row -= 1;
        break;
    case MoveDown:
    case MoveNext:
        row += none ? 0 : 1;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(std::clamp(row, 0, count - 1), 0, rootIndex());
}

void UniformList::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const int count = rowCount();
    const int first = std::max((area.top() + verticalOffset()) / rowHeight(), 0);
    const int last = std::min((area.bottom() + verticalOffset()) / rowHeight(), count - 1);
    QItemSelection selection;
    if (first <= last)
        selection.select(model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex()));
    selectionModel()->select(selection, command);
}

QRegion UniformList::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int top = std::max(range.top() * rowHeight() - verticalOffset(), 0);
        const int bottom = std::min((range.bottom() + 1) * rowHeight() - verticalOffset(), viewport()->height());
        if (top < bottom)
            region += QRect(0, top, viewport()->width(), bottom - top);
    }
    return region;
}

void UniformList::updateGeometries()
{
    const int height = viewport()->height();
    verticalScrollBar()->setPageStep(height);
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setRange(0, std::max(rowCount() * rowHeight() - height, 0));
    QAbstractItemView::updateGeometries();
}

void UniformList::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    // Other texts may stand in the same rows.
    m_firstShown = m_lastShown = -1;
    QListView::dataChanged(first, last, roles);
}

void UniformList::scrollContentsBy(int dx, int dy)
{
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
}

void UniformList::paintEvent(QPaintEvent *event)
{
    const int count = rowCount();
    if (count == 0) {
        paintEmpty();
        return;
    }
    executeDelayedItemsLayout();
    const int height = rowHeight();
    const int shown = std::min((verticalOffset() + viewport()->height() - 1) / height, count - 1);
    const int top = verticalOffset() / height;
    if (top != m_firstShown || shown != m_lastShown) {
        m_firstShown = top;
        m_lastShown = shown;
        Q_EMIT rowsShown(top, shown);
    }
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    const QModelIndex hovered = viewport()->underMouse() ? indexAt(mouse) : QModelIndex();
    const int first = (event->rect().top() + verticalOffset()) / height;
    const int last = std::min((event->rect().bottom() + verticalOffset()) / height, count - 1);
    const QStyle::State state = option.state;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        option.rect = visualRect(index);
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        option.state.setFlag(QStyle::State_Enabled, isEnabled());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

void UniformList::paintEmpty()
{
    m_firstShown = m_lastShown = -1;
    if (m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(currentPalette().quietText);
    const QRect place = viewport()->rect().adjusted(space::panel, space::groups, -space::panel, -space::groups);
    painter.drawText(place, Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_emptyText);
}

void UniformList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        scheduleDelayedItemsLayout();
    QListView::changeEvent(event);
}

} // namespace evol
