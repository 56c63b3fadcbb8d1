// SPDX-License-Identifier: GPL-3.0-or-later
// A preference study as a project keeps it: contenders' answers to the same instructions, shown blind in comparisons,
// judged by raters in sessions. All text is UTF-8. Values only; any thread.
#pragma once

#include "domain/instruction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

using StudyId = std::int64_t;   ///< 1, 2, …; 0 is none
using SessionId = std::int64_t; ///< 1, 2, … over all studies; 0 is none

/// What a rater says of a comparison. Stored: never renumber.
enum class JudgementKind : int {
    Pairwise = 0, ///< which of two answers is better
    Ranking = 1,  ///< a rank from 1 (best) to 5 for each answer; equal ranks are ties
    Rating = 2,   ///< 1 to 5 points for one answer
    Steps = 3,    ///< right, neutral or wrong for each step of one solution
};

/// Of a pairwise judgement, by position. Stored: never renumber.
enum class Outcome : int { Tie = 0, First = 1, Second = 2, BothBad = 3 };

/// Of one step of a solution; as in PRM800K (Lightman et al., arXiv 2305.20050). Stored: never renumber.
enum class StepLabel : int { Wrong = -1, Neutral = 0, Right = 1 };

/// What a model or a person says of one step of a response.
struct StepMark {
    StepLabel label = StepLabel::Neutral;
    std::string by;       ///< the person, or the model
    ExchangeId exchange = 0; ///< the one that said so; 0: a person

    bool operator==(const StepMark &) const = default;
};

/// By what the load of raters is balanced. Stored: never renumber.
enum class Stratum : int { None = 0, Difficulty = 1, Epoch = 2, Operator = 3, Skill = 4 };

struct Criterion {
    std::string key;                  ///< e.g. "overall"
    std::string title;                ///< e.g. "Overall"
    std::string description;          ///< may be empty
    std::vector<std::string> anchors; ///< what 1, 2, … points mean; may be empty

    bool operator==(const Criterion &) const = default;
};

/// Fixed when a study is made.
struct StudyDesign {
    JudgementKind kind = JudgementKind::Pairwise;
    std::vector<Criterion> criteria; ///< at least one
    bool asksStrength = false;       ///< Pairwise: by how much, 1 to 3
    int shown = 2;                   ///< answers of a comparison: 2; 2 to 5 for Ranking; 1 for Rating and Steps
    int overlap = 1;                 ///< raters who judge the same comparison
    Stratum stratum = Stratum::None;
    std::uint64_t seed = 1; ///< of every random choice of the study

    bool operator==(const StudyDesign &) const = default;
};

/// What may change later.
struct StudySettings {
    std::string name;
    std::vector<std::string> masked; ///< phrases by which an answer names its maker
    bool closed = false;             ///< no more votes; the contenders' names show

    bool operator==(const StudySettings &) const = default;
};

/// A contender's answer, with its words as they were when the study was made.
struct StudyAnswer {
    int contender = 0;       ///< 1, 2, …: position in Study::contenders, plus 1
    ResponseId response = 0; ///< of the project; 0: none
    std::string text;        ///< empty in what StudyReader::study() returns
    std::int64_t length = 0; ///< of the text, in bytes

    bool operator==(const StudyAnswer &) const = default;
};

/// An instruction with the contenders' answers, as it was when the study was made.
struct StudyItem {
    InstructionId instruction = 0; ///< of the project; 0: none
    std::string text;              ///< empty in what StudyReader::study() returns
    std::string context;           ///< likewise
    std::string skill;             ///< may be empty
    int difficulty = 0;            ///< 1 to 10; 0: not scored
    int epoch = 0;
    std::string operatorKey; ///< empty: a seed
    std::vector<StudyAnswer> answers; ///< in order of contender; not all need be there
    /// Of an item whose right judgement is known, else empty. Pairwise and Ranking: for each contender a number, the
    /// greater the better. Rating: for each contender the right points. Steps: for each contender the number of the
    /// first wrong step from 1, 0 for none. Votes on it tell about raters, not about contenders.
    std::vector<int> gold;

    bool operator==(const StudyItem &) const = default;
};

struct Study {
    StudyId id = 0;
    std::string uid; ///< unique among all studies of all projects; by it a rater's file finds back
    StudySettings settings;
    StudyDesign design;
    std::vector<std::string> contenders; ///< names; at most 255
    std::vector<StudyItem> items;        ///< items[i] is item i + 1

    bool operator==(const Study &) const = default;
};

/// What a rater said by one criterion. Pairwise: {Outcome} or {Outcome, strength 1 to 3}; Ranking: the rank of each
/// answer, by position; Rating: {points}; Steps: the StepLabel of each step.
struct Judgement {
    int criterion = 0; ///< position in StudyDesign::criteria
    std::vector<int> values;

    bool operator==(const Judgement &) const = default;
};

/// Everything a rater said of one comparison.
struct Vote {
    std::vector<Judgement> judgements; ///< in order of criterion; empty: skipped, or only flagged or noted
    std::string skipped;               ///< why it was skipped; empty: it was not
    std::string note;
    bool flagged = false;
    std::int64_t milliseconds = 0; ///< spent on it; 0: unknown
    std::int64_t time = 0;         ///< milliseconds since 1970, UTC; 0: unknown

    /// Nothing is left to say.
    bool isDone() const { return !judgements.empty() || !skipped.empty(); }
    bool operator==(const Vote &) const = default;
};

/// Answers to one item as one rater sees them.
struct Comparison {
    int item = 0;           ///< 1, 2, …; 0: an imported one without an instruction
    std::vector<int> shown; ///< contenders (1, 2, …) by position, from left to right; 1 to 7
    std::optional<Vote> vote;

    bool operator==(const Comparison &) const = default;
};

/// The comparisons of one rater, in the order in which they are shown. Comparisons are numbered from 0.
struct Session {
    SessionId id = 0;
    StudyId study = 0;
    std::string rater;
    std::vector<Comparison> comparisons;

    bool operator==(const Session &) const = default;
};

} // namespace evol
