// SPDX-License-Identifier: GPL-3.0-or-later
// How long a person has looked at an item, and when a break would do them good. By an injected clock; GUI thread.
#pragma once

#include "domain/clock.h"

namespace evol {

class SessionTime
{
public:
    explicit SessionTime(const Clock &clock) : m_clock(clock) {}

    void begin(); ///< a new item is shown
    void touch(); ///< the person did something: between two such moments they are taken to be there, but for two minutes at most
    void pause(); ///< they went elsewhere
    void resume();
    std::int64_t milliseconds(); ///< on this item so far

    /// After 25 minutes without a break of five; the time starts anew with breakTaken().
    bool needsBreak() const;
    void breakTaken();

private:
    std::int64_t sinceTouched() const;

    const Clock &m_clock;
    std::int64_t m_spent = 0, m_touched = 0, m_worked = 0;
    bool m_paused = false;
};

} // namespace evol
