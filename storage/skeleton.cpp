// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/skeleton.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace evol {

namespace {

/// Which keys a number is of. Stored: never renumber.
enum class KeyKind : int { Operator = 0, Model = 1, Person = 2, Rule = 3 };

constexpr int ruleBits = 32;

enum Mark : int { EditedMark = 1, FlaggedMark = 2, NotedMark = 4 };

int numberOf(Connection &connection, KeyKind kind, const std::string &key)
{
    const int kindNumber = static_cast<int>(kind);
    {
        Query known(connection.statement("SELECT number FROM key_number WHERE kind = ? AND key = ?"));
        if (known.bind(kindNumber, key).next())
            return known.small(0);
    }
    int number = 0;
    {
        Query last(connection.statement("SELECT ifnull(max(number) + 1, 0) FROM key_number WHERE kind = ?"));
        last.bind(kindNumber).next();
        number = last.small(0);
    }
    if (kind == KeyKind::Rule && number >= ruleBits)
        return ruleBits - 1;
    Query(connection.statement("INSERT INTO key_number VALUES (?, ?, ?)")).bind(kindNumber, key, number).run();
    return number;
}

class Upkeep
{
public:
    Upkeep(Connection &connection, std::int64_t time) : m_connection(connection), m_time(time) {}

    void operator()(const AddInstruction &c) const
    {
        const Instruction &i = c.instruction;
        run("INSERT INTO skeleton VALUES (?, ?, ?, ?, ?, ? / 1000, 0, 0, 0, 0, 0, 0, 0, ?)", i.id, i.parent, i.epoch,
            numberOf(m_connection, KeyKind::Operator, i.operatorKey), numberOf(m_connection, KeyKind::Model, i.model), m_time,
            i.editor.empty() ? 0 : int(EditedMark));
    }
    void operator()(const RemoveInstruction &c) const { run("DELETE FROM skeleton WHERE id = ?", c.instruction.id); }
    void operator()(const AddResponse &c) const
    {
        run("UPDATE skeleton SET responses = responses + 1 WHERE id = ?", c.response.instruction);
    }
    void operator()(const RemoveResponse &c) const
    {
        run("UPDATE skeleton SET responses = responses - 1 WHERE id = ?", c.response.instruction);
    }
    void operator()(const SetVerdict &c) const
    {
        std::uint32_t rules = 0;
        for (const FiredRule &fired : c.to ? c.to->fired : std::vector<FiredRule>())
            rules |= 1u << numberOf(m_connection, KeyKind::Rule, fired.rule);
        run("UPDATE skeleton SET rules = ? WHERE id = ?", std::int64_t{rules}, c.instruction);
    }
    void operator()(const SetOverride &c) const
    {
        run("UPDATE skeleton SET decision = ?, overridden_by = ? WHERE id = ?", c.to ? static_cast<int>(c.to->decision) : 0,
            numberOf(m_connection, KeyKind::Person, c.to ? c.to->by : std::string()), c.instruction);
    }
    void operator()(const SetDifficulty &c) const
    {
        run("UPDATE skeleton SET difficulty = ? WHERE id = ?", c.to.value_or(0), c.instruction);
    }
    void operator()(const RateResponse &c) const
    {
        const int before = c.from ? c.from->stars : 0, after = c.to ? c.to->stars : 0;
        run("UPDATE skeleton SET rating_sum = rating_sum + ?, ratings = ratings + ? WHERE id = ?", after - before,
            (after > 0) - (before > 0), c.instruction);
    }
    void operator()(const EditInstruction &c) const { mark(c.instruction, EditedMark, !c.to.editor.empty()); }
    void operator()(const MoveInstruction &c) const
    {
        run("UPDATE skeleton SET parent = ? WHERE id = ?", c.to, c.instruction);
    }
    void operator()(const SetNote &c) const { mark(c.instruction, NotedMark, !c.to.empty()); }
    void operator()(const SetFlag &c) const { mark(c.instruction, FlaggedMark, c.to); }
    // Tags have a table of their own; the others are of no instruction, or do not show in the tree.
    void operator()(const SetTag &) const {}
    void operator()(const SetTitle &) const {}
    void operator()(const SetSetting &) const {}
    void operator()(const SetQuality &) const {}
    void operator()(const LabelStep &) const {}
    void operator()(const EditResponse &) const {}
    void operator()(const AddStudy &) const {}
    void operator()(const RemoveStudy &) const {}
    void operator()(const EditStudy &) const {}
    void operator()(const AddSession &) const {}
    void operator()(const RemoveSession &) const {}
    void operator()(const CastVote &) const {}

private:
    template <class... Values>
    void run(const char *sql, const Values &...values) const
    {
        Query(m_connection.statement(sql)).bind(values...).run();
    }
    void mark(InstructionId id, Mark mark, bool on) const
    {
        run("UPDATE skeleton SET marks = (marks & ~?1) | ?2 WHERE id = ?3", int(mark), on ? int(mark) : 0, id);
    }

