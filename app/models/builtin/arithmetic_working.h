// SPDX-License-Identifier: GPL-3.0-or-later
// Working out an arithmetic problem exactly, and saying whether it is one that makes sense as told.
// Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"

#include <optional>
#include <string>
#include <vector>

namespace evol::builtin {

struct WorkingLine {
    WorkedLine worked;
    enum class Note { None, IsEven, IsOdd } note = Note::None;
};

struct Working {
    Outcome outcome = Outcome::Value;
    Rational value;
    std::vector<WorkingLine> lines;
    std::vector<Rational> stages; ///< the running result after the opening and after every step
    std::string trouble;          ///< the operation without a value
};

Working workOut(const Problem& problem);

/// The answer to a follow-up question: which of its wordings, and the parts to fill in.
struct FollowUpAnswer {
    int variant = 0;
    std::vector<std::string> parts;
};

/// nullopt where the question has no answer, e.g. whether 1/2 is prime.
std::optional<FollowUpAnswer> answerFollowUp(const FollowUp& followUp, const Problem& problem, const Working& working);

/// The first number given in the problem.
std::optional<Rational> firstNumber(const Problem& problem);
/// The problem with another first number.
Problem withOtherFirstNumber(const Problem& problem, const ExpressionPointer& replacement);

/// True where everything the problem asks has an exact answer, the story is possible at every step, and
/// the numbers stay of a readable size.
bool isAnswerable(const Problem& problem);

/// The inverse of the last operation, e.g. "2 - 1 = 1"; nullopt where it has none.
std::optional<WorkedLine> inverseOfLast(const Working& working);

} // namespace evol::builtin
