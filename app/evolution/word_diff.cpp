// SPDX-License-Identifier: GPL-3.0-or-later
// Myers' algorithm of the dtl library over words and what stands between them. Any thread.
#include "evolution/word_diff.h"

#include "evolution/words.h"

#include <algorithm>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wextra-semi"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#endif
#include <dtl/dtl.hpp>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace evol {

namespace {

// Time grows with the product of length and difference.
constexpr std::size_t mostTokens = 6000;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// What stands between words: runs of white space, and punctuation character by character, so that a word after
/// a question mark does not make the mark new.
void takeBetween(std::string_view text, std::vector<std::string> &all)
{
    while (!text.empty()) {
        std::size_t length = 1;
        const auto goesOn = [&](char c) { return isBlank(text[0]) ? isBlank(c) : (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
        while (length < text.size() && goesOn(text[length]))
            ++length;
        all.emplace_back(text.substr(0, length));
        text.remove_prefix(length);
    }
}

std::vector<std::string> tokens(std::string_view text)
{
    std::vector<std::string> all;
    std::size_t at = 0;
    const auto between = [&](std::size_t end) { takeBetween(text.substr(at, end - at), all); };
    forEachWord(text, [&](WordSpan word) {
        between(word.offset);
        all.emplace_back(text.substr(word.offset, word.length));
        at = word.offset + word.length;
        return all.size() <= mostTokens;
    });
    between(text.size());
    return all;
}

DiffKind kindOf(dtl::edit_t type)
{
    return type == dtl::SES_ADD ? DiffKind::Added : type == dtl::SES_DELETE ? DiffKind::Removed : DiffKind::Same;
}

} // namespace

std::vector<DiffPiece> wordDiff(std::string_view from, std::string_view to)
{
    const std::vector<std::string> before = tokens(from);
    const std::vector<std::string> after = tokens(to);
    if (before.size() > mostTokens || after.size() > mostTokens)
        return {{DiffKind::Same, std::string(to)}};
    dtl::Diff<std::string> diff(before, after);
    diff.compose();
    std::vector<DiffPiece> pieces;
    for (const auto &[token, info] : diff.getSes().getSequence()) {
        const DiffKind kind = kindOf(info.type);
        if (pieces.empty() || pieces.back().kind != kind)
            pieces.push_back({kind, {}});
        pieces.back().text += token;
    }
    return pieces;
}

} // namespace evol
