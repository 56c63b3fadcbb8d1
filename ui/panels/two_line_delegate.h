// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of two lines: what it is, and quietly below what else there is to say; a count at the right. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace evol {

class TwoLineDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { SecondLineRole = Qt::UserRole + 100, RightRole, StruckRole };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace evol
