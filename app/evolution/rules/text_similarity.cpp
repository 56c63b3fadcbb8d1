// SPDX-License-Identifier: GPL-3.0-or-later
// Shingles are compared by 64-bit hashes: two different ones in a pair of texts look the same once in 10^13 pairs
// of a thousand words. Any thread.
#include "evolution/rules/text_similarity.h"

#include "domain/random.h"
#include "evolution/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

namespace evol {
namespace {

using Hashes = std::vector<std::uint64_t>;

constexpr std::size_t shingleWords = 3;

/// FNV-1a (Fowler, Noll, Vo).
std::uint64_t hashOf(std::string_view bytes)
{
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
    return hash;
}

/// Appends the mathematical signs between two words.
void appendSigns(std::string_view text, std::size_t start, std::size_t end, Hashes &hashes)
{
    char before = start > 0 ? text[start - 1] : ' ';
    for (std::size_t i = start; i < end;) {
        const std::size_t first = i;
        UChar32 character = 0;
        U8_NEXT(text.data(), i, end, character);
        if (character < 0 || u_isUWhiteSpace(character))
            continue;
        const bool isAfterDigit = before >= '0' && before <= '9';
        const bool isSign = u_charType(character) == U_MATH_SYMBOL
                         || (isAfterDigit && std::string_view("-*/^%").find(text[first]) != std::string_view::npos);
        if (isSign)
            hashes.push_back(hashOf(text.substr(first, i - first)));
        before = text[i - 1];
    }
}

Hashes wordHashes(std::string_view text)
{
    const std::string lower = lowerCased(text);
    const std::string_view view = lower;
    Hashes hashes;
    std::size_t start = 0;
    forEachWord(view, [&](WordSpan word) {
        appendSigns(view, start, word.offset, hashes);
        hashes.push_back(hashOf(view.substr(word.offset, word.length)));
        start = word.offset + word.length;
        return true;
    });
    appendSigns(view, start, view.size(), hashes);
    return hashes;
}

/// In order, each once.
Hashes shingles(const Hashes &words, std::size_t length)
{
    Hashes hashes;
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
        std::uint64_t hash = words[i];
        for (std::size_t j = 1; j < length; ++j)
            hash = randomBits({hash, words[i + j]});
        hashes.push_back(hash);
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
}

} // namespace

double textSimilarity(std::string_view a, std::string_view b)
{
    const Hashes wordsOfA = wordHashes(a);
    const Hashes wordsOfB = wordHashes(b);
    const std::size_t length = std::min({shingleWords, wordsOfA.size(), wordsOfB.size()});
    if (length == 0)
        return trimmed(a) == trimmed(b) ? 1 : 0;
    const Hashes ofA = shingles(wordsOfA, length);
    const Hashes ofB = shingles(wordsOfB, length);
    Hashes common;
    std::set_intersection(ofA.begin(), ofA.end(), ofB.begin(), ofB.end(), std::back_inserter(common));
    const std::size_t together = ofA.size() + ofB.size() - common.size();
    return static_cast<double>(common.size()) / static_cast<double>(together);
}

} // namespace evol
