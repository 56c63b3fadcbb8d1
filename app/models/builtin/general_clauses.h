// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that rewrites of general text add, by operator and sort of task, one list a language,
// and templates for new instructions and for answers. Constant tables, any thread.
#pragma once

#include "models/builtin/general_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace evol::builtin {

enum class Needs { Nothing, LongWork, Narrative, List, Program };

/// Two clauses of one family exclude each other: a text has one length, one audience, one place.
struct Clause {
    std::string_view operatorKey;
    unsigned tasks = AnyTask;
    std::string_view family;
    std::string_view text; ///< [work] stands for what is asked for
    Needs needs = Needs::Nothing;
};

/// A general term and a specific one that can stand in its place.
struct Specific {
    std::string_view general;
    std::string_view specific;
};

/// A new instruction; [x] and [y] are filled from the lists.
struct FreshInstruction {
    unsigned tasks = AnyTask;
    std::string_view text;
    std::vector<std::string_view> x;
    std::vector<std::string_view> y;
};

/// An outline; [topic] and [work] are filled in.
struct AnswerOutline {
    unsigned tasks = AnyTask;
    std::string_view text;
};

struct GeneralCatalogue {
    std::vector<Clause> clauses;
    std::vector<Specific> specifics;
    std::vector<FreshInstruction> fresh;
    std::vector<AnswerOutline> outlines;
    std::string_view heading; ///< of an answer: says plainly that rules wrote it
    std::string_view withContext; ///< [start] is the beginning of the input
    std::string_view noTopic;     ///< where no topic word was found
};

/// The English one for languages without one of their own.
const GeneralCatalogue& generalCatalogueOf(Language language);

// One file each: clauses_english.cpp, clauses_chinese.cpp, clauses_japanese.cpp, and english_fresh.cpp.
GeneralCatalogue makeEnglishGeneralCatalogue();
GeneralCatalogue makeChineseGeneralCatalogue();
GeneralCatalogue makeJapaneseGeneralCatalogue();
void addEnglishTexts(GeneralCatalogue& catalogue);

} // namespace evol::builtin
