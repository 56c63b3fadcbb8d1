// SPDX-License-Identifier: GPL-3.0-or-later
// The base URL of an OpenAI-compatible server, checked, and the addresses under it. Values only; any thread.
#pragma once

#include "domain/result.h"

#include <string>

namespace evol {

struct EndpointAddress {
    std::string base; ///< as given, without a trailing slash; shown to people
    std::string host; ///< with the port where one is given, e.g. "127.0.0.1:8080"
    std::string chat; ///< …/chat/completions
    std::string models;
};

/// Accepts http and https. Refuses a user name or password in the URL, which would be stored and shown with it.
Result<EndpointAddress> parseEndpointAddress(const std::string &baseUrl);

} // namespace evol
