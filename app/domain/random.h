// SPDX-License-Identifier: GPL-3.0-or-later
// Counter-based random numbers: a number is a function of what it is for, so choices do not depend on the order
// in which they are made. Any thread.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace evol {

/// 64 well-mixed bits for the given words: the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014) over a running sum.
constexpr std::uint64_t randomBits(std::initializer_list<std::uint64_t> words)
{
    std::uint64_t state = 0;
    for (const std::uint64_t word : words) {
        state += word + 0x9E3779B97F4A7C15u;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
        state ^= state >> 31;
    }
    return state;
}

/// A number from 0 to bound - 1; bound up to 2^32. The bias is below bound / 2^32.
constexpr std::uint32_t boundedRandom(std::uint64_t bits, std::uint64_t bound)
{
    return static_cast<std::uint32_t>(((bits >> 32) * bound) >> 32);
}

} // namespace evol
