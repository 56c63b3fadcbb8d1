// SPDX-License-Identifier: GPL-3.0-or-later
// How a kind of server wants to be asked and how it answers, and the list of kinds. Any thread.
#pragma once

#include "evolution/chat_model.h"
#include "models/endpoint_address.h"
#include "models/endpoint_failure.h"
#include "models/http_exchange.h"

#include <string>
#include <vector>

namespace evol {

struct Protocol {
    const char *name; ///< stored, e.g. "compatible"
    const char *keyHeader;
    std::vector<std::string> headers; ///< beside the usual ones
    std::string (*address)(const EndpointAddress &address, const std::string &model);
    std::string (*body)(const std::string &model, const ChatRequest &request, bool streams);
    tl::expected<ChatReply, EndpointFailure> (*read)(const HttpReply &reply, const EndpointFacts &facts);

    const char *key() const { return name; }
};

/// "compatible" (OpenAI's chat completions, as most servers have them), "openai" (their newer names), "azure", "anthropic".
const std::vector<const Protocol *> &protocols();

} // namespace evol
