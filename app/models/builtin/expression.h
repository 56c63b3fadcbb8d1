// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic expressions as immutable trees: read from text, written back, worked out step by step.
// Plain values, any thread.
#pragma once

#include "models/builtin/rational.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evol::builtin {

enum class Operation { Number, Variable, Negate, Add, Subtract, Multiply, Divide, Power, Remainder, CommonDivisor, CommonMultiple };

struct Expression;
using ExpressionPointer = std::shared_ptr<const Expression>;

struct Expression {
    Operation operation = Operation::Number;
    Rational number;
    char variable = 0;
    ExpressionPointer left; ///< Negate uses this one alone
    ExpressionPointer right;
};

ExpressionPointer makeNumber(const Rational& value);
ExpressionPointer makeVariable(char name);
ExpressionPointer makeOperation(Operation operation, ExpressionPointer left, ExpressionPointer right = nullptr);
bool isSame(const ExpressionPointer& left, const ExpressionPointer& right);

/// "12 × (3 - 4/5)"; parseExpression() of it gives the same tree.
std::string expressionText(const ExpressionPointer& expression);

enum class Variables { Refused, Allowed };

/// ASCII notation and × ÷ −; the whole text must be one expression. Variables are single letters a to h.
ExpressionPointer parseExpression(std::string_view text, Variables variables = Variables::Refused);

/// Numbers of the expression from left to right.
std::vector<Rational> numbersOf(const ExpressionPointer& expression);
int operationCount(const ExpressionPointer& expression);
/// The expression with its numbers replaced by a, b, c, … from left to right.
ExpressionPointer withVariables(const ExpressionPointer& expression);
/// Variables a, b, c, … replaced by the numbers; nullptr where a variable has none.
ExpressionPointer withNumbers(const ExpressionPointer& expression, const std::vector<Rational>& numbers);
/// The first number replaced by something else.
ExpressionPointer withFirstNumber(const ExpressionPointer& expression, const ExpressionPointer& replacement);

enum class Notation { Fractions, Decimals };

/// One operation carried out: "1 + 1 = 2".
struct WorkedLine {
    Operation operation = Operation::Number;
    Rational left;
    Rational right;
    Rational result;

    std::string text(Notation notation = Notation::Fractions) const;
};

enum class Outcome { Value, Undefined, TooLarge };

struct Evaluation {
    Outcome outcome = Outcome::Value;
    Rational value;
    std::vector<WorkedLine> lines;
    std::string trouble; ///< the operation that has no value, e.g. "1 / 0"
};

Evaluation evaluate(const ExpressionPointer& expression);

} // namespace evol::builtin
