// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers and resamples that are the same on every machine. Any thread.
#pragma once

#include "domain/random.h"
#include "preference/pair_outcomes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace evol {

/// A stream of random numbers, each a function of the stream's seed and its own number.
class RandomStream
{
public:
    RandomStream(std::uint64_t seed, std::uint64_t stream) : m_state(randomBits({seed, stream})) {}

    std::uint64_t bits() { return randomBits({m_state, m_number++}); }
    double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; } ///< from 0 on, below 1
    std::uint32_t below(std::uint64_t bound) { return boundedRandom(bits(), bound); } ///< bound: up to 2^32

private:
    std::uint64_t m_state, m_number = 0;
};

/// How many of n trials succeed, each with probability p: inversion where few are expected, else Hörmann (1993), "The
/// generation of binomial random variates", Journal of Statistical Computation and Simulation 46, algorithm BTRS.
std::int64_t binomial(RandomStream &random, std::int64_t n, double p);

/// Draws clusters of outcomes with replacement, as many as there are.
class Resampler
{
public:
    /// Both must outlive it. outcomes: sorted by cluster, and counted in `counts`.
    Resampler(const PairCounts &counts, std::span<const PairOutcome> outcomes);

    /// The resample number `round`; into `sample`, which is cleared.
    void draw(std::uint64_t seed, std::uint64_t round, PairCounts &sample) const;

private:
    const PairCounts &m_counts;
    std::span<const PairOutcome> m_outcomes;
    std::vector<std::size_t> m_starts; ///< of the clusters, and the end; empty: each has one outcome
    std::int64_t m_total = 0;
};

} // namespace evol
