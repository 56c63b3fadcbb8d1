// SPDX-License-Identifier: GPL-3.0-or-later
// Matching and counting over the pool's arrays. Any thread.
#include "domain/filter.h"

#include <algorithm>
#include <bit>

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

/// Likewise of small numbers; those beyond the list's end do not fit.
std::vector<std::uint8_t> fitting(const std::vector<int> &wanted)
{
    std::vector<std::uint8_t> fits;
    for (const int value : wanted) {
        if (value < 0)
            continue;
        fits.resize(std::max(fits.size(), std::size_t(value) + 1));
        fits[std::size_t(value)] = 1;
    }
    // A list of nothing that can be wants nothing, which is not the same as saying nothing.
    if (!wanted.empty() && fits.empty())
        fits.push_back(0);
    return fits;
}

bool fitsNumber(const std::vector<std::uint8_t> &fits, int value)
{
    return std::size_t(value) < fits.size() && fits[std::size_t(value)];
}

template <class T>
bool within(const std::optional<T> &from, const std::optional<T> &to, T value)
{
    return (!from || value >= *from) && (!to || value <= *to);
}

} // namespace

int shownStars(double rating)
{
    return std::clamp(static_cast<int>(rating + 0.5), 0, 5);
}

FilterMatcher::FilterMatcher(const Filter &filter, const Pool &pool, const NodeSet *found)
    : m_filter(filter), m_pool(pool), m_found(filter.text.empty() ? nullptr : found),
      m_operators(fitting(filter.operators, pool.operatorKeys())), m_models(fitting(filter.models, pool.modelKeys())),
      m_people(fitting(filter.overriddenBy, pool.personKeys())), m_epochs(fitting(filter.epochs)),
      m_difficulties(fitting(filter.difficulties)), m_stars(fitting(filter.stars))
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

/// Calls `require(part, holds)` for every part that says something; holds(n): whether the node fits it.
template <class Require>
void FilterMatcher::eachPart(Require require) const
{
    const Filter &f = m_filter;
    const Pool &p = m_pool;
    if (f.states.size() == 1)
        require(States, [&p, state = f.states.front()](NodeIndex n) { return p.state(n) == state; });
    if (!f.operators.empty())
        require(Operators, [&](NodeIndex n) { return m_operators[std::size_t(p.operatorNumber(n))] != 0; });
    if (!f.rules.empty())
        require(Rules, [&](NodeIndex n) { return (p.firedRules(n) & m_rules) != 0; });
    if (!f.models.empty())
        require(Models, [&](NodeIndex n) { return m_models[std::size_t(p.modelNumber(n))] != 0; });
    if (!f.tags.empty())
        require(Tags, [&](NodeIndex n) { return std::any_of(m_tags.begin(), m_tags.end(), [&](int tag) { return p.hasTag(n, tag); }); });
    if (!f.overriddenBy.empty())
        require(People, [&](NodeIndex n) { return p.isOverridden(n) && m_people[std::size_t(p.personNumber(n))]; });
    if (!f.epochs.empty())
        require(Epochs, [&](NodeIndex n) { return fitsNumber(m_epochs, p.epoch(n)); });
    if (f.epochFrom || f.epochTo)
        require(Epochs, [&](NodeIndex n) { return within(f.epochFrom, f.epochTo, p.epoch(n)); });
    if (!f.difficulties.empty())
        require(Difficulties, [&](NodeIndex n) { return fitsNumber(m_difficulties, p.difficulty(n)); });
    if (f.difficultyFrom || f.difficultyTo)
        require(Difficulties, [&](NodeIndex n) { return within(f.difficultyFrom, f.difficultyTo, p.difficulty(n)); });
    if (!f.stars.empty())
        require(Ratings, [&](NodeIndex n) { return fitsNumber(m_stars, shownStars(p.rating(n))); });
    if (f.ratingFrom || f.ratingTo)
        require(Ratings, [&](NodeIndex n) { return within(f.ratingFrom, f.ratingTo, p.rating(n)); });
    if (f.createdFrom || f.createdTo) {
        require(Created, [&](NodeIndex n) {
            return (!f.createdFrom || p.created(n) >= *f.createdFrom) && (!f.createdTo || p.created(n) < *f.createdTo);
        });
    }
    eachMark(require);
    if (m_found)
        require(Text, [this](NodeIndex n) { return std::size_t(n) < m_found->size() && (*m_found)[std::size_t(n)]; });
}

