// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/exchange_key.h"

#include <QByteArrayView>
#include <QCryptographicHash>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

std::string dump(const json &j)
{
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

json messagesJson(const ChatRequest &request)
{
    json messages = json::array();
    for (const ChatMessage &message : request.messages)
        messages.push_back({{"role", message.role}, {"content", message.content}});
    return messages;
}

json parametersJson(const SamplingParameters &p)
{
    return {{"temperature", p.temperature}, {"top_p", p.topP}, {"max_tokens", p.maxTokens}, {"seed", p.seed}};
}

} // namespace

std::string exchangeKey(const std::string &model, const ChatRequest &request)
{
    const std::string identity =
        dump({{"model", model}, {"parameters", parametersJson(request.parameters)},
              {"messages", messagesJson(request)}, {"sample", request.sample}});
    return QCryptographicHash::hash(QByteArrayView(identity.data(), static_cast<qsizetype>(identity.size())),
                                    QCryptographicHash::Sha256)
        .toStdString();
}

Exchange makeExchange(std::string key, const std::string &model, const ChatRequest &request, const ChatReply &reply)
{
    Exchange exchange;
    exchange.key = std::move(key);
    exchange.stage = request.task.stage;
    exchange.model = model;
    exchange.parameters = dump(parametersJson(request.parameters));
    exchange.prompt = request.prompt;
    exchange.values = request.values;
    if (exchange.prompt.empty())
        exchange.messages = dump(messagesJson(request));
    exchange.sample = request.sample;
    exchange.reply = reply.text;
    exchange.reasoning = reply.reasoning;
    exchange.outcome = reply.outcome;
    exchange.finishReason = reply.finishReason;
    exchange.promptTokens = reply.promptTokens;
    exchange.completionTokens = reply.completionTokens;
    exchange.latency = reply.latency.count();
    exchange.firstToken = reply.firstToken ? reply.firstToken->count() : -1;
    exchange.endpoint = reply.endpoint;
    exchange.attempts = reply.attempts;
    return exchange;
}

} // namespace evol
