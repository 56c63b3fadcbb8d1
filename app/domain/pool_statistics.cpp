// SPDX-License-Identifier: GPL-3.0-or-later
// Counting over a pool. On the pool's thread.
#include "domain/pool.h"

#include <map>

namespace evol {

PoolStatistics statistics(const Pool &pool)
{
    PoolStatistics s;
    s.byDifficulty.resize(11);
    std::map<std::string, std::int64_t> byOperator, byRule;
    for (NodeIndex n = 0; n < pool.size(); ++n) {
        if (pool.isRemoved(n))
            continue;
        ++s.instructions;
        s.seeds += pool.parent(n) == noNode;
        ++(pool.state(n) == State::Kept ? s.kept : s.eliminated);
        s.overridden += pool.isOverridden(n);
        s.responses += pool.responses(n);
        if (static_cast<std::size_t>(pool.epoch(n)) >= s.byEpoch.size())
            s.byEpoch.resize(static_cast<std::size_t>(pool.epoch(n)) + 1);
        ++s.byEpoch[static_cast<std::size_t>(pool.epoch(n))];
        ++s.byDifficulty[static_cast<std::size_t>(pool.difficulty(n))];
        if (!pool.operatorKey(n).empty())
            ++byOperator[pool.operatorKey(n)];
        for (std::size_t rule = 0; rule < pool.ruleKeys().size(); ++rule) {
            if (pool.firedRules(n) & (1u << rule))
                ++byRule[pool.ruleKeys()[rule]];
        }
    }
    s.byOperator.assign(byOperator.begin(), byOperator.end());
    s.byRule.assign(byRule.begin(), byRule.end());
    return s;
}

} // namespace evol
