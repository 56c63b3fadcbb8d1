// SPDX-License-Identifier: GPL-3.0-or-later
// Batch files of the OpenAI format, one JSON object a line, which vLLM's `run-batch` and Ray Data read and write, too:
// requests to be answered elsewhere, and their results in any order.
// https://platform.openai.com/docs/api-reference/batch/request-input. Any thread.
#pragma once

#include "evolution/chat_model.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace evol {

/// What an endpoint takes in one file (the same page).
constexpr std::int64_t mostBatchRequests = 50'000;
constexpr std::int64_t mostBatchBytes = 200'000'000;

/// A request's line, with its newline. `key`: its exchangeKey(); the custom_id is its hexadecimal digits.
std::string batchLine(const std::string &key, const std::string &model, const ChatRequest &request);

enum class BatchFate {
    Answered, ///< `reply` is there
    Failed,   ///< the endpoint refused the request; the same request would fail again
    Unsent,   ///< not worked on, or given up for a reason that passes: expired, cancelled, overloaded
};

struct BatchResult {
    std::string key; ///< as exchangeKey()
    BatchFate fate = BatchFate::Answered;
    ChatReply reply;
    std::string reason; ///< of Failed and Unsent
};

/// A result's line. ErrorKind::BadReply where it is none; `file` is for the messages.
Result<BatchResult> readBatchLine(std::string_view line, const std::string &file);
/// The key alone, for an index; empty where there is none.
std::string batchLineKey(std::string_view line);

} // namespace evol
