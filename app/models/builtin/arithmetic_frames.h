// SPDX-License-Identifier: GPL-3.0-or-later
// What the frames of arithmetic problems compute, whatever the language they are told in: formula,
// allowed numbers, and fresh numbers for a new problem. Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"
#include "models/builtin/seeded_choice.h"

#include <array>
#include <string>

namespace evol::builtin {

struct FrameTraits {
    FrameKind kind = FrameKind::Plain;
    Voice voice = Voice::Abstract;
    int numberCount = 0;          ///< 0: the frame holds an expression
    bool isScene = false;         ///< happens somewhere, so a setting can be told
    bool isRare = false;          ///< one that breadth may choose
    Operation operation = Operation::Number; ///< of the two-number frames: what they turn into a story
};

const FrameTraits& traitsOf(FrameKind kind);

/// What the frame computes from its own numbers; `first` stands in for the first of them where given.
ExpressionPointer formulaOf(const Opening& opening, const ExpressionPointer& first = nullptr);
/// True where the numbers make a sensible story: whole pears, nothing given away that is not there.
bool isSensible(const Opening& opening);
/// Numbers for a new problem of a rare frame.
std::vector<Rational> freshNumbers(FrameKind kind, SeededChoice& choice);

} // namespace evol::builtin