template <class Require>
void FilterMatcher::eachMark(Require require) const
{
    const Filter &f = m_filter;
    const Pool &p = m_pool;
    if (f.overridden)
        require(Overridden, [&p, is = *f.overridden](NodeIndex n) { return p.isOverridden(n) == is; });
    if (f.edited)
        require(Edited, [&p, is = *f.edited](NodeIndex n) { return p.isEdited(n) == is; });
    if (f.flagged)
        require(Flagged, [&p, is = *f.flagged](NodeIndex n) { return p.isFlagged(n) == is; });
    if (f.noted)
        require(Noted, [&p, is = *f.noted](NodeIndex n) { return p.isNoted(n) == is; });
    if (f.answered)
        require(Answered, [&p, is = *f.answered](NodeIndex n) { return (p.responses(n) > 0) == is; });
}

unsigned FilterMatcher::failures(NodeIndex n) const
{
    if (m_pool.isRemoved(n))
        return Gone;
    unsigned failed = 0;
    eachPart([&](Part part, const auto &holds) { failed |= holds(n) ? 0u : unsigned(part); });
    return failed;
}

std::vector<unsigned> FilterMatcher::failures() const
{
    std::vector<unsigned> failed(static_cast<std::size_t>(m_pool.size()));
    const auto mark = [&](unsigned part, const auto &holds) {
        for (NodeIndex n = 0; n < m_pool.size(); ++n)
            failed[std::size_t(n)] |= holds(n) ? 0u : part;
    };
    mark(Gone, [this](NodeIndex n) { return !m_pool.isRemoved(n); });
    eachPart([&](Part part, const auto &holds) { mark(unsigned(part), holds); });
    return failed;
}

namespace {

/// Counts an array at a time, too.
class Counting
{
public:
    using M = FilterMatcher;

    Counting(const Pool &pool, std::vector<unsigned> failed) : m_pool(pool), m_failed(std::move(failed))
    {
        m_fit = nodesWhere([](unsigned f) { return f == 0; });
        for (const unsigned f : m_failed)
            m_asked |= f & ~unsigned(M::Gone);
        if (m_asked != 0)
            m_near = nodesWhere([](unsigned f) { return (f & (f - 1)) == 0; });
    }

    FilterCounts counts() const
    {
        FilterCounts c;
        c.total = std::int64_t(m_fit.size());
        const Pool &p = m_pool;
        fill(c.states, M::States, [&p](NodeIndex n) { return std::size_t(p.state(n)); });
        c.operators.resize(p.operatorKeys().size());
        fill(c.operators, M::Operators, [&p](NodeIndex n) { return std::size_t(p.operatorNumber(n)); });
        c.models.resize(p.modelKeys().size());
        fill(c.models, M::Models, [&p](NodeIndex n) { return std::size_t(p.modelNumber(n)); });
        c.people.resize(p.personKeys().size());
        fill(c.people, M::People, [&p](NodeIndex n) { return std::size_t(p.personNumber(n)); });
        c.epochs.resize(std::size_t(p.lastEpoch()) + 1);
        fill(c.epochs, M::Epochs, [&p](NodeIndex n) { return std::size_t(p.epoch(n)); });
        fill(c.difficulties, M::Difficulties, [&p](NodeIndex n) { return std::size_t(p.difficulty(n)); });
        fill(c.ratings, M::Ratings, [&p](NodeIndex n) { return std::size_t(shownStars(p.rating(n))); });
        countRules(c);
        countTags(c);
        countMarks(c);
        return c;
    }

private:
    template <class Holds>
    std::vector<NodeIndex> nodesWhere(const Holds &holds) const
    {
        // Written without a branch: which nodes these are is anything but regular.
        std::vector<NodeIndex> nodes(m_failed.size());
        std::size_t count = 0;
        for (std::size_t n = 0; n < m_failed.size(); ++n) {
            nodes[count] = NodeIndex(n);
            count += holds(m_failed[n]);
        }
        nodes.resize(count);
        return nodes;
    }

