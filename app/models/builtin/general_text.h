// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules can see in an instruction that is not arithmetic: its language, what sort of task it
// is, what it asks to be made, and its topic words. Pure functions, any thread.
#pragma once

#include "models/builtin/language.h"

#include <string>
#include <string_view>
#include <vector>

namespace evol::builtin {

/// Sorts of tasks, as bits so that a clause can suit several.
enum Task : unsigned {
    Explain = 1, Ideas = 2, Document = 4, Creative = 8, Transform = 16, Classify = 32, Code = 64, WordProblem = 128,
    Lookup = 256, ///< a short answer that is right or wrong
    AnyTask = 511
};

struct GeneralText {
    Language language = Language::Other;
    Task task = Explain;
    std::string work = "answer"; ///< what is asked for, e.g. "poem"
    bool isNarrative = false;    ///< a story, a scene: something with figures in it
    bool isShortWork = false;    ///< a title, a word: too short for demands on length or layout
    bool isList = false;         ///< several items are asked for
    bool isProgram = false;      ///< a whole program or function, not a query or a pattern
    bool isQuestion = false;
    bool isSentence = false;     ///< enough words to be an instruction at all
    std::vector<std::string> topicWords;
};

GeneralText analyseText(std::string_view text);

/// The text without its last sentence; the text itself where it has only one.
std::string shortenText(const std::string& text);

/// The sentence added behind the instruction: full stops and question marks completed, code blocks,
/// tables and lists left alone, a closing label such as "Answer:" kept last.
std::string withSentence(std::string_view text, const std::string& sentence, const GeneralText& general);

/// Lower-case English words, or overlapping pairs of Han and kana characters; at most `most` of them.
std::vector<std::string> wordsOf(std::string_view text, std::size_t most);

} // namespace evol::builtin
