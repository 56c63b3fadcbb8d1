// SPDX-License-Identifier: GPL-3.0-or-later
// Exponential back-off with deterministic jitter, and the Retry-After header. Any thread.
#include "models/retry_policy.h"

#include <algorithm>
#include <charconv>
#include <string>

#include <curl/curl.h>

namespace evol {

namespace {

using std::chrono::milliseconds;

// SplitMix64's finaliser: neighbouring seeds give unrelated fractions.
double fraction(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    value ^= value >> 31;
    return static_cast<double>(value >> 11) * 0x1.0p-53;
}

} // namespace

bool mayRetry(const RetryPolicy &policy, Hope hope, int attempt)
{
    switch (hope) {
    case Hope::None:
        return false;
    case Hope::Good:
        return attempt < policy.attempts;
    case Hope::Connection:
        return attempt < policy.connectionAttempts;
    }
    return false;
}

milliseconds retryDelay(const RetryPolicy &policy, int attempt, std::optional<milliseconds> retryAfter,
                        std::uint64_t seed)
{
    if (retryAfter)
        return std::clamp(*retryAfter, milliseconds(0), policy.longestRetryAfter);
    const int doublings = std::clamp(attempt - 1, 0, 30);
    const auto whole = std::min(policy.firstDelay * (std::int64_t{1} << doublings), policy.longestDelay);
    const double share = 0.5 + 0.5 * fraction(seed * 31 + static_cast<std::uint64_t>(attempt));
    return milliseconds(static_cast<std::int64_t>(static_cast<double>(whole.count()) * share));
}

std::optional<milliseconds> parseRetryAfter(std::string_view header, std::chrono::system_clock::time_point now)
{
    while (!header.empty() && header.front() == ' ')
        header.remove_prefix(1);
    while (!header.empty() && header.back() == ' ')
        header.remove_suffix(1);
    if (header.empty())
        return std::nullopt;

    // A number of milliseconds must fit its type, whatever the server writes.
    constexpr double longestSeconds = 1e9;
    double seconds = 0;
    const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), seconds);
    if (error == std::errc() && end == header.data() + header.size())
        return milliseconds(static_cast<std::int64_t>(std::clamp(seconds, 0.0, longestSeconds) * 1000));
    if (error == std::errc::result_out_of_range)
        return milliseconds(static_cast<std::int64_t>(longestSeconds * 1000));

    const time_t date = curl_getdate(std::string(header).c_str(), nullptr);
    if (date < 0)
        return std::nullopt;
    const auto wait = std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::from_time_t(date) - now);
    return std::max(wait, milliseconds(0));
}

} // namespace evol
