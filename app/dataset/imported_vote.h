// SPDX-License-Identifier: GPL-3.0-or-later
// What an import of votes hands over row by row. Values only; any thread.
#pragma once

#include "domain/study.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

struct ImportedAnswer {
    std::string contender; ///< never empty
    std::string text;      ///< empty where the file has none

    bool operator==(const ImportedAnswer &) const = default;
};

/// One judgement of a file, by one criterion. All text is UTF-8 without U+0000.
struct ImportedVote {
    JudgementKind kind = JudgementKind::Pairwise;
    std::string study;        ///< as the file names it; may be empty
    std::string criterion;    ///< key; empty: "overall"
    std::string comparison;   ///< rows of one rater with the same, unless empty, are one comparison judged by several criteria
    std::string instruction;  ///< may be empty
    std::string context;
    std::string skill;
    std::optional<int> difficulty;       ///< 1 to 10
    std::vector<ImportedAnswer> answers; ///< by position
    std::string rater;                   ///< may be empty
    std::vector<int> values;             ///< as in Judgement; empty: skipped
    std::string skipped, note;
    bool flagged = false;
    std::int64_t milliseconds = 0, time = 0; ///< as in Vote
    std::int64_t line = 0;                   ///< of the file, from 1, on which the record begins

    bool operator==(const ImportedVote &) const = default;
};

} // namespace evol
