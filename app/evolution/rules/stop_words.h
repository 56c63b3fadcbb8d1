// SPDX-License-Identifier: GPL-3.0-or-later
// The stop words of English, Chinese and Japanese: words that say nothing by themselves. Any thread.
#pragma once

#include <array>
#include <string_view>

namespace evol {

/// `word` is one segment of words(); its case and the shape of its apostrophe do not matter.
bool isStopWord(std::string_view word);

/// Whether the words of a whole response, written together, say yes or no although each of them is a stop
/// word: 是的 ("yes"), 可以 ("you can"), できます.
bool isShortAnswer(std::string_view response);

/// The lists of English, Chinese and Japanese: words with white space between them.
std::array<std::string_view, 3> stopWordLists();

} // namespace evol
