// SPDX-License-Identifier: GPL-3.0-or-later
// The queries behind every question about a project. One thread at a time.
#include "storage/sqlite_reader.h"

#include "storage/batch_table.h"
#include "storage/change_codec.h"
#include "storage/exchange_table.h"
#include "storage/run_codec.h"
#include "storage/skeleton.h"
#include "storage/text_index.h"

namespace evol {

namespace {

constexpr const char *instructionColumns =
    "SELECT i.id, i.parent, i.epoch, i.operator, t.body, c.body, i.skill, i.origin, i.model, i.prompt_version, "
    "i.exchange, i.editor FROM instruction i JOIN text t ON t.id = i.text LEFT JOIN text c ON c.id = i.context ";

Instruction readInstruction(const Query &q)
{
    return {q.integer(0), q.integer(1), q.small(2), q.text(3), q.text(4), q.text(5),
            q.text(6),    q.text(7),    q.text(8),  q.text(9), q.integer(10), q.text(11)};
}

RunItem readItem(const Query &q)
{
    RunItem item;
    item.run = q.integer(0);
    item.instruction = q.integer(1);
    item.kind = static_cast<ItemKind>(q.small(2));
    item.parent = q.integer(3);
    item.response = q.integer(4);
    item.epoch = q.small(5);
    item.operatorKey = q.text(6);
    item.sample = q.small(7);
    item.failure = q.text(8);
    return item;
}

} // namespace

SqliteReader::SqliteReader(std::string path, std::unique_ptr<Connection> connection)
    : m_path(std::move(path)), m_connection(std::move(connection)), m_studies(m_path, *m_connection)
{
}

SqliteReader::~SqliteReader() = default;

Result<std::string> SqliteReader::title()
{
    return guarded(m_path, [&]() -> Result<std::string> {
        auto q = query("SELECT value FROM property WHERE key = 'title'");
        return q.next() ? q.text(0) : std::string();
    });
}

Result<Pool> SqliteReader::pool()
{
    return guarded(m_path, [&]() -> Result<Pool> { return readPool(*m_connection, m_path); });
}

Result<Instruction> SqliteReader::instruction(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<Instruction> {
        static const std::string sql = std::string(instructionColumns) + "WHERE i.id = ?";
        auto q = query(sql.c_str());
        q.bind(id);
        if (!q.next())
            return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + m_path + ".");
        return readInstruction(q);
    });
}

Result<std::vector<Response>> SqliteReader::responses(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::vector<Response>> {
        auto q = query("SELECT r.id, r.instruction, t.body, r.source, r.prompt_version, r.exchange, r.editor FROM response r "
                       "LEFT JOIN text t ON t.id = r.text WHERE r.instruction = ? ORDER BY r.id");
        q.bind(id);
        std::vector<Response> responses;
        while (q.next())
            responses.push_back({q.integer(0), q.integer(1), q.text(2), q.text(3), q.text(4), q.integer(5), q.text(6)});
        return responses;
    });
}

Result<std::optional<Verdict>> SqliteReader::verdict(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::optional<Verdict>> {
        auto q = query("SELECT fired, judge_exchange FROM verdict WHERE instruction = ?");
        q.bind(id);
        if (!q.next())
            return std::nullopt;
        auto fired = decodeFiredRules(q.text(0));
        if (!fired)
            return tl::unexpected<Error>(fired.error());
        return Verdict{std::move(*fired), q.integer(1)};
    });
}

Result<std::optional<Override>> SqliteReader::override(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::optional<Override>> {
        auto q = query("SELECT decision, reason, by FROM override WHERE instruction = ?");
        q.bind(id);
        if (!q.next())
            return std::nullopt;
        return Override{static_cast<Decision>(q.small(0)), q.text(1), q.text(2)};
    });
}

Result<std::optional<Quality>> SqliteReader::quality(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::optional<Quality>> {
        auto q = query("SELECT definition, precision, integrity FROM quality WHERE instruction = ?");
        q.bind(id);
        return q.next() ? std::optional(Quality{q.small(0), q.small(1), q.small(2)}) : std::nullopt;
    });
}

Result<std::map<int, StepMark>> SqliteReader::stepMarks(ResponseId id)
{
    return guarded(m_path, [&]() -> Result<std::map<int, StepMark>> {
        auto q = query("SELECT step, label, by, exchange FROM step_mark WHERE response = ?");
        q.bind(id);
        std::map<int, StepMark> marks;
        while (q.next())
            marks[q.small(0)] = {static_cast<StepLabel>(q.small(1)), q.text(2), q.integer(3)};
        return marks;
    });
}

