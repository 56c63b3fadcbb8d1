// SPDX-License-Identifier: GPL-3.0-or-later
// The time, passed in so that tests choose it. Any thread.
#pragma once

#include <chrono>
#include <cstdint>

namespace evol {

class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970, UTC.
    virtual std::int64_t now() const = 0;
};

class SystemClock : public Clock
{
public:
    std::int64_t now() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
};

} // namespace evol
