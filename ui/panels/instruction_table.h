// SPDX-License-Identifier: GPL-3.0-or-later
// All instructions, or those a filter lets through, in columns that can be sorted. GUI thread.
#pragma once

#include "ui/panels/instruction_table_model.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace evol {

class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    TableDelegate(const InstructionTableModel &model, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const InstructionTableModel &m_model;
};

class InstructionTable : public QTableView
{
    Q_OBJECT
public:
    /// model must outlive this.
    explicit InstructionTable(InstructionTableModel &model, QWidget *parent = nullptr);

    void goToRow(int row);
    void keyboardSearch(const QString &) override {} ///< it would have all texts read
    void setEmptyText(const QString &text);

Q_SIGNALS:
    void rowActivated(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    InstructionTableModel &m_model;
    QString m_emptyText;
    int m_firstShown = -1, m_lastShown = -1;
};

} // namespace evol
