// SPDX-License-Identifier: GPL-3.0-or-later
// Which instructions people should look at to judge the eliminator. Lives on the pool's thread.
#pragma once

#include "domain/pool.h"

#include <cstdint>
#include <vector>

namespace evol {

/// Whether the eliminator judged n: it is there, and an operator made it. Seeds are not judged.
bool isJudged(const Pool &pool, NodeIndex n);

enum class AuditKind {
    Eliminated, ///< of those that the verdict eliminated: what was thrown away wrongly; says nothing of recall
    Random,     ///< of all that were judged
    Borderline, ///< of those a rule nearly fired or nearly did not (rule_margins.h); for finding better thresholds
};

struct AuditPlan {
    AuditKind kind = AuditKind::Random;
    std::int64_t size = 0;                 ///< how many; see auditSize()
    std::uint64_t seed = 0;                ///< the same seed draws the same instructions
    std::vector<InstructionId> borderline; ///< Borderline only
};

/// Evolved instructions drawn at random, in the order to look at them; all there are where `size` asks for more.
/// Those kept and those eliminated by the verdict are drawn apart, each by its share (proportional allocation,
/// Cochran 1977, "Sampling Techniques", section 5.3), but at least one of each from a size of 2.
/// An instruction's place is a random number of its own, made of seed and id: the draw does not depend on the order
/// of the tree nor on what has been decided, a larger size begins with much the same instructions, and whoever stops
/// on the way has looked at a random part.
std::vector<NodeIndex> drawAudit(const Pool &pool, const AuditPlan &plan);

} // namespace evol
