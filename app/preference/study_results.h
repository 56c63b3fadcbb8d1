// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a study says, counted from its votes. Values; studyResults() on any thread.
#pragma once

#include "domain/study_reader.h"
#include "preference/agreement.h"
#include "preference/bias.h"
#include "preference/bradley_terry.h"
#include "preference/win_rate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

struct ContenderFigures {
    std::string name; ///< or its alias
    WinRate rate;     ///< against all others
    RatingInterval bradleyTerry;
    std::optional<double> elo;
    std::optional<double> mean; ///< rank (Ranking), points (Rating), share of solutions without a wrong step (Steps)
    std::int64_t judged = 0;    ///< answers that `mean` is of
};

struct PairFigures {
    int first = 0, second = 0; ///< contenders, from 0
    WinRate rate;              ///< of the first against the second
    std::int64_t bothBad = 0;  ///< among the ties
};

/// The figures of the items that have something in common.
struct GroupFigures {
    std::string by;  ///< "skill", "difficulty", "epoch" or "operator"
    std::string key; ///< e.g. "Math", "9"; "8-10" are WizardLM's hard ones (arXiv 2304.12244, section 4.3)
    std::vector<WinRate> contenders;
    std::vector<PairFigures> pairs;
};

struct CriterionResults {
    std::string key, title;
    std::int64_t judgements = 0; ///< without those on gold items
    std::vector<ContenderFigures> contenders;
    std::vector<PairFigures> pairs; ///< those that were compared
    std::vector<GroupFigures> groups;
    /// Values as they are for points and steps; else, of each pair of answers, which one was preferred or neither.
    Agreement agreement;
    Bias position; ///< toward the first answer, of pairs
    Bias length;   ///< toward the longer answer, of pairs
    std::int64_t ties = 0, bothBad = 0;
};

struct RaterFigures {
    std::string name;
    int comparisons = 0, judged = 0, skipped = 0, flagged = 0;
    Proportion withOthers; ///< of pairs of a judgement of theirs and another rater's on the same, those that are equal
    Proportion gold;       ///< right judgements on gold items
    Bias position;
    std::optional<double> medianSeconds; ///< for a comparison
};

struct StudyResults {
    StudyId study = 0;
    std::string name;
    StudyDesign design;
    bool closed = false, namesShown = false;
    int items = 0, goldItems = 0;
    std::int64_t comparisons = 0, judged = 0, skipped = 0, flagged = 0;
    std::size_t main = 0; ///< the criterion to show first: "overall", else the first
    std::vector<CriterionResults> criteria;
    std::vector<RaterFigures> raters; ///< in order of name

    const CriterionResults &mainCriterion() const { return criteria[main]; }
};

struct ResultOptions {
    int rounds = usualBootstrapRounds;
    std::uint64_t seed = 1;
    double confidence = usualConfidence;
};

Result<StudyResults> studyResults(StudyReader &reader, StudyId id, const ResultOptions &options = {});

} // namespace evol
