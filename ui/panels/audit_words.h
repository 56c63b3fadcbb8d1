// SPDX-License-Identifier: GPL-3.0-or-later
// How many instructions to look at, and what that many can tell, for all screens that ask people to. GUI thread.
#pragma once

#include "domain/pool.h"

#include <QString>

#include <cstdint>

namespace evol {

/// Of those an operator made.
std::int64_t judgedCount(const Pool &pool);
/// For a share of about one half, the hardest, to within 10 points either way.
std::int64_t suggestedAudit(std::int64_t population);
/// What a sample of this size assumes and tells, in a sentence.
QString auditAssumption(std::int64_t size, std::int64_t population);

} // namespace evol
