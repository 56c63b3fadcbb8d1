// SPDX-License-Identifier: GPL-3.0-or-later
// The tree as a list of the rows one sees: a position in the pool and a depth for each. Opening a row splices the ones
// below it in; a new instruction is one new row. GUI thread.
#pragma once

#include "ui/project.h"

#include <QAbstractListModel>

#include <cstdint>
#include <vector>

namespace evol {

class OutlineModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, DepthRole, IsOpenRole, ChildrenRole };

    explicit OutlineModel(QObject *parent = nullptr);

    /// Seeds only, until one is opened.
    void setProject(Project *project);
    /// The pool has applied these.
    void takeChanges(const std::vector<Change> &changes);
    /// Reads the pool anew; what is open stays open.
    void rebuild();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    Project *project() const { return m_project; }
    NodeIndex nodeAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    InstructionId idAt(int row) const;
    int depthAt(int row) const { return m_depths[static_cast<std::size_t>(row)]; }
    bool isOpen(int row) const { return isOpenNode(nodeAt(row)); }
    bool hasChildren(int row) const { return m_project->pool().firstChild(nodeAt(row)) != noNode; }
    using QAbstractItemModel::hasChildren;
    int parentRow(int row) const; ///< -1: a seed's
    int rowOf(InstructionId id) const; ///< -1: not shown

    void open(int row);
    void close(int row);
    void openAll();
    void closeAll();
    /// Opens what hides it; its row, -1 where there is no such instruction.
    int reveal(InstructionId id);
    void prefetch(int first, int last) const;

private:
    using Rows = std::vector<NodeIndex>;
    using Depths = std::vector<std::uint16_t>;

    bool isOpenNode(NodeIndex n) const { return n == noNode || (static_cast<std::size_t>(n) < m_open.size() && m_open[static_cast<std::size_t>(n)]); }
    void setOpen(NodeIndex n, bool on);
    /// Below n, as far as rows are open.
    void collect(NodeIndex n, int depth, Rows &rows, Depths &depths) const;
    int endOf(int row) const; ///< the row after the last one below it
    void insertNew(const std::vector<NodeIndex> &nodes);
    void insertBelow(int parentRow, NodeIndex n);
    void splice(Rows rows, Depths depths);
    void removeRows(int first, int count);
    void insertRows(int first, const Rows &rows, const Depths &depths);
    using QAbstractItemModel::insertRows;
    using QAbstractItemModel::removeRows;
    std::vector<int> rowsOf(const std::vector<NodeIndex> &nodes) const;

    Project *m_project = nullptr;
    Rows m_rows;
    Depths m_depths;
    std::vector<std::uint8_t> m_open; ///< by node
};

} // namespace evol
