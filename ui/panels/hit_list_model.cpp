// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/hit_list_model.h"

#include "ui/panels/row_painting.h"

#include <algorithm>

namespace evol {

HitListModel::HitListModel(QObject *parent) : QAbstractListModel(parent) {}

void HitListModel::setProject(Project *project)
{
    beginResetModel();
    m_project = project;
    m_rows.clear();
    m_hits.clear();
    m_hitOf.clear();
    m_words = {};
    m_texts.setProject(project);
    endResetModel();
}

void HitListModel::setNodes(std::vector<NodeIndex> nodes)
{
    sort(nodes);
    if (nodes == m_rows)
        return;
    // While a run goes on most often some are added at the end.
    const bool grown = !m_rows.empty() && nodes.size() > m_rows.size() && std::equal(m_rows.begin(), m_rows.end(), nodes.begin());
    if (grown) {
        beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(nodes.size()) - 1);
        m_rows = std::move(nodes);
        endInsertRows();
        return;
    }
    beginResetModel();
    m_rows = std::move(nodes);
    endResetModel();
}

void HitListModel::setOrder(HitOrder order)
{
    if (order == m_order)
        return;
    beginResetModel();
    m_order = order;
    std::sort(m_rows.begin(), m_rows.end());
    sort(m_rows);
    endResetModel();
}

void HitListModel::sort(std::vector<NodeIndex> &nodes) const
{
    if (!m_project || nodes.empty())
        return;
    const Pool &pool = m_project->pool();
    if (m_order == HitOrder::NewestFirst) {
        std::sort(nodes.begin(), nodes.end(), [&pool](NodeIndex a, NodeIndex b) { return pool.id(a) > pool.id(b); });
        return;
    }
    NodeSet wanted(static_cast<std::size_t>(pool.size()));
    for (const NodeIndex n : nodes)
        wanted[static_cast<std::size_t>(n)] = 1;
    nodes.clear();
    for (const NodeIndex n : pool.preorder()) {
        if (wanted[static_cast<std::size_t>(n)])
            nodes.push_back(n);
    }
}

void HitListModel::setQuery(const QString &query, const std::vector<SearchHit> &hits)
{
    m_words = QueryWords(query);
    m_hits = hits;
    m_hitOf.clear();
    m_texts.forget();
    if (m_project && !hits.empty()) {
        const Pool &pool = m_project->pool();
        m_hitOf.resize(static_cast<std::size_t>(pool.size()), -1);
        for (std::size_t i = 0; i < hits.size(); ++i) {
            const NodeIndex n = pool.indexOf(hits[i].instruction);
            if (n == noNode)
                continue;
            // The instruction's own text says most, a note least.
            std::int32_t &best = m_hitOf[static_cast<std::size_t>(n)];
            if (best < 0 || hits[i].place < m_hits[static_cast<std::size_t>(best)].place)
                best = static_cast<std::int32_t>(i);
        }
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const SearchHit *HitListModel::hitAt(int row) const
{
    const auto n = static_cast<std::size_t>(nodeAt(row));
    return n < m_hitOf.size() && m_hitOf[n] >= 0 ? &m_hits[static_cast<std::size_t>(m_hitOf[n])] : nullptr;
}

FoundIn HitListModel::placeOf(int row) const
{
    const SearchHit *hit = hitAt(row);
    return hit ? hit->place : FoundIn::Instruction;
}

QString HitListModel::textAt(int row) const
{
    const SearchHit *hit = hitAt(row);
    return hit && hit->place != FoundIn::Instruction ? m_texts.text(*hit) : m_project->texts().text(idAt(row));
}

int HitListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant HitListModel::data(const QModelIndex &index, int role) const
{
    if (!m_project || !index.isValid() || index.row() >= rowCount())
        return {};
    const Pool &pool = m_project->pool();
    const NodeIndex n = nodeAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return m_project->texts().text(pool.id(n));
    case Qt::ToolTipRole:
        return textAt(index.row()).left(800);
    case Qt::AccessibleTextRole:
        return tr("#%1, %2, %3: %4").arg(pool.id(n)).arg(m_project->texts().operatorTitle(pool.operatorKey(n)), row::stateWord(pool.state(n), pool.isOverridden(n)),
                                                         m_project->texts().text(pool.id(n)).left(200).simplified());
    default:
        return {};
    }
}

InstructionId HitListModel::idAt(int row) const
{
    return m_project && row >= 0 && row < rowCount() ? m_project->pool().id(nodeAt(row)) : 0;
}

int HitListModel::rowOf(InstructionId id) const
{
    const NodeIndex n = m_project ? m_project->pool().indexOf(id) : noNode;
    const auto found = n == noNode ? m_rows.end() : std::find(m_rows.begin(), m_rows.end(), n);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::vector<InstructionId> HitListModel::ids() const
{
    std::vector<InstructionId> ids;
    ids.reserve(m_rows.size());
    for (const NodeIndex n : m_rows)
        ids.push_back(m_project->pool().id(n));
    std::sort(ids.begin(), ids.end());
    return ids;
}

void HitListModel::prefetch(int first, int last)
{
    std::vector<InstructionId> ids;
    std::vector<SearchHit> hits;
    for (int row = std::max(first, 0); row <= last && row < rowCount(); ++row) {
        const SearchHit *hit = hitAt(row);
        if (hit && hit->place != FoundIn::Instruction)
            hits.push_back(*hit);
        else
            ids.push_back(idAt(row));
    }
    m_texts.want(hits);
    if (m_project)
        m_project->texts().prefetch(ids);
}

} // namespace evol
