// SPDX-License-Identifier: GPL-3.0-or-later
// At most so many requests in any minute. The time is passed in. One thread at a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>

namespace evol {

class RateLimit
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// No value: no limit.
    explicit RateLimit(std::optional<int> requestsPerMinute)
        : m_requestsPerMinute(requestsPerMinute)
    {
    }

    /// The earliest moment, `now` or later, at which a request may start.
    TimePoint nextStart(TimePoint now) const
    {
        if (!m_requestsPerMinute || m_starts.size() < static_cast<std::size_t>(*m_requestsPerMinute))
            return now;
        return std::max(now, m_starts.front() + std::chrono::minutes(1));
    }

    void started(TimePoint now)
    {
        if (!m_requestsPerMinute)
            return;
        m_starts.push_back(now);
        while (m_starts.size() > static_cast<std::size_t>(*m_requestsPerMinute))
            m_starts.pop_front();
    }

private:
    std::optional<int> m_requestsPerMinute;
    std::deque<TimePoint> m_starts; ///< of the last requests, as many as fit a minute
};

} // namespace evol
