// SPDX-License-Identifier: GPL-3.0-or-later
// A shuffle that gives the same order on every machine, compiler and library, for ever: exports promise it.
// SplitMix64 (Steele, Lea, Flood, 2014) drives a Fisher-Yates shuffle from the last element down; a number
// below a bound is the remainder of a draw, and draws below 2^64 mod bound are thrown away, so that every
// order is equally likely. std::shuffle's result is up to the library. Values only; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace evol {

class SplitMix64
{
public:
    explicit SplitMix64(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next();
    /// A number from 0 to bound - 1, each equally likely; bound > 0.
    std::uint64_t below(std::uint64_t bound);

private:
    std::uint64_t m_state;
};

template <class T>
void shuffle(std::vector<T> &values, std::uint64_t seed)
{
    SplitMix64 generator(seed);
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[static_cast<std::size_t>(generator.below(i))]);
}

} // namespace evol
