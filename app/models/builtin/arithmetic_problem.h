// SPDX-License-Identifier: GPL-3.0-or-later
// What an arithmetic instruction says, as a value: an opening with its numbers, steps on the running
// result, questions beyond the answer, and requirements on its form. Text and value are exact inverses
// (arithmetic_text.h). Plain values, any thread.
#pragma once

#include "models/builtin/expression.h"
#include "models/builtin/language.h"

#include <optional>
#include <vector>

namespace evol::builtin {

enum class FrameKind {
    Plain, ExpressionThings, ExpressionAmount, ExpressionBalance, // hold an expression
    Harvest, Boxes, Gift, Pour,                                   // a + b
    GiveAway, Unusable, Leak,                                     // a - b
    Bags, Shelves, Bottles,                                       // a × b
    Share, Jars,                                                  // a / b
    Warming, Cooling,                                             // a + b and a - b, any sign
    Clock, Discount, Ribbons, Buses, Marble, TwoMarbles, SpeedUnits, Series, PowerRemainder, Average, // rarer kinds
    RoundTrip, Pipes, RatioShare, Polygon, Interest, Handshakes, Doubling,
    Count
};

/// Who or what the steps speak of, and so which steps can be told.
enum class Voice { Abstract, Things, Amount, Temperature, Count };

enum class BlockFormat { None, Table, Json, Csv, Xml, Sql, Yaml, Python, Shell, Html, Count };

enum class StepKind { Add, Subtract, Multiply, Divide, LoseShare, AddMultiple, EvenOdd, AddFirst, Percent, Square, Count };

enum class FollowUpKind {
    Prime, Remainder, FirstDoubled, GeneralFormula, DigitSum, Divisors, SquareCompared, Distance, Between, Parity,
    PercentOf, Reciprocal, Order, PrimeFactors, NextMultiple, AverageWith, Count
};

/// The first ones, up to Padded, fix the form of the answer: a problem has one of them at most.
enum class RequirementKind {
    Binary, Octal, Hexadecimal, Words, Roman, LowestTerms, Mixed, TwoDecimals, ThreeDecimals, Scientific, Padded,
    OwnLines, NameOperations, CheckBackwards, NoDecimals, Estimate, ListGiven, FullSentence, Unit, Count
};

inline bool fixesForm(RequirementKind kind)
{
    return kind <= RequirementKind::Padded;
}

struct Opening {
    FrameKind frame = FrameKind::Plain;
    int wording = 0;
    std::vector<Rational> numbers; ///< empty in frames that hold an expression
    ExpressionPointer expression;
    int person = -1;
    int noun = -1;
    BlockFormat format = BlockFormat::None;
    std::optional<Rational> distractor; ///< an entry of the block to be left out
    bool operator==(const Opening& other) const
    {
        return frame == other.frame && wording == other.wording && numbers == other.numbers
            && isSame(expression, other.expression) && person == other.person && noun == other.noun
            && format == other.format && distractor == other.distractor;
    }
};

struct Step {
    StepKind kind = StepKind::Add;
    int wording = 0;
    Rational a;
    Rational b;
    BlockFormat format = BlockFormat::None; ///< where `a` stands in a block of its own
    bool operator==(const Step&) const = default;
};

struct FollowUp {
    FollowUpKind kind = FollowUpKind::Prime;
    int wording = 0;
    Rational a;
    bool operator==(const FollowUp&) const = default;
};

struct Requirement {
    RequirementKind kind = RequirementKind::OwnLines;
    int wording = 0;
    bool operator==(const Requirement&) const = default;
};

struct Problem {
    Language language = Language::English;
    int setting = -1; ///< a sentence on where and when, before the story
    Opening opening;
    std::vector<Step> steps;
    int purpose = -1; ///< a sentence on why one wants to know
    int witness = -1; ///< a sentence on how the numbers were kept
    std::vector<FollowUp> followUps;
    std::vector<Requirement> requirements;
    bool operator==(const Problem&) const = default;
};

} // namespace evol::builtin
