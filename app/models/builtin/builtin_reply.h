// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in model replies to a task: a pure function of the task and the seed, the same on every
// machine. Any thread.
#pragma once

#include "evolution/chat_model.h"

#include <cstdint>
#include <string>

namespace evol {

/// Rewrite: the new instruction, or the old one where the operator finds nothing to change. Judge:
/// "Equal" or "Not Equal". Respond: an answer. Score: a whole number from 1 to 10.
/// Quality: three scores from 1 to 5. Label: whether the equations of the step hold.
std::string builtinReply(const ChatTask& task, std::uint32_t seed);

} // namespace evol
