// SPDX-License-Identifier: GPL-3.0-or-later
// Which hashes may have been seen before, at a bit each: "no" is sure, "yes" has to be looked up. It is filled once so many
// were asked for that reading all of them first pays; until then every answer is "yes". One thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace evol {

class KeyFilter
{
public:
    /// `key`: a hash of four bytes or more, of which the first are taken. `load`, called once, add()s all there are and
    /// says whether it could.
    template <class Load>
    bool mayHave(std::string_view key, const Load &load)
    {
        if (m_bits.empty() && ++m_asked > worthLoading) {
            m_bits.resize(std::size_t{1} << bits);
            m_isFull = !load(*this);
            for (const std::size_t place : m_early)
                m_bits[place] = true;
        }
        return m_bits.empty() || m_isFull || m_bits[placeOf(key)];
    }
    void add(std::string_view key)
    {
        if (m_bits.empty())
            m_early.push_back(placeOf(key));
        else
            m_bits[placeOf(key)] = true;
    }

private:
    static constexpr int worthLoading = 2000;
    static constexpr int bits = 26; // 8 MB; with a million keys two answers in a hundred are a wrong "yes"

    static std::size_t placeOf(std::string_view key)
    {
        std::size_t place = 0;
        for (std::size_t i = 0; i < 4 && i < key.size(); ++i)
            place = place << 8 | static_cast<unsigned char>(key[i]);
        return place >> (32 - bits);
    }

    std::vector<bool> m_bits;         ///< empty: not filled yet
    std::vector<std::size_t> m_early; ///< added before that
    int m_asked = 0;
    bool m_isFull = false;
};

} // namespace evol