    Connection &m_connection;
    std::int64_t m_time;
};

/// The keys of a kind by number.
std::vector<std::string> readKeys(Connection &connection, KeyKind kind)
{
    constexpr int most = 1'000'000; // a damaged file can say any number
    std::vector<std::string> keys;
    Query q(connection.statement("SELECT number, key FROM key_number WHERE kind = ?"));
    q.bind(static_cast<int>(kind));
    while (q.next()) {
        const int number = q.small(0);
        if (number < 0 || number > most)
            continue;
        keys.resize(std::max(keys.size(), static_cast<std::size_t>(number) + 1));
        keys[static_cast<std::size_t>(number)] = q.text(1);
    }
    return keys;
}

/// Reads the skeleton column by column, without the wrapper that a quarter of a million rows would feel.
class SkeletonScan
{
public:
    explicit SkeletonScan(Connection &connection) : m_database(connection.handle())
    {
        check(sqlite3_prepare_v2(m_database, "SELECT * FROM skeleton", -1, &m_statement, nullptr));
    }
    ~SkeletonScan() { sqlite3_finalize(m_statement); }
    SkeletonScan(const SkeletonScan &) = delete;
    SkeletonScan &operator=(const SkeletonScan &) = delete;

    bool next()
    {
        const int status = sqlite3_step(m_statement);
        if (status != SQLITE_ROW && status != SQLITE_DONE)
            check(status);
        return status == SQLITE_ROW;
    }
    /// The columns of the row, in the order of the table.
    using Row = std::array<std::int64_t, 14>;
    Row row() const
    {
        Row row;
        for (std::size_t column = 0; column < row.size(); ++column)
            row[column] = sqlite3_column_int64(m_statement, static_cast<int>(column));
        return row;
    }

private:
    void check(int status) const
    {
        if (status != SQLITE_OK)
            throw SQLite::Exception(m_database, status);
    }

