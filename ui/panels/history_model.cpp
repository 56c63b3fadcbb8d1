// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; reading runs in the thread pool.
#include "ui/panels/history_model.h"

#include "ui/background.h"
#include "ui/panels/change_words.h"
#include "ui/panels/page_text.h"
#include "ui/panels/two_line_delegate.h"

#include <QLocale>

#include <algorithm>

namespace evol {

namespace {

constexpr int actionsAtOnce = 200;
constexpr int changesAtOnce = 200;

QString shownPerson(const std::string &by)
{
    return by == "engine" ? HistoryModel::tr("the engine") : QString::fromStdString(by);
}

QString shownSubject(const Change &change)
{
    const InstructionId id = subject(change);
    return id == 0 ? HistoryModel::tr("the project") : QStringLiteral("#%1").arg(id);
}

/// To the minute; the seconds are told of the current row.
QString shortTime(std::int64_t milliseconds)
{
    return shownTime(milliseconds).chopped(3);
}

/// From what to what, and of which instruction where the action's name does not say it.
QString whatOfOne(const std::string &label, const Change &change)
{
    const QString id = shownSubject(change);
    const bool isTold = subject(change) == 0 || QString::fromStdString(label).contains(id);
    return isTold ? fromTo(change) : QStringLiteral("%1 %2").arg(id, fromTo(change));
}

} // namespace

HistoryModel::HistoryModel(QObject *parent) : QAbstractItemModel(parent) {}

void HistoryModel::show(Document *document, const HistoryFilter &filter)
{
    beginResetModel();
    ++m_generation;
    m_reader = document ? BackgroundReader(*document) : BackgroundReader();
    m_filter = filter;
    m_groups.clear();
    m_wanted.clear();
    m_isReading = false;
    m_isComplete = !document;
    endResetModel();
    if (document)
        want({What::OlderActions, 0});
}

void HistoryModel::refresh()
{
    if (m_isComplete && m_groups.empty())
        m_isComplete = false;
    want({m_groups.empty() ? What::OlderActions : What::NewerActions, 0});
}

Result<HistoryModel::Page> HistoryModel::read(ProjectReader &reader, const HistoryFilter &filter, const Wish &wish)
{
    Page page;
    if (wish.action != 0) {
        auto entries = reader.history(filter);
        if (!entries)
            return tl::unexpected<Error>(entries.error());
        page.entries = std::move(*entries);
        return page;
    }
    const auto actions = reader.actions(filter);
    if (!actions)
        return tl::unexpected<Error>(actions.error());
    for (const ActionEntry &action : *actions) {
        Group group{action, {}};
        // Most actions of people are one change, which their row tells.
        if (action.changes == 1) {
            HistoryFilter one = filter;
            one.action = action.action.id;
            one.before = 0;
            auto entries = reader.history(one);
            if (!entries)
                return tl::unexpected<Error>(entries.error());
            group.entries = std::move(*entries);
        }
        page.groups.push_back(std::move(group));
    }
    return page;
}

void HistoryModel::want(const Wish &wish)
{
    if (std::find(m_wanted.begin(), m_wanted.end(), wish) == m_wanted.end())
        m_wanted.push_back(wish);
    readNext();
}

HistoryFilter HistoryModel::filterOf(const Wish &wish) const
{
    HistoryFilter filter = m_filter;
    filter.action = wish.action;
    filter.limit = wish.action == 0 ? actionsAtOnce : changesAtOnce;
    if (wish.what == What::OlderActions && !m_groups.empty())
        filter.before = m_groups.back().action.action.id;
    const int row = rowOf(wish.action);
    if (wish.what == What::OlderChanges && row >= 0 && !m_groups[static_cast<std::size_t>(row)].entries.empty())
        filter.before = m_groups[static_cast<std::size_t>(row)].entries.back().number;
    return filter;
}

void HistoryModel::readNext()
{
    if (m_isReading || m_wanted.empty())
        return;
    const Wish wish = m_wanted.front();
    const HistoryFilter filter = filterOf(wish);
    m_isReading = true;
    inBackground(
        this,
        [reader = m_reader, filter, wish]() mutable -> Result<Page> {
            const auto opened = reader.get();
            if (!opened)
                return tl::unexpected<Error>(opened.error());
            return read(**opened, filter, wish);
        },
        [this, wish, generation = m_generation](Result<Page> page) {
            if (generation == m_generation)
                take(wish, std::move(page));
        });
}

void HistoryModel::take(const Wish &wish, Result<Page> page)
{
    m_isReading = false;
    std::erase(m_wanted, wish);
    const int row = rowOf(wish.action);
    if (!page) {
        // Asked again, it would fail again.
        (row >= 0 ? m_groups[static_cast<std::size_t>(row)].isComplete : m_isComplete) = true;
        Q_EMIT failed(page.error());
    } else if (wish.what == What::OlderActions) {
        takeOlder(std::move(page->groups));
    } else if (wish.what == What::NewerActions) {
        takeNewer(std::move(page->groups));
    } else if (row >= 0 && wish.what == What::OlderChanges) {
        takeOlderChanges(row, std::move(page->entries));
    } else if (row >= 0) {
        takeNewerChanges(row, std::move(page->entries));
    }
    readNext();
    Q_EMIT arrived();
}

void HistoryModel::takeOlder(std::vector<Group> groups)
{
    m_isComplete = static_cast<int>(groups.size()) < actionsAtOnce;
    if (groups.empty())
        return;
    const int first = static_cast<int>(m_groups.size());
    beginInsertRows({}, first, first + static_cast<int>(groups.size()) - 1);
    std::move(groups.begin(), groups.end(), std::back_inserter(m_groups));
    endInsertRows();
}

void HistoryModel::takeNewer(std::vector<Group> groups)
{
    const ActionId newest = m_groups.front().action.action.id;
    const auto known = std::find_if(groups.begin(), groups.end(), [newest](const Group &group) { return group.action.action.id <= newest; });
    // More was written than one page shows: what lies between would be missing.
    if (known == groups.end() && static_cast<int>(groups.size()) == actionsAtOnce) {
        beginResetModel();
        m_groups = std::move(groups);
        m_isComplete = false;
        endResetModel();
        return;
    }
    std::for_each(known, groups.end(), [this](const Group &group) { update(group); });
    groups.erase(known, groups.end());
    if (groups.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(groups.size()) - 1);
    m_groups.insert(m_groups.begin(), std::make_move_iterator(groups.begin()), std::make_move_iterator(groups.end()));
    endInsertRows();
}

void HistoryModel::update(const Group &group)
{
    const int row = rowOf(group.action.action.id);
    if (row < 0)
        return;
    Group &shown = m_groups[static_cast<std::size_t>(row)];
    const bool hasGrown = shown.action.changes != group.action.changes;
    // The one change of an action stands in the action's row; of several, each has its own.
    if (shown.action.changes <= 1) {
        shown = group;
    } else {
        shown.action = group.action;
        if (hasGrown && !shown.entries.empty())
            want({What::NewerChanges, group.action.action.id});
    }
    Q_EMIT dataChanged(index(row, 0), index(row, 0));
}

void HistoryModel::takeNewerChanges(int row, std::vector<HistoryEntry> entries)
{
    Group &group = m_groups[static_cast<std::size_t>(row)];
    const std::int64_t newest = group.entries.empty() ? 0 : group.entries.front().number;
    const auto known = std::find_if(entries.begin(), entries.end(), [newest](const HistoryEntry &entry) { return entry.number <= newest; });
    if (known == entries.end() && !group.entries.empty()) {
        beginRemoveRows(index(row, 0), 0, static_cast<int>(group.entries.size()) - 1);
        group.entries.clear();
        group.isComplete = false;
        endRemoveRows();
    }
    entries.erase(known, entries.end());
    if (entries.empty())
        return;
    beginInsertRows(index(row, 0), 0, static_cast<int>(entries.size()) - 1);
    group.entries.insert(group.entries.begin(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
    endInsertRows();
}

void HistoryModel::takeOlderChanges(int row, std::vector<HistoryEntry> entries)
{
    Group &group = m_groups[static_cast<std::size_t>(row)];
    group.isComplete = static_cast<int>(entries.size()) < changesAtOnce;
    if (entries.empty())
        return;
    const int first = static_cast<int>(group.entries.size());
    beginInsertRows(index(row, 0), first, first + static_cast<int>(entries.size()) - 1);
    std::move(entries.begin(), entries.end(), std::back_inserter(group.entries));
    endInsertRows();
}

int HistoryModel::rowOf(ActionId action) const
{
    const auto found = std::lower_bound(m_groups.begin(), m_groups.end(), action,
                                        [](const Group &group, ActionId id) { return group.action.action.id > id; });
    return found != m_groups.end() && found->action.action.id == action ? static_cast<int>(found - m_groups.begin()) : -1;
}

QModelIndex HistoryModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    // A change carries the number of its action: rows of actions move when newer ones come.
    const ActionEntry *of = action(parent);
    return createIndex(row, 0, static_cast<quintptr>(of ? of->action.id : 0));
}

QModelIndex HistoryModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    const int row = rowOf(static_cast<ActionId>(index.internalId()));
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr{0});
}

