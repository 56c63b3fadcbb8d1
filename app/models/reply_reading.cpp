// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/reply_reading.h"

namespace evol {

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
    return value && value->is_number() ? countOf(value->get<double>()) : 0;
}

int countOf(double number)
{
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

bool isEventStream(const HttpReply &reply)
{
    return reply.contentType.starts_with("text/event-stream") || reply.body.starts_with("data:") || reply.body.starts_with("event:");
}

void eachEvent(const std::string &stream, const std::function<void(const json &)> &visit)
{
    for (std::size_t at = 0; at < stream.size();) {
        const std::size_t end = std::min(stream.find('\n', at), stream.size());
        std::string_view line(stream.data() + at, end - at);
        at = end + 1;
        if (!line.starts_with("data:"))
            continue;
        line.remove_prefix(5);
        if (const json event = json::parse(line, nullptr, false); event.is_object())
            visit(event);
    }
}

void splitReasoning(ChatReply &reply)
{
    static const std::string opening = "<think>", closing = "</think>";
    const auto start = reply.text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || reply.text.compare(start, opening.size(), opening) != 0)
        return;
    const auto end = std::min(reply.text.find(closing, start), reply.text.size());
    reply.reasoning += reply.text.substr(start + opening.size(), end - start - opening.size());
    const auto rest = reply.text.find_first_not_of(" \t\r\n", std::min(end + closing.size(), reply.text.size()));
    reply.text = rest == std::string::npos ? std::string() : reply.text.substr(rest);
}

void finishReply(ChatReply &reply, const HttpReply &http, const EndpointFacts &facts)
{
    reply.text = facts.key.scrubbed(std::move(reply.text));
    reply.reasoning = facts.key.scrubbed(std::move(reply.reasoning));
    reply.latency = http.latency;
    if (isEventStream(http))
        reply.firstToken = http.firstByte;
    reply.endpoint = facts.address.host;
}

} // namespace evol
