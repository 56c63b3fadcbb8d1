// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a text by Unicode segmentation (ICU; dictionaries for Chinese, Japanese, Thai), and the few text
// operations that the eliminator's rules share. All text is UTF-8, all offsets are bytes; invalid bytes and
// NULs are allowed everywhere. Any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

struct WordSpan {
    std::size_t offset = 0;
    std::size_t length = 0;

    bool operator==(const WordSpan &) const = default;
};

/// The segments of `text` that contain a letter or a number; spaces, punctuation and symbols are none.
/// Linear in the text. Only the first 2 GiB are looked at.
std::vector<WordSpan> words(std::string_view text);

/// Calls `visit` with each word in order until it returns false.
void forEachWord(std::string_view text, const std::function<bool(WordSpan)> &visit);

/// The number of words, counted no further than `stopAt`.
std::size_t countWords(std::string_view text, std::size_t stopAt = std::numeric_limits<std::size_t>::max());

/// `text` with A-Z in lower case and nothing else changed: every byte keeps its offset, so that a match in
/// the result is a match in `text`. Enough to match English whatever its case; Chinese and Japanese have none.
std::string lowerCased(std::string_view text);

/// `text` without Unicode white space at both ends, a view into it.
std::string_view trimmed(std::string_view text);

/// The first `characters` code points of `text`, followed by an ellipsis where something was cut off.
/// Always valid UTF-8.
std::string excerpt(std::string_view text, std::size_t characters);

} // namespace evol
