// SPDX-License-Identifier: GPL-3.0-or-later
// The list of facets: click or Space ticks a value or opens a group, Left and Right fold, a date is written in its row.
// GUI thread.
#pragma once

#include "ui/panels/facet_model.h"
#include "ui/panels/uniform_list.h"

#include <QStyledItemDelegate>

namespace evol {

class FacetDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHead(QPainter &painter, const QRect &inside, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintValue(QPainter &painter, const QRect &inside, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

class FacetList : public UniformList
{
    Q_OBJECT
public:
    /// model must outlive this.
    explicit FacetList(FacetModel &model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void use(const QModelIndex &index);
    void fold(FacetModel::Fold fold);

    FacetModel &m_model;
};

} // namespace evol
