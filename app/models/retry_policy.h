// SPDX-License-Identifier: GPL-3.0-or-later
// When a request that failed is tried again, and how long after. Pure functions of their arguments; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace evol {

/// How much hope there is in asking again.
enum class Hope {
    None,       ///< the same request will fail the same way
    Good,       ///< an overloaded server, a broken connection, a time-out, half a body
    Connection, ///< nothing answers: most often the server is not running at all
};

struct RetryPolicy {
    int attempts = 8; ///< the first included; with the delays below, about a minute
    int connectionAttempts = 4;
    std::chrono::milliseconds firstDelay{500}; ///< doubles with every attempt
    std::chrono::milliseconds longestDelay{30'000};
    std::chrono::milliseconds longestRetryAfter{120'000};
};

/// True if attempt number `attempt` (from 1) may be followed by another.
bool mayRetry(const RetryPolicy &policy, Hope hope, int attempt);

/// The wait after attempt number `attempt`. What the server asked for is obeyed up to the policy's cap; otherwise
/// it is between half and all of the doubled delay, drawn from `seed`, so that requests that failed together do not
/// come back together, and a repeated run waits as long.
std::chrono::milliseconds retryDelay(const RetryPolicy &policy, int attempt,
                                     std::optional<std::chrono::milliseconds> retryAfter, std::uint64_t seed);

/// A Retry-After header: seconds ("20", "1.5") or an HTTP date; empty where it is neither. Never negative.
std::optional<std::chrono::milliseconds> parseRetryAfter(std::string_view header,
                                                         std::chrono::system_clock::time_point now);

} // namespace evol
