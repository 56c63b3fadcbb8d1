// SPDX-License-Identifier: GPL-3.0-or-later
// One request to a model and its reply, as the project keeps it. Values only; any thread.
#pragma once

#include "domain/instruction.h"

#include <cstdint>
#include <string>

namespace evol {

/// The steps of an evolution that talk to a model. Stored: never renumber.
enum class Stage : int { Rewrite = 0, Judge = 1, Respond = 2, Score = 3 };

constexpr const char *stageName(Stage stage)
{
    constexpr const char *names[] = {"rewrite", "judge", "respond", "score"};
    return names[static_cast<int>(stage)];
}

struct Exchange {
    ExchangeId id = 0;
    std::string key; ///< SHA-256 (32 bytes) of model, parameters, messages and sample number
    Stage stage = Stage::Rewrite;
    InstructionId instruction = 0; ///< the instruction it was made for
    std::string model;
    std::string parameters; ///< JSON object
    std::string messages;   ///< JSON array of {role, content}
    int sample = 0;
    std::string reply;
    std::string finishReason;
    int promptTokens = 0; ///< 0 where unknown
    int completionTokens = 0;
    std::int64_t latency = 0; ///< milliseconds
    int attempts = 1;
    std::int64_t time = 0; ///< milliseconds since 1970, UTC
};

} // namespace evol
