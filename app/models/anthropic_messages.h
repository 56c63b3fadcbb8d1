// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of Anthropic's messages protocol (https://docs.anthropic.com/en/api/messages). Pure functions; any thread.
#pragma once

#include "evolution/chat_model.h"
#include "models/endpoint_failure.h"

#include <string>

namespace evol {

/// Of temperature and top-p only the temperature is sent, up to 1: newer models take one of the two. There is no seed.
std::string anthropicBody(const std::string &model, const ChatRequest &request, bool streams);

/// `reply` has status 200, whole or as a stream of events. See readChatCompletion() for outcomes and reasoning.
tl::expected<ChatReply, EndpointFailure> readAnthropicMessage(const HttpReply &reply, const EndpointFacts &facts);

} // namespace evol
