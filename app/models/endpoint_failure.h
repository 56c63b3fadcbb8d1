// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong with an endpoint, in words: what, on what, what to do, and whether asking again may help.
// No sentence ever contains the key. Pure functions; any thread.
#pragma once

#include "domain/result.h"
#include "models/endpoint_address.h"
#include "models/http_exchange.h"
#include "models/retry_policy.h"

#include <string>
#include <string_view>

namespace evol {

/// What the sentences need to know of an endpoint.
struct EndpointFacts {
    EndpointAddress address;
    std::string model; ///< empty where only the server is asked
    ApiKey key;
    std::string keyAdvice; ///< where a key would be looked for if there is none, e.g. "set EVOL_API_KEY"
    HttpTimeouts timeouts;
};

struct EndpointFailure {
    Error error;
    Hope hope = Hope::None;
    std::optional<std::chrono::milliseconds> retryAfter{};
    bool isOverload = false; ///< the endpoint has too much to do
};

EndpointFailure explainFault(const HttpFailure &failure, const EndpointFacts &facts);

/// For a reply whose status is not 200.
EndpointFailure explainStatus(const HttpReply &reply, const EndpointFacts &facts,
                              std::chrono::system_clock::time_point now);

/// The first 200 characters of what a server sent, on one line, valid UTF-8, without the key.
std::string excerpt(std::string_view text, const ApiKey &key);

/// The code in an error body; empty if there is none.
std::string errorCode(const std::string &body);

/// The message in an error body of any of the usual shapes; empty if there is none.
std::string serverMessage(const std::string &body);

} // namespace evol
