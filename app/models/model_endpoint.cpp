// SPDX-License-Identifier: GPL-3.0-or-later
// The rules an endpoint of this user keeps. Any thread.
#include "models/model_endpoint.h"

#include "domain/keyed.h"
#include "models/endpoint_address.h"
#include "models/protocol.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace evol {

namespace {

constexpr int mostConcurrent = 1024;

Result<> invalid(const ModelEndpoint &endpoint, const std::string &what)
{
    return fail(ErrorKind::InvalidInput, "The model \"" + endpoint.name + "\" " + what);
}

bool isUsableName(const std::string &name)
{
    const auto isControl = [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; };
    return !name.empty() && name.find('#') == std::string::npos && name.find_first_not_of(' ') != std::string::npos
        && std::none_of(name.begin(), name.end(), isControl);
}

bool isVariableName(const std::string &name)
{
    const auto fits = [](unsigned char byte) { return std::isalnum(byte) != 0 || byte == '_'; };
    return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0
        && std::all_of(name.begin(), name.end(), fits);
}

bool isCurrency(const std::string &code)
{
    return code.empty()
        || (code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
}

bool isPrice(double price)
{
    return std::isfinite(price) && price >= 0;
}

} // namespace

Result<> validate(const ModelEndpoint &endpoint)
{
    if (!isUsableName(endpoint.name))
        return fail(ErrorKind::InvalidInput, "\"" + endpoint.name + "\" cannot be the name of a model; give one "
                    "without \"#\" and control characters.");
    if (endpoint.name == "builtin")
        return fail(ErrorKind::InvalidInput, "\"builtin\" is the model that comes with the program; give another name.");
    if (!withKey(protocols(), endpoint.protocol))
        return invalid(endpoint, "has the protocol \"" + endpoint.protocol + "\"; choose one of: " + keysOf(protocols()) + ".");
    if (!endpoint.pool.empty()) {
        const bool hasItself = std::find(endpoint.pool.begin(), endpoint.pool.end(), endpoint.name) != endpoint.pool.end();
        return hasItself ? invalid(endpoint, "has itself in its pool; name other endpoints.") : Result<>();
    }
    const auto address = parseEndpointAddress(endpoint.baseUrl);
    if (endpoint.file.empty() && !address)
        return tl::unexpected(address.error());
    if (endpoint.model.empty())
        return invalid(endpoint, "does not say what the server calls it; give the server's name of the model.");
    if (endpoint.concurrency < 1 || endpoint.concurrency > mostConcurrent)
        return invalid(endpoint, "has a concurrency of " + std::to_string(endpoint.concurrency) + "; give 1 to "
                       + std::to_string(mostConcurrent) + ".");
    if (endpoint.requestsPerMinute.value_or(1) < 1)
        return invalid(endpoint, "may send no request a minute; give 1 or more, or leave the limit out.");
    if (endpoint.tokensPerMinute.value_or(1) < 1)
        return invalid(endpoint, "may use no token a minute; give 1 or more, or leave the limit out.");
    if (endpoint.firstTokenTimeout.count() < 0 || endpoint.idleTimeout.count() < 0)
        return invalid(endpoint, "has a time-out below 0; give seconds, or 0 for none.");
    if (endpoint.timeout.count() < 1)
        return invalid(endpoint, "has no time to answer; give a time-out of 1 second or more.");
    if (endpoint.prices && (!isPrice(endpoint.prices->prompt) || !isPrice(endpoint.prices->completion)))
        return invalid(endpoint, "has a price that is not a positive number; give the price of a million tokens.");
    if (endpoint.prices && !isCurrency(endpoint.prices->currency))
        return invalid(endpoint, "has no currency like EUR; give its three letters.");
    // The value is not shown: keys get pasted here by mistake.
    if (endpoint.keySource == KeySource::Environment && !isVariableName(endpoint.keyVariable))
        return invalid(endpoint, "takes its key from the environment, but what was given is not a variable's name; "
                       "give a name like MY_API_KEY, not the key.");
    return {};
}

} // namespace evol
