// SPDX-License-Identifier: GPL-3.0-or-later
// Which hashes may have been seen before, at a bit each: "no" is sure, "yes" has to be looked up. One thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace evol {

class KeyFilter
{
public:
    /// `key`: a hash of four bytes or more, of which the first are taken.
    bool mayHave(std::string_view key) const { return m_isFull || m_bits[placeOf(key)]; }
    void add(std::string_view key) { m_bits[placeOf(key)] = true; }
    /// From now on every answer is "yes".
    void fill() { m_isFull = true; }

private:
    static constexpr int bits = 26; // 8 MB; with a million keys two answers in a hundred are a wrong "yes"

    static std::size_t placeOf(std::string_view key)
    {
        std::size_t place = 0;
        for (std::size_t i = 0; i < 4 && i < key.size(); ++i)
            place = place << 8 | static_cast<unsigned char>(key[i]);
        return place >> (32 - bits);
    }

    std::vector<bool> m_bits = std::vector<bool>(std::size_t{1} << bits);
    bool m_isFull = false;
};

} // namespace evol
