// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/anthropic_messages.h"

#include "models/reply_reading.h"

#include <algorithm>

namespace evol {

namespace {

using Unread = tl::unexpected<EndpointFailure>;

ReplyOutcome outcomeOf(const std::string &stopReason, const std::string &text)
{
    if (stopReason == "refusal")
        return ReplyOutcome::Filtered;
    if (stopReason == "max_tokens" || stopReason == "model_context_window_exceeded")
        return ReplyOutcome::Truncated;
    return isBlank(text) ? ReplyOutcome::Empty : ReplyOutcome::Complete;
}

/// A streamed message as the one object it would have been.
json assembled(const std::string &stream)
{
    std::string text, thinking, stop;
    json error;
    int input = 0, output = 0;
    eachEvent(stream, [&](const json &event) {
        if (const json *told = member(&event, "error"); told && !told->is_null())
            error = *told;
        const json *started = member(member(&event, "message"), "usage");
        input = std::max(input, countOf(member(started, "input_tokens")));
        output = std::max(output, countOf(member(member(&event, "usage"), "output_tokens")));
        const json *delta = member(&event, "delta");
        text += textOf(member(delta, "text"));
        thinking += textOf(member(delta, "thinking"));
        if (std::string reason = textOf(member(delta, "stop_reason")); !reason.empty())
            stop = std::move(reason);
    });
    if (!error.is_null())
        return {{"error", error}};
    return {{"content", {{{"type", "thinking"}, {"thinking", thinking}}, {{"type", "text"}, {"text", text}}}},
            {"stop_reason", stop}, {"usage", {{"input_tokens", input}, {"output_tokens", output}}}};
}

} // namespace

std::string anthropicBody(const std::string &model, const ChatRequest &request, bool streams)
{
    json messages = json::array();
    std::string system;
    for (const ChatMessage &message : request.messages) {
        if (message.role == "system")
            system += (system.empty() ? "" : "\n\n") + message.content;
        else
            messages.push_back({{"role", message.role}, {"content", message.content}});
    }
    json body = {{"model", model}, {"max_tokens", request.parameters.maxTokens}, {"messages", std::move(messages)},
                 {"temperature", std::min(request.parameters.temperature, 1.0)}};
    if (!system.empty())
        body["system"] = system;
    if (streams)
        body["stream"] = true;
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

tl::expected<ChatReply, EndpointFailure> readAnthropicMessage(const HttpReply &reply, const EndpointFacts &facts)
{
    const bool isStream = isEventStream(reply);
    const json body = isStream ? assembled(reply.body) : json::parse(reply.body, nullptr, false);
    if (const json *error = member(&body, "error")) {
        const std::string kind = textOf(member(error, "type"));
        return Unread({{ErrorKind::Network, "The server at " + facts.address.base + " reports an error: \"" +
                                                excerpt(textOf(member(error, "message")), facts.key) + "\". Check the model and its settings."},
                       kind == "overloaded_error" || kind == "api_error" ? Hope::Good : Hope::None, {}});
    }
    const json *content = member(&body, "content");
    if (!content || !content->is_array())
        return Unread(unreadable(reply, facts, "a message"));
    ChatReply result;
    result.finishReason = textOf(member(&body, "stop_reason"));
    if (isStream && result.finishReason.empty())
        return Unread(badReply(facts, Hope::Good, "broke off in the middle of its answer; see its log."));
    for (const json &part : *content) {
        result.text += textOf(member(&part, "type")) == "text" ? textOf(member(&part, "text")) : "";
        result.reasoning += textOf(member(&part, "thinking"));
    }
    result.outcome = outcomeOf(result.finishReason, result.text);
    const json *usage = member(&body, "usage");
    result.promptTokens = countOf(member(usage, "input_tokens"));
    result.completionTokens = countOf(member(usage, "output_tokens"));
    finishReply(result, reply, facts);
    return result;
}

} // namespace evol
