// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that arithmetic problems are told in, one catalogue a language. A pattern has slots in
// square brackets (phrase.h) and is used both to write and to read, so adding a sentence is adding a row.
// Constant tables, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"

#include <array>
#include <string>
#include <vector>

namespace evol::builtin {

enum class NounClass { Fruit, Collectible, Unit, Degree };

struct Noun {
    std::string singular;
    std::string plural;
    std::string counter; ///< measure word of Chinese and Japanese
    NounClass nounClass = NounClass::Fruit;
};

struct Person {
    std::string name;
    std::string subject;    ///< she
    std::string possessive; ///< her
    std::string object;     ///< her
    std::string reflexive;  ///< herself
    std::string friendName;
};

/// The wordings of one frame. In a story the steps come between opening and question.
struct FrameText {
    FrameKind kind = FrameKind::Plain;
    std::vector<NounClass> nouns;      ///< empty: the frame has no noun
    std::vector<std::string> openings; ///< with the numbers in the sentence
    std::string blockOpening;          ///< with the numbers in a block that follows; empty: cannot be moved
    std::array<std::string, 3> labels; ///< of the numbers in the block
    std::string question;              ///< may be empty where an opening asks already
    std::string endQuestion;           ///< asked instead of (story) or after (abstract) `question` where there are steps
};

struct StepText {
    Voice voice = Voice::Abstract;
    StepKind kind = StepKind::Add;
    std::vector<std::string> wordings;
    std::string inBlock; ///< with `a` in a block that follows; empty: cannot be moved
};

struct FollowUpText {
    FollowUpKind kind = FollowUpKind::Prime;
    std::vector<std::string> wordings;
    std::vector<std::string> answers; ///< by FollowUpAnswer::variant, with $1, $2, … for its parts
};

struct RequirementText {
    RequirementKind kind = RequirementKind::OwnLines;
    std::vector<std::string> wordings;
};

/// Words of the solution; $1, $2, … are filled in.
struct SolutionText {
    std::string heading;
    std::string given;
    std::string estimate;
    std::string check;
    std::string unit;
    std::string plainUnit;
    std::string sentence;
    std::string even;
    std::string odd;
    std::string form;
    std::string isUndefined;
    std::string isTooLarge;
    std::array<std::string, 8> operations; ///< names, from Operation::Add on
};

struct Catalogue {
    Language language = Language::English;
    std::string joiner; ///< between sentences
    std::vector<Person> people;
    std::vector<Noun> nouns;
    std::vector<std::string> settings;
    std::vector<std::string> purposes;
    std::vector<std::string> witnesses;
    std::array<std::string, static_cast<std::size_t>(BlockFormat::Count)> formatNames;
    std::string entryHeading; ///< of the columns of tables
    std::string valueHeading;
    std::string distractorLabel;
    std::string distractorNote; ///< says that the entry under the label does not count
    std::string stepLabel;
    std::vector<FrameText> frames;
    std::vector<StepText> steps;
    std::vector<FollowUpText> followUps;
    std::vector<RequirementText> requirements;
    SolutionText solution;

    const FrameText* frame(FrameKind kind) const;
    const StepText* step(Voice voice, StepKind kind) const;
    const FollowUpText* followUp(FollowUpKind kind) const;
    const RequirementText* requirement(RequirementKind kind) const;
};

/// English for every language without a catalogue of its own.
const Catalogue& catalogueOf(Language language);

// One file each: catalogue_english.cpp, catalogue_chinese.cpp, catalogue_japanese.cpp.
Catalogue makeEnglishCatalogue();
Catalogue makeChineseCatalogue();
Catalogue makeJapaneseCatalogue();

} // namespace evol::builtin