Result<std::optional<Rating>> SqliteReader::rating(ResponseId id)
{
    return guarded(m_path, [&]() -> Result<std::optional<Rating>> {
        auto q = query("SELECT stars, note FROM rating WHERE response = ?");
        q.bind(id);
        if (!q.next())
            return std::nullopt;
        return Rating{q.small(0), q.text(1)};
    });
}

Result<> SqliteReader::eachInstruction(const std::function<bool(const Instruction &)> &visit)
{
    return guarded(m_path, [&]() -> Result<> {
        static const std::string sql = std::string(instructionColumns) + "ORDER BY i.id";
        auto q = query(sql.c_str());
        while (q.next() && visit(readInstruction(q))) {
        }
        return {};
    });
}

Result<> SqliteReader::eachResponse(const std::function<bool(const Response &)> &visit)
{
    return guarded(m_path, [&]() -> Result<> {
        auto q = query("SELECT r.id, r.instruction, t.body, r.source, r.prompt_version, r.exchange, r.editor FROM response r "
                       "LEFT JOIN text t ON t.id = r.text ORDER BY r.instruction, r.id");
        while (q.next() && visit({q.integer(0), q.integer(1), q.text(2), q.text(3), q.text(4), q.integer(5), q.text(6)})) {
        }
        return {};
    });
}

Result<std::vector<std::pair<std::string, std::int64_t>>> SqliteReader::responseSources()
{
    return guarded(m_path, [&]() -> Result<std::vector<std::pair<std::string, std::int64_t>>> {
        std::vector<std::pair<std::string, std::int64_t>> sources;
        auto q = query("SELECT source, count(DISTINCT instruction) FROM response GROUP BY source ORDER BY source");
        while (q.next())
            sources.emplace_back(q.text(0), q.integer(1));
        return sources;
    });
}

Result<std::vector<InstructionId>> SqliteReader::find(const std::string &text)
{
    return guarded(m_path, [&]() -> Result<std::vector<InstructionId>> {
        std::string pattern = "%";
        for (const char c : text) {
            if (c == '%' || c == '_' || c == '\\')
                pattern += '\\';
            pattern += c;
        }
        pattern += '%';
        auto q = query("SELECT i.id FROM instruction i JOIN text t ON t.id = i.text "
                       "LEFT JOIN text c ON c.id = i.context WHERE t.body LIKE ?1 ESCAPE '\\' "
                       "OR c.body LIKE ?1 ESCAPE '\\' OR EXISTS (SELECT 1 FROM response r JOIN text rt "
                       "ON rt.id = r.text WHERE r.instruction = i.id AND rt.body LIKE ?1 ESCAPE '\\') ORDER BY i.id");
        q.bind(pattern);
        std::vector<InstructionId> ids;
        while (q.next())
            ids.push_back(q.integer(0));
        return ids;
    });
}

Result<std::string> SqliteReader::note(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::string> {
        auto q = query("SELECT t.body FROM instruction i LEFT JOIN text t ON t.id = i.note WHERE i.id = ?");
        if (!q.bind(id).next())
            return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + m_path + ".");
        return q.text(0);
    });
}

Result<std::vector<std::string>> SqliteReader::tags(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::vector<std::string>> {
        auto q = query("SELECT t.tag FROM instruction i LEFT JOIN tag t ON t.instruction = i.id WHERE i.id = ? ORDER BY t.tag");
        if (!q.bind(id).next())
            return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + m_path + ".");
        std::vector<std::string> tags;
        for (bool more = true; more; more = q.next()) {
            if (!q.isNull(0))
                tags.push_back(q.text(0));
        }
        return tags;
    });
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteReader::settings(const std::string &prefix)
{
    return guarded(m_path, [&]() -> Result<std::vector<std::pair<std::string, std::string>>> {
        auto q = query("SELECT key, value FROM setting WHERE key >= ? ORDER BY key");
        q.bind(prefix);
        std::vector<std::pair<std::string, std::string>> settings;
        while (q.next() && q.view(0).starts_with(prefix))
            settings.emplace_back(q.text(0), q.text(1));
        return settings;
    });
}

Result<SearchProgress> SqliteReader::searchProgress()
{
    return guarded(m_path, [&]() -> Result<SearchProgress> { return indexProgress(*m_connection); });
}

Result<std::string> SqliteReader::textBody(std::int64_t id)
{
    auto q = query("SELECT body FROM text WHERE id = ?");
    q.bind(id);
    if (!q.next())
        return fail(ErrorKind::Corrupt, m_path + " is damaged: text " + std::to_string(id) + " is missing.");
    return q.text(0);
}

