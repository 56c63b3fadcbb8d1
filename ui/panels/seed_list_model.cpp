// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/seed_list_model.h"

#include <algorithm>

namespace evol {

namespace {
constexpr int refreshInterval = 100; // milliseconds: changes of a run come in groups
constexpr int longestShown = 200;

/// As what a node is counted.
enum Counted { Present = 1, Eliminated = 2, Overridden = 4 };
} // namespace

SeedListModel::SeedListModel(QObject *parent) : QAbstractListModel(parent)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(refreshInterval);
    connect(&m_refreshTimer, &QTimer::timeout, this, &SeedListModel::refresh);
}

void SeedListModel::setProject(Project *project)
{
    disconnect(m_connection);
    m_refreshTimer.stop();
    beginResetModel();
    m_project = project;
    m_matches.reset();
    m_filter = TreeFilter::All;
    m_rows.clear();
    m_seedCount = 0;
    endResetModel();
    countAll();
    if (m_project)
        m_connection = connect(&m_project->document(), &Document::changed, this, &SeedListModel::takeChanges);
    refresh();
}

void SeedListModel::setFilter(TreeFilter filter)
{
    m_filter = filter;
    refresh();
}

void SeedListModel::setMatches(std::optional<std::vector<InstructionId>> ids)
{
    m_matches.reset();
    if (ids && m_project) {
        m_matches.emplace(m_root.size());
        for (const InstructionId id : *ids) {
            const NodeIndex n = m_project->pool().indexOf(id);
            if (n != noNode && static_cast<std::size_t>(n) < m_root.size())
                (*m_matches)[static_cast<std::size_t>(m_root[static_cast<std::size_t>(n)])] = 1;
        }
    }
    refresh();
}

void SeedListModel::countAll()
{
    m_isMoved = false;
    m_root.clear();
    m_counted.clear();
    m_trees.clear();
    for (NodeIndex n = 0; m_project && n < m_project->pool().size(); ++n)
        recount(n);
}

/// Adds to its tree what is new about the node, and takes away what is no longer so.
void SeedListModel::recount(NodeIndex n)
{
    const Pool &pool = m_project->pool();
    const auto at = static_cast<std::size_t>(n);
    if (at >= m_root.size()) {
        // A node that was moved can come before its root.
        const auto size = static_cast<std::size_t>(pool.size());
        m_root.resize(size, noNode);
        m_counted.resize(size);
        m_trees.resize(size);
    }
    if (m_root[at] == noNode) {
        const NodeIndex parent = pool.parent(n);
        const bool known = parent != noNode && m_root[static_cast<std::size_t>(parent)] != noNode;
        m_root[at] = known ? m_root[static_cast<std::size_t>(parent)] : pool.root(n);
    }
    const bool present = !pool.isRemoved(n);
    const int is = present ? Present | (pool.state(n) == State::Eliminated ? Eliminated : 0) | (pool.isOverridden(n) ? Overridden : 0) : 0;
    const int was = m_counted[at];
    m_counted[at] = static_cast<std::uint8_t>(is);
    Tree &tree = m_trees[static_cast<std::size_t>(m_root[at])];
    const auto gained = [is, was](int flag) { return int((is & flag) != 0) - int((was & flag) != 0); };
    tree.size += gained(Present);
    tree.eliminated += gained(Eliminated);
    tree.overridden += gained(Overridden);
}

void SeedListModel::takeChanges(const std::vector<Change> &changes)
{
    for (const Change &change : changes) {
        m_isMoved |= std::holds_alternative<MoveInstruction>(change);
        const auto *added = std::get_if<AddInstruction>(&change);
        const NodeIndex n = m_project->pool().formerIndexOf(added ? added->instruction.id : subject(change));
        if (n != noNode && !m_isMoved)
            recount(n);
    }
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start();
}

bool SeedListModel::isListed(NodeIndex root) const
{
    const auto at = static_cast<std::size_t>(root);
    if (m_matches && (at >= m_matches->size() || !(*m_matches)[at]))
        return false;
    switch (m_filter) {
    case TreeFilter::All:
        return true;
    case TreeFilter::NotEvolved:
        return m_trees[at].size == 1;
    case TreeFilter::WithEliminated:
        return m_trees[at].eliminated > 0;
    case TreeFilter::WithOverrides:
        return m_trees[at].overridden > 0;
    }
    return true;
}

void SeedListModel::refresh()
{
    if (m_isMoved)
        countAll();
    std::vector<NodeIndex> rows;
    rows.reserve(m_rows.size() + 64);
    const int before = m_seedCount;
    m_seedCount = 0;
    if (m_project) {
        const Pool &pool = m_project->pool();
        for (NodeIndex n = pool.firstChild(noNode); n != noNode; n = pool.nextSibling(n)) {
            ++m_seedCount;
            if (isListed(n))
                rows.push_back(n);
        }
    }
    const bool grown = rows.size() >= m_rows.size() && before > 0 && m_seedCount > 0 && !m_rows.empty()
                       && std::equal(m_rows.begin(), m_rows.end(), rows.begin());
    if (grown) {
        // Selection and scroll position stay where nothing went away.
        if (rows.size() > m_rows.size()) {
            beginInsertRows({}, static_cast<int>(m_rows.size()) + 1, static_cast<int>(rows.size()));
            m_rows = std::move(rows);
            endInsertRows();
        }
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CountRole});
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    Q_EMIT countsChanged();
}

int SeedListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_seedCount == 0 ? 0 : static_cast<int>(m_rows.size()) + 1;
}

QVariant SeedListModel::data(const QModelIndex &index, int role) const
{
    if (!m_project || !index.isValid() || index.row() >= rowCount())
        return {};
    const bool all = index.row() == 0;
    const Pool &pool = m_project->pool();
    const NodeIndex root = all ? noNode : m_rows[static_cast<std::size_t>(index.row()) - 1];
    const InstructionId id = all ? 0 : pool.id(root);
    const int size = all ? pool.count() : m_trees[static_cast<std::size_t>(root)].size;
    switch (role) {
    case Qt::DisplayRole:
        return all ? tr("All trees") : m_project->texts().text(id).left(longestShown).simplified();
    case Qt::ToolTipRole:
        return all ? tr("The whole forest") : m_project->texts().text(id).left(4 * longestShown);
    case Qt::AccessibleTextRole:
        return tr("%1, instructions: %2").arg(data(index, Qt::DisplayRole).toString()).arg(size);
    case IdRole:
        return QVariant::fromValue<qlonglong>(id);
    case CountRole:
        return size;
    default:
        return {};
    }
}

QModelIndex SeedListModel::rowOf(InstructionId id) const
{
    if (id == 0)
        return rowCount() > 0 ? index(0) : QModelIndex();
    const NodeIndex n = m_project ? m_project->pool().indexOf(id) : noNode;
    if (n == noNode)
        return {};
    const auto found = std::find(m_rows.begin(), m_rows.end(), m_project->pool().root(n));
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()) + 1);
}

InstructionId SeedListModel::idAt(const QModelIndex &index) const
{
    return index.isValid() ? index.data(IdRole).toLongLong() : 0;
}

void SeedListModel::prefetch(int first, int last) const
{
    std::vector<InstructionId> ids;
    for (int row = std::max(first, 1); row <= last && row < rowCount(); ++row)
        ids.push_back(m_project->pool().id(m_rows[static_cast<std::size_t>(row) - 1]));
    if (m_project)
        m_project->texts().prefetch(ids);
}

} // namespace evol
