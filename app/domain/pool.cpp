// SPDX-License-Identifier: GPL-3.0-or-later
// The pool's arrays and their upkeep. Not thread-safe.
#include "domain/pool.h"

#include <algorithm>
#include <map>

namespace evol {

namespace {

/// Keys beyond the limit, which only a file not of our making has, share the last number.
std::uint8_t indexOfKey(std::vector<std::string> &keys, std::string_view key, std::size_t limit)
{
    auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) {
        if (keys.size() == limit)
            return static_cast<std::uint8_t>(limit - 1);
        keys.emplace_back(key);
        found = std::prev(keys.end());
    }
    return static_cast<std::uint8_t>(found - keys.begin());
}

} // namespace

bool Pool::contains(InstructionId id) const
{
    return indexOf(id) != noNode;
}

NodeIndex Pool::indexOf(InstructionId id) const
{
    if (id <= 0 || static_cast<std::size_t>(id) >= m_byId.size())
        return noNode;
    const NodeIndex n = m_byId[static_cast<std::size_t>(id)];
    return n == noNode || m_removed[n] ? noNode : n;
}

NodeIndex Pool::append(InstructionId id, InstructionId parent)
{
    if (static_cast<std::size_t>(id) >= m_byId.size())
        m_byId.resize(std::max<std::size_t>(static_cast<std::size_t>(id) + 1, m_byId.size() * 3 / 2), noNode);
    NodeIndex n = m_byId[static_cast<std::size_t>(id)];
    if (n == noNode) {
        n = size();
        m_byId[static_cast<std::size_t>(id)] = n;
        m_id.push_back(id);
        m_parent.push_back(noNode);
        m_firstChild.push_back(noNode);
        m_lastChild.push_back(noNode);
        m_nextSibling.push_back(noNode);
        m_epoch.push_back(0);
        m_operator.push_back(0);
        m_difficulty.push_back(0);
        m_override.push_back(0);
        m_ratings.push_back(0);
        m_eliminated.push_back(false);
        m_removed.push_back(false);
        m_firedRules.push_back(0);
        m_responses.push_back(0);
        m_ratingSum.push_back(0);
    }
    m_parent[n] = indexOf(parent);
    m_removed[n] = false;
    link(n);
    ++m_count;
    return n;
}

void Pool::link(NodeIndex n)
{
    const NodeIndex p = m_parent[n];
    NodeIndex &first = p == noNode ? m_firstRoot : m_firstChild[p];
    NodeIndex &last = p == noNode ? m_lastRoot : m_lastChild[p];
    m_nextSibling[n] = noNode;
    if (last == noNode) {
        first = last = n;
    } else if (m_id[last] < m_id[n]) {
        m_nextSibling[last] = n;
        last = n;
    } else if (m_id[n] < m_id[first]) {
        m_nextSibling[n] = first;
        first = n;
    } else {
        NodeIndex before = first;
        while (m_id[m_nextSibling[before]] < m_id[n])
            before = m_nextSibling[before];
        m_nextSibling[n] = m_nextSibling[before];
        m_nextSibling[before] = n;
    }
}

void Pool::unlink(NodeIndex n)
{
    const NodeIndex p = m_parent[n];
    NodeIndex &first = p == noNode ? m_firstRoot : m_firstChild[p];
    NodeIndex &last = p == noNode ? m_lastRoot : m_lastChild[p];
    if (first == n) {
        first = m_nextSibling[n];
        if (last == n)
            last = noNode;
        return;
    }
    NodeIndex before = first;
    while (m_nextSibling[before] != n)
        before = m_nextSibling[before];
    m_nextSibling[before] = m_nextSibling[n];
    if (last == n)
        last = before;
}

void Pool::add(const PoolRow &row)
{
    const NodeIndex n = append(row.id, row.parent);
    m_epoch[n] = static_cast<std::uint16_t>(row.epoch);
    m_operator[n] = indexOfKey(m_operatorKeys, row.operatorKey, 256);
    m_difficulty[n] = static_cast<std::uint8_t>(row.difficulty);
    m_eliminated[n] = row.judgedEliminated;
    m_firedRules[n] = row.firedRules;
    m_override[n] = row.override ? static_cast<std::uint8_t>(*row.override) : 0;
    m_responses[n] = static_cast<std::uint16_t>(row.responses);
    m_ratingSum[n] = static_cast<std::uint16_t>(row.ratingSum);
    m_ratings[n] = static_cast<std::uint8_t>(row.ratings);
}

