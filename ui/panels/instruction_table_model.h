// SPDX-License-Identifier: GPL-3.0-or-later
// Instructions as the rows of a table, sorted by one of its columns: positions in the pool, sorted by the pool's own
// arrays. Only the order of texts has to be read, which is done in the thread pool. GUI thread.
#pragma once

#include "domain/filter.h"
#include "ui/project.h"

#include <QAbstractTableModel>

namespace evol {

class InstructionTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Id, Epoch, Operator, StateColumn, Difficulty, RatingColumn, Responses, Text, ColumnCount };

    explicit InstructionTableModel(QObject *parent = nullptr);

    void setProject(Project *project);
    /// Null: all instructions. Sorted as before.
    void setMatches(const NodeSet *matches);
    /// Values may have changed, none was added or taken away.
    void refreshValues();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    int sortColumn() const { return m_column; }

    Project *project() const { return m_project; }
    NodeIndex nodeAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    InstructionId idAt(int row) const;
    int rowOf(InstructionId id) const; ///< -1: none
    void prefetch(int first, int last) const;

Q_SIGNALS:
    void sorted();

private:
    void sortRows(std::vector<NodeIndex> &rows) const;
    std::uint32_t keyOf(NodeIndex n) const;
    void rankOperators();
    void readTextRanks();

    Project *m_project = nullptr;
    std::vector<NodeIndex> m_rows;
    int m_column = Id;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<std::uint32_t> m_operatorRanks; ///< by operator number: place of its title
    std::vector<std::uint32_t> m_textRanks;     ///< by id; empty: not read yet
    int m_number = 0;                           ///< of the newest reading of texts
};

} // namespace evol
