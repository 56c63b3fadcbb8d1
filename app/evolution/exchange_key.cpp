// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/exchange_key.h"

#include "domain/json_text.h"
#include "domain/sha256.h"

#include <utility>

namespace evol {

namespace {

/// [{"content":…,"role":…}]
std::string messagesJson(const ChatRequest &request)
{
    std::string text = "[";
    for (const ChatMessage &message : request.messages) {
        text += text.size() > 1 ? ",{\"content\":" : "{\"content\":";
        appendJson(text, message.content);
        text += ",\"role\":";
        appendJson(text, message.role);
        text += '}';
    }
    return text + ']';
}

/// The names in the order of the alphabet, numbers as the library writes them.
std::string parametersJson(const SamplingParameters &p)
{
    std::string text = "{\"max_tokens\":" + std::to_string(p.maxTokens) + ",\"seed\":" + std::to_string(p.seed) + ",\"temperature\":";
    appendJson(text, p.temperature);
    text += ",\"top_p\":";
    appendJson(text, p.topP);
    return text + '}';
}

} // namespace

std::string exchangeKey(const std::string &model, const ChatRequest &request)
{
    // The names in the order of the alphabet: the key of a request must never change.
    std::string identity = "{\"messages\":" + messagesJson(request) + ",\"model\":";
    appendJson(identity, model);
    identity += ",\"parameters\":" + parametersJson(request.parameters) + ",\"sample\":" + std::to_string(request.sample) + '}';
    return sha256(identity);
}

Exchange makeExchange(std::string key, const std::string &model, ChatRequest request, ChatReply reply)
{
    Exchange exchange;
    exchange.key = std::move(key);
    exchange.stage = request.task.stage;
    exchange.model = model;
    exchange.parameters = parametersJson(request.parameters);
    exchange.prompt = std::move(request.prompt);
    exchange.values = std::move(request.values);
    if (exchange.prompt.empty())
        exchange.messages = messagesJson(request);
    exchange.sample = request.sample;
    exchange.reply = std::move(reply.text);
    exchange.reasoning = std::move(reply.reasoning);
    exchange.outcome = reply.outcome;
    exchange.finishReason = std::move(reply.finishReason);
    exchange.promptTokens = reply.promptTokens;
    exchange.completionTokens = reply.completionTokens;
    exchange.latency = reply.latency.count();
    exchange.firstToken = reply.firstToken ? reply.firstToken->count() : -1;
    exchange.endpoint = std::move(reply.endpoint);
    exchange.attempts = reply.attempts;
    return exchange;
}

} // namespace evol
