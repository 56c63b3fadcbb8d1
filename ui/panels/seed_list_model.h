// SPDX-License-Identifier: GPL-3.0-or-later
// The seeds of a project as a list: first a row for all trees, then a row for each seed with the size of its tree.
// What a change does to a tree is added to what is known of it; texts are read for the rows that are shown only.
// GUI thread.
#pragma once

#include "domain/filter.h"
#include "ui/project.h"

#include <QAbstractListModel>
#include <QTimer>

#include <optional>

namespace evol {

/// Which trees are listed.
enum class TreeFilter { All, NotEvolved, WithEliminated, WithOverrides };

class SeedListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, CountRole };

    explicit SeedListModel(QObject *parent = nullptr);

    void setProject(Project *project);
    void setFilter(TreeFilter filter);
    /// Only trees that hold one of these instructions; empty: all.
    void setMatches(std::optional<std::vector<InstructionId>> ids);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    int seedCount() const { return m_seedCount; } ///< without the filters
    int shownCount() const { return static_cast<int>(m_rows.size()); }
    /// The row of the tree that holds `id`; invalid where it is not listed.
    QModelIndex rowOf(InstructionId id) const;
    InstructionId idAt(const QModelIndex &index) const; ///< 0: all trees
    void prefetch(int first, int last) const;

Q_SIGNALS:
    void countsChanged();

private:
    /// What is known of a tree, by its root's index.
    struct Tree {
        int size = 0, eliminated = 0, overridden = 0;
    };
    void takeChanges(const std::vector<Change> &changes);
    void countAll();
    void recount(NodeIndex n);
    void refresh();
    bool isListed(NodeIndex root) const;

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    TreeFilter m_filter = TreeFilter::All;
    std::optional<NodeSet> m_matches;      ///< by root
    std::vector<NodeIndex> m_rows;         ///< roots
    std::vector<NodeIndex> m_root;         ///< by node
    std::vector<std::uint8_t> m_counted;   ///< by node: as what it was added to its tree
    std::vector<Tree> m_trees;             ///< by root
    int m_seedCount = 0;
    bool m_isMoved = false;                ///< roots have to be found anew
    QTimer m_refreshTimer;
};

} // namespace evol
