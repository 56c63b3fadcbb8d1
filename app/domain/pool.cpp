// SPDX-License-Identifier: GPL-3.0-or-later
// The pool's arrays and their upkeep. Not thread-safe.
#include "domain/pool.h"

#include <algorithm>
#include <numeric>

namespace evol {

namespace {

/// Keys beyond the limit, which only a file not of our making has, share the last number.
std::size_t indexOfKey(std::vector<std::string> &keys, std::string_view key, std::size_t limit)
{
    auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) {
        if (keys.size() == limit)
            return limit - 1;
        keys.emplace_back(key);
        found = std::prev(keys.end());
    }
    return static_cast<std::size_t>(found - keys.begin());
}

constexpr std::size_t mostOperators = 256;
constexpr std::size_t mostKeys = 65536;

/// Positions of the rows in preorder, siblings in order of id.
std::vector<std::size_t> preorderOf(const std::vector<PoolRow> &rows)
{
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> byIdOrder(rows.size());
    std::iota(byIdOrder.begin(), byIdOrder.end(), std::size_t{0});
    const auto smaller = [&](std::size_t a, std::size_t b) { return rows[a].id < rows[b].id; };
    if (!std::is_sorted(byIdOrder.begin(), byIdOrder.end(), smaller))
        std::sort(byIdOrder.begin(), byIdOrder.end(), smaller);
    InstructionId largest = 0;
    for (const PoolRow &row : rows)
        largest = std::max(largest, row.id);
    std::vector<std::size_t> at(static_cast<std::size_t>(largest) + 1, none);
    for (std::size_t i = 0; i < rows.size(); ++i)
        at[static_cast<std::size_t>(rows[i].id)] = i;
    const auto parentOf = [&](std::size_t i) {
        const InstructionId parent = rows[i].parent;
        return parent > 0 && parent <= largest ? at[static_cast<std::size_t>(parent)] : none;
    };
    // One place more than rows: that of the forest, whose children are the roots.
    std::vector<std::size_t> first(rows.size() + 1, none), next(rows.size(), none);
    for (auto i = byIdOrder.rbegin(); i != byIdOrder.rend(); ++i) {
        const std::size_t parent = parentOf(*i);
        std::size_t &head = first[parent == none ? rows.size() : parent];
        next[*i] = head;
        head = *i;
    }
    std::vector<std::size_t> order;
    order.reserve(rows.size());
    std::vector<std::size_t> open{first[rows.size()]};
    while (!open.empty()) {
        const std::size_t i = open.back();
        open.pop_back();
        if (i == none)
            continue;
        order.push_back(i);
        open.push_back(next[i]);
        open.push_back(first[i]);
    }
    return order;
}

} // namespace

Pool::Pool(const std::vector<PoolRow> &rows)
{
    // Some room, so that the first new node does not double the arrays.
    reserve(rows.size() + rows.size() / 16);
    for (const std::size_t i : preorderOf(rows))
        add(rows[i]);
}

void Pool::reserve(std::size_t nodes)
{
    const auto each = [nodes](auto &...arrays) { (arrays.reserve(nodes), ...); };
    each(m_id, m_byId, m_parent, m_firstChild, m_lastChild, m_nextSibling, m_firedRules, m_created, m_epoch,
         m_responses, m_ratingSum, m_model, m_overriddenBy, m_operator, m_difficulty, m_override, m_ratings, m_bits);
}

std::size_t Pool::bytes() const
{
    const auto sum = [](const auto &...arrays) { return ((arrays.capacity() * sizeof(arrays[0])) + ...); };
    std::size_t tags = 0;
    for (const std::vector<bool> &tagged : m_tagged)
        tags += tagged.capacity() / 8;
    return tags + sum(m_id, m_byId, m_parent, m_firstChild, m_lastChild, m_nextSibling, m_firedRules, m_created,
                      m_epoch, m_responses, m_ratingSum, m_model, m_overriddenBy, m_operator, m_difficulty, m_override,
                      m_ratings, m_bits);
}

bool Pool::contains(InstructionId id) const
{
    return indexOf(id) != noNode;
}

NodeIndex Pool::formerIndexOf(InstructionId id) const
{
    return id <= 0 || static_cast<std::size_t>(id) >= m_byId.size() ? noNode : m_byId[static_cast<std::size_t>(id)];
}

NodeIndex Pool::indexOf(InstructionId id) const
{
    const NodeIndex n = formerIndexOf(id);
    return n == noNode || isRemoved(n) ? noNode : n;
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
        for (auto *links : {&m_parent, &m_firstChild, &m_lastChild, &m_nextSibling})
            links->push_back(noNode);
        for (auto *numbers : {&m_firedRules, &m_created})
            numbers->push_back(0);
        for (auto *numbers : {&m_epoch, &m_responses, &m_ratingSum, &m_model, &m_overriddenBy})
            numbers->push_back(0);
        for (auto *numbers : {&m_operator, &m_difficulty, &m_override, &m_ratings, &m_bits})
            numbers->push_back(0);
    }
    m_parent[n] = indexOf(parent);
    set(n, Removed, false);
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

void Pool::set(NodeIndex n, Bit bit, bool on)
{
    m_bits[n] = static_cast<std::uint8_t>(on ? m_bits[n] | bit : m_bits[n] & ~bit);
}

