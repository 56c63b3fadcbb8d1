// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers and resamples that are the same on every machine. Any thread.
#pragma once

#include "domain/proportion.h"
#include "domain/random.h"
#include "preference/pair_outcomes.h"

#include <cstdint>
#include <functional>
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

/// Calls a round's function once for each of 0 … rounds - 1, on `threads` threads (0: one a core), this one among them.
/// makeWork: called once on each thread, for a function with scratch memory of its own.
void shareRounds(int rounds, unsigned threads, const std::function<std::function<void(int round)>()> &makeWork);

/// What lies between the percentiles that leave out (1 - confidence) / 2 on either side, each between the two nearest
/// values (definition 7 of Hyndman and Fan 1996, "Sample quantiles in statistical packages", The American Statistician
/// 50). values: at least one.
Interval percentileInterval(std::vector<double> values, double confidence);

/// Draws clusters of outcomes with replacement, as many as there are. Clusters with the same outcomes are alike, so one
/// multinomial draw says how many of each kind there are: where votes are many, kinds are few.
class Resampler
{
public:
    /// outcomes: sorted by cluster, and counted in `counts`; or none, if every cluster is one outcome.
    Resampler(const PairCounts &counts, std::span<const PairOutcome> outcomes);

    /// The resample number `round`; into `sample`, which is cleared.
    void draw(std::uint64_t seed, std::uint64_t round, PairCounts &sample) const;

private:
    struct Kind {
        std::size_t begin = 0, end = 0; ///< of its outcomes, in m_cells
        std::int64_t clusters = 0;
    };
    void addKind(std::span<const std::size_t> cells, std::int64_t clusters);

    std::vector<Kind> m_kinds;
    std::vector<std::size_t> m_cells; ///< see PairCounts::cell()
    std::int64_t m_clusters = 0;
};

} // namespace evol
