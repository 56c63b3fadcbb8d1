// SPDX-License-Identifier: GPL-3.0-or-later
// A secret key of an endpoint and where it came from. It cannot be streamed, and it takes itself out of
// texts that are shown: a server may echo it back. Values only; any thread.
#pragma once

#include <string>

namespace evol {

class ApiKey
{
public:
    ApiKey() = default;
    /// `origin` is shown to people, e.g. "the environment variable EVOL_API_KEY". White space around the
    /// secret and control characters inside it are dropped: they come from files and would break a header.
    ApiKey(std::string secret, std::string origin);

    bool isEmpty() const { return m_secret.empty(); }
    const std::string &origin() const { return m_origin; }

    /// The secret itself: for the request's header and nothing else.
    const std::string &reveal() const { return m_secret; }

    /// `text` with every occurrence of the secret replaced.
    std::string scrubbed(std::string text) const;

    template <class Stream>
    friend Stream &operator<<(Stream &, const ApiKey &) = delete;

private:
    std::string m_secret;
    std::string m_origin;
};

} // namespace evol