void Pool::apply(const Change &change)
{
    if (const auto *added = std::get_if<AddInstruction>(&change)) {
        const Instruction &i = added->instruction;
        PoolRow row;
        row.id = i.id;
        row.parent = i.parent;
        row.epoch = i.epoch;
        row.operatorKey = i.operatorKey;
        add(row);
        return;
    }
    const NodeIndex n = indexOf(subject(change));
    if (n == noNode)
        return;
    if (std::holds_alternative<RemoveInstruction>(change)) {
        unlink(n);
        m_removed[n] = true;
        --m_count;
    } else if (std::holds_alternative<AddResponse>(change)) {
        ++m_responses[n];
    } else if (std::holds_alternative<RemoveResponse>(change)) {
        --m_responses[n];
    } else if (const auto *verdict = std::get_if<SetVerdict>(&change)) {
        applyVerdict(n, verdict->to);
    } else if (const auto *override = std::get_if<SetOverride>(&change)) {
        m_override[n] = override->to ? static_cast<std::uint8_t>(override->to->decision) : 0;
    } else if (const auto *difficulty = std::get_if<SetDifficulty>(&change)) {
        m_difficulty[n] = static_cast<std::uint8_t>(difficulty->to.value_or(0));
    } else if (const auto *rated = std::get_if<RateResponse>(&change)) {
        applyRating(n, rated->from, -1);
        applyRating(n, rated->to, +1);
    }
}

void Pool::applyVerdict(NodeIndex n, const std::optional<Verdict> &verdict)
{
    m_eliminated[n] = verdict && !verdict->kept();
    m_firedRules[n] = 0;
    if (verdict) {
        for (const FiredRule &fired : verdict->fired)
            m_firedRules[n] |= 1u << ruleIndex(fired.rule);
    }
}

void Pool::applyRating(NodeIndex n, const std::optional<Rating> &rating, int sign)
{
    if (!rating || rating->stars == 0)
        return;
    m_ratings[n] = static_cast<std::uint8_t>(m_ratings[n] + sign);
    m_ratingSum[n] = static_cast<std::uint16_t>(m_ratingSum[n] + sign * rating->stars);
}

State Pool::state(NodeIndex n) const
{
    if (m_override[n] != 0)
        return m_override[n] == static_cast<std::uint8_t>(Decision::Keep) ? State::Kept : State::Eliminated;
    return m_eliminated[n] ? State::Eliminated : State::Kept;
}

double Pool::rating(NodeIndex n) const
{
    return m_ratings[n] == 0 ? 0 : static_cast<double>(m_ratingSum[n]) / m_ratings[n];
}

NodeIndex Pool::root(NodeIndex n) const
{
    while (m_parent[n] != noNode)
        n = m_parent[n];
    return n;
}

int Pool::childCount(NodeIndex n) const
{
    int count = 0;
    for (NodeIndex child = firstChild(n); child != noNode; child = m_nextSibling[child])
        ++count;
    return count;
}

std::vector<NodeIndex> Pool::preorder(NodeIndex n) const
{
    std::vector<NodeIndex> order;
    order.reserve(n == noNode ? static_cast<std::size_t>(m_count) : 16);
    if (n != noNode)
        order.push_back(n);
    NodeIndex at = firstChild(n);
    while (at != noNode) {
        order.push_back(at);
        if (m_firstChild[at] != noNode) {
            at = m_firstChild[at];
            continue;
        }
        while (at != noNode && at != n && m_nextSibling[at] == noNode)
            at = m_parent[at];
        at = at == noNode || at == n ? noNode : m_nextSibling[at];
    }
    return order;
}

int Pool::ruleIndex(std::string_view key)
{
    return indexOfKey(m_ruleKeys, key, 32);
}

std::vector<InstructionId> Pool::nextEpoch() const
{
    std::vector<bool> hasKeptChild(m_id.size(), false);
    for (NodeIndex n = 0; n < size(); ++n) {
        if (!m_removed[n] && m_parent[n] != noNode && state(n) == State::Kept)
            hasKeptChild[m_parent[n]] = true;
    }
    std::vector<InstructionId> ids;
    for (NodeIndex n = 0; n < size(); ++n) {
        if (!m_removed[n] && !hasKeptChild[n] && state(n) == State::Kept)
            ids.push_back(m_id[n]);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

int Pool::lastEpoch() const
{
    int last = 0;
    for (NodeIndex n = 0; n < size(); ++n) {
        if (!m_removed[n])
            last = std::max<int>(last, m_epoch[n]);
    }
    return last;
}

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
