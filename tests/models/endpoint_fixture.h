// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of EndpointModel share: settings that retry within milliseconds, and asking a question.
#pragma once

#include "chat_server.h"
#include "models/endpoint_model.h"

#include <future>
#include <memory>
#include <string>

namespace evol {

inline EndpointSettings settingsFor(const std::string &baseUrl)
{
    EndpointSettings settings;
    settings.baseUrl = baseUrl;
    settings.model = "test-model";
    settings.retries.attempts = 4;
    settings.retries.connectionAttempts = 2;
    settings.retries.firstDelay = std::chrono::milliseconds(1);
    settings.retries.longestDelay = std::chrono::milliseconds(2);
    return settings;
}

/// Null if the settings are refused, which no caller expects.
inline std::shared_ptr<EndpointModel> modelWith(const EndpointSettings &settings)
{
    return EndpointModel::create(settings).value_or(nullptr);
}

inline ChatRequest question(const std::string &text)
{
    ChatRequest request;
    request.messages = {{"user", text}};
    return request;
}

using Answering = std::future<Result<ChatReply>>;

inline Answering ask(ChatModel &model, const std::string &text)
{
    const auto promise = std::make_shared<std::promise<Result<ChatReply>>>();
    model.send(question(text), [promise](Result<ChatReply> reply) { promise->set_value(std::move(reply)); });
    return promise->get_future();
}

/// The reply; an error of kind TimedOut and its own words if none came in half a minute.
inline Result<ChatReply> wait(Answering &answering)
{
    if (answering.wait_for(std::chrono::seconds(30)) != std::future_status::ready)
        return fail(ErrorKind::TimedOut, "the test saw no completion");
    return answering.get();
}

inline Result<ChatReply> answerOf(ChatModel &model, const std::string &text = "What is 1+1?")
{
    Answering answering = ask(model, text);
    return wait(answering);
}

inline std::string messageOf(const Result<ChatReply> &reply)
{
    return reply ? "no error but: " + reply->text : reply.error().message;
}

} // namespace evol
