// SPDX-License-Identifier: GPL-3.0-or-later
// One request to a model and its reply, as the project keeps it. Values only; any thread.
#pragma once

#include "domain/instruction.h"
#include "domain/prompt_text.h"

#include <cstdint>
#include <string>

namespace evol {

/// The steps of an evolution that talk to a model. Stored: never renumber.
enum class Stage : int { Rewrite = 0, Judge = 1, Respond = 2, Score = 3, Quality = 4, Label = 5 };

constexpr const char *stageName(Stage stage)
{
    constexpr const char *names[] = {"rewrite", "judge", "respond", "score", "quality", "label"};
    return names[static_cast<int>(stage)];
}

/// How a reply ended. Only a complete one is used; the others are paid for, stored and counted. Stored: never renumber.
enum class ReplyOutcome : int {
    Complete = 0,
    Truncated = 1, ///< cut at the token limit
    Filtered = 2,  ///< withheld, or broken off, by the server's content filter
    Empty = 3,     ///< no text
};

constexpr const char *outcomeName(ReplyOutcome outcome)
{
    constexpr const char *names[] = {"complete", "truncated", "filtered", "empty"};
    return names[static_cast<int>(outcome)];
}

struct Exchange {
    ExchangeId id = 0;
    std::string key; ///< SHA-256 (32 bytes) of model, parameters, messages and sample number
    Stage stage = Stage::Rewrite;
    InstructionId instruction = 0; ///< the instruction it was made for
    std::string model;
    std::string parameters; ///< JSON object
    std::string messages;   ///< JSON array of {role, content}; a project keeps prompt and values instead where it can
    std::string prompt;     ///< the prompt's text; empty: the messages were not made from one
    PromptValues values;    ///< `messages` is one of role "user": the prompt filled in with these
    int sample = 0;
    std::string reply;
    std::string reasoning; ///< what a reasoning model thought before its reply; never part of it
    ReplyOutcome outcome = ReplyOutcome::Complete;
    std::string finishReason; ///< as the server says it
    int promptTokens = 0; ///< 0 where unknown
    int completionTokens = 0;
    std::int64_t latency = 0;     ///< milliseconds
    std::int64_t firstToken = -1; ///< milliseconds until the first token of a streamed reply; -1: not streamed
    std::string endpoint;         ///< host of the server that answered; empty: in this process
    double cost = 0;              ///< at the prices of the time, in the currency of the model's prices
    int attempts = 1;
    std::int64_t time = 0; ///< milliseconds since 1970, UTC
};

} // namespace evol
