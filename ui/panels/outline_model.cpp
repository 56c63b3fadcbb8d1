// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/outline_model.h"

#include "ui/panels/row_painting.h"

#include <algorithm>
#include <limits>

namespace evol {

namespace {
/// Beyond this it is quicker to read the pool anew.
constexpr std::size_t mostInserts = 256;
constexpr int deepest = std::numeric_limits<std::uint16_t>::max();
} // namespace

OutlineModel::OutlineModel(QObject *parent) : QAbstractListModel(parent) {}

void OutlineModel::setProject(Project *project)
{
    beginResetModel();
    m_project = project;
    m_open.clear();
    m_rows.clear();
    m_depths.clear();
    if (m_project)
        collect(noNode, 0, m_rows, m_depths);
    endResetModel();
}

void OutlineModel::setOpen(NodeIndex n, bool on)
{
    if (static_cast<std::size_t>(n) >= m_open.size())
        m_open.resize(static_cast<std::size_t>(m_project->pool().size()));
    m_open[static_cast<std::size_t>(n)] = on;
}

void OutlineModel::collect(NodeIndex n, int depth, Rows &rows, Depths &depths) const
{
    const Pool &pool = m_project->pool();
    NodeIndex at = pool.firstChild(n);
    while (at != noNode) {
        rows.push_back(at);
        depths.push_back(static_cast<std::uint16_t>(std::min(depth, deepest)));
        if (isOpenNode(at) && pool.firstChild(at) != noNode) {
            at = pool.firstChild(at);
            ++depth;
            continue;
        }
        while (at != noNode && pool.nextSibling(at) == noNode) {
            at = pool.parent(at);
            --depth;
            if (at == n)
                return;
        }
        at = at == noNode ? noNode : pool.nextSibling(at);
    }
}

void OutlineModel::rebuild()
{
    Rows rows;
    Depths depths;
    rows.reserve(m_rows.size());
    depths.reserve(m_rows.size());
    if (m_project)
        collect(noNode, 0, rows, depths);
    splice(std::move(rows), std::move(depths));
}

/// Equal beginnings and ends stay, and with them what is selected there.
void OutlineModel::splice(Rows rows, Depths depths)
{
    const auto same = [&](std::size_t mine, std::size_t theirs) { return m_rows[mine] == rows[theirs] && m_depths[mine] == depths[theirs]; };
    std::size_t first = 0;
    while (first < m_rows.size() && first < rows.size() && same(first, first))
        ++first;
    std::size_t mine = m_rows.size(), theirs = rows.size();
    while (mine > first && theirs > first && same(mine - 1, theirs - 1)) {
        --mine;
        --theirs;
    }
    removeRows(static_cast<int>(first), static_cast<int>(mine - first));
    const auto offset = static_cast<std::ptrdiff_t>(first), end = static_cast<std::ptrdiff_t>(theirs);
    insertRows(static_cast<int>(first), Rows(rows.begin() + offset, rows.begin() + end), Depths(depths.begin() + offset, depths.begin() + end));
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void OutlineModel::removeRows(int first, int count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, first, first + count - 1);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
    m_depths.erase(m_depths.begin() + first, m_depths.begin() + first + count);
    endRemoveRows();
}

void OutlineModel::insertRows(int first, const Rows &rows, const Depths &depths)
{
    if (rows.empty())
        return;
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.begin() + first, rows.begin(), rows.end());
    m_depths.insert(m_depths.begin() + first, depths.begin(), depths.end());
    endInsertRows();
}

void OutlineModel::takeChanges(const std::vector<Change> &changes)
{
    if (!m_project)
        return;
    const Pool &pool = m_project->pool();
    std::vector<NodeIndex> added;
    bool isMoved = false;
    for (const Change &change : changes) {
        if (const auto *add = std::get_if<AddInstruction>(&change)) {
            if (const NodeIndex n = pool.indexOf(add->instruction.id); n != noNode)
                added.push_back(n);
        }
        isMoved |= std::holds_alternative<RemoveInstruction>(change) || std::holds_alternative<MoveInstruction>(change);
    }
    if (isMoved || added.size() > mostInserts)
        rebuild();
    else
        insertNew(added);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

/// The rows of some nodes, found in one pass; -1 where it is not shown.
std::vector<int> OutlineModel::rowsOf(const std::vector<NodeIndex> &nodes) const
{
    std::vector<int> found(nodes.size(), -1);
    std::vector<std::uint8_t> wanted(static_cast<std::size_t>(m_project->pool().size()));
    for (const NodeIndex n : nodes) {
        if (n != noNode)
            wanted[static_cast<std::size_t>(n)] = 1;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!wanted[static_cast<std::size_t>(m_rows[i])])
            continue;
        for (std::size_t k = 0; k < nodes.size(); ++k) {
            if (nodes[k] == m_rows[i])
                found[k] = static_cast<int>(i);
        }
    }
    return found;
}

