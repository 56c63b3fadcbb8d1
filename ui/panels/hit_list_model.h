// SPDX-License-Identifier: GPL-3.0-or-later
// The instructions that a search and a filter let through, as a list: positions in the pool, nothing else is kept for
// a row. Texts are asked for when a row is painted. GUI thread.
#pragma once

#include "domain/filter.h"
#include "ui/panels/hit_texts.h"
#include "ui/panels/word_marks.h"
#include "ui/project.h"

#include <QAbstractListModel>

namespace evol {

enum class HitOrder { Tree, NewestFirst };

class HitListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit HitListModel(QObject *parent = nullptr);

    void setProject(Project *project);
    /// nodes: in order of NodeIndex. Rows that stay keep their place in the view's eyes.
    void setNodes(std::vector<NodeIndex> nodes);
    void setOrder(HitOrder order);
    /// What is marked in texts, and where each hit was found.
    void setQuery(const QString &query, const std::vector<SearchHit> &hits);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    Project *project() const { return m_project; }
    NodeIndex nodeAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    InstructionId idAt(int row) const;
    int rowOf(InstructionId id) const; ///< -1: none
    FoundIn placeOf(int row) const;
    /// In which the words were found; null where it is not there yet.
    QString textAt(int row) const;
    HitTexts &hitTexts() { return m_texts; }
    const QueryWords &words() const { return m_words; }
    std::vector<InstructionId> ids() const; ///< in order of id
    void prefetch(int first, int last);

private:
    const SearchHit *hitAt(int row) const;
    void sort(std::vector<NodeIndex> &nodes) const;

    Project *m_project = nullptr;
    HitOrder m_order = HitOrder::Tree;
    std::vector<NodeIndex> m_rows;
    std::vector<SearchHit> m_hits;
    std::vector<std::int32_t> m_hitOf; ///< by node, the one of m_hits that says most; -1: none
    HitTexts m_texts;
    QueryWords m_words;
};

} // namespace evol
