// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP request and what came of it, as plain values: a reply of whatever status, or a fault of the
// connection. Nothing here knows of language models. Values only; any thread.
#pragma once

#include "models/api_key.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace evol {

enum class HttpMethod { Get, Post };

/// They run from the moment the transfer starts, not while it waits for its turn.
struct HttpTimeouts {
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds overall{600'000};
    /// Longest silence; 0: only `overall` counts. A reply that is not streamed comes after a silence as
    /// long as the whole generation, so this is off unless asked for.
    std::chrono::milliseconds idle{0};
    /// Longest wait for the first byte of a streamed reply; 0: as `idle`.
    std::chrono::milliseconds firstByte{0};

    bool operator==(const HttpTimeouts &) const = default;
    bool watchesSilence() const { return idle.count() > 0 || firstByte.count() > 0; }
};

struct HttpRequest {
    HttpMethod method = HttpMethod::Post;
    std::string url;
    std::string body; ///< JSON
    std::string uploadedFile; ///< instead of a body: this file as the part "file" of a form
    std::vector<std::pair<std::string, std::string>> form; ///< with it: further parts
    std::string savedTo; ///< the body of a reply of status 200 goes into this file, which is made anew
    ApiKey key;       ///< sent in keyHeader unless empty
    std::string keyHeader = "Authorization: Bearer "; ///< what stands before the key
    std::vector<std::string> headers;                 ///< further ones, "Name: value"
    int tokens = 0; ///< about how many it will use, for limits on tokens a minute
    HttpTimeouts timeouts;
    std::size_t maximumReplyBytes = std::size_t{64} << 20;
};

struct HttpReply {
    int status = 0;
    std::string body;
    std::string contentType;
    std::string location;               ///< of a redirect, which is never followed
    std::string retryAfter;             ///< as sent: seconds or a date
    std::string retryAfterMilliseconds; ///< the non-standard retry-after-ms
    std::chrono::milliseconds latency{0};
    std::chrono::milliseconds firstByte{0}; ///< until the first byte of the body
};

enum class HttpFault {
    HostNotFound,
    NotConnected,
    ConnectTimedOut,
    TlsFailed,
    TimedOut,
    FellSilent,
    ClosedWithoutReply,
    HalfReply,
    TooLarge,
    BadUrl,
    Cancelled,
    Other,
};

struct HttpFailure {
    HttpFault fault = HttpFault::Other;
    std::string detail; ///< what the library says, may be empty
};

using HttpOutcome = tl::expected<HttpReply, HttpFailure>;
using HttpDone = std::function<void(HttpOutcome)>;

} // namespace evol