    sqlite3 *m_database;
    sqlite3_stmt *m_statement = nullptr;
};

struct Keys {
    std::vector<std::string> operators, models, people;
};

/// False where the pool's arrays cannot hold the row; a file from elsewhere can say anything.
bool isPossible(const SkeletonScan::Row &r, const Keys &keys)
{
    constexpr InstructionId maximumId = 100'000'000; // the pool has an array over all ids
    constexpr std::int64_t largest16 = 0xffff, largest32 = 0xffff'ffff;
    const auto known = [](std::int64_t number, const std::vector<std::string> &names) {
        return number >= 0 && number < static_cast<std::int64_t>(names.size());
    };
    const auto upTo = [](std::int64_t value, std::int64_t largest) { return value >= 0 && value <= largest; };
    return r[0] >= 1 && r[0] <= maximumId && upTo(r[2], largest16) && known(r[3], keys.operators) && known(r[4], keys.models) &&
           upTo(r[5], largest32) && upTo(r[6], 10) && upTo(r[7], largest32) && upTo(r[8], 2) && known(r[9], keys.people) &&
           upTo(r[10], largest16) && upTo(r[11], largest16) && upTo(r[12], largest16);
}

PoolRow poolRow(const SkeletonScan::Row &r, const Keys &keys)
{
    PoolRow row;
    row.id = r[0];
    row.parent = r[1];
    row.epoch = static_cast<int>(r[2]);
    row.operatorKey = keys.operators[static_cast<std::size_t>(r[3])];
    row.model = keys.models[static_cast<std::size_t>(r[4])];
    row.created = r[5] * 1000;
    row.difficulty = static_cast<int>(r[6]);
    row.firedRules = static_cast<std::uint32_t>(r[7]);
    row.judgedEliminated = row.firedRules != 0;
    if (r[8] != 0)
        row.override = static_cast<Decision>(r[8]);
    row.overriddenBy = keys.people[static_cast<std::size_t>(r[9])];
    row.responses = static_cast<int>(r[10]);
    row.ratingSum = static_cast<int>(r[11]);
    row.ratings = static_cast<int>(r[12]);
    row.edited = r[13] & EditedMark;
    row.flagged = r[13] & FlaggedMark;
    row.noted = r[13] & NotedMark;
    return row;
}

/// Ids are dense, but for a file from elsewhere.
std::size_t expectedRows(Connection &connection)
{
    Query q(connection.statement("SELECT ifnull(max(id), 0) FROM skeleton"));
    q.next();
    return static_cast<std::size_t>(std::clamp<std::int64_t>(q.integer(0), 0, 1'000'000));
}

tl::unexpected<Error> damaged(const std::string &path, const std::string &what)
{
    return fail(ErrorKind::Corrupt, path + " is damaged: " + what + ". Check the file, or restore it from a backup.");
}

} // namespace

void applyToSkeleton(Connection &connection, const Change &change, std::int64_t time)
{
    std::visit(Upkeep(connection, time), change);
}

Result<Pool> readPool(Connection &connection, const std::string &path)
{
    const Keys keys{readKeys(connection, KeyKind::Operator), readKeys(connection, KeyKind::Model),
                    readKeys(connection, KeyKind::Person)};
    std::vector<PoolRow> rows;
    rows.reserve(expectedRows(connection));
    SkeletonScan scan(connection);
    while (scan.next()) {
        const SkeletonScan::Row row = scan.row();
        if (!isPossible(row, keys))
            return damaged(path, "instruction " + std::to_string(row[0]) + " has values that cannot be");
        rows.push_back(poolRow(row, keys));
    }
    Pool pool(rows);
    if (static_cast<std::size_t>(pool.count()) != rows.size())
        return damaged(path, "some instructions descend from themselves");
    for (const std::string &rule : readKeys(connection, KeyKind::Rule))
        pool.ruleIndex(rule);
    Query tags(connection.statement("SELECT instruction, tag FROM tag"));
    while (tags.next()) {
        if (const NodeIndex n = pool.indexOf(tags.integer(0)); n != noNode)
            pool.setTag(n, tags.view(1), true);
    }
    return pool;
}

std::vector<std::string> checkSkeleton(Connection &connection)
{
    std::vector<std::string> problems;
    const auto tell = [&](const char *sql, const char *what) {
        Query q(connection.statement(sql));
        while (q.next())
            problems.push_back("The skeleton of instruction " + q.text(0) + what);
    };
    tell("SELECT d.id FROM skeleton_due d LEFT JOIN skeleton s ON s.id = d.id WHERE (d.parent, d.epoch, d.operator, d.model, "
         "d.created, d.difficulty, d.rules, d.decision, d.overridden_by, d.responses, d.rating_sum, d.ratings, "
         "d.marks) IS NOT (s.parent, s.epoch, s.operator, s.model, s.created, s.difficulty, s.rules, s.decision, "
         "s.overridden_by, s.responses, s.rating_sum, s.ratings, s.marks)",
         " is not what the other tables say.");
    tell("SELECT id FROM skeleton WHERE id NOT IN (SELECT id FROM instruction)", " is there, though no change made it.");
    return problems;
}

} // namespace evol
