// SPDX-License-Identifier: GPL-3.0-or-later
// Only ASCII letters make a longer word of a phrase: Chinese and Japanese write English words without spaces
// around them. Any thread.
#include "evolution/rules/leak_phrases.h"

#include "evolution/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>

namespace evol {
namespace {

using Parts = std::vector<std::string_view>;

bool isLetter(std::string_view text, std::size_t position)
{
    return position < text.size() && text[position] >= 'a' && text[position] <= 'z';
}

std::size_t skipSeparators(std::string_view text, std::size_t position)
{
    while (position < text.size()) {
        std::size_t next = position;
        UChar32 character = 0;
        U8_NEXT(text.data(), next, text.size(), character);
        if (character < 0 || (character != '_' && character != '-' && !u_isUWhiteSpace(character)))
            break;
        position = next;
    }
    return position;
}

/// What stands between the separators of a phrase.
Parts partsOf(std::string_view phrase)
{
    Parts parts;
    std::size_t start = skipSeparators(phrase, 0);
    for (std::size_t end = start; end < phrase.size();) {
        const std::size_t next = skipSeparators(phrase, end);
        if (next > end) {
            parts.push_back(phrase.substr(start, end - start));
            start = end = next;
        } else {
            U8_FWD_1(phrase.data(), end, phrase.size());
        }
    }
    if (start < phrase.size())
        parts.push_back(phrase.substr(start));
    return parts;
}

/// The end of the last word `part` at `position`, npos where another word stands there.
std::size_t endOfLast(std::string_view text, std::size_t position, std::string_view part)
{
    std::size_t end = position + part.size();
    if (!isLetter(part, part.size() - 1))
        return end;
    if (end < text.size() && text[end] == 's')
        ++end;
    return isLetter(text, end) ? std::string_view::npos : end;
}

/// Takes in the "#" around a phrase, and the "#The " before it.
LeakedPhrase withMarks(std::string_view text, std::size_t offset, std::size_t end)
{
    constexpr std::string_view article = "#the ";
    std::size_t first = offset;
    std::size_t last = end;
    if (text.substr(0, first).ends_with(article))
        first -= article.size() - 1;
    while (first > 0 && text[first - 1] == '#')
        --first;
    while (last < text.size() && text[last] == '#')
        ++last;
    return {first, last - first, first < offset || last > end};
}

std::optional<LeakedPhrase> leakAt(std::string_view text, std::size_t offset, const Parts &parts)
{
    if (offset > 0 && isLetter(parts.front(), 0) && isLetter(text, offset - 1))
        return std::nullopt;
    std::size_t end = offset;
    bool isJoined = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t start = i == 0 ? offset : skipSeparators(text, end);
        isJoined |= i > 0 && start == end;
        if (text.substr(start, parts[i].size()) != parts[i])
            return std::nullopt;
        end = i + 1 < parts.size() ? start + parts[i].size() : endOfLast(text, start, parts[i]);
    }
    if (end == std::string_view::npos)
        return std::nullopt;
    const LeakedPhrase leak = withMarks(text, offset, end);
    return isJoined && !leak.isMarked ? std::nullopt : std::optional(leak);
}

} // namespace

bool isLeakPhrase(std::string_view phrase)
{
    return countWords(phrase, 1) > 0;
}

std::vector<LeakedPhrase> findLeaks(std::string_view text, const std::vector<std::string> &phrases)
{
    const std::string lower = lowerCased(text);
    std::vector<LeakedPhrase> found;
    for (const std::string &phrase : phrases) {
        const std::string wanted = lowerCased(phrase);
        const Parts parts = partsOf(wanted);
        if (parts.empty())
            continue;
        const std::string_view first = parts.front();
        for (std::size_t offset = lower.find(first); offset != std::string::npos;
             offset = lower.find(first, offset + first.size())) {
            if (const auto leak = leakAt(lower, offset, parts))
                found.push_back(*leak);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const LeakedPhrase &a, const LeakedPhrase &b) { return a.offset < b.offset; });
    std::size_t end = 0;
    std::erase_if(found, [&end](const LeakedPhrase &leak) {
        const bool overlaps = leak.offset < end;
        end = std::max(end, leak.offset + leak.length);
        return overlaps;
    });
    return found;
}

} // namespace evol
