// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges in their table, whose rows name texts instead of repeating them. One thread at a time.
#pragma once

#include "domain/exchange.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

namespace evol {

/// One with the same key already there wins: its id is returned.
ExchangeId storeExchange(Connection &connection, const Exchange &exchange);

std::optional<Exchange> exchangeOfKey(Connection &connection, const std::string &key);
/// In order of stage and id.
std::vector<Exchange> exchangesOf(Connection &connection, InstructionId instruction);

} // namespace evol
