// SPDX-License-Identifier: GPL-3.0-or-later
// Chat completions as servers really send them: null where a string should be, content in parts, an error with
// status 200. Any thread.
#include "models/chat_completion.h"

#include "domain/json_text.h"
#include "models/reply_reading.h"
#include "models/usual_completion.h"

namespace evol {

namespace {

using Unread = tl::unexpected<EndpointFailure>;

EndpointFailure reportedError(const json &error, const HttpReply &reply, const EndpointFacts &facts)
{
    // Gateways pass on the status of the server behind them in the body of a 200.
    const int code = countOf(member(&error, "code"));
    const bool passing = code == 408 || code == 429 || code >= 500;
    return {{ErrorKind::Network, "The server at " + facts.address.base + " reports an error: \""
                 + excerpt(serverMessage(reply.body), facts.key) + "\". Check the model and its settings."},
            passing ? Hope::Good : Hope::None, {}};
}

ReplyOutcome outcomeOf(const std::string &finishReason, const std::string &text)
{
    if (finishReason == "content_filter")
        return ReplyOutcome::Filtered;
    if (finishReason == "length")
        return ReplyOutcome::Truncated;
    return isBlank(text) ? ReplyOutcome::Empty : ReplyOutcome::Complete;
}

ChatReply replyOf(CompletionParts parts, const HttpReply &reply, const EndpointFacts &facts)
{
    ChatReply result;
    result.finishReason = std::move(parts.finishReason);
    result.reasoning = std::move(parts.reasoning);
    result.text = std::move(parts.content);
    splitReasoning(result);
    if (isBlank(result.text))
        result.text = std::move(parts.refusal);
    result.outcome = outcomeOf(result.finishReason, result.text);
    result.promptTokens = parts.promptTokens;
    result.completionTokens = parts.completionTokens;
    finishReply(result, reply, facts);
    return result;
}

/// A streamed reply as the one object it would have been: "data:" lines whose deltas are put together.
json assembled(const std::string &stream)
{
    std::string content, reasoning, refusal, finish;
    json usage, error;
    eachEvent(stream, [&](const json &event) {
        if (const json *told = member(&event, "error"); told && !told->is_null())
            error = *told;
        if (const json *used = member(&event, "usage"); used && used->is_object())
            usage = *used;
        const json *choices = member(&event, "choices");
        const json *choice = choices && choices->is_array() && !choices->empty() ? &choices->front() : nullptr;
        const json *delta = member(choice, "delta");
        content += contentOf(member(delta, "content"));
        refusal += textOf(member(delta, "refusal"));
        const std::string thought = textOf(member(delta, "reasoning_content"));
        reasoning += thought.empty() ? textOf(member(delta, "reasoning")) : thought;
        if (std::string reason = textOf(member(choice, "finish_reason")); !reason.empty())
            finish = std::move(reason);
    });
    if (!error.is_null())
        return {{"error", error}};
    return {{"choices", {{{"message", {{"content", content}, {"reasoning_content", reasoning}, {"refusal", refusal}}}, {"finish_reason", finish}}}},
            {"usage", usage}};
}

} // namespace

std::string chatCompletionBody(const std::string &model, const ChatRequest &request, const CompletionForm &form)
{
    const SamplingParameters &p = request.parameters;
    std::string body = "{\"model\":";
    appendJson(body, model);
    body += ",\"messages\":[";
    for (const ChatMessage &message : request.messages) {
        body += &message == &request.messages.front() ? "{\"role\":" : ",{\"role\":";
        appendJson(body, message.role);
        body += ",\"content\":";
        appendJson(body, message.content);
        body += '}';
    }
    body += "],\"temperature\":";
    appendJson(body, p.temperature);
    body += ",\"top_p\":";
    appendJson(body, p.topP);
    body += std::string(",\"") + form.tokenLimit + "\":" + std::to_string(p.maxTokens) + ",\"seed\":" + std::to_string(p.seed);
    if (form.streams)
        body += ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    return body + '}';
}

tl::expected<ChatReply, EndpointFailure> readChatCompletion(const HttpReply &reply, const EndpointFacts &facts)
{
    const bool isStream = isEventStream(reply);
    if (auto usual = isStream ? std::nullopt : readUsualCompletion(reply.body))
        return replyOf(std::move(*usual), reply, facts);
    const json body = isStream ? assembled(reply.body) : json::parse(reply.body, nullptr, false);
    if (!body.is_object())
        return Unread(unreadable(reply, facts, "a chat completion"));
    if (const json *error = member(&body, "error"); error && !error->is_null())
        return Unread(reportedError(*error, reply, facts));
    const json *choices = member(&body, "choices");
    if (!choices || !choices->is_array())
        return Unread(unreadable(reply, facts, "a chat completion"));
    const json *choice = choices->empty() ? nullptr : &choices->front();
    const json *message = member(choice, "message");
    if (!choices->empty() && (!message || !message->is_object()))
        return Unread(unreadable(reply, facts, "a chat completion"));
    CompletionParts parts;
    parts.finishReason = textOf(member(choice, "finish_reason"));
    // A stream that ends without saying why was cut.
    if (isStream && parts.finishReason.empty())
        return Unread(badReply(facts, Hope::Good, "broke off in the middle of its answer; see its log."));
    parts.reasoning = textOf(member(message, "reasoning_content"));
    if (parts.reasoning.empty())
        parts.reasoning = textOf(member(message, "reasoning"));
    parts.content = contentOf(member(message, "content"));
    parts.refusal = textOf(member(message, "refusal"));
    const json *usage = member(&body, "usage");
    parts.promptTokens = countOf(member(usage, "prompt_tokens"));
    parts.completionTokens = countOf(member(usage, "completion_tokens"));
    return replyOf(std::move(parts), reply, facts);
}

tl::expected<std::vector<std::string>, EndpointFailure> readModelNames(const HttpReply &reply,
                                                                       const EndpointFacts &facts)
{
    const json body = json::parse(reply.body, nullptr, false);
    // Some servers leave the envelope out.
    const json *list = body.is_array() ? &body : member(&body, "data");
    if (!list || !list->is_array())
        return Unread(unreadable(reply, facts, "a list of models"));
    std::vector<std::string> names;
    for (const json &entry : *list)
        if (std::string name = textOf(member(&entry, "id")); !name.empty())
            names.push_back(std::move(name));
    return names;
}

} // namespace evol
