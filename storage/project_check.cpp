// SPDX-License-Identifier: GPL-3.0-or-later
// The integrity check: SQLite's own, the texts' hashes, the chain of changes, and every projected table against
// what the changes say. One thread at a time.
#include "storage/change_chain.h"
#include "storage/change_codec.h"
#include "storage/sqlite_reader.h"

#include <QCryptographicHash>

#include <map>

namespace evol {

namespace {

/// Rows of one projected table by their key, each as one line of text.
using Rows = std::map<std::int64_t, std::string>;

struct Projection {
    Rows instructions, responses, verdicts, overrides, ratings, difficulties;
    std::optional<std::string> title;
};

std::string line(std::initializer_list<std::string> fields)
{
    std::string joined;
    for (const std::string &field : fields)
        joined += std::to_string(field.size()) + ':' + field + ' ';
    return joined;
}

std::string overrideLine(int decision, const std::string &reason, const std::string &by)
{
    return line({std::to_string(decision), reason, by});
}

/// Texts stand for themselves by their number here: decodePayload() is given a reader that returns it.
void apply(Projection &p, const Change &change)
{
    const auto set = [](Rows &rows, std::int64_t key, std::optional<std::string> row) {
        if (row)
            rows[key] = *row;
        else
            rows.erase(key);
    };
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    if (const auto *c = std::get_if<AddInstruction>(&change)) {
        const Instruction &i = c->instruction;
        set(p.instructions, i.id, line({number(i.parent), number(i.epoch), i.operatorKey, i.text, i.context, i.skill, i.origin, i.model, i.promptVersion, number(i.exchange)}));
    } else if (const auto *removed = std::get_if<RemoveInstruction>(&change)) {
        // What hung on it went before, by changes of its own; only its difficulty is part of its row.
        set(p.instructions, removed->instruction.id, std::nullopt);
        set(p.difficulties, removed->instruction.id, std::nullopt);
    } else if (const auto *answered = std::get_if<AddResponse>(&change)) {
        const Response &r = answered->response;
        set(p.responses, r.id, line({number(r.instruction), r.text, r.source, r.promptVersion, number(r.exchange)}));
    } else if (const auto *withdrawn = std::get_if<RemoveResponse>(&change)) {
        set(p.responses, withdrawn->response.id, std::nullopt);
    } else if (const auto *v = std::get_if<SetVerdict>(&change)) {
        set(p.verdicts, v->instruction, v->to ? std::optional(line({number(v->to->judgeExchange), encodeFiredRules(v->to->fired)})) : std::nullopt);
    } else if (const auto *o = std::get_if<SetOverride>(&change)) {
        set(p.overrides, o->instruction, o->to ? std::optional(overrideLine(static_cast<int>(o->to->decision), o->to->reason, o->to->by)) : std::nullopt);
    } else if (const auto *d = std::get_if<SetDifficulty>(&change)) {
        set(p.difficulties, d->instruction, d->to ? std::optional(number(*d->to)) : std::nullopt);
    } else if (const auto *r = std::get_if<RateResponse>(&change)) {
        set(p.ratings, r->response, r->to ? std::optional(line({number(r->to->stars), r->to->note})) : std::nullopt);
    } else if (const auto *t = std::get_if<SetTitle>(&change)) {
        p.title = t->to;
    }
}

Projection storedRows(Connection &connection)
{
    Projection p;
    const auto load = [&](Rows &rows, const char *sql, int fields) {
        Query q(connection.statement(sql));
        while (q.next()) {
            std::string row;
            for (int field = 1; field <= fields; ++field)
                row += line({q.text(field)});
            rows[q.integer(0)] = row;
        }
    };
    load(p.instructions, "SELECT id, ifnull(parent, 0), epoch, operator, text, ifnull(context, ''), skill, origin, model, prompt_version, exchange FROM instruction", 10);
    load(p.responses, "SELECT id, instruction, ifnull(text, ''), source, prompt_version, exchange FROM response", 5);
    load(p.verdicts, "SELECT instruction, judge_exchange, fired FROM verdict", 2);
    load(p.overrides, "SELECT instruction, decision, reason, by FROM override", 3);
    load(p.ratings, "SELECT response, stars, note FROM rating", 2);
    Query q(connection.statement("SELECT id, difficulty FROM instruction WHERE difficulty IS NOT NULL"));
    while (q.next())
        p.difficulties[q.integer(0)] = std::to_string(q.integer(1));
    return p;
}

void compare(const char *table, const Rows &expected, const Rows &stored, std::vector<std::string> &problems)
{
    for (const auto &[key, row] : expected) {
        const auto found = stored.find(key);
        if (found == stored.end())
            problems.push_back(std::string(table) + ' ' + std::to_string(key) + " is missing, though the changes made it.");
        else if (found->second != row)
            problems.push_back(std::string(table) + ' ' + std::to_string(key) + " is not what the changes say.");
    }
    for (const auto &[key, row] : stored) {
        if (!expected.contains(key))
            problems.push_back(std::string(table) + ' ' + std::to_string(key) + " is there, though no change made it.");
    }
}

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
        const std::string hash = QCryptographicHash::hash(QByteArrayView(body.data(), static_cast<qsizetype>(body.size())),
                                                          QCryptographicHash::Sha256).toStdString();
        if (hash != q.view(1))
            problems.push_back("Text " + q.text(0) + " was altered after it was stored.");
        hashes[q.integer(0)] = QByteArray::fromStdString(hash).toHex().toStdString();
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
        Projection expected;
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
                apply(expected, *change);
            if (change && subject(*change) != q.integer(8))
                problems.push_back("Change " + std::to_string(row.number) + " is listed under another instruction than its own.");
            if (!change)
                problems.push_back("Change " + std::to_string(row.number) + ": " + change.error().message + '.');
        }
        checkActions(*m_connection, problems);
        const Projection stored = storedRows(*m_connection);
        compare("Instruction", expected.instructions, stored.instructions, problems);
        compare("The difficulty of instruction", expected.difficulties, stored.difficulties, problems);
        compare("Response", expected.responses, stored.responses, problems);
        compare("The verdict on instruction", expected.verdicts, stored.verdicts, problems);
        compare("The override of instruction", expected.overrides, stored.overrides, problems);
        compare("The rating of response", expected.ratings, stored.ratings, problems);
        if (const auto now = title(); expected.title && now && *now != *expected.title)
            problems.push_back("The title is not what the changes say.");
        return problems;
    });
}

} // namespace evol
