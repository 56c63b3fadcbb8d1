// SPDX-License-Identifier: GPL-3.0-or-later
// Where the texts stored lately are, so that one which comes again soon need not be hashed and looked up again: a run
// stores a prompt with every exchange, and a rewrite three times. One thread at a time.
#pragma once

#include "domain/key_filter.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace evol {

/// A text's place in the table of texts, with the SHA-256 (hex) that binds its content into the chain.
struct TextReference {
    std::int64_t id = 0; ///< 0: the empty text, which is not stored
    std::string sha256;
};

class RecentTexts
{
public:
    /// nullptr: not known; until the next remember().
    const TextReference *find(const std::string &body)
    {
        if (const auto young = m_young.find(body); young != m_young.end())
            return &young->second;
        const auto old = m_old.find(body);
        if (old == m_old.end())
            return nullptr;
        return &m_young.insert(m_old.extract(old)).position->second;
    }

    void remember(const std::string &body, const TextReference &place)
    {
        if (body.size() > longest)
            return;
        if (m_young.size() >= most)
            m_old = std::exchange(m_young, {});
        m_young.emplace(body, place);
    }

    /// By their hashes, the texts that may be in the table.
    KeyFilter &stored() { return m_stored; }

    /// What was stored may have been taken back; that a text may be there is no harm.
    void clear()
    {
        m_young.clear();
        m_old.clear();
    }

private:
    static constexpr std::size_t most = 1024, longest = 8192;

    KeyFilter m_stored;
    std::unordered_map<std::string, TextReference> m_young, m_old; ///< what is not asked for while one fills is dropped
};

} // namespace evol
