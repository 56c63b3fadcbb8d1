// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a row of the list of seeds: its text on two lines, the size of its tree at the right. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace evol {

class SeedDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace evol
