// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of the OpenAI chat-completions protocol: a request's body, and a lenient reading of the reply.
// Pure functions; any thread.
#pragma once

#include "evolution/chat_model.h"
#include "models/endpoint_failure.h"

#include <string>
#include <vector>

namespace evol {

struct CompletionForm {
    const char *tokenLimit = "max_tokens"; ///< what the server calls the limit on a reply's tokens
    bool streams = false;
};

/// Bytes that are not UTF-8 are replaced.
std::string chatCompletionBody(const std::string &model, const ChatRequest &request, const CompletionForm &form = {});

/// `reply` has status 200, whole or as a stream of events. A reply cut at the token limit, withheld by a content filter
/// or without text is a reply whose outcome says so. Reasoning is never part of the text.
tl::expected<ChatReply, EndpointFailure> readChatCompletion(const HttpReply &reply, const EndpointFacts &facts);

/// The ids of GET …/models.
tl::expected<std::vector<std::string>, EndpointFailure> readModelNames(const HttpReply &reply,
                                                                       const EndpointFacts &facts);

} // namespace evol
