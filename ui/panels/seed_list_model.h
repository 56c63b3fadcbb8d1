// SPDX-License-Identifier: GPL-3.0-or-later
// The seeds of a project as a list: first a row for all trees, then a row for each seed with the size of its tree.
// Texts are read for the rows that are shown only. GUI thread.
#pragma once

#include "ui/project.h"

#include <QAbstractListModel>
#include <QTimer>

#include <optional>
#include <unordered_set>

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

Q_SIGNALS:
    void countsChanged();

private:
    struct Row {
        InstructionId id;
        int size;
        bool operator==(const Row &) const = default;
    };
    void rebuild();
    bool isListed(int size, bool hasEliminated, bool hasOverrides) const;

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    TreeFilter m_filter = TreeFilter::All;
    std::optional<std::vector<InstructionId>> m_matches;
    std::vector<Row> m_rows;
    int m_seedCount = 0;
    int m_instructionCount = 0;
    QTimer m_rebuildTimer;
};

} // namespace evol
