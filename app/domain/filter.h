// SPDX-License-Identifier: GPL-3.0-or-later
// Which instructions one wants to see. A filter is a value that can be saved; it runs over the pool's arrays and
// never reads a text: whoever has a full-text search hands in what it found. Any thread, beside the pool's.
#pragma once

#include "domain/pool.h"
#include "domain/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// Everything given must hold. Of a list one value must fit; an empty list says nothing.
struct Filter {
    std::vector<State> states;
    std::vector<std::string> operators;    ///< an empty key is a seed's
    std::vector<std::string> rules;        ///< that fired
    std::vector<std::string> models;       ///< an empty key is a person or a file
    std::vector<std::string> tags;
    std::vector<std::string> overriddenBy; ///< names
    std::vector<int> epochs;
    std::vector<int> difficulties; ///< 1 to 10; 0 is not scored
    std::vector<int> stars;        ///< of the mean rating, rounded; 0 is not rated
    std::optional<int> epochFrom, epochTo; ///< both inclusive
    std::optional<int> difficultyFrom, difficultyTo; ///< 1 to 10, inclusive; 0 is not scored
    std::optional<double> ratingFrom, ratingTo;      ///< mean stars, inclusive; 0 is not rated
    std::optional<std::int64_t> createdFrom, createdTo; ///< milliseconds since 1970; from inclusive, to exclusive
    std::optional<bool> overridden, edited, flagged, noted, answered;
    std::string text; ///< a full-text query

    bool isEmpty() const { return *this == Filter(); }
    bool operator==(const Filter &) const = default;
};

std::string encodeFilter(const Filter &filter); ///< JSON
Result<Filter> decodeFilter(const std::string &json);

/// One flag for each node of the pool, by NodeIndex; shorter is padded with false.
using NodeSet = std::vector<std::uint8_t>;

/// A filter made ready for a pool. Valid until the pool changes.
class FilterMatcher
{
public:
    /// found: the nodes whose texts fit filter.text; null: not looked for, filter.text says nothing.
    FilterMatcher(const Filter &filter, const Pool &pool, const NodeSet *found = nullptr);

    bool matches(NodeIndex n) const { return failures(n) == 0; }

    /// The parts of a filter, a bit each.
    enum Part : unsigned {
        States = 1u << 0, Operators = 1u << 1, Rules = 1u << 2, Models = 1u << 3, Tags = 1u << 4, People = 1u << 5,
        Epochs = 1u << 6, Difficulties = 1u << 7, Ratings = 1u << 8, Created = 1u << 9, Text = 1u << 10,
        Gone = 1u << 11, Overridden = 1u << 12, Edited = 1u << 13, Flagged = 1u << 14, Noted = 1u << 15,
        Answered = 1u << 16
    };
    /// The parts that n does not fit.
    unsigned failures(NodeIndex n) const;
    /// Of every node, an array at a time.
    std::vector<unsigned> failures() const;

private:
    template <class Require>
    void eachPart(Require require) const;
    template <class Require>
    void eachMark(Require require) const;

    const Filter &m_filter;
    const Pool &m_pool;
    const NodeSet *m_found;
    std::vector<std::uint8_t> m_operators, m_models, m_people; ///< by number: whether it fits
    std::vector<std::uint8_t> m_epochs, m_difficulties, m_stars; ///< by value: whether it fits; empty: all do
    std::uint32_t m_rules = 0;
    std::vector<int> m_tags;
};

/// In order of NodeIndex.
std::vector<NodeIndex> matching(const Filter &filter, const Pool &pool, const NodeSet *found = nullptr);

/// How many instructions there are of each value, among those that all other parts of the filter let through: what
/// one would get by choosing that value.
struct FilterCounts {
    std::int64_t total = 0; ///< those that the whole filter lets through
    std::array<std::int64_t, 2> states{};         ///< by State
    std::vector<std::int64_t> operators, models, people, tags; ///< by number in the pool's lists; people[0]: nobody
    std::array<std::int64_t, 32> rules{};         ///< by rule number
    std::vector<std::int64_t> epochs;             ///< by epoch
    std::array<std::int64_t, 11> difficulties{};  ///< [0]: not scored
    std::array<std::int64_t, 6> ratings{};        ///< by mean stars rounded; [0]: not rated
    std::int64_t overridden = 0, edited = 0, flagged = 0, noted = 0, answered = 0;
};

FilterCounts countMatching(const Filter &filter, const Pool &pool, const NodeSet *found = nullptr);

/// The stars a rating is shown with.
int shownStars(double rating);

} // namespace evol
