// SPDX-License-Identifier: GPL-3.0-or-later
// At most so much in any minute: requests, or the tokens they use. The time is passed in. One thread at a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace evol {

class RateLimit
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// No value: no limit.
    explicit RateLimit(std::optional<int> mostPerMinute) : m_most(mostPerMinute) {}

    /// The earliest moment, `now` or later, at which `amount` more may start. What is more than a minute's worth may start
    /// when nothing else counts.
    TimePoint nextStart(TimePoint now, std::int64_t amount = 1) const
    {
        if (!m_most)
            return now;
        std::int64_t used = m_used;
        TimePoint earliest = now;
        for (const Start &start : m_starts) {
            if (used + amount <= *m_most)
                break;
            used -= start.amount;
            earliest = start.time + std::chrono::minutes(1);
        }
        return std::max(now, earliest);
    }

    void started(TimePoint now, std::int64_t amount = 1)
    {
        if (!m_most)
            return;
        m_starts.push_back({now, amount});
        m_used += amount;
        while (m_starts.front().time + std::chrono::minutes(1) <= now) {
            m_used -= m_starts.front().amount;
            m_starts.pop_front();
        }
    }

    /// What has started turned out to use so much more, or less.
    void correct(std::int64_t difference)
    {
        if (m_starts.empty())
            return;
        m_starts.back().amount += difference;
        m_used += difference;
    }

private:
    struct Start {
        TimePoint time;
        std::int64_t amount;
    };

    std::optional<int> m_most;
    std::deque<Start> m_starts; ///< of the last minute
    std::int64_t m_used = 0;    ///< by them
};

} // namespace evol
