// SPDX-License-Identifier: GPL-3.0-or-later
// Who won against whom: the form in which preferences are counted, rated and resampled. Values only; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace evol {

/// Of the first contender of a pair.
enum class PairScore : std::uint8_t { Loss = 0, Tie = 1, Win = 2 };

constexpr PairScore mirrored(PairScore score)
{
    return static_cast<PairScore>(2 - static_cast<int>(score));
}

/// 1, a half or 0.
constexpr double points(PairScore score)
{
    return static_cast<int>(score) / 2.0;
}

struct PairOutcome {
    std::uint32_t cluster = 0; ///< outcomes of one cluster are not independent: votes on the same item
    std::uint16_t first = 0, second = 0; ///< contenders, from 0
    PairScore score = PairScore::Tie;
};

/// How often each outcome of each pair was seen.
class PairCounts
{
public:
    explicit PairCounts(int contenders) : m_contenders(contenders), m_counts(std::size_t(contenders) * contenders * 3) {}

    int contenders() const { return m_contenders; }
    void add(int first, int second, PairScore score, std::int64_t times = 1) { m_counts[cell(first, second, score)] += times; }
    void add(const PairOutcome &o, std::int64_t times = 1) { add(o.first, o.second, o.score, times); }
    void clear() { m_counts.assign(m_counts.size(), 0); }
    /// How often `first` had this score against `second`.
    std::int64_t count(int first, int second, PairScore score) const { return m_counts[cell(first, second, score)]; }
    /// Where in cells() it is counted: once, under the contender with the smaller number.
    std::size_t cell(int first, int second, PairScore score) const
    {
        return first < second ? place(first, second, score) : place(second, first, mirrored(score));
    }
    /// Of all pairs; a win of the first and a loss of the second are the same cell.
    std::span<const std::int64_t> cells() const { return m_counts; }
    std::span<std::int64_t> cells() { return m_counts; }

private:
    std::size_t place(int first, int second, PairScore score) const
    {
        return (std::size_t(first) * m_contenders + second) * 3 + static_cast<std::size_t>(score);
    }

    int m_contenders;
    std::vector<std::int64_t> m_counts;
};

PairCounts countPairs(int contenders, std::span<const PairOutcome> outcomes);

} // namespace evol
