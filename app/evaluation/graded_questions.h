// SPDX-License-Identifier: GPL-3.0-or-later
// Questions whose answers are known, such as those of GSM8K (Cobbe et al. 2021, arXiv 2110.14168), and how a model's
// solutions are graded by them. Any thread.
#pragma once

#include "domain/proportion.h"
#include "domain/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

struct GradedQuestion {
    std::string question;
    std::string answer; ///< as finalAnswer() gives it
};

/// The first `most` questions of a file in any import format that gives an answer with each; 0: all. A file with a row
/// that cannot be used, or whose answer has no final one, is refused: a score on some of the questions would mislead.
Result<std::vector<GradedQuestion>> readGradedQuestions(const std::string &path, std::size_t most = 0);

enum class Grade {
    Correct,
    Wrong,
    Invalid, ///< no final answer can be found in it; counts as wrong
};

/// Correct where the solution's finalAnswer() is the known one.
Grade gradeOf(const GradedQuestion &question, std::string_view solution);

struct BenchmarkScore {
    std::int64_t correct = 0, wrong = 0, invalid = 0;

    void count(Grade grade);
    std::int64_t graded() const { return correct + wrong + invalid; }
    /// pass@1 with one sample a question (Chen et al. 2021, arXiv 2107.03374, section 2.1): the share of correct ones.
    Proportion passAtOne() const { return {correct, graded()}; }
};

} // namespace evol
