// SPDX-License-Identifier: GPL-3.0-or-later
// One instruction as JSON, the same in list and show. Any thread.
#pragma once

#include "domain/pool.h"

#include <nlohmann/json.hpp>

namespace evol {

const char *stateName(State state);
std::vector<std::string> firedRuleKeys(const Pool &pool, NodeIndex n);
nlohmann::ordered_json instructionJson(const Pool &pool, const Instruction &instruction);

} // namespace evol
