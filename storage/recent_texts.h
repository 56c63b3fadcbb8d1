// SPDX-License-Identifier: GPL-3.0-or-later
// Where the texts stored lately are, so that one which comes again soon need not be hashed and looked up again: a run
// stores a prompt with every exchange, and a rewrite three times. One thread at a time.
#pragma once

#include "domain/key_filter.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

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
    const TextReference *find(const std::string &body) const
    {
        const Text &text = m_texts[slotOf(body)];
        return text.body == body ? &text.place : nullptr;
    }

    /// In place of whichever text had the same slot.
    void remember(const std::string &body, const TextReference &place)
    {
        if (body.size() > longest)
            return;
        Text &text = m_texts[slotOf(body)];
        text.body.clear();
        text.place = place;
        text.body = body;
    }

    /// By their hashes, the texts that may be in the table.
    KeyFilter &stored() { return m_stored; }

    /// What was stored may have been taken back; that a text may be there is no harm.
    void clear() { m_texts = std::vector<Text>(most); }

private:
    static constexpr std::size_t most = 2048, longest = 8192;

    struct Text {
        std::string body; ///< empty: none
        TextReference place;
    };

    static std::size_t slotOf(const std::string &body) { return std::hash<std::string>()(body) % most; }

    KeyFilter m_stored;
    std::vector<Text> m_texts = std::vector<Text>(most);
};

} // namespace evol
