// SPDX-License-Identifier: GPL-3.0-or-later
// Appends to the audit trail and keeps the projected tables in step. One thread at a time.
#include "storage/sqlite_store.h"

#include "storage/change_chain.h"
#include "storage/change_codec.h"
#include "storage/project_file.h"
#include "storage/run_codec.h"

#include <QCryptographicHash>
#include <QLockFile>
#include <QtEndian>

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
    Connection &connection = m_reader.connection();
    const bool outer = m_depth == 0;
    const auto begun = guarded(m_path, [&]() -> Result<> {
        connection.execute(outer ? "BEGIN IMMEDIATE" : "SAVEPOINT nested");
        return {};
    });
    if (!begun)
        return begun;
    ++m_depth;
    Result<> done = work();
    --m_depth;
    if (done) {
        done = guarded(m_path, [&]() -> Result<> {
            connection.execute(outer ? "COMMIT" : "RELEASE nested");
            return {};
        });
    }
    if (!done) {
        // A full disk may have ended the transaction already; then there is nothing left to take back.
        (void)guarded(m_path, [&]() -> Result<> {
            connection.execute(outer ? "ROLLBACK" : "ROLLBACK TO nested");
            if (!outer)
                connection.execute("RELEASE nested");
            return {};
        });
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
    ChainLink link = lastLink(m_reader.connection());
    for (Change &change : changes) {
        if (auto filled = fillFrom(change); !filled)
            return tl::unexpected<Error>(filled.error());
        const std::string payload = encodePayload(change, [this](const std::string &body) { return storeText(body); });
        const int kind = static_cast<int>(change.index());
        link = nextLink(link, {link.number + 1, action.id, action.label, action.by, kind, time, payload});
        auto insert = query("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, CAST(? AS BLOB))");
        insert.bind(link.number, action.id, kind, subject(change), time, payload, link.hash).run();
        if (auto projected = project(change); !projected)
            return tl::unexpected<Error>(projected.error());
    }
    return changes;
}

void SqliteStore::giveIds(std::vector<Change> &changes)
{
    InstructionId added = 0;
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

TextReference SqliteStore::storeText(const std::string &body)
{
    if (body.empty())
        return {};
    const QByteArray hash = QCryptographicHash::hash(QByteArrayView(body.data(), static_cast<qsizetype>(body.size())),
                                                     QCryptographicHash::Sha256);
    const std::int64_t prefix = qFromBigEndian<qint64>(hash.constData());
    const std::string bytes = hash.toStdString();
    const std::string hex = hash.toHex().toStdString();
    {
        auto known = query("SELECT id FROM text WHERE prefix = ? AND sha256 = CAST(? AS BLOB)");
        if (known.bind(prefix, bytes).next())
            return {known.integer(0), hex};
    }
    query("INSERT INTO text (prefix, sha256, body) VALUES (?, CAST(? AS BLOB), ?)").bind(prefix, bytes, body).run();
    return {m_reader.connection().lastInsertId(), hex};
}

Result<> SqliteStore::fillFrom(Change &change)
{
    const auto fill = [](auto &from, auto &&stored) -> Result<> {
        if (!stored)
            return tl::unexpected<Error>(stored.error());
        from = std::move(*stored);
        return {};
    };
    if (auto *verdict = std::get_if<SetVerdict>(&change))
        return fill(verdict->from, m_reader.verdict(verdict->instruction));
    if (auto *decided = std::get_if<SetOverride>(&change))
        return fill(decided->from, m_reader.override(decided->instruction));
    if (auto *titled = std::get_if<SetTitle>(&change))
        return fill(titled->from, m_reader.title());
    if (auto *scored = std::get_if<SetDifficulty>(&change)) {
        if (scored->to && (*scored->to < 1 || *scored->to > 10))
            return fail(ErrorKind::InvalidInput, "A difficulty is a number from 1 to 10, not " + std::to_string(*scored->to) + ".");
        return fill(scored->from, difficulty(scored->instruction));
    }
    if (auto *removed = std::get_if<RemoveInstruction>(&change)) {
        // Its other belongings are tied to it by foreign keys; the difficulty would silently go with its row.
        const auto scored = difficulty(removed->instruction.id);
        if (scored && *scored)
            return fail(ErrorKind::Refused, "Instruction " + std::to_string(removed->instruction.id) +
                                                " has a difficulty. Take that back, then remove it.");
        return fill(removed->instruction, m_reader.instruction(removed->instruction.id));
    }
    if (auto *withdrawn = std::get_if<RemoveResponse>(&change))
        return fill(withdrawn->response, response(withdrawn->response.id));
    if (auto *rated = std::get_if<RateResponse>(&change)) {
        const auto answer = response(rated->response);
        if (!answer)
            return tl::unexpected<Error>(answer.error());
        rated->instruction = answer->instruction;
        return fill(rated->from, m_reader.rating(rated->response));
    }
    return {};
}

Result<std::optional<int>> SqliteStore::difficulty(InstructionId id)
{
    auto q = query("SELECT difficulty FROM instruction WHERE id = ?");
    if (!q.bind(id).next())
        return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + m_path + ".");
    return q.isNull(0) ? std::nullopt : std::optional<int>(q.small(0));
}