const ActionEntry *HistoryModel::action(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() != 0 || index.row() >= static_cast<int>(m_groups.size()))
        return nullptr;
    return &m_groups[static_cast<std::size_t>(index.row())].action;
}

const HistoryEntry *HistoryModel::entry(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    if (const ActionEntry *of = action(index)) {
        const Group &group = m_groups[static_cast<std::size_t>(index.row())];
        return of->changes == 1 && !group.entries.empty() ? &group.entries.front() : nullptr;
    }
    const int row = rowOf(static_cast<ActionId>(index.internalId()));
    return row < 0 ? nullptr : &m_groups[static_cast<std::size_t>(row)].entries[static_cast<std::size_t>(index.row())];
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    const ActionEntry *of = action(parent);
    return of && of->changes > 1 ? static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].entries.size()) : 0;
}

bool HistoryModel::hasChildren(const QModelIndex &parent) const
{
    const ActionEntry *of = action(parent);
    return !parent.isValid() || (of && of->changes > 1);
}

bool HistoryModel::hasMore(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_isComplete;
    const ActionEntry *of = action(parent);
    return of && of->changes > 1 && !m_groups[static_cast<std::size_t>(parent.row())].isComplete;
}

void HistoryModel::readMore(const QModelIndex &parent)
{
    if (hasMore(parent))
        want(parent.isValid() ? Wish{What::OlderChanges, action(parent)->action.id} : Wish{What::OlderActions, 0});
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (const ActionEntry *of = action(index); of)
        return actionData(m_groups[static_cast<std::size_t>(index.row())], role);
    const HistoryEntry *change = entry(index);
    return change ? changeData(*change, role) : QVariant();
}

