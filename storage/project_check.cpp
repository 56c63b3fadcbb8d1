// SPDX-License-Identifier: GPL-3.0-or-later
// The integrity check: SQLite's own, the texts' hashes, the chain of changes, and every projected table against
// what the changes say. One thread at a time.
#include "domain/sha256.h"
#include "storage/change_chain.h"
#include "storage/change_codec.h"
#include "storage/replay.h"
#include "storage/skeleton.h"
#include "storage/sqlite_reader.h"
#include "storage/text_index.h"

#include <map>

namespace evol {

namespace {

void checkSqlite(Connection &connection, std::vector<std::string> &problems)
{
    Query integrity(connection.statement("PRAGMA integrity_check"));
    while (integrity.next()) {
        if (integrity.text(0) != "ok")
            problems.push_back("SQLite: " + integrity.text(0));
    }
    Query keys(connection.statement("PRAGMA foreign_key_check"));
    while (keys.next())
        problems.push_back("A row of table " + keys.text(0) + " points at a row of " + keys.text(2) + " that is not there.");
}

/// The hash of every text, by number; one whose body does not match its hash is a problem.
std::map<std::int64_t, std::string> checkTexts(Connection &connection, std::vector<std::string> &problems)
{
    std::map<std::int64_t, std::string> hashes;
    Query q(connection.statement("SELECT id, sha256, body FROM text"));
    while (q.next()) {
        const std::string_view body = q.view(2);
        const std::string hash = sha256(body);
        if (hash != q.view(1))
            problems.push_back("Text " + q.text(0) + " was altered after it was stored.");
        hashes[q.integer(0)] = hexOf(hash);
    }
    return hashes;
}

/// What is undone, by the undos and redos in their order, against what each action says of itself.
void checkActions(Connection &connection, std::vector<std::string> &problems)
{
    std::map<ActionId, ActionId> expected, stored; // undone by; 0: in effect
    Query q(connection.statement("SELECT id, kind, target, ifnull(undone_by, 0) FROM action ORDER BY id"));
    while (q.next()) {
        stored[q.integer(0)] = q.integer(3);
        const auto kind = static_cast<ActionKind>(q.small(1));
        if (kind != ActionKind::Do)
            expected[q.integer(2)] = kind == ActionKind::Undo ? q.integer(0) : 0;
    }
    for (const auto &[action, undoneBy] : expected) {
        if (!stored.contains(action))
            problems.push_back("Action " + std::to_string(action) + " is missing, though it was undone.");
    }
    for (const auto &[action, undoneBy] : stored) {
        if (undoneBy != expected[action])
            problems.push_back("Action " + std::to_string(action) + " is not undone as the actions after it say.");
    }
}

} // namespace

Result<std::vector<std::string>> SqliteReader::check()
{
    return guarded(m_path, [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> problems;
        checkSqlite(*m_connection, problems);
        const auto hashes = checkTexts(*m_connection, problems);
        const TextReader number = [&](const TextReference &text) -> Result<std::string> {
            const auto known = hashes.find(text.id);
            if (known == hashes.end() || known->second != text.sha256)
                return fail(ErrorKind::Corrupt, "text " + std::to_string(text.id) + " is missing or altered");
            return std::to_string(text.id);
        };
        Replay replay;
        ChainLink link;
        auto q = query("SELECT c.number, c.action, a.label, a.by, c.kind, c.time, c.payload, c.hash, c.instruction FROM change c "
                       "LEFT JOIN action a ON a.id = c.action ORDER BY c.number");
        while (q.next()) {
            const ChainedRow row{q.integer(0), q.integer(1), q.text(2), q.text(3), q.small(4), q.integer(5), q.text(6)};
            if (row.number != link.number + 1)
                problems.push_back("Changes " + std::to_string(link.number + 1) + " to " + std::to_string(row.number - 1) + " are missing.");
            link = nextLink(link, row);
            if (link.hash != q.view(7)) {
                problems.push_back("Change " + std::to_string(row.number) + " was altered after it was stored, or one before it.");
                link.hash = q.text(7);
            }
            const auto change = decodePayload(row.kind, row.payload, number);
            if (change)
                replay.apply(*change, row.time);
            if (change && subject(*change) != q.integer(8))
                problems.push_back("Change " + std::to_string(row.number) + " is listed under another instruction than its own.");
            if (!change)
                problems.push_back("Change " + std::to_string(row.number) + ": " + change.error().message + '.');
        }
        checkActions(*m_connection, problems);
        for (const auto &more : {compare(replay.rows(), storedRows(*m_connection)), checkSkeleton(*m_connection)})
            problems.insert(problems.end(), more.begin(), more.end());
        if (const SearchProgress progress = indexProgress(*m_connection); progress.indexed > progress.total)
            problems.push_back("The search index knows changes that are not there.");
        return problems;
    });
}

} // namespace evol