    /// Calls `add` for all that can count for this part; those that do not fit all others are among them.
    template <class Add>
    void each(unsigned part, const Add &add) const
    {
        const bool isAll = m_fit.size() == m_failed.size();
        for (NodeIndex n = 0, end = isAll ? NodeIndex(m_failed.size()) : 0; n < end; ++n)
            add(n);
        if (isAll)
            return;
        for (const NodeIndex n : m_asked & part ? m_near : m_fit)
            add(n);
    }

    bool fits(NodeIndex n, unsigned part) const { return (m_failed[std::size_t(n)] & ~part) == 0; }

    template <class List, class ValueOf>
    void fill(List &counts, unsigned part, const ValueOf &valueOf) const
    {
        // Neighbours often have the same value; adding to one place again and again would wait for the store before.
        constexpr std::size_t lanes = 4;
        std::vector<std::uint32_t> lane(counts.size() * lanes);
        each(part, [&, to = lane.data()](NodeIndex n) { to[valueOf(n) * lanes + std::size_t(n) % lanes] += fits(n, part); });
        for (std::size_t i = 0; i < lane.size(); ++i)
            counts[i / lanes] += lane[i];
    }

    void countRules(FilterCounts &c) const
    {
        each(M::Rules, [&](NodeIndex n) {
            std::uint32_t rules = m_pool.firedRules(n);
            if (rules == 0 || !fits(n, M::Rules))
                return;
            for (; rules; rules &= rules - 1)
                ++c.rules[std::size_t(std::countr_zero(rules))];
        });
    }

    void countTags(FilterCounts &c) const
    {
        for (int tag = 0; tag < int(m_pool.tagKeys().size()); ++tag) {
            const std::vector<std::uint64_t> &words = m_pool.tagged(tag);
            std::int64_t count = 0;
            for (std::size_t i = 0; i < words.size(); ++i) {
                for (std::uint64_t bits = words[i]; bits; bits &= bits - 1)
                    count += fits(NodeIndex(i * 64) + std::countr_zero(bits), M::Tags);
            }
            c.tags.push_back(count);
        }
    }

    template <class Has>
    std::int64_t marked(unsigned part, const Has &has) const
    {
        std::uint32_t count = 0;
        each(part, [&](NodeIndex n) { count += fits(n, part) & has(n); });
        return count;
    }

    void countMarks(FilterCounts &c) const
    {
        const Pool &p = m_pool;
        c.overridden = marked(M::Overridden, [&p](NodeIndex n) { return p.isOverridden(n); });
        c.edited = marked(M::Edited, [&p](NodeIndex n) { return p.isEdited(n); });
        c.flagged = marked(M::Flagged, [&p](NodeIndex n) { return p.isFlagged(n); });
        c.noted = marked(M::Noted, [&p](NodeIndex n) { return p.isNoted(n); });
        c.answered = marked(M::Answered, [&p](NodeIndex n) { return p.responses(n) > 0; });
    }

    const Pool &m_pool;
    std::vector<unsigned> m_failed; ///< by node: the parts it does not fit
    unsigned m_asked = 0;           ///< the parts that somebody does not fit
    std::vector<NodeIndex> m_fit;   ///< that fit all parts: they count for the parts that all fit
    std::vector<NodeIndex> m_near;  ///< that fit all parts but one at most: no others count
};

} // namespace

std::vector<NodeIndex> matching(const Filter &filter, const Pool &pool, const NodeSet *found)
{
    const std::vector<unsigned> failed = FilterMatcher(filter, pool, found).failures();
    std::vector<NodeIndex> nodes;
    for (NodeIndex n = 0; n < pool.size(); ++n) {
        if (failed[std::size_t(n)] == 0)
            nodes.push_back(n);
    }
    return nodes;
}

FilterCounts countMatching(const Filter &filter, const Pool &pool, const NodeSet *found)
{
    return Counting(pool, FilterMatcher(filter, pool, found).failures()).counts();
}

} // namespace evol
