// SPDX-License-Identifier: GPL-3.0-or-later
// Matching and counting over the pool's arrays. Any thread.
#include "domain/filter.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace evol {

namespace {

/// By number: whether the key is wanted; empty where all are.
std::vector<std::uint8_t> fitting(const std::vector<std::string> &wanted, const std::vector<std::string> &keys)
{
    if (wanted.empty())
        return {};
    std::vector<std::uint8_t> fits(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        fits[i] = std::find(wanted.begin(), wanted.end(), keys[i]) != wanted.end();
    return fits;
}

template <class T>
bool within(const std::optional<T> &from, const std::optional<T> &to, T value)
{
    return (!from || value >= *from) && (!to || value <= *to);
}

bool agrees(const std::optional<bool> &wanted, bool is)
{
    return !wanted || *wanted == is;
}

int shownStars(double rating)
{
    return std::clamp(static_cast<int>(std::lround(rating)), 0, 5);
}

} // namespace

FilterMatcher::FilterMatcher(const Filter &filter, const Pool &pool, const NodeSet *found)
    : m_filter(filter), m_pool(pool), m_found(filter.text.empty() ? nullptr : found),
      m_operators(fitting(filter.operators, pool.operatorKeys())), m_models(fitting(filter.models, pool.modelKeys())),
      m_people(fitting(filter.overriddenBy, pool.personKeys())),
      m_hasMarks(filter.overridden || filter.edited || filter.flagged || filter.noted || filter.answered)
{
    const std::vector<std::uint8_t> rules = fitting(filter.rules, pool.ruleKeys());
    for (std::size_t i = 0; i < rules.size(); ++i)
        m_rules |= rules[i] ? 1u << i : 0;
    const std::vector<std::uint8_t> tags = fitting(filter.tags, pool.tagKeys());
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i])
            m_tags.push_back(static_cast<int>(i));
    }
}

unsigned FilterMatcher::failures(NodeIndex n) const
{
    if (m_pool.isRemoved(n))
        return Gone;
    const Filter &f = m_filter;
    unsigned failed = 0;
    const auto require = [&failed](Part part, bool holds) { failed |= holds ? 0u : unsigned(part); };
    if (f.states.size() == 1)
        require(States, m_pool.state(n) == f.states.front());
    if (!f.operators.empty())
        require(Operators, m_operators[std::size_t(m_pool.operatorNumber(n))]);
    if (!f.rules.empty())
        require(Rules, (m_pool.firedRules(n) & m_rules) != 0);
    if (!f.models.empty())
        require(Models, m_models[std::size_t(m_pool.modelNumber(n))]);
    if (!f.tags.empty())
        require(Tags, std::any_of(m_tags.begin(), m_tags.end(), [&](int tag) { return m_pool.hasTag(n, tag); }));
    if (!f.overriddenBy.empty())
        require(People, m_pool.isOverridden(n) && m_people[std::size_t(m_pool.personNumber(n))]);
    if (f.epochFrom || f.epochTo)
        require(Epochs, within(f.epochFrom, f.epochTo, m_pool.epoch(n)));
    if (f.difficultyFrom || f.difficultyTo)
        require(Difficulties, within(f.difficultyFrom, f.difficultyTo, m_pool.difficulty(n)));
    if (f.ratingFrom || f.ratingTo)
        require(Ratings, within(f.ratingFrom, f.ratingTo, m_pool.rating(n)));
    if (f.createdFrom || f.createdTo) {
        const std::int64_t created = m_pool.created(n);
        require(Created, (!f.createdFrom || created >= *f.createdFrom) && (!f.createdTo || created < *f.createdTo));
    }
    if (m_hasMarks) {
        require(Marks, agrees(f.overridden, m_pool.isOverridden(n)) && agrees(f.edited, m_pool.isEdited(n)) &&
                           agrees(f.flagged, m_pool.isFlagged(n)) && agrees(f.noted, m_pool.isNoted(n)) &&
                           agrees(f.answered, m_pool.responses(n) > 0));
    }
    if (m_found)
        require(Text, std::size_t(n) < m_found->size() && (*m_found)[std::size_t(n)]);
    return failed;
}

std::vector<NodeIndex> matching(const Filter &filter, const Pool &pool, const NodeSet *found)
{
    const FilterMatcher matcher(filter, pool, found);
    std::vector<NodeIndex> nodes;
    for (NodeIndex n = 0; n < pool.size(); ++n) {
        if (matcher.matches(n))
            nodes.push_back(n);
    }
    return nodes;
}

FilterCounts countMatching(const Filter &filter, const Pool &pool, const NodeSet *found)
{
    using M = FilterMatcher;
    const M matcher(filter, pool, found);
    FilterCounts counts;
    counts.operators.resize(pool.operatorKeys().size());
    counts.models.resize(pool.modelKeys().size());
    counts.people.resize(pool.personKeys().size());
    counts.tags.resize(pool.tagKeys().size());
    const int tags = static_cast<int>(pool.tagKeys().size());
    for (NodeIndex n = 0; n < pool.size(); ++n) {
        const unsigned failed = matcher.failures(n);
        if (failed & (failed - 1)) // two parts or more
            continue;
        const auto counted = [failed](M::Part part) { return (failed & ~unsigned(part)) == 0; };
        counts.total += failed == 0;
        if (failed & (M::Text | M::Created | M::Gone))
            continue;
        if (counted(M::States))
            ++counts.states[std::size_t(pool.state(n))];
        if (counted(M::Operators))
            ++counts.operators[std::size_t(pool.operatorNumber(n))];
        if (counted(M::Models))
            ++counts.models[std::size_t(pool.modelNumber(n))];
        if (counted(M::People))
            ++counts.people[std::size_t(pool.personNumber(n))];
        if (counted(M::Rules)) {
            for (std::uint32_t rules = pool.firedRules(n); rules; rules &= rules - 1)
                ++counts.rules[std::size_t(std::countr_zero(rules))];
        }
        if (counted(M::Epochs)) {
            const auto epoch = std::size_t(pool.epoch(n));
            if (epoch >= counts.epochs.size())
                counts.epochs.resize(epoch + 1);
            ++counts.epochs[epoch];
        }
        if (counted(M::Difficulties))
            ++counts.difficulties[std::size_t(pool.difficulty(n))];
        if (counted(M::Ratings))
            ++counts.ratings[std::size_t(shownStars(pool.rating(n)))];
        if (counted(M::Tags)) {
            for (int tag = 0; tag < tags; ++tag)
                counts.tags[std::size_t(tag)] += pool.hasTag(n, tag);
        }
        if (counted(M::Marks)) {
            counts.overridden += pool.isOverridden(n);
            counts.edited += pool.isEdited(n);
            counts.flagged += pool.isFlagged(n);
            counts.noted += pool.isNoted(n);
            counts.answered += pool.responses(n) > 0;
        }
    }
    return counts;
}

} // namespace evol
