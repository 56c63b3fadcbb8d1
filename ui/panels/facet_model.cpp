// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/facet_model.h"

#include <QLocale>

#include <algorithm>

namespace evol {

FacetModel::FacetModel(QObject *parent) : QAbstractListModel(parent)
{
    for (const Facet facet : {Facet::State, Facet::Operator})
        m_open[static_cast<std::size_t>(facet)] = true;
}

void FacetModel::setPool(const Pool *pool)
{
    m_pool = pool;
    m_counts = {};
    refresh();
}

void FacetModel::setFilter(const Filter &filter)
{
    m_filter = filter;
    refresh();
}

void FacetModel::setCounts(const FilterCounts &counts)
{
    m_counts = counts;
    refresh();
}

std::vector<FacetModel::Row> FacetModel::rows() const
{
    std::vector<Row> all;
    for (int i = 0; m_pool && i < facetCount; ++i) {
        const auto facet = static_cast<Facet>(i);
        const std::vector<int> values = facetValues(facet, *m_pool, m_counts);
        if (values.empty())
            continue;
        all.push_back({facet, head});
        for (const int value : values) {
            if (isOpen(facet))
                all.push_back({facet, value});
        }
    }
    return all;
}

void FacetModel::refresh()
{
    std::vector<Row> fresh = rows();
    if (fresh != m_rows) {
        // Equal beginnings and ends stay, so that the view keeps its place: one group opens, or a value comes.
        const auto [oldFirst, newFirst] = std::mismatch(m_rows.begin(), m_rows.end(), fresh.begin(), fresh.end());
        const int first = static_cast<int>(oldFirst - m_rows.begin());
        const auto [oldLast, newLast] = std::mismatch(m_rows.rbegin(), std::make_reverse_iterator(oldFirst), fresh.rbegin(), std::make_reverse_iterator(newFirst));
        const int oldEnd = static_cast<int>(m_rows.rend() - oldLast);
        const int newEnd = static_cast<int>(fresh.rend() - newLast);
        if (oldEnd > first) {
            beginRemoveRows({}, first, oldEnd - 1);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + oldEnd);
            endRemoveRows();
        }
        if (newEnd > first) {
            beginInsertRows({}, first, newEnd - 1);
            m_rows.insert(m_rows.begin() + first, fresh.begin() + first, fresh.begin() + newEnd);
            endInsertRows();
        }
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int FacetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FacetModel::chosenIn(Facet facet) const
{
    int count = 0;
    for (const int value : facetValues(facet, *m_pool, m_counts))
        count += isChosen(facet, m_filter, *m_pool, value);
    return count;
}

QVariant FacetModel::data(const QModelIndex &index, int role) const
{
    if (!m_pool || !index.isValid() || index.row() >= rowCount())
        return {};
    const Row row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isHeadRow = row.value == head;
    switch (role) {
    case Qt::DisplayRole:
        return isHeadRow ? facetTitle(row.facet) : valueTitle(row.facet, *m_pool, row.value);
    case Qt::EditRole:
        return isDate(index.row()) ? QVariant(createdDate(m_filter, CreatedEnd(row.value))) : QVariant();
    case Qt::CheckStateRole:
        if (isHeadRow || row.facet == Facet::Created)
            return {};
        return isChosen(row.facet, m_filter, *m_pool, row.value) ? Qt::Checked : Qt::Unchecked;
    case CountRole:
        return QVariant::fromValue<qlonglong>(isHeadRow ? chosenIn(row.facet) : countOf(row.facet, m_counts, row.value));
    case IsHeadRole:
        return isHeadRow;
    case IsOpenRole:
        return isOpen(row.facet);
    case IsDateRole:
        return isDate(index.row());
    case Qt::AccessibleTextRole:
        return isHeadRow ? facetTitle(row.facet)
                         : tr("%1: %2, %3").arg(facetTitle(row.facet), valueTitle(row.facet, *m_pool, row.value), QLocale().toString(countOf(row.facet, m_counts, row.value)));
    default:
        return {};
    }
}

bool FacetModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !isDate(index.row()))
        return false;
    Filter edited = m_filter;
    if (!setCreatedDate(edited, CreatedEnd(m_rows[static_cast<std::size_t>(index.row())].value), value.toString()) || edited == m_filter)
        return false;
    m_filter = edited;
    Q_EMIT dataChanged(index, index);
    Q_EMIT filterEdited(m_filter);
    return true;
}

Qt::ItemFlags FacetModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() && index.row() < rowCount() && isDate(index.row()) ? flags | Qt::ItemIsEditable : flags;
}

int FacetModel::headOf(Facet facet) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), Row{facet, head});
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void FacetModel::setFold(Facet facet, Fold fold)
{
    m_open[static_cast<std::size_t>(facet)] = fold == Fold::Open;
    refresh();
}

void FacetModel::toggleRow(int row)
{
    if (!m_pool || row < 0 || row >= rowCount() || isHead(row) || isDate(row))
        return;
    toggle(facetAt(row), m_filter, *m_pool, m_rows[static_cast<std::size_t>(row)].value);
    refresh();
    Q_EMIT filterEdited(m_filter);
}

} // namespace evol
