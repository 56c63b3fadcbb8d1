// SPDX-License-Identifier: GPL-3.0-or-later
// A stream of choices from a seed and a counter: the same seed gives the same choices on every machine.
// Plain value, any thread.
#pragma once

#include "domain/random.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace evol::builtin {

class SeededChoice
{
public:
    explicit SeededChoice(std::uint64_t seed) : m_seed(seed) {}

    std::uint64_t next() { return randomBits({m_seed, m_count++}); }

    /// 0 to count - 1; 0 for an empty range.
    std::size_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(next() % count); }
    long long between(long long low, long long high)
    {
        return low + static_cast<long long>(next() % static_cast<std::uint64_t>(high - low + 1));
    }

    template <class T>
    void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_count = 0;
};

/// FNV-1a, folded into a seed so that different texts under one seed choose differently.
inline std::uint64_t hashText(std::string_view text, std::uint64_t start = 0xCBF29CE484222325U)
{
    for (const char c : text)
        start = (start ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return start;
}

} // namespace evol::builtin