void OutlineModel::insertNew(const std::vector<NodeIndex> &nodes)
{
    const Pool &pool = m_project->pool();
    std::vector<NodeIndex> shown, parents;
    for (const NodeIndex n : nodes) {
        if (isOpenNode(pool.parent(n))) {
            shown.push_back(n);
            parents.push_back(pool.parent(n));
        }
    }
    const std::vector<int> rows = rowsOf(parents);
    std::vector<std::size_t> order(shown.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // From the bottom up: rows above stay where they were found.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rows[a] > rows[b]; });
    for (const std::size_t i : order) {
        if (rows[i] >= 0 || parents[i] == noNode)
            insertBelow(rows[i], shown[i]);
    }
}

void OutlineModel::insertBelow(int parentRow, NodeIndex n)
{
    const int depth = parentRow < 0 ? 0 : depthAt(parentRow) + 1;
    const NodeIndex next = m_project->pool().nextSibling(n);
    int at = parentRow < 0 && next == noNode ? rowCount() : parentRow + 1;
    while (at < rowCount() && depthAt(at) >= depth && nodeAt(at) != next) {
        if (nodeAt(at) == n)
            return;
        ++at;
    }
    insertRows(at, {n}, {static_cast<std::uint16_t>(std::min(depth, deepest))});
}

int OutlineModel::endOf(int row) const
{
    int end = row + 1;
    while (end < rowCount() && depthAt(end) > depthAt(row))
        ++end;
    return end;
}

int OutlineModel::parentRow(int row) const
{
    int at = row;
    while (at >= 0 && depthAt(at) >= depthAt(row))
        --at;
    return at;
}

int OutlineModel::rowOf(InstructionId id) const
{
    const NodeIndex n = m_project ? m_project->pool().indexOf(id) : noNode;
    const auto found = n == noNode ? m_rows.end() : std::find(m_rows.begin(), m_rows.end(), n);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

InstructionId OutlineModel::idAt(int row) const
{
    return m_project && row >= 0 && row < rowCount() ? m_project->pool().id(nodeAt(row)) : 0;
}

void OutlineModel::open(int row)
{
    if (isOpen(row) || !hasChildren(row))
        return;
    setOpen(nodeAt(row), true);
    Rows rows;
    Depths depths;
    collect(nodeAt(row), depthAt(row) + 1, rows, depths);
    insertRows(row + 1, rows, depths);
    Q_EMIT dataChanged(index(row), index(row));
}

void OutlineModel::close(int row)
{
    if (!isOpen(row))
        return;
    setOpen(nodeAt(row), false);
    removeRows(row + 1, endOf(row) - row - 1);
    Q_EMIT dataChanged(index(row), index(row));
}

void OutlineModel::openAll()
{
    if (!m_project)
        return;
    m_open.assign(static_cast<std::size_t>(m_project->pool().size()), 1);
    rebuild();
}

void OutlineModel::closeAll()
{
    m_open.clear();
    rebuild();
}

int OutlineModel::reveal(InstructionId id)
{
    if (!m_project)
        return -1;
    const Pool &pool = m_project->pool();
    const NodeIndex n = pool.indexOf(id);
    if (n == noNode)
        return -1;
    std::vector<NodeIndex> above;
    for (NodeIndex at = pool.parent(n); at != noNode; at = pool.parent(at))
        above.push_back(at);
    for (auto at = above.rbegin(); at != above.rend(); ++at) {
        if (const int row = isOpenNode(*at) ? -1 : rowOf(pool.id(*at)); row >= 0)
            open(row);
    }
    return rowOf(id);
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    if (!m_project || !index.isValid() || index.row() >= rowCount())
        return {};
    const Pool &pool = m_project->pool();
    const NodeIndex n = nodeAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return m_project->texts().text(pool.id(n));
    case Qt::ToolTipRole:
        return m_project->texts().text(pool.id(n)).left(800);
    case Qt::AccessibleTextRole:
        return tr("Level %1, %2, %3: %4").arg(depthAt(index.row()) + 1).arg(m_project->texts().operatorTitle(pool.operatorKey(n)), row::stateWord(pool.state(n), pool.isOverridden(n)),
                                                                            m_project->texts().text(pool.id(n)).left(200).simplified());
    case IdRole:
        return QVariant::fromValue<qlonglong>(pool.id(n));
    case DepthRole:
        return depthAt(index.row());
    case IsOpenRole:
        return isOpen(index.row());
    case ChildrenRole:
        return pool.childCount(n);
    default:
        return {};
    }
}

void OutlineModel::prefetch(int first, int last) const
{
    std::vector<InstructionId> ids;
    for (int row = std::max(first, 0); row <= last && row < rowCount(); ++row)
        ids.push_back(idAt(row));
    if (m_project)
        m_project->texts().prefetch(ids);
}

} // namespace evol
