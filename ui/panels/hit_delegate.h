// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a row of what was found: number, operator, state, where the words were found, and the text with the words
// marked. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace evol {

class HitListModel;

class HitDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    HitDelegate(const HitListModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHead(QPainter &painter, QRect place, const QStyleOptionViewItem &option, int row) const;

    const HitListModel &m_model;
};

} // namespace evol
