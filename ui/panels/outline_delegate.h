// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a row of the outline: above, what it is and what it got; below, its text. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace evol {

class OutlineModel;

class OutlineDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    OutlineDelegate(const OutlineModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where a click opens or closes the row.
    QRect chevronOf(const QRect &row, int at) const;

private:
    void paintHead(QPainter &painter, QRect place, const QStyleOptionViewItem &option, int at) const;

    const OutlineModel &m_model;
};

} // namespace evol