QString HistoryModel::shownCount(std::int64_t changes) const
{
    const QString count = QLocale().toString(static_cast<qlonglong>(changes));
    const bool isAtLeast = changes == mostCounted && (m_filter.kind || m_filter.instruction != 0);
    return isAtLeast ? tr("%1+ changes").arg(count) : tr("%1 changes").arg(count);
}

QVariant HistoryModel::actionData(const Group &group, int role) const
{
    const ActionEntry &action = group.action;
    const QString who = QStringLiteral("%1 · %2").arg(shownPerson(action.action.by), shortTime(action.time));
    switch (role) {
    case Qt::DisplayRole: {
        const QString label = QString::fromStdString(action.action.label);
        return action.kind == ActionKind::Undo ? tr("Undo: %1").arg(label) : action.kind == ActionKind::Redo ? tr("Redo: %1").arg(label) : label;
    }
    case TwoLineDelegate::SecondLineRole:
        return action.changes == 1 && !group.entries.empty() ? QStringLiteral("%1 · %2").arg(who, whatOfOne(action.action.label, group.entries.front().change)) : who;
    case TwoLineDelegate::RightRole:
        return action.undone ? tr("undone") : action.changes == 1 ? QString() : shownCount(action.changes);
    case TwoLineDelegate::StruckRole:
        return action.undone;
    default:
        return {};
    }
}

QVariant HistoryModel::changeData(const HistoryEntry &entry, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1 · %2").arg(shownSubject(entry.change), shownChange(entry.change));
    case TwoLineDelegate::SecondLineRole:
        return fromTo(entry.change);
    default:
        return {};
    }
}

} // namespace evol
