// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about endpoints that fail, all of them in one place. Any thread.
#include "models/endpoint_failure.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

constexpr std::size_t excerptCharacters = 200;

std::string server(const EndpointFacts &facts)
{
    return "The server at " + facts.address.base;
}

std::string seconds(std::chrono::milliseconds time)
{
    if (time.count() % 1000 == 0)
        return std::to_string(time.count() / 1000) + " s";
    return std::to_string(time.count()) + " ms";
}

std::string quoted(const std::string &message)
{
    return message.empty() ? std::string() : " It says: \"" + message + "\".";
}

std::string aboutKey(const EndpointFacts &facts)
{
    if (!facts.key.isEmpty())
        return " Check the key from " + facts.key.origin() + ".";
    return " No key was sent" + (facts.keyAdvice.empty() ? std::string() : "; " + facts.keyAdvice) + ".";
}

std::optional<std::chrono::milliseconds> retryAfter(const HttpReply &reply, std::chrono::system_clock::time_point now)
{
    if (const auto exact = parseRetryAfter(reply.retryAfterMilliseconds, now))
        return *exact / 1000;
    return parseRetryAfter(reply.retryAfter, now);
}

EndpointFailure explainRefusal(const HttpReply &reply, const EndpointFacts &facts, const std::string &message)
{
    const std::string status = std::to_string(reply.status);
    switch (reply.status) {
    case 401:
    case 403:
        return {{ErrorKind::Network, server(facts) + " refuses access (" + status + ")." + quoted(message) + aboutKey(facts)}};
    case 402:
        return {{ErrorKind::Network, server(facts) + " wants payment (402)." + quoted(message) + " Check the account."}};
    case 404: {
        const std::string model = facts.model.empty() ? std::string() : " or no model \"" + facts.model + "\"";
        return {{ErrorKind::NotFound, server(facts) + " has no such address" + model + " (404)." + quoted(message)
                     + " Check the base URL, which often ends in /v1, and the model's name."}};
    }
    default:
        return {{ErrorKind::Network, server(facts) + " does not accept the request (" + status + ")." + quoted(message)
                     + " Check the model and its settings."}};
    }
}

} // namespace

EndpointFailure explainFault(const HttpFailure &failure, const EndpointFacts &facts)
{
    const std::string &base = facts.address.base;
    const std::string detail = excerpt(failure.detail, facts.key);
    switch (failure.fault) {
    case HttpFault::HostNotFound:
        return {{ErrorKind::Network, "The host name " + facts.address.host + " was not found; check the base URL "
                     + base + " and the network."}, Hope::Connection, {}};
    case HttpFault::NotConnected:
        return {{ErrorKind::Network, "Nothing answers at " + base + "; is the server running?"}, Hope::Connection, {}};
    case HttpFault::ConnectTimedOut:
        return {{ErrorKind::TimedOut, "No connection to " + base + " within " + seconds(facts.timeouts.connect)
                     + "; check the base URL, the network and a firewall between."}, Hope::Connection, {}};
    case HttpFault::TlsFailed:
        return {{ErrorKind::Network, "No secure connection to " + base + " (" + detail
                     + "); check its certificate, or use http:// if the server speaks no TLS."}, Hope::None, {}};
    case HttpFault::TimedOut:
        return {{ErrorKind::TimedOut, server(facts) + " gave no whole answer within " + seconds(facts.timeouts.overall)
                     + "; raise the time-out or lower the concurrency of the model."}, Hope::Good, {}};
    case HttpFault::FellSilent:
        return {{ErrorKind::TimedOut, server(facts) + " said nothing for " + seconds(facts.timeouts.idle)
                     + "; raise the time-out or lower the concurrency of the model."}, Hope::Good, {}};
    case HttpFault::ClosedWithoutReply:
        return {{ErrorKind::Network, server(facts) + " closed the connection without an answer; see its log."},
                Hope::Good, {}};
    case HttpFault::HalfReply:
        return {{ErrorKind::BadReply, server(facts) + " broke off in the middle of its answer; see its log."},
                Hope::Good, {}};
    case HttpFault::TooLarge:
        return {{ErrorKind::BadReply, server(facts) + " sent an answer " + detail
                     + ", more than any model writes; check that the base URL is that of a model."}, Hope::None, {}};
    case HttpFault::BadUrl:
        return {{ErrorKind::InvalidInput, "\"" + base + "\" cannot be requested (" + detail
                     + "); give a base URL like http://127.0.0.1:8080/v1."}, Hope::None, {}};
    case HttpFault::Cancelled:
        return {{ErrorKind::Cancelled, "The request to " + base + " was cancelled."}, Hope::None, {}};
    case HttpFault::Other:
        break;
    }
    return {{ErrorKind::Network, "The request to " + base + " failed (" + detail + "); check the base URL and the network."},
            Hope::Good, {}};
}

