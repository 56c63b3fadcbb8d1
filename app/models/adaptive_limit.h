// SPDX-License-Identifier: GPL-3.0-or-later
// How many requests an endpoint takes at a time, found out by what it answers: additive increase, multiplicative decrease
// (Chiu and Jain 1989, "Analysis of the Increase and Decrease Algorithms"). The time is passed in. One thread at a time.
#pragma once

#include <algorithm>
#include <chrono>

namespace evol {

class AdaptiveLimit
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit AdaptiveLimit(int most) : m_most(most), m_limit(most) {}

    int limit() const { return m_limit; }

    /// One more once as many have succeeded as are allowed at a time.
    void succeeded()
    {
        if (m_limit == m_most || ++m_successes < m_limit)
            return;
        m_successes = 0;
        ++m_limit;
    }

    /// Half, at least 1; requests that were under way together count as one sign of it.
    void overloaded(TimePoint now)
    {
        if (now < m_nextHalving)
            return;
        m_nextHalving = now + std::chrono::seconds(1);
        m_successes = 0;
        m_limit = std::max(m_limit / 2, 1);
    }

private:
    int m_most, m_limit, m_successes = 0;
    TimePoint m_nextHalving{};
};

} // namespace evol
