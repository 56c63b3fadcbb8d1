// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine needs of a language model: send a request, get one reply or one error, later.
#pragma once

#include "domain/exchange.h"
#include "domain/result.h"
#include "domain/run.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace evol {

struct ChatMessage {
    std::string role; ///< "system", "user" or "assistant"
    std::string content;
};

struct SamplingParameters : Sampling {
    std::uint32_t seed = 0; ///< drawn per request from the run's seed; the same seed asks for the same reply
};

/// What a request is about, beside its rendered messages: a model without a language model in it
/// works from this; one that speaks HTTP ignores it.
struct ChatTask {
    Stage stage = Stage::Rewrite;
    std::string operatorKey; ///< Rewrite: e.g. "deepen"
    std::string instruction; ///< the instruction to rewrite, answer or score; Judge: the parent
    std::string context;     ///< its input, may be empty
    std::string child;       ///< Judge: the rewrite to compare with `instruction`
};

struct ChatRequest {
    std::vector<ChatMessage> messages;
    SamplingParameters parameters;
    int sample = 0; ///< number of the sample where one wants several replies to the same messages
    std::string prompt;  ///< what the messages were made from: a prompt's text and its values; may be empty
    PromptValues values;
    ChatTask task;
};

struct ChatReply {
    std::string text;
    std::string reasoning; ///< what a reasoning model thought before its text; never part of it
    ReplyOutcome outcome = ReplyOutcome::Complete; ///< where not complete, `text` may be empty
    std::string finishReason; ///< "stop", "length", "content_filter", … as the server says it
    int promptTokens = 0;     ///< 0 where unknown
    int completionTokens = 0;
    std::chrono::milliseconds latency{0};
    std::optional<std::chrono::milliseconds> firstToken; ///< of a streamed reply
    std::string endpoint; ///< host of the server that answered; empty: in this process
    int attempts = 1; ///< requests it took, retries included
};

/// A model that answers requests. send() and cancelAll() may be called from any thread and never block.
/// Each completion is called exactly once, on a thread of the model's choosing, never from inside send();
/// it must return quickly. After cancelAll() every request still waiting completes with ErrorKind::Cancelled.
/// The destructor cancels all and waits for the completions to have been called.
class ChatModel
{
public:
    using Completion = std::function<void(Result<ChatReply>)>;

    virtual ~ChatModel() = default;

    /// What instructions and exchanges record as their model, e.g. "builtin" or "qwen2.5-7b".
    virtual std::string name() const = 0;
    /// One line for people, e.g. "built-in rules, no language model".
    virtual std::string description() const = 0;

    virtual void send(const ChatRequest &request, Completion completion) = 0;
    virtual void cancelAll() = 0;
};

} // namespace evol