EndpointFailure explainStatus(const HttpReply &reply, const EndpointFacts &facts,
                              std::chrono::system_clock::time_point now)
{
    const std::string message = excerpt(serverMessage(reply.body), facts.key);
    const std::string status = std::to_string(reply.status);
    if (reply.status >= 300 && reply.status < 400)
        return {{ErrorKind::Network, server(facts) + " redirects (" + status + ") to \""
                     + excerpt(reply.location, facts.key)
                     + "\"; redirects are not followed, so that the key stays here. Correct the base URL."}};
    if (reply.status == 429 && errorCode(reply.body) == "insufficient_quota")
        return {{ErrorKind::Network, server(facts) + " says that the account's quota is used up (429)." + quoted(message)
                     + " Check the account."}};
    if (reply.status == 429)
        return {{ErrorKind::Network, server(facts) + " gets too many requests (429)." + quoted(message)
                     + " Lower the model's concurrency or its requests per minute."}, Hope::Good, retryAfter(reply, now), true};
    if (reply.status == 408)
        return {{ErrorKind::TimedOut, server(facts) + " gave up waiting (408)." + quoted(message) + " Try again later."},
                Hope::Good, retryAfter(reply, now)};
    if (reply.status >= 500)
        return {{ErrorKind::Network, server(facts) + " has trouble of its own (" + status + ")." + quoted(message)
                     + " See its log, or try again later."}, Hope::Good, retryAfter(reply, now), true};
    return explainRefusal(reply, facts, message);
}

std::string excerpt(std::string_view text, const ApiKey &key)
{
    // Far more than is shown, far less than a reply can be; the key is taken out before the cut, which could
    // otherwise leave half of it.
    std::string line(text.substr(0, 8192));
    for (char &byte : line)
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f)
            byte = ' ';
    line = key.scrubbed(std::move(line));
    // Serialising replaces what is not UTF-8, and parsing back undoes the quotes around it.
    using nlohmann::json;
    line = json::parse(json(line).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();

    std::size_t characters = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool startsCharacter = (static_cast<unsigned char>(line[at]) & 0xc0) != 0x80;
        if (startsCharacter && ++characters > excerptCharacters)
            return line.substr(0, at) + "…";
    }
    return line;
}

std::string errorCode(const std::string &body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("error") || !json["error"].is_object())
        return {};
    const auto &error = json["error"];
    return error.contains("code") && error["code"].is_string() ? error["code"].get<std::string>() : std::string();
}

std::string serverMessage(const std::string &body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (json.is_discarded())
        return body;
    if (!json.is_object())
        return {};
    for (const char *name : {"error", "detail", "message"}) {
        const auto found = json.find(name);
        if (found == json.end())
            continue;
        if (found->is_string())
            return found->get<std::string>();
        if (found->is_object() && found->contains("message") && (*found)["message"].is_string())
            return (*found)["message"].get<std::string>();
        return found->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    return {};
}

} // namespace evol
