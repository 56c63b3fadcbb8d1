// SPDX-License-Identifier: GPL-3.0-or-later
// The generator behind the shuffle. Values only; any thread.
#include "dataset/shuffle.h"

namespace evol {

std::uint64_t SplitMix64::next()
{
    m_state += 0x9E3779B97F4A7C15u;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint64_t SplitMix64::below(std::uint64_t bound)
{
    // 2^64 mod bound, without a number that large.
    const std::uint64_t uneven = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t draw = next();
        if (draw >= uneven)
            return draw % bound;
    }
}

} // namespace evol
