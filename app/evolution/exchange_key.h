// SPDX-License-Identifier: GPL-3.0-or-later
// What makes two requests the same exchange, and the exchange that a reply makes. Any thread.
#pragma once

#include "domain/exchange.h"
#include "evolution/chat_model.h"

#include <string>

namespace evol {

/// SHA-256 (32 bytes) of model, parameters, messages and sample number: the identity of an exchange.
std::string exchangeKey(const std::string &model, const ChatRequest &request);
/// The exchange that `reply` to `request` makes, without id, instruction, cost and time. `key`: its exchangeKey().
Exchange makeExchange(std::string key, const std::string &model, ChatRequest request, ChatReply reply);

} // namespace evol
