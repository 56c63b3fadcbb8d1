// SPDX-License-Identifier: GPL-3.0-or-later
// What is ticked and counted; the words are in facet_words.cpp. GUI thread.
#include "ui/panels/facets.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace evol {

namespace {

std::vector<int> numbers(int from, std::size_t to)
{
    std::vector<int> all(to > std::size_t(from) ? to - std::size_t(from) : 0);
    std::iota(all.begin(), all.end(), from);
    return all;
}

/// Of the parts that are lists of keys; null for the others.
std::vector<std::string> *keysOf(Facet facet, Filter &filter)
{
    switch (facet) {
    case Facet::Operator:
        return &filter.operators;
    case Facet::Rule:
        return &filter.rules;
    case Facet::Model:
        return &filter.models;
    case Facet::Tag:
        return &filter.tags;
    case Facet::OverriddenBy:
        return &filter.overriddenBy;
    default:
        return nullptr;
    }
}

const std::vector<std::string> &poolKeys(Facet facet, const Pool &pool)
{
    switch (facet) {
    case Facet::Operator:
        return pool.operatorKeys();
    case Facet::Rule:
        return pool.ruleKeys();
    case Facet::Model:
        return pool.modelKeys();
    case Facet::Tag:
        return pool.tagKeys();
    default:
        return pool.personKeys();
    }
}

/// Of the parts that are lists of numbers.
std::vector<int> *numbersOf(Facet facet, Filter &filter)
{
    switch (facet) {
    case Facet::Epoch:
        return &filter.epochs;
    case Facet::Difficulty:
        return &filter.difficulties;
    case Facet::Rating:
        return &filter.stars;
    default:
        return nullptr;
    }
}

/// Whether a range of the filter says something of this part, and whether the value is in it.
struct InRange {
    bool isGiven = false, holds = false;
};

template <class T>
InRange inRange(const std::optional<T> &from, const std::optional<T> &to, int value)
{
    return {from || to, (!from || value >= *from) && (!to || value <= *to)};
}

InRange inRange(Facet facet, const Filter &f, int value)
{
    switch (facet) {
    case Facet::Epoch:
        return inRange(f.epochFrom, f.epochTo, value);
    case Facet::Difficulty:
        return inRange(f.difficultyFrom, f.difficultyTo, value);
    case Facet::Rating:
        return inRange(f.ratingFrom, f.ratingTo, value);
    default:
        return {};
    }
}

std::optional<bool> *markOf(Filter &f, int value)
{
    switch (value) {
    case OverriddenMark:
        return &f.overridden;
    case EditedMark:
        return &f.edited;
    case FlaggedMark:
        return &f.flagged;
    case NotedMark:
        return &f.noted;
    default:
        return &f.answered;
    }
}

template <class T>
bool holds(const std::vector<T> &list, const T &value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

template <class T>
void flip(std::vector<T> &list, const T &value)
{
    if (const auto found = std::find(list.begin(), list.end(), value); found != list.end())
        list.erase(found);
    else
        list.insert(std::upper_bound(list.begin(), list.end(), value), value);
}

std::int64_t at(const std::vector<std::int64_t> &counts, int value)
{
    return std::size_t(value) < counts.size() ? counts[std::size_t(value)] : 0;
}

/// Of all values there can be: a range is made a list of those it holds.
int highest(Facet facet, const Pool &pool)
{
    return facet == Facet::Epoch ? pool.lastEpoch() : facet == Facet::Difficulty ? 10 : 5;
}

} // namespace

std::vector<int> facetValues(Facet facet, const Pool &pool, const FilterCounts &counts)
{
    switch (facet) {
    case Facet::State:
        return {int(State::Kept), int(State::Eliminated)};
    case Facet::Operator:
    case Facet::Model:
    case Facet::Tag:
    case Facet::Rule:
        return numbers(0, poolKeys(facet, pool).size());
    case Facet::OverriddenBy:
        return numbers(1, pool.personKeys().size()); // the first is nobody
    case Facet::Epoch:
        return numbers(0, counts.epochs.size());
    case Facet::Difficulty:
        return {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0};
    case Facet::Rating:
        return {5, 4, 3, 2, 1, 0};
    case Facet::Marks:
        return {OverriddenMark, EditedMark, FlaggedMark, NotedMark, AnsweredMark};
    case Facet::Created:
        return {CreatedFrom, CreatedTo};
    }
    return {};
}

std::int64_t countOf(Facet facet, const FilterCounts &c, int value)
{
    const std::int64_t marks[] = {c.overridden, c.edited, c.flagged, c.noted, c.answered};
    switch (facet) {
    case Facet::State:
        return c.states[std::size_t(value)];
    case Facet::Operator:
        return at(c.operators, value);
    case Facet::Rule:
        return c.rules[std::size_t(value)];
    case Facet::Epoch:
        return at(c.epochs, value);
    case Facet::Difficulty:
        return c.difficulties[std::size_t(value)];
    case Facet::Rating:
        return c.ratings[std::size_t(value)];
    case Facet::Model:
        return at(c.models, value);
    case Facet::Tag:
        return at(c.tags, value);
    case Facet::OverriddenBy:
        return at(c.people, value);
    case Facet::Marks:
        return marks[value];
    case Facet::Created:
        break;
    }
    return 0;
}

bool isChosen(Facet facet, const Filter &filter, const Pool &pool, int value)
{
    Filter f = filter;
    if (facet == Facet::State)
        return holds(f.states, State(value));
    if (facet == Facet::Marks)
        return markOf(f, value)->value_or(false);
    if (const auto *keys = keysOf(facet, f))
        return holds(*keys, poolKeys(facet, pool)[std::size_t(value)]);
    if (const auto *listed = numbersOf(facet, f)) {
        const InRange range = inRange(facet, f, value);
        return listed->empty() ? range.isGiven && range.holds : holds(*listed, value) && (!range.isGiven || range.holds);
    }
    return facet == Facet::Created && !createdDate(f, CreatedEnd(value)).isEmpty();
}

void toggle(Facet facet, Filter &filter, const Pool &pool, int value)
{
    if (facet == Facet::State) {
        flip(filter.states, State(value));
    } else if (facet == Facet::Marks) {
        std::optional<bool> &mark = *markOf(filter, value);
        mark = mark ? std::optional<bool>() : true;
    } else if (auto *keys = keysOf(facet, filter)) {
        flip(*keys, poolKeys(facet, pool)[std::size_t(value)]);
    } else if (numbersOf(facet, filter)) {
        std::vector<int> chosen;
        for (int each = 0; each <= highest(facet, pool); ++each) {
            if (isChosen(facet, filter, pool, each))
                chosen.push_back(each);
        }
        clear(facet, filter);
        flip(chosen, value);
        *numbersOf(facet, filter) = chosen;
    }
}

void clear(Facet facet, Filter &filter)
{
    if (auto *keys = keysOf(facet, filter))
        keys->clear();
    if (auto *listed = numbersOf(facet, filter))
        listed->clear();
    if (facet == Facet::State)
        filter.states.clear();
    if (facet == Facet::Epoch)
        filter.epochFrom = filter.epochTo = {};
    if (facet == Facet::Difficulty)
        filter.difficultyFrom = filter.difficultyTo = {};
    if (facet == Facet::Rating)
        filter.ratingFrom = filter.ratingTo = {};
    if (facet == Facet::Created)
        filter.createdFrom = filter.createdTo = {};
    if (facet == Facet::Marks)
        filter.overridden = filter.edited = filter.flagged = filter.noted = filter.answered = {};
}

QString createdDate(const Filter &filter, CreatedEnd end)
{
    const std::optional<std::int64_t> &time = end == CreatedFrom ? filter.createdFrom : filter.createdTo;
    if (!time)
        return {};
    // The filter's end is the first moment that is too late.
    return QDateTime::fromMSecsSinceEpoch(end == CreatedFrom ? *time : *time - 1).date().toString(Qt::ISODate);
}

bool setCreatedDate(Filter &filter, CreatedEnd end, const QString &date)
{
    std::optional<std::int64_t> &time = end == CreatedFrom ? filter.createdFrom : filter.createdTo;
    if (date.trimmed().isEmpty()) {
        time.reset();
        return true;
    }
    QDate day = QDate::fromString(date.trimmed(), Qt::ISODate);
    if (!day.isValid())
        day = QLocale().toDate(date.trimmed(), QLocale::ShortFormat);
    if (!day.isValid())
        return false;
    time = day.addDays(end == CreatedFrom ? 0 : 1).startOfDay().toMSecsSinceEpoch();
    return true;
}

} // namespace evol
