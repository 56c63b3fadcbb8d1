// SPDX-License-Identifier: GPL-3.0-or-later
// Points in time as people and scripts read them. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace evol {

/// ISO 8601, e.g. "2026-01-02T03:04:05.006Z". milliseconds: since 1970, UTC.
std::string utcTime(std::int64_t milliseconds);

} // namespace evol
