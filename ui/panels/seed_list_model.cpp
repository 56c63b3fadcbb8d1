// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the pool's flat arrays counts all trees: 250,000 instructions take a few milliseconds. GUI thread.
#include "ui/panels/seed_list_model.h"

#include <algorithm>

namespace evol {

namespace {
constexpr int rebuildInterval = 100; // milliseconds: changes of a run come in groups
constexpr int longestShown = 200;
} // namespace

SeedListModel::SeedListModel(QObject *parent) : QAbstractListModel(parent)
{
    m_rebuildTimer.setSingleShot(true);
    m_rebuildTimer.setInterval(rebuildInterval);
    connect(&m_rebuildTimer, &QTimer::timeout, this, &SeedListModel::rebuild);
}

void SeedListModel::setProject(Project *project)
{
    disconnect(m_connection);
    m_rebuildTimer.stop();
    beginResetModel();
    m_project = project;
    m_matches.reset();
    m_filter = TreeFilter::All;
    m_rows.clear();
    endResetModel();
    if (m_project) {
        m_connection = connect(&m_project->document(), &Document::changed, this, [this] {
            if (!m_rebuildTimer.isActive())
                m_rebuildTimer.start();
        });
    }
    rebuild();
}

void SeedListModel::setFilter(TreeFilter filter)
{
    m_filter = filter;
    rebuild();
}

void SeedListModel::setMatches(std::optional<std::vector<InstructionId>> ids)
{
    m_matches = std::move(ids);
    rebuild();
}

bool SeedListModel::isListed(int size, bool hasEliminated, bool hasOverrides) const
{
    switch (m_filter) {
    case TreeFilter::All:
        return true;
    case TreeFilter::NotEvolved:
        return size == 1;
    case TreeFilter::WithEliminated:
        return hasEliminated;
    case TreeFilter::WithOverrides:
        return hasOverrides;
    }
    return true;
}

void SeedListModel::rebuild()
{
    struct Tree {
        int size = 0;
        bool eliminated = false, overridden = false, matches = false;
    };
    std::vector<Row> rows;
    m_seedCount = m_instructionCount = 0;
    if (m_project) {
        const Pool &pool = m_project->pool();
        std::vector<NodeIndex> root(static_cast<std::size_t>(pool.size()));
        std::vector<Tree> trees(root.size());
        for (NodeIndex n = 0; n < pool.size(); ++n) {
            const NodeIndex top = pool.parent(n) == noNode ? n : root[pool.parent(n)];
            root[n] = top;
            if (pool.isRemoved(n))
                continue;
            ++trees[top].size;
            trees[top].eliminated |= pool.state(n) == State::Eliminated;
            trees[top].overridden |= pool.isOverridden(n);
        }
        for (const InstructionId id : m_matches.value_or(std::vector<InstructionId>())) {
            if (const NodeIndex n = pool.indexOf(id); n != noNode)
                trees[root[n]].matches = true;
        }
        for (NodeIndex n = pool.firstChild(noNode); n != noNode; n = pool.nextSibling(n)) {
            ++m_seedCount;
            m_instructionCount += trees[n].size;
            if ((!m_matches || trees[n].matches) && isListed(trees[n].size, trees[n].eliminated, trees[n].overridden))
                rows.push_back({pool.id(n), trees[n].size});
        }
    }
    const auto sameIds = [](const Row &a, const Row &b) { return a.id == b.id; };
    const bool grown = rows.size() >= m_rows.size() && m_seedCount > 0 && !m_rows.empty()
                       && std::equal(m_rows.begin(), m_rows.end(), rows.begin(), sameIds);
    if (grown) {
        // Selection and scroll position stay where nothing went away.
        if (rows.size() > m_rows.size()) {
            beginInsertRows({}, static_cast<int>(m_rows.size()) + 1, static_cast<int>(rows.size()));
            m_rows = std::move(rows);
            endInsertRows();
        } else {
            m_rows = std::move(rows);
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
    const Row row = all ? Row{0, m_instructionCount} : m_rows[static_cast<std::size_t>(index.row()) - 1];
    switch (role) {
    case Qt::DisplayRole:
        return all ? tr("All trees") : m_project->texts().text(row.id).left(longestShown).simplified();
    case Qt::ToolTipRole:
        return all ? tr("The whole forest") : m_project->texts().text(row.id).left(4 * longestShown);
    case Qt::AccessibleTextRole:
        return tr("%1, instructions: %2").arg(data(index, Qt::DisplayRole).toString()).arg(row.size);
    case IdRole:
        return QVariant::fromValue<qlonglong>(row.id);
    case CountRole:
        return row.size;
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
    const InstructionId seed = m_project->pool().id(m_project->pool().root(n));
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [seed](const Row &row) { return row.id == seed; });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()) + 1);
}

InstructionId SeedListModel::idAt(const QModelIndex &index) const
{
    return index.isValid() ? index.data(IdRole).toLongLong() : 0;
}

} // namespace evol
