// SPDX-License-Identifier: GPL-3.0-or-later
// Appends to the audit trail and keeps the projected tables in step. One thread at a time.
#include "storage/sqlite_store.h"

#include "storage/batch_table.h"
#include "storage/change_chain.h"
#include "storage/change_codec.h"
#include "storage/exchange_table.h"
#include "storage/project_file.h"
#include "storage/projection.h"
#include "storage/replaced_value.h"
#include "storage/run_codec.h"
#include "storage/text_index.h"
#include "storage/text_table.h"

#include <QLockFile>

namespace evol {

SqliteStore::SqliteStore(std::string path, std::unique_ptr<Connection> connection, std::unique_ptr<QLockFile> lock)
    : m_path(path), m_lock(std::move(lock)), m_reader(std::move(path), std::move(connection))
{
}

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<ProjectReader>> SqliteStore::openReader() const
{
    return openProjectReadOnly(m_path);
}

Result<> SqliteStore::transaction(const std::function<Result<>()> &work)
{
    const bool outer = m_depth == 0;
    const auto run = [&](const char *sql) {
        return guarded(m_path, [&]() -> Result<> {
            query(sql).run();
            return {};
        });
    };
    if (auto begun = run(outer ? "BEGIN IMMEDIATE" : "SAVEPOINT nested"); !begun)
        return begun;
    ++m_depth;
    Result<> done = work();
    --m_depth;
    if (done)
        done = run(outer ? "COMMIT" : "RELEASE nested");
    if (!done) {
        m_reader.connection().recentTexts().clear();
        // A full disk may have ended the transaction already; then there is nothing left to take back.
        (void)run(outer ? "ROLLBACK" : "ROLLBACK TO nested");
        if (!outer)
            (void)run("RELEASE nested");
    }
    return done;
}

void SqliteStore::addAction(Action &action, ActionKind kind, ActionId target, std::int64_t time)
{
    query("INSERT INTO action (kind, target, label, by, time) VALUES (?, ?, ?, ?, ?)")
        .bind(static_cast<int>(kind), target, action.label, action.by, time)
        .run();
    action.id = m_reader.connection().lastInsertId();
}

Result<> SqliteStore::loadAction(Action &action)
{
    auto q = query("SELECT label, by FROM action WHERE id = ?");
    if (!q.bind(action.id).next())
        return fail(ErrorKind::NotFound, "There is no action " + std::to_string(action.id) + " in " + m_path + ".");
    action.label = q.text(0);
    action.by = q.text(1);
    return {};
}

Result<std::vector<Change>> SqliteStore::append(Action &action, std::vector<Change> changes, std::int64_t time)
{
    std::vector<Change> written;
    Action entry = action;
    const auto done = transaction([&] {
        return guarded(m_path, [&]() -> Result<> {
            if (entry.id == 0)
                addAction(entry, ActionKind::Do, 0, time);
            else if (auto loaded = loadAction(entry); !loaded)
                return loaded;
            auto result = write(entry, std::move(changes), time);
            if (!result)
                return tl::unexpected<Error>(result.error());
            written = std::move(*result);
            return {};
        });
    });
    if (!done)
        return tl::unexpected<Error>(done.error());
    action.id = entry.id;
    return written;
}

Result<std::vector<Change>> SqliteStore::write(const Action &action, std::vector<Change> changes, std::int64_t time)
{
    giveIds(changes);
    Connection &connection = m_reader.connection();
    ChainLink link = lastLink(connection);
    for (Change &change : changes) {
        if (auto filled = fillInReplaced(change, m_reader, m_path); !filled)
            return tl::unexpected<Error>(filled.error());
        const std::string payload = encodePayload(change, [&](const std::string &body) { return storeText(connection, body); });
        const int kind = static_cast<int>(change.index());
        link = nextLink(link, {link.number + 1, action.id, action.label, action.by, kind, time, payload});
        auto insert = query("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, CAST(? AS BLOB))");
        insert.bind(link.number, action.id, kind, subject(change), time, payload, link.hash).run();
        project(connection, change, time);
    }
    return changes;
}

void SqliteStore::giveIds(std::vector<Change> &changes)
{
    InstructionId added = 0;
    StudyId study = 0;
    for (Change &change : changes) {
        if (auto *instruction = std::get_if<AddInstruction>(&change)) {
            if (instruction->instruction.id == 0)
                instruction->instruction.id = takeIds("last_instruction", 1);
            added = instruction->instruction.id;
        } else if (auto *answered = std::get_if<AddResponse>(&change)) {
            if (answered->response.id == 0)
                answered->response.id = takeIds("last_response", 1);
            if (answered->response.instruction == 0)
                answered->response.instruction = added;
        } else if (auto *scored = std::get_if<SetDifficulty>(&change)) {
            if (scored->instruction == 0)
                scored->instruction = added;
        } else if (auto *made = std::get_if<AddStudy>(&change)) {
            if (made->study.id == 0)
                made->study.id = takeIds("last_study", 1);
            study = made->study.id;
        } else if (auto *opened = std::get_if<AddSession>(&change)) {
            if (opened->session.id == 0)
                opened->session.id = takeIds("last_session", 1);
            if (opened->session.study == 0)
                opened->session.study = study;
        }
    }
}

Result<std::vector<Change>> SqliteStore::undo(const std::string &by, std::int64_t time)
{
    const auto state = m_reader.undoState();
    if (!state)
        return tl::unexpected<Error>(state.error());
    if (state->undoAction == 0)
        return fail(ErrorKind::Refused, "There is nothing to undo in " + m_path + ".");
    return step({0, state->undoLabel, by}, ActionKind::Undo, state->undoAction, time);
}

Result<std::vector<Change>> SqliteStore::redo(const std::string &by, std::int64_t time)
{
    const auto state = m_reader.undoState();
    if (!state)
        return tl::unexpected<Error>(state.error());
    if (state->redoAction == 0)
        return fail(ErrorKind::Refused, "There is nothing to redo in " + m_path + ".");
    return step({0, state->redoLabel, by}, ActionKind::Redo, state->redoAction, time);
}

Result<std::vector<Change>> SqliteStore::step(const Action &action, ActionKind kind, ActionId target, std::int64_t time)
{
    auto changes = m_reader.changesOf(target);
    if (!changes)
        return changes;
    return writeStep(action, kind, target, kind == ActionKind::Undo ? inverse(*changes) : std::move(*changes), time);
}

Result<std::vector<Change>> SqliteStore::writeStep(const Action &action, ActionKind kind, ActionId target,
                                                   std::vector<Change> changes, std::int64_t time)
{
    std::vector<Change> written;
    const auto done = transaction([&] {
        return guarded(m_path, [&]() -> Result<> {
            Action step = action;
            addAction(step, kind, target, time);
            auto mark = query("UPDATE action SET undone_by = CASE WHEN ?1 = 1 THEN ?2 END WHERE id = ?3");
            mark.bind(static_cast<int>(kind), step.id, target).run();
            auto result = write(step, std::move(changes), time);
            if (!result)
                return tl::unexpected<Error>(result.error());
            written = std::move(*result);
            return {};
        });
    });
    if (!done)
        return tl::unexpected<Error>(done.error());
    return written;
}

std::int64_t SqliteStore::takeIds(const std::string &property, int count)
{
    std::int64_t first = 1;
    {
        auto last = query("SELECT value FROM property WHERE key = ?");
        if (last.bind(property).next())
            first = last.integer(0) + 1;
    }
    query("INSERT OR REPLACE INTO property VALUES (?, ?)").bind(property, first + count - 1).run();
    return first;
}

Result<InstructionId> SqliteStore::takeInstructionIds(int count)
{
    return guarded(m_path, [&]() -> Result<InstructionId> { return takeIds("last_instruction", count); });
}

Result<ResponseId> SqliteStore::takeResponseIds(int count)
{
    return guarded(m_path, [&]() -> Result<ResponseId> { return takeIds("last_response", count); });
}

Result<ExchangeId> SqliteStore::saveExchange(const Exchange &exchange)
{
    return guarded(m_path, [&]() -> Result<ExchangeId> { return storeExchange(m_reader.connection(), exchange); });
}

Result<> SqliteStore::saveRun(Run &run, Action action, std::int64_t time)
{
    return transaction([&] {
        return guarded(m_path, [&]() -> Result<> {
            if (run.id != 0) {
                query("UPDATE run SET settings = ?, planned_epochs = ?, state = ? WHERE id = ?")
                    .bind(encodeRunSettings(run.settings), run.plannedEpochs, static_cast<int>(run.state), run.id)
                    .run();
                return {};
            }
            addAction(action, ActionKind::Do, 0, time);
            const std::string settings = encodeRunSettings(run.settings);
            query("INSERT INTO run (action, settings, first_epoch, planned_epochs, state) VALUES (?, ?, ?, ?, ?)")
                .bind(action.id, settings, run.firstEpoch, run.plannedEpochs, static_cast<int>(run.state))
                .run();
            run.action = action.id;
            run.id = m_reader.connection().lastInsertId();
            return {};
        });
    });
}

Result<> SqliteStore::addRunItems(const std::vector<RunItem> &items)
{
    return guarded(m_path, [&]() -> Result<> {
        for (const RunItem &item : items) {
            query("INSERT INTO run_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")
                .bind(item.run, item.instruction, static_cast<int>(item.kind), item.parent, item.response, item.epoch,
                      item.operatorKey, item.sample, item.failure)
                .run();
        }
        return {};
    });
}

Result<> SqliteStore::setItemState(const RunItem &item)
{
    return guarded(m_path, [&]() -> Result<> {
        query("UPDATE run_item SET failure = ?, done = ? WHERE run = ? AND instruction = ?")
            .bind(item.failure, item.done ? 1 : 0, item.run, item.instruction)
            .run();
        return {};
    });
}

Result<> SqliteStore::addBatch(Batch &batch, const std::vector<std::string> &keys)
{
    return guarded(m_path, [&]() -> Result<> {
        batch.id = storeBatch(m_reader.connection(), batch, keys);
        return {};
    });
}

Result<> SqliteStore::setBatchRemote(BatchId batch, const std::string &remote)
{
    return guarded(m_path, [&]() -> Result<> {
        storeBatchRemote(m_reader.connection(), batch, remote);
        return {};
    });
}

Result<> SqliteStore::releaseBatched(const std::vector<std::string> &keys)
{
    return guarded(m_path, [&]() -> Result<> {
        dropBatchKeys(m_reader.connection(), keys);
        return {};
    });
}

Result<SearchProgress> SqliteStore::indexTexts(int changes)
{
    Connection &connection = m_reader.connection();
    // What a power cut takes of the index is found again; only the changes themselves are worth a wait for the disk.
    if (m_depth == 0)
        connection.execute("PRAGMA synchronous = NORMAL");
    SearchProgress progress;
    const auto done = transaction([&] {
        return guarded(m_path, [&]() -> Result<> {
            auto reached = indexNextTexts(connection, changes);
            if (!reached)
                return tl::unexpected<Error>(reached.error());
            progress = *reached;
            return {};
        });
    });
    if (m_depth == 0)
        connection.execute("PRAGMA synchronous = FULL");
    if (!done)
        return tl::unexpected<Error>(done.error());
    return progress;
}

} // namespace evol
