// SPDX-License-Identifier: GPL-3.0-or-later
// A secret key of an endpoint: cleaned when it comes in, taken out of texts that are shown.
// Values only; any thread.
#include "models/api_key.h"

#include <algorithm>

namespace evol {

namespace {

// Local servers are given placeholders such as "x"; replacing those would only garble messages.
constexpr std::size_t shortestSecret = 4;

} // namespace

ApiKey::ApiKey(std::string secret, std::string origin)
    : m_secret(std::move(secret))
    , m_origin(std::move(origin))
{
    const auto isControl = [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; };
    std::erase_if(m_secret, isControl);
    const auto first = m_secret.find_first_not_of(' ');
    const auto last = m_secret.find_last_not_of(' ');
    m_secret = first == std::string::npos ? std::string() : m_secret.substr(first, last - first + 1);
}

std::string ApiKey::scrubbed(std::string text) const
{
    if (m_secret.size() < shortestSecret)
        return text;
    static const std::string replacement = "[key]";
    for (auto at = text.find(m_secret); at != std::string::npos; at = text.find(m_secret, at + replacement.size()))
        text.replace(at, m_secret.size(), replacement);
    return text;
}

} // namespace evol
