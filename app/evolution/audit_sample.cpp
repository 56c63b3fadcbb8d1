// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/audit_sample.h"

#include "domain/random.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace evol {
namespace {

/// Random numbers for other purposes under the same seed must not repeat these.
constexpr std::uint64_t purpose = 0x6175646974; // "audit"

using Place = std::pair<std::uint64_t, NodeIndex>; ///< the random number of an instruction, and its node

struct Sides {
    std::vector<Place> eliminated, kept;
};

void add(const Pool &pool, NodeIndex n, const AuditPlan &plan, Sides &sides)
{
    if (n == noNode || !isJudged(pool, n))
        return;
    const std::uint64_t number = randomBits({plan.seed, purpose, static_cast<std::uint64_t>(pool.id(n))});
    if (pool.judged(n) == State::Eliminated)
        sides.eliminated.emplace_back(number, n);
    else if (plan.kind != AuditKind::Eliminated)
        sides.kept.emplace_back(number, n);
}

Sides candidates(const Pool &pool, const AuditPlan &plan)
{
    Sides sides;
    if (plan.kind == AuditKind::Borderline) {
        for (const InstructionId id : plan.borderline)
            add(pool, pool.indexOf(id), plan, sides);
    } else {
        for (NodeIndex n = 0; n < pool.size(); ++n)
            add(pool, n, plan, sides);
    }
    return sides;
}

/// How many of `size` are to be eliminated ones.
std::int64_t allocate(std::int64_t size, std::int64_t eliminated, std::int64_t kept)
{
    const double share = static_cast<double>(eliminated) / static_cast<double>(eliminated + kept);
    std::int64_t part = std::llround(static_cast<double>(size) * share);
    if (size >= 2 && eliminated > 0 && kept > 0)
        part = std::clamp<std::int64_t>(part, 1, size - 1);
    return std::clamp(part, std::max<std::int64_t>(0, size - kept), std::min(size, eliminated));
}

/// Moves the `count` with the smallest numbers to `drawn`.
void take(std::vector<Place> &side, std::int64_t count, std::vector<Place> &drawn)
{
    std::partial_sort(side.begin(), side.begin() + count, side.end());
    drawn.insert(drawn.end(), side.begin(), side.begin() + count);
}

} // namespace

bool isJudged(const Pool &pool, NodeIndex n)
{
    return !pool.isRemoved(n) && !pool.operatorKey(n).empty();
}

std::vector<NodeIndex> drawAudit(const Pool &pool, const AuditPlan &plan)
{
    Sides sides = candidates(pool, plan);
    const auto eliminated = static_cast<std::int64_t>(sides.eliminated.size());
    const auto kept = static_cast<std::int64_t>(sides.kept.size());
    const std::int64_t size = std::clamp<std::int64_t>(plan.size, 0, eliminated + kept);
    if (size == 0)
        return {};

    const std::int64_t part = allocate(size, eliminated, kept);
    std::vector<Place> drawn;
    take(sides.eliminated, part, drawn);
    take(sides.kept, size - part, drawn);
    std::sort(drawn.begin(), drawn.end());
    std::vector<NodeIndex> nodes;
    for (const Place &place : drawn)
        nodes.push_back(place.second);
    return nodes;
}

} // namespace evol
