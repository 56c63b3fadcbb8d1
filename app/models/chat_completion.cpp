// SPDX-License-Identifier: GPL-3.0-or-later
// Chat completions as servers really send them: null where a string should be, content in parts, an error with
// status 200. Any thread.
#include "models/chat_completion.h"

#include "domain/json_text.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;
using Unread = tl::unexpected<EndpointFailure>;

const json *member(const json *parent, const char *name)
{
    if (!parent || !parent->is_object())
        return nullptr;
    const auto found = parent->find(name);
    return found == parent->end() ? nullptr : &*found;
}

std::string textOf(const json *value)
{
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

int countOf(const json *value)
{
    if (!value || !value->is_number())
        return 0;
    const double number = value->get<double>();
    return number > 0 && number < 1e9 ? static_cast<int>(number) : 0;
}

/// Content is a string, or a list of parts of which those of type "text" are meant.
std::string contentOf(const json *content)
{
    if (!content || !content->is_array())
        return textOf(content);
    std::string text;
    for (const json &part : *content)
        if (part.is_string())
            text += part.get<std::string>();
        else if (textOf(member(&part, "type")) == "text")
            text += textOf(member(&part, "text"));
    return text;
}

/// Servers without a reasoning parser leave the reasoning in front of the text.
std::string withoutReasoning(std::string text)
{
    static const std::string opening = "<think>";
    static const std::string closing = "</think>";
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || text.compare(start, opening.size(), opening) != 0)
        return text;
    const auto end = text.find(closing, start);
    if (end == std::string::npos)
        return {};
    const auto rest = text.find_first_not_of(" \t\r\n", end + closing.size());
    return rest == std::string::npos ? std::string() : text.substr(rest);
}

bool isBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

EndpointFailure badReply(const EndpointFacts &facts, Hope hope, const std::string &rest)
{
    return {{ErrorKind::BadReply, "The server at " + facts.address.base + " " + rest}, hope, {}};
}

EndpointFailure unreadable(const HttpReply &reply, const EndpointFacts &facts, const std::string &expected)
{
    if (isBlank(reply.body))
        return badReply(facts, Hope::Good, "answered with nothing at all; see its log.");
    const std::string type = reply.contentType.empty() ? "" : " (" + excerpt(reply.contentType, facts.key) + ")";
    return badReply(facts, Hope::Good,
                    "answered something that is not " + expected + type + ": \"" + excerpt(reply.body, facts.key)
                        + "\". Check that the base URL is that of an OpenAI-compatible server.");
}

EndpointFailure reportedError(const json &error, const HttpReply &reply, const EndpointFacts &facts)
{
    // Gateways pass on the status of the server behind them in the body of a 200.
    const int code = countOf(member(&error, "code"));
    const bool passing = code == 408 || code == 429 || code >= 500;
    return {{ErrorKind::Network, "The server at " + facts.address.base + " reports an error: \""
                 + excerpt(serverMessage(reply.body), facts.key) + "\". Check the model and its settings."},
            passing ? Hope::Good : Hope::None, {}};
}

EndpointFailure withoutText(const std::string &finishReason, const EndpointFacts &facts)
{
    if (finishReason == "length")
        return badReply(facts, Hope::None, "used up the token limit before the model wrote any text; raise the limit.");
    return badReply(facts, Hope::Slight, "answered without any text (finish reason \"" + excerpt(finishReason, facts.key)
                        + "\"); the model may not suit the prompt.");
}

} // namespace

std::string chatCompletionBody(const std::string &model, const ChatRequest &request)
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
    const json rest = {{"temperature", p.temperature}, {"top_p", p.topP}, {"max_tokens", p.maxTokens}, {"seed", p.seed}};
    return body + "]," + rest.dump().substr(1);
}

tl::expected<ChatReply, EndpointFailure> readChatCompletion(const HttpReply &reply, const EndpointFacts &facts)
{
    const json body = json::parse(reply.body, nullptr, false);
    if (!body.is_object())
        return Unread(unreadable(reply, facts, "a chat completion"));
    if (const json *error = member(&body, "error"); error && !error->is_null())
        return Unread(reportedError(*error, reply, facts));
    const json *choices = member(&body, "choices");
    if (!choices || !choices->is_array())
        return Unread(unreadable(reply, facts, "a chat completion"));
    if (choices->empty())
        return Unread(badReply(facts, Hope::Slight, "answered with an empty list of choices; the model may not suit the prompt."));

    const json *choice = &choices->front();
    const json *message = member(choice, "message");
    ChatReply result;
    result.finishReason = textOf(member(choice, "finish_reason"));
    if (result.finishReason == "length")
        result.outcome = ReplyOutcome::Truncated;
    if (result.finishReason == "content_filter")
        return Unread(badReply(facts, Hope::None, "withheld the answer: its content filter stopped it. "
                               "Leave this instruction out or use another model."));
    result.text = withoutReasoning(contentOf(member(message, "content")));
    if (isBlank(result.text))
        result.text = textOf(member(message, "refusal"));
    if (isBlank(result.text))
        return Unread(withoutText(result.finishReason, facts));
    result.text = facts.key.scrubbed(std::move(result.text));

    const json *usage = member(&body, "usage");
    result.promptTokens = countOf(member(usage, "prompt_tokens"));
    result.completionTokens = countOf(member(usage, "completion_tokens"));
    result.latency = reply.latency;
    return result;
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
