// SPDX-License-Identifier: GPL-3.0-or-later
// The facets of a filter as rows of a list: a head for each group that can be folded, and its values below. Ticking a
// row changes the filter; the counts are given by whoever counts. GUI thread.
#pragma once

#include "ui/panels/facets.h"

#include <QAbstractListModel>

#include <array>

namespace evol {

class FacetModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IsHeadRole = Qt::UserRole, CountRole, IsOpenRole, IsDateRole };

    explicit FacetModel(QObject *parent = nullptr);

    /// Null: none.
    void setPool(const Pool *pool);
    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }
    void setCounts(const FilterCounts &counts);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// Of a date.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    bool isHead(int row) const { return m_rows[static_cast<std::size_t>(row)].value == head; }
    bool isDate(int row) const { return !isHead(row) && facetAt(row) == Facet::Created; }
    bool isOpen(Facet facet) const { return m_open[static_cast<std::size_t>(facet)]; }
    Facet facetAt(int row) const { return m_rows[static_cast<std::size_t>(row)].facet; }
    int headOf(Facet facet) const; ///< -1: not shown
    enum class Fold { Open, Closed };
    void setFold(Facet facet, Fold fold);
    /// A value; nothing on a head or a date.
    void toggleRow(int row);

Q_SIGNALS:
    void filterEdited(const evol::Filter &filter);

private:
    static constexpr int head = -1;
    struct Row {
        Facet facet;
        int value; ///< or `head`
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> rows() const;
    void refresh();
    int chosenIn(Facet facet) const;

    const Pool *m_pool = nullptr;
    Filter m_filter;
    FilterCounts m_counts;
    std::vector<Row> m_rows;
    std::array<bool, facetCount> m_open{};
};

} // namespace evol
