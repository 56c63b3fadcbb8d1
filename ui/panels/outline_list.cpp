// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/outline_list.h"

#include "ui/panels/outline_delegate.h"
#include "ui/panels/outline_model.h"

#include <QKeyEvent>

namespace evol {

OutlineList::OutlineList(OutlineModel &model, QWidget *parent)
    : UniformList(parent), m_model(model), m_delegate(new OutlineDelegate(model, this))
{
    setObjectName(QStringLiteral("outline"));
    setAccessibleName(tr("Outline of the tree"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    connect(this, &UniformList::rowsShown, &model, &OutlineModel::prefetch);
}

void OutlineList::goLeft()
{
    const int row = currentIndex().row();
    if (m_model.isOpen(row) && m_model.hasChildren(row))
        m_model.close(row);
    else if (const int above = m_model.parentRow(row); above >= 0)
        goToRow(above);
}

void OutlineList::goRight()
{
    const int row = currentIndex().row();
    if (!m_model.hasChildren(row))
        return;
    if (!m_model.isOpen(row))
        m_model.open(row);
    else
        goToRow(row + 1);
}

void OutlineList::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier));
    if (plain && currentIndex().isValid()) {
        switch (event->key()) {
        case Qt::Key_Left:
            goLeft();
            return;
        case Qt::Key_Right:
            goRight();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT rowActivated(currentIndex().row());
            return;
        default:
            break;
        }
    }
    UniformList::keyPressEvent(event);
}

bool OutlineList::isOnChevron(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    return index.isValid() && m_model.hasChildren(index.row()) && m_delegate->chevronOf(visualRect(index), index.row()).contains(position);
}

void OutlineList::mousePressEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (event->button() == Qt::LeftButton && isOnChevron(position)) {
        const int row = indexAt(position).row();
        m_model.isOpen(row) ? m_model.close(row) : m_model.open(row);
        return;
    }
    UniformList::mousePressEvent(event);
}

void OutlineList::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (isOnChevron(position)) {
        mousePressEvent(event);
        return;
    }
    UniformList::mouseDoubleClickEvent(event);
    if (const QModelIndex index = indexAt(position); index.isValid() && event->button() == Qt::LeftButton)
        Q_EMIT rowActivated(index.row());
}

} // namespace evol
