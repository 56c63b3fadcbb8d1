// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a project as a tree: actions, newest first, and below each its changes. Both are read page by page
// on another thread, when somebody scrolls there. GUI thread.
#pragma once

#include "ui/background_reader.h"

#include <QAbstractItemModel>

#include <deque>
#include <optional>
#include <vector>

namespace evol {

class HistoryModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit HistoryModel(QObject *parent = nullptr);

    /// Null: nothing. `filter`: of whom, of which kind, of which instruction.
    void show(Document *document, const HistoryFilter &filter);
    /// Takes in what has been written since.
    void refresh();
    /// Nothing is being read.
    bool isSettled() const { return !m_isReading && m_wanted.empty(); }

    /// The change of a row; of an action only where it is its one change. Null: none.
    const HistoryEntry *entry(const QModelIndex &index) const;
    /// Null for a change.
    const ActionEntry *action(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 1; }
    bool hasChildren(const QModelIndex &parent = {}) const override;
    /// Not by fetchMore(): a QTreeView fetches another page each time it lays out one, until it has all.
    bool hasMore(const QModelIndex &parent) const;
    void readMore(const QModelIndex &parent);
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void arrived(); ///< a page, maybe an empty one
    void failed(const evol::Error &error);

private:
    struct Group {
        ActionEntry action;
        std::vector<HistoryEntry> entries; ///< newest first, as far as they were read
        bool isComplete = false;           ///< the oldest was read
    };
    enum class What { NewerActions, OlderActions, NewerChanges, OlderChanges };
    struct Wish {
        What what = What::NewerActions;
        ActionId action = 0; ///< of the changes

        bool operator==(const Wish &) const = default;
    };
    struct Page {
        std::vector<Group> groups;
        std::vector<HistoryEntry> entries;
    };
    static Result<Page> read(ProjectReader &reader, const HistoryFilter &filter, const Wish &wish);

    void want(const Wish &wish);
    void readNext();
    void take(const Wish &wish, Result<Page> page);
    void takeNewer(std::vector<Group> groups);
    void takeOlder(std::vector<Group> groups);
    void update(const Group &group);
    void takeNewerChanges(int row, std::vector<HistoryEntry> entries);
    void takeOlderChanges(int row, std::vector<HistoryEntry> entries);
    HistoryFilter filterOf(const Wish &wish) const;
    int rowOf(ActionId action) const; ///< -1: not read
    QString shownCount(std::int64_t changes) const;
    QVariant actionData(const Group &group, int role) const;
    QVariant changeData(const HistoryEntry &entry, int role) const;

    BackgroundReader m_reader;
    HistoryFilter m_filter;
    std::vector<Group> m_groups; ///< newest first
    std::deque<Wish> m_wanted;
    bool m_isReading = false, m_isComplete = true;
    int m_generation = 0; ///< of the filter: what is read for an older one is dropped
};

} // namespace evol
