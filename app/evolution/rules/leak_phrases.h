// SPDX-License-Identifier: GPL-3.0-or-later
// Finds words of an evolving prompt in a text: "given prompt", and its forms such as "#Given_Prompt#".
// Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// Where a phrase stands, with the "#" around it and the "The " between "#" and it.
struct LeakedPhrase {
    std::size_t offset = 0; ///< in bytes
    std::size_t length = 0;
    bool isMarked = false;  ///< "#" stands beside it, as in the prompts' headings

    bool operator==(const LeakedPhrase &) const = default;
};

/// All places, none over another, in order. The case of A-Z does not matter, nor what joins the words of a phrase:
/// white space, line breaks, "_" or "-". Words written as one count only beside a "#", for "givenPrompt" may be a
/// name in code. A phrase ends also with a plural s, and is no part of a longer English word.
std::vector<LeakedPhrase> findLeaks(std::string_view text, const std::vector<std::string> &phrases);

/// Whether `phrase` has a word: one without would be found in ordinary instructions.
bool isLeakPhrase(std::string_view phrase);

} // namespace evol
