// SPDX-License-Identifier: GPL-3.0-or-later
// The evolution operators, the answer, the comparison and the score for text that is not arithmetic.
// Pure functions, any thread.
#pragma once

#include "models/builtin/general_text.h"
#include "models/builtin/seeded_choice.h"

#include <string>
#include <string_view>

namespace evol::builtin {

/// The text itself where the operator finds nothing to change.
std::string rewriteText(const std::string& text, std::string_view operatorKey, SeededChoice& choice);

/// An outline that says what it is, in the language of the text.
std::string answerText(std::string_view text, std::string_view context);

/// True where `child` asks for something that `parent` does not.
bool gainsOver(std::string_view parent, std::string_view child);

/// 1 to 10.
int difficultyOfText(std::string_view text);

/// Rewrites and answers must not speak of prompts: "given prompt" becomes "given text".
std::string withoutPromptWords(std::string text);

} // namespace evol::builtin
