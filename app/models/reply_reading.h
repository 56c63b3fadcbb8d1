// SPDX-License-Identifier: GPL-3.0-or-later
// What the readings of all protocols share: JSON as servers really send it, event streams, reasoning in front of a text.
// Pure functions; any thread.
#pragma once

#include "evolution/chat_model.h"
#include "models/endpoint_failure.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace evol {

using nlohmann::json;

/// nullptr where there is no such member, or nothing to have members.
const json *member(const json *parent, const char *name);
/// Empty where it is no string.
std::string textOf(const json *value);
/// 0 where it is no count.
int countOf(const json *value);
int countOf(double number);
/// Content is a string, or a list of parts of which those of type "text" are meant.
std::string contentOf(const json *content);
bool isBlank(const std::string &text);

EndpointFailure badReply(const EndpointFacts &facts, Hope hope, const std::string &rest);
EndpointFailure unreadable(const HttpReply &reply, const EndpointFacts &facts, const std::string &expected);

bool isEventStream(const HttpReply &reply);
/// Calls `visit` for the object of each "data:" line of a stream of server-sent events.
void eachEvent(const std::string &stream, const std::function<void(const json &)> &visit);

/// Servers without a reasoning parser leave the reasoning in front of the text, between <think> and </think>.
void splitReasoning(ChatReply &reply);
/// Takes the key out of the texts and fills in what every reply has.
void finishReply(ChatReply &reply, const HttpReply &http, const EndpointFacts &facts);

} // namespace evol