Result<UndoState> SqliteReader::undoState()
{
    return guarded(m_path, [&]() -> Result<UndoState> {
        UndoState state;
        auto undoable = query("SELECT id, label FROM action a WHERE kind = 0 AND undone_by IS NULL AND "
                              "EXISTS (SELECT 1 FROM change c WHERE c.action = a.id) ORDER BY id DESC LIMIT 1");
        if (undoable.next()) {
            state.undoAction = undoable.integer(0);
            state.undoLabel = undoable.text(1);
        }
        // Something new done after an undo ends what could be done again.
        auto redoable = query("SELECT id, label FROM action WHERE kind = 0 AND undone_by > ifnull((SELECT id FROM action "
                              "WHERE kind = 0 ORDER BY id DESC LIMIT 1), 0) ORDER BY undone_by DESC LIMIT 1");
        if (redoable.next()) {
            state.redoAction = redoable.integer(0);
            state.redoLabel = redoable.text(1);
        }
        return state;
    });
}

Result<std::vector<Exchange>> SqliteReader::exchanges(InstructionId id)
{
    return guarded(m_path, [&]() -> Result<std::vector<Exchange>> {
        return exchangesOf(*m_connection, id);
    });
}

Result<std::optional<Exchange>> SqliteReader::findExchange(const std::string &key)
{
    return guarded(m_path, [&]() -> Result<std::optional<Exchange>> {
        return exchangeOfKey(*m_connection, key);
    });
}

Result<> SqliteReader::eachExchangeKey(const std::function<void(std::string_view key)> &visit)
{
    return guarded(m_path, [&]() -> Result<> {
        auto q = query("SELECT key FROM exchange");
        while (q.next())
            visit(q.view(0));
        return {};
    });
}

Result<std::int64_t> SqliteReader::exchangeCount()
{
    return guarded(m_path, [&]() -> Result<std::int64_t> {
        auto q = query("SELECT count(*) FROM exchange");
        q.next();
        return q.integer(0);
    });
}

Result<std::vector<Batch>> SqliteReader::batches()
{
    return guarded(m_path, [&]() -> Result<std::vector<Batch>> { return allBatches(*m_connection); });
}

Result<std::vector<std::string>> SqliteReader::batchedKeys(BatchId batch)
{
    return guarded(m_path, [&]() -> Result<std::vector<std::string>> { return openBatchKeys(*m_connection, batch); });
}

Result<std::optional<Run>> SqliteReader::lastRun()
{
    return guarded(m_path, [&]() -> Result<std::optional<Run>> {
        auto q = query("SELECT r.id, r.action, r.settings, r.first_epoch, r.planned_epochs, r.state FROM run r "
                       "JOIN action a ON a.id = r.action WHERE a.undone_by IS NULL ORDER BY r.id DESC LIMIT 1");
        if (!q.next())
            return std::nullopt;
        auto settings = decodeRunSettings(q.text(2));
        if (!settings)
            return tl::unexpected<Error>(settings.error());
        return Run{q.integer(0), q.integer(1), std::move(*settings), q.small(3), q.small(4),
                   static_cast<RunState>(q.small(5))};
    });
}

Result<std::vector<RunItem>> SqliteReader::runItems(RunId run)
{
    return guarded(m_path, [&]() -> Result<std::vector<RunItem>> {
        auto q = query("SELECT run, instruction, kind, parent, response, epoch, operator, sample, failure "
                       "FROM run_item WHERE run = ? ORDER BY instruction");
        q.bind(run);
        std::vector<RunItem> items;
        while (q.next())
            items.push_back(readItem(q));
        return items;
    });
}

Result<std::vector<RunItem>> SqliteReader::unfinishedItems(RunId run)
{
    return guarded(m_path, [&]() -> Result<std::vector<RunItem>> {
        // The skeleton's narrow rows, and in the order of both tables: a run has as many items as a project nodes.
        auto q = query("SELECT run, instruction, kind, parent, response, epoch, operator, sample, failure FROM run_item item "
                       "WHERE run = ? AND CASE kind "
                       "WHEN 0 THEN NOT EXISTS (SELECT 1 FROM skeleton s WHERE s.id = item.instruction) WHEN 1 THEN NOT EXISTS (SELECT 1 FROM response r WHERE r.id = item.response) "
                       "ELSE done = 0 END ORDER BY instruction");
        q.bind(run);
        std::vector<RunItem> items;
        while (q.next())
            items.push_back(readItem(q));
        return items;
    });
}

} // namespace evol
