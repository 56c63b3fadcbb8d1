// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/exchange_table.h"

#include "storage/text_table.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

#define EXCHANGE_COLUMNS                                                                                               \
    "SELECT e.id, e.key, e.stage, e.instruction, e.model, e.parameters, e.messages, e.sample, ifnull(r.body, e.reply), " \
    "e.finish_reason, e.prompt_tokens, e.completion_tokens, e.latency, e.attempts, e.time, p.body, e.prompt_values, "   \
    "t.body, e.outcome, e.first_token, e.endpoint, e.cost FROM exchange e LEFT JOIN text r ON r.id = e.reply_text "     \
    "LEFT JOIN text p ON p.id = e.prompt LEFT JOIN text t ON t.id = e.reasoning "

std::string textOf(Connection &connection, std::int64_t id)
{
    Query q(connection.statement("SELECT body FROM text WHERE id = ?"));
    return q.bind(id).next() ? q.text(0) : std::string();
}

/// A damaged list gives empty values.
PromptValues readValues(Connection &connection, const std::string &list)
{
    PromptValues values;
    const json ids = json::parse(list, nullptr, false);
    const auto all = values.all();
    for (std::size_t i = 0; i < std::min(ids.is_array() ? ids.size() : 0, all.size()); ++i) {
        if (ids[i].is_number_integer() && ids[i] != 0)
            *all[i] = textOf(connection, ids[i]);
    }
    return values;
}

std::string storeValues(Connection &connection, PromptValues values)
{
    std::string list = "[";
    for (const std::string *value : values.all())
        list += (list.size() > 1 ? "," : "") + std::to_string(storeText(connection, *value).id);
    while (list.ends_with(",0"))
        list.resize(list.size() - 2);
    return list + ']';
}

Exchange read(Connection &connection, const Query &q)
{
    Exchange e;
    e.id = q.integer(0);
    e.key = q.text(1);
    e.stage = static_cast<Stage>(q.small(2));
    e.instruction = q.integer(3);
    e.model = q.text(4);
    e.parameters = q.text(5);
    e.messages = q.text(6);
    e.sample = q.small(7);
    e.reply = q.text(8);
    e.finishReason = q.text(9);
    e.promptTokens = q.small(10);
    e.completionTokens = q.small(11);
    e.latency = q.integer(12);
    e.attempts = q.small(13);
    e.time = q.integer(14);
    e.prompt = q.text(15);
    if (!e.prompt.empty()) {
        e.values = readValues(connection, q.text(16));
        e.messages = json{{{"role", "user"}, {"content", fillIn(e.prompt, e.values)}}}.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    e.reasoning = q.text(17);
    e.outcome = static_cast<ReplyOutcome>(q.small(18));
    e.firstToken = q.integer(19);
    e.endpoint = q.text(20);
    e.cost = q.real(21);
    return e;
}

} // namespace

ExchangeId storeExchange(Connection &connection, const Exchange &e)
{
    const std::int64_t prompt = storeText(connection, e.prompt).id;
    const std::string values = prompt != 0 ? storeValues(connection, e.values) : std::string();
    const std::string messages = prompt != 0 ? std::string() : e.messages;
    const std::int64_t reply = storeText(connection, e.reply).id, reasoning = storeText(connection, e.reasoning).id;
    Query(connection.statement("INSERT INTO exchange (key, stage, instruction, model, parameters, messages, sample, reply, "
                               "finish_reason, prompt_tokens, completion_tokens, latency, attempts, time, prompt, "
                               "prompt_values, reply_text, reasoning, outcome, first_token, endpoint, cost) VALUES (CAST(? AS BLOB), "
                               "?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?) "
                               "ON CONFLICT (key) DO NOTHING"))
        .bind(e.key, static_cast<int>(e.stage), e.instruction, e.model, e.parameters, messages, e.sample, e.finishReason,
              e.promptTokens, e.completionTokens, e.latency, e.attempts, e.time, prompt, values, reply, reasoning,
              static_cast<int>(e.outcome), e.firstToken, e.endpoint, e.cost)
        .run();
    if (connection.changes() > 0)
        return connection.lastInsertId();
    Query known(connection.statement("SELECT id FROM exchange WHERE key = CAST(? AS BLOB)"));
    known.bind(e.key).next();
    return known.integer(0);
}

std::optional<Exchange> exchangeOfKey(Connection &connection, const std::string &key)
{
    Query q(connection.statement(EXCHANGE_COLUMNS "WHERE e.key = CAST(? AS BLOB)"));
    return q.bind(key).next() ? std::optional(read(connection, q)) : std::nullopt;
}

std::vector<Exchange> exchangesOf(Connection &connection, InstructionId instruction)
{
    Query q(connection.statement(EXCHANGE_COLUMNS "WHERE e.instruction = ? ORDER BY e.stage, e.id"));
    q.bind(instruction);
    std::vector<Exchange> exchanges;
    while (q.next())
        exchanges.push_back(read(connection, q));
    return exchanges;
}

} // namespace evol
