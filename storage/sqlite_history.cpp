// SPDX-License-Identifier: GPL-3.0-or-later
// The queries about a project's actions and their changes. One thread at a time.
#include "storage/sqlite_reader.h"

#include "storage/change_codec.h"

#include <limits>

namespace evol {

namespace {

std::int64_t beforeOf(const HistoryFilter &filter)
{
    return filter.before > 0 ? filter.before : std::numeric_limits<std::int64_t>::max();
}

/// -1: all.
int kindOf(const HistoryFilter &filter)
{
    return filter.kind ? static_cast<int>(*filter.kind) : -1;
}

ActionEntry readAction(const Query &q)
{
    return {{q.integer(0), q.text(1), q.text(2)}, static_cast<ActionKind>(q.small(3)), q.integer(4), q.small(5) != 0,
            q.integer(6), q.integer(7)};
}

} // namespace

Result<std::vector<HistoryEntry>> SqliteReader::history(const HistoryFilter &filter)
{
    return guarded(m_path, [&]() -> Result<std::vector<HistoryEntry>> {
        // One person's are looked up by number: between them may be a million of the engine's.
        static const std::string start = "SELECT c.number, c.action, a.label, a.by, c.time, c.kind, c.payload FROM change c "
                                         "JOIN action a ON a.id = c.action WHERE ",
                                 end = " ORDER BY c.number DESC LIMIT ?3",
                                 any = start + "?1 = 0 AND ?4 = '' AND c.number < ?2" + end,
                                 ofSome = start + "c.number < ?2 AND ?1 IN (0, c.instruction) AND ?4 IN ('', a.by) AND "
                                                  "?5 = 0 AND ?6 IN (-1, c.kind)" + end,
                                 ofAction = start + "c.action = ?5 AND c.number < ?2 AND ?1 IN (0, c.instruction) AND "
                                                    "?4 IN ('', a.by) AND ?6 IN (-1, c.kind)" + end,
                                 ofOne = start + "c.number IN (SELECT c.number FROM action a JOIN change c ON c.action = a.id "
                                                 "WHERE ?1 = 0 AND a.by = ?4 AND c.number < ?2 "
                                                 "ORDER BY c.number DESC LIMIT ?3)" + end,
                                 ofInstruction = start + "?4 IN ('', a.by) AND c.instruction = ?1 AND c.number < ?2" + end;
        auto q = query((filter.action != 0        ? ofAction
                        : filter.kind             ? ofSome
                        : filter.instruction != 0 ? ofInstruction
                        : filter.by.empty()       ? any
                                                  : ofOne)
                           .c_str());
        if (filter.action != 0 || filter.kind)
            q.bind(filter.instruction, beforeOf(filter), filter.limit, filter.by, filter.action, kindOf(filter));
        else
            q.bind(filter.instruction, beforeOf(filter), filter.limit, filter.by);
        std::vector<HistoryEntry> entries;
        while (q.next()) {
            auto change = decodePayload(q.small(5), q.text(6), [&](const TextReference &t) { return textBody(t.id); });
            if (!change)
                return tl::unexpected<Error>(change.error());
            entries.push_back({q.integer(0), q.integer(1), q.text(2), q.text(3), q.integer(4), std::move(*change)});
        }
        return entries;
    });
}

Result<std::vector<Change>> SqliteReader::changesOf(ActionId action)
{
    return guarded(m_path, [&]() -> Result<std::vector<Change>> {
        auto q = query("SELECT kind, payload FROM change WHERE action = ? ORDER BY number");
        q.bind(action);
        std::vector<Change> changes;
        while (q.next()) {
            auto change = decodePayload(q.small(0), q.text(1), [&](const TextReference &t) { return textBody(t.id); });
            if (!change)
                return tl::unexpected<Error>(change.error());
            changes.push_back(std::move(*change));
        }
        return changes;
    });
}

Result<std::vector<ActionEntry>> SqliteReader::actions(int limit)
{
    return guarded(m_path, [&]() -> Result<std::vector<ActionEntry>> {
        auto q = query("SELECT id, label, by, kind, target, undone_by IS NOT NULL, time, "
                       "(SELECT count(*) FROM change c WHERE c.action = action.id) FROM action "
                       "ORDER BY id DESC LIMIT ?");
        q.bind(limit);
        std::vector<ActionEntry> entries;
        while (q.next())
            entries.push_back(readAction(q));
        return entries;
    });
}

Result<std::vector<ActionEntry>> SqliteReader::actions(const HistoryFilter &filter)
{
    return guarded(m_path, [&]() -> Result<std::vector<ActionEntry>> {
        // Where any change will do, only the index is counted; else rows, and no more of them than anybody reads.
        static const std::string start = "SELECT * FROM (SELECT id, label, by, kind, target, undone_by IS NOT NULL, time, "
                                         "(SELECT count(*) FROM ",
                                 all = "change c WHERE c.action = a.id",
                                 some = "(SELECT 1 FROM change c WHERE c.action = a.id AND ?5 IN (-1, c.kind) AND ?1 IN (0, c.instruction) LIMIT "
                                        + std::to_string(mostCounted) + ")",
                                 from = ") AS changes FROM action a WHERE id < ?2 AND ?4 IN ('', by)",
                                 ofInstruction = " AND id IN (SELECT action FROM change WHERE instruction = ?1)",
                                 end = " ORDER BY id DESC) WHERE changes > 0 LIMIT ?3", any = start + all + from + end,
                                 ofSome = start + some + from + end, ofOne = start + some + from + ofInstruction + end;
        auto q = query((filter.instruction != 0 ? ofOne : filter.kind ? ofSome : any).c_str());
        if (filter.instruction != 0 || filter.kind)
            q.bind(filter.instruction, beforeOf(filter), filter.limit, filter.by, kindOf(filter));
        else
            q.bind(filter.instruction, beforeOf(filter), filter.limit, filter.by);
        std::vector<ActionEntry> entries;
        while (q.next())
            entries.push_back(readAction(q));
        return entries;
    });
}

} // namespace evol
