// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/labelling/session_time.h"

#include <algorithm>

namespace evol {

namespace {
constexpr std::int64_t minute = 60'000;
constexpr std::int64_t longestGap = 2 * minute;
constexpr std::int64_t breakLength = 5 * minute;
constexpr std::int64_t longestWork = 25 * minute;
} // namespace

std::int64_t SessionTime::sinceTouched() const
{
    return m_paused ? 0 : std::clamp<std::int64_t>(m_clock.now() - m_touched, 0, longestGap);
}

void SessionTime::begin()
{
    touch();
    m_spent = 0;
}

void SessionTime::touch()
{
    if (m_touched != 0) {
        m_spent += sinceTouched();
        m_worked = m_clock.now() - m_touched >= breakLength ? 0 : m_worked + sinceTouched();
    }
    m_touched = m_clock.now();
    m_paused = false;
}

void SessionTime::pause()
{
    touch();
    m_paused = true;
}

void SessionTime::resume()
{
    if (m_paused)
        touch();
}

std::int64_t SessionTime::milliseconds()
{
    touch();
    return m_spent;
}

bool SessionTime::needsBreak() const
{
    return m_worked >= longestWork;
}

void SessionTime::breakTaken()
{
    m_worked = 0;
}

} // namespace evol