Result<Response> SqliteStore::response(ResponseId id)
{
    InstructionId instruction = 0;
    {
        auto q = query("SELECT instruction FROM response WHERE id = ?");
        if (q.bind(id).next())
            instruction = q.integer(0);
    }
    auto responses = m_reader.responses(instruction);
    if (!responses)
        return tl::unexpected<Error>(responses.error());
    for (Response &each : *responses) {
        if (each.id == id)
            return std::move(each);
    }
    return fail(ErrorKind::NotFound, "There is no response " + std::to_string(id) + " in " + m_path + ".");
}

Result<> SqliteStore::project(const Change &change)
{
    if (const auto *added = std::get_if<AddInstruction>(&change)) {
        const Instruction &i = added->instruction;
        const TextReference text = storeText(i.text), context = storeText(i.context);
        query("INSERT INTO instruction (id, parent, epoch, operator, text, context, skill, origin, model, "
              "prompt_version, exchange) VALUES (?, nullif(?, 0), ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?)")
            .bind(i.id, i.parent, i.epoch, i.operatorKey, text.id, context.id, i.skill, i.origin, i.model,
                  i.promptVersion, i.exchange)
            .run();
    } else if (const auto *removed = std::get_if<RemoveInstruction>(&change)) {
        query("DELETE FROM instruction WHERE id = ?").bind(removed->instruction.id).run();
    } else if (const auto *answered = std::get_if<AddResponse>(&change)) {
        const Response &r = answered->response;
        const TextReference text = storeText(r.text);
        query("INSERT INTO response VALUES (?, ?, nullif(?, 0), ?, ?, ?)")
            .bind(r.id, r.instruction, text.id, r.source, r.promptVersion, r.exchange)
            .run();
    } else if (const auto *withdrawn = std::get_if<RemoveResponse>(&change)) {
        query("DELETE FROM response WHERE id = ?").bind(withdrawn->response.id).run();
    } else if (const auto *verdict = std::get_if<SetVerdict>(&change)) {
        query("DELETE FROM verdict WHERE instruction = ?").bind(verdict->instruction).run();
        if (verdict->to) {
            const std::string fired = encodeFiredRules(verdict->to->fired);
            query("INSERT INTO verdict VALUES (?, ?, ?)").bind(verdict->instruction, verdict->to->judgeExchange, fired).run();
        }
    } else if (const auto *decided = std::get_if<SetOverride>(&change)) {
        query("DELETE FROM override WHERE instruction = ?").bind(decided->instruction).run();
        if (decided->to) {
            const int decision = static_cast<int>(decided->to->decision);
            query("INSERT INTO override VALUES (?, ?, ?, ?)")
                .bind(decided->instruction, decision, decided->to->reason, decided->to->by)
                .run();
        }
    } else if (const auto *scored = std::get_if<SetDifficulty>(&change)) {
        const int difficulty = scored->to.value_or(0);
        query("UPDATE instruction SET difficulty = nullif(?, 0) WHERE id = ?").bind(difficulty, scored->instruction).run();
    } else if (const auto *rated = std::get_if<RateResponse>(&change)) {
        query("DELETE FROM rating WHERE response = ?").bind(rated->response).run();
        if (rated->to)
            query("INSERT INTO rating VALUES (?, ?, ?)").bind(rated->response, rated->to->stars, rated->to->note).run();
    } else if (const auto *titled = std::get_if<SetTitle>(&change)) {
        query("UPDATE property SET value = ? WHERE key = 'title'").bind(titled->to).run();
    }
    return {};
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

Result<ExchangeId> SqliteStore::saveExchange(const Exchange &e)
{
    return guarded(m_path, [&]() -> Result<ExchangeId> {
        {
            auto known = query("SELECT id FROM exchange WHERE key = CAST(? AS BLOB)");
            if (known.bind(e.key).next())
                return known.integer(0);
        }
        query("INSERT INTO exchange (key, stage, instruction, model, parameters, messages, sample, reply, "
              "finish_reason, prompt_tokens, completion_tokens, latency, attempts, time) "
              "VALUES (CAST(? AS BLOB), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(e.key, static_cast<int>(e.stage), e.instruction, e.model, e.parameters, e.messages, e.sample, e.reply,
                  e.finishReason, e.promptTokens, e.completionTokens, e.latency, e.attempts, e.time)
            .run();
        return m_reader.connection().lastInsertId();
    });
}

Result<> SqliteStore::saveRun(Run &run, Action action, std::int64_t time)
{
    return transaction([&] {
        return guarded(m_path, [&]() -> Result<> {
            if (run.id != 0) {
                query("UPDATE run SET planned_epochs = ?, state = ? WHERE id = ?")
                    .bind(run.plannedEpochs, static_cast<int>(run.state), run.id)
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
            query("INSERT INTO run_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(item.run, item.instruction, static_cast<int>(item.kind), item.parent, item.response, item.epoch,
                      item.operatorKey, item.sample, item.failure)
                .run();
        }
        return {};
    });
}

Result<> SqliteStore::setItemFailure(const RunItem &item)
{
    return guarded(m_path, [&]() -> Result<> {
        query("UPDATE run_item SET failure = ? WHERE run = ? AND instruction = ?")
            .bind(item.failure, item.run, item.instruction)
            .run();
        return {};
    });
}

} // namespace evol