void Pool::add(const PoolRow &row)
{
    const NodeIndex n = append(row.id, row.parent);
    m_epoch[n] = static_cast<std::uint16_t>(row.epoch);
    m_operator[n] = static_cast<std::uint8_t>(indexOfKey(m_operatorKeys, row.operatorKey, mostOperators));
    m_difficulty[n] = static_cast<std::uint8_t>(row.difficulty);
    m_firedRules[n] = row.firedRules;
    m_override[n] = row.override ? static_cast<std::uint8_t>(*row.override) : 0;
    m_overriddenBy[n] = static_cast<std::uint16_t>(indexOfKey(m_personKeys, row.overriddenBy, mostKeys));
    m_responses[n] = static_cast<std::uint16_t>(row.responses);
    m_ratingSum[n] = static_cast<std::uint16_t>(row.ratingSum);
    m_ratings[n] = static_cast<std::uint8_t>(row.ratings);
    m_model[n] = static_cast<std::uint16_t>(indexOfKey(m_modelKeys, row.model, mostKeys));
    m_created[n] = static_cast<std::uint32_t>(row.created / 1000);
    set(n, Eliminated, row.judgedEliminated);
    set(n, Edited, row.edited);
    set(n, Flagged, row.flagged);
    set(n, Noted, row.noted);
}

void Pool::apply(const Change &change, std::int64_t time)
{
    if (const auto *added = std::get_if<AddInstruction>(&change)) {
        const Instruction &i = added->instruction;
        PoolRow row;
        row.id = i.id;
        row.parent = i.parent;
        row.epoch = i.epoch;
        row.operatorKey = i.operatorKey;
        row.model = i.model;
        row.created = time;
        row.edited = !i.editor.empty();
        add(row);
    } else if (const NodeIndex n = indexOf(subject(change)); n != noNode) {
        applyTo(n, change);
    }
}

void Pool::applyTo(NodeIndex n, const Change &change)
{
    if (std::holds_alternative<RemoveInstruction>(change)) {
        unlink(n);
        set(n, Removed, true);
        --m_count;
    } else if (std::holds_alternative<AddResponse>(change)) {
        ++m_responses[n];
    } else if (std::holds_alternative<RemoveResponse>(change)) {
        --m_responses[n];
    } else if (const auto *verdict = std::get_if<SetVerdict>(&change)) {
        applyVerdict(n, verdict->to);
    } else if (const auto *override = std::get_if<SetOverride>(&change)) {
        applyOverride(n, override->to);
    } else if (const auto *difficulty = std::get_if<SetDifficulty>(&change)) {
        m_difficulty[n] = static_cast<std::uint8_t>(difficulty->to.value_or(0));
    } else if (const auto *rated = std::get_if<RateResponse>(&change)) {
        applyRating(n, rated->from, -1);
        applyRating(n, rated->to, +1);
    } else if (const auto *edited = std::get_if<EditInstruction>(&change)) {
        set(n, Edited, !edited->to.editor.empty());
    } else if (const auto *moved = std::get_if<MoveInstruction>(&change)) {
        unlink(n);
        m_parent[n] = indexOf(moved->to);
        link(n);
    } else if (const auto *tagged = std::get_if<SetTag>(&change)) {
        setTag(n, tagged->tag, tagged->to);
    } else if (const auto *noted = std::get_if<SetNote>(&change)) {
        set(n, Noted, !noted->to.empty());
    } else if (const auto *flagged = std::get_if<SetFlag>(&change)) {
        set(n, Flagged, flagged->to);
    }
}

void Pool::setTag(NodeIndex n, std::string_view tag, bool on)
{
    const std::size_t number = indexOfKey(m_tagKeys, tag, mostKeys);
    m_tagged.resize(m_tagKeys.size());
    std::vector<bool> &tagged = m_tagged[number];
    if (static_cast<std::size_t>(n) >= tagged.size()) {
        if (!on)
            return;
        tagged.resize(static_cast<std::size_t>(n) + 1);
    }
    tagged[static_cast<std::size_t>(n)] = on;
}

bool Pool::hasTag(NodeIndex n, int tag) const
{
    const std::vector<bool> &tagged = m_tagged[static_cast<std::size_t>(tag)];
    return static_cast<std::size_t>(n) < tagged.size() && tagged[static_cast<std::size_t>(n)];
}

void Pool::applyOverride(NodeIndex n, const std::optional<Override> &override)
{
    m_override[n] = override ? static_cast<std::uint8_t>(override->decision) : 0;
    m_overriddenBy[n] = static_cast<std::uint16_t>(indexOfKey(m_personKeys, override ? override->by : "", mostKeys));
}

void Pool::applyVerdict(NodeIndex n, const std::optional<Verdict> &verdict)
{
    set(n, Eliminated, verdict && !verdict->kept());
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
    return judged(n);
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
    return static_cast<int>(indexOfKey(m_ruleKeys, key, 32));
}

std::vector<InstructionId> Pool::nextEpoch() const
{
    std::vector<bool> hasKeptChild(m_id.size(), false);
    for (NodeIndex n = 0; n < size(); ++n) {
        if (!isRemoved(n) && m_parent[n] != noNode && state(n) == State::Kept)
            hasKeptChild[m_parent[n]] = true;
    }
    std::vector<InstructionId> ids;
    for (NodeIndex n = 0; n < size(); ++n) {
        if (!isRemoved(n) && !hasKeptChild[n] && state(n) == State::Kept)
            ids.push_back(m_id[n]);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

int Pool::lastEpoch() const
{
    int last = 0;
    for (NodeIndex n = 0; n < size(); ++n) {
        if (!isRemoved(n))
            last = std::max<int>(last, m_epoch[n]);
    }
    return last;
}

} // namespace evol
