// SPDX-License-Identifier: GPL-3.0-or-later
// Hides what gives a contender away in its own words: "As ChatGPT, …", "I am Vicuna". Any thread.
#pragma once

#include "domain/study.h"

#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// What stands in place of a masked phrase.
inline constexpr std::string_view maskText = "▇▇▇";

struct MaskedText {
    std::string text;
    int count = 0; ///< phrases that were masked
};

/// A phrase is found whatever the case of its ASCII letters, its blanks stand for any blanks and line ends; where it begins
/// or ends with an ASCII letter or digit, no other may be beside it, so that "Bard" is not in "Bardeen". The longest phrase
/// wins. Time grows with the text, not with the phrases.
MaskedText mask(std::string_view text, const std::vector<std::string> &phrases);

/// Names of models and their makers. Those that are also ordinary words stand only in phrases by which one names oneself.
const std::vector<std::string> &defaultMaskedPhrases();

/// The study's own list, and its contenders' names: as they are where they look like a model's (with a digit, a dash or an
/// underscore), else, and without their version, where an answer names itself so.
std::vector<std::string> maskedPhrases(const Study &study);

/// "I am NAME", "as NAME", "my name is NAME", … in English, Chinese and Japanese.
std::vector<std::string> selfNaming(const std::string &name);

} // namespace evol
