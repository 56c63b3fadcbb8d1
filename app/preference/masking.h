// SPDX-License-Identifier: GPL-3.0-or-later
// Hides what gives a contender away in its own words: "As ChatGPT, …", "I am Vicuna". Any thread.
#pragma once

#include "domain/study.h"

#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// What stands in place of a masked phrase; it means nothing in Markdown or code.
inline constexpr std::string_view maskText = "▇▇▇";

struct MaskedText {
    std::string text;
    int count = 0; ///< phrases that were masked
};

/// "LMSYS" is masked wherever it stands, "… Claude" (or "... Claude") only where the text speaks of itself: right after "I
/// am", "my name is", "call me", in "As Claude, I", "I was trained by Claude", and the like in Chinese, Japanese and Korean.
/// A phrase is found whatever the case of its ASCII letters, its blanks stand for any blanks and line ends; where it begins
/// or ends with an ASCII letter or digit, no letter may be beside it, so that "Bard" is not in "Bardeen". A version right
/// after it ("-13b", "2.1") is masked with it. The longest phrase wins. Time grows with the text times the phrases that begin
/// with the same letter.
MaskedText mask(std::string_view text, const std::vector<std::string> &phrases);

/// Names of models and their makers. Those that are also ordinary words, names of persons or companies that answers tell
/// about only where the text speaks of itself.
const std::vector<std::string> &defaultMaskedPhrases();

/// The study's own list, and its contenders' names: as they are where they look like a model's (with a digit, a dash or an
/// underscore), and without their version where the text speaks of itself.
std::vector<std::string> maskedPhrases(const Study &study);

} // namespace evol
