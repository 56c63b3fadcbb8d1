// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to the questions that go beyond the result. Any thread.
#include "models/builtin/arithmetic_working.h"

#include "models/builtin/arithmetic_frames.h"

#include <algorithm>

namespace evol::builtin {

namespace {

using Answer = std::optional<FollowUpAnswer>;
constexpr long long searched = 1'000'000'000;

Answer answered(int variant, std::vector<std::string> parts)
{
    return FollowUpAnswer{variant, std::move(parts)};
}

long long smallestFactor(long long value)
{
    for (long long factor = 2; factor * factor <= value; ++factor)
        if (value % factor == 0)
            return factor;
    return value;
}

Answer answerPrime(const Rational& value)
{
    if (!value.isIntegerWithin(0, searched))
        return std::nullopt;
    const auto number = static_cast<long long>(value.numerator());
    if (number < 2)
        return answered(2, {value.text()});
    const long long factor = smallestFactor(number);
    if (factor == number)
        return answered(0, {value.text()});
    return answered(1, {value.text(), std::to_string(factor), std::to_string(number / factor)});
}

Answer answerRemainder(const Rational& value, const Rational& divisor)
{
    if (!value.isIntegerWithin(0, searched * 1000) || !divisor.isIntegerWithin(2, searched))
        return std::nullopt;
    return answered(0, {value.text(), divisor.text(), integerText(value.numerator() / divisor.numerator()),
                           integerText(value.numerator() % divisor.numerator())});
}

Answer answerFirstDoubled(const Problem& problem, const Rational& value)
{
    const auto first = firstNumber(problem);
    const auto doubled = first ? product(*first, Rational(2)) : std::nullopt;
    if (!doubled || first->isZero())
        return std::nullopt;
    const Problem changed = withOtherFirstNumber(problem, makeNumber(*doubled));
    const Working working = workOut(changed);
    if (working.outcome != Outcome::Value || !isSensible(changed.opening))
        return std::nullopt;
    if (traitsOf(problem.opening.frame).voice == Voice::Things)
        for (const Rational& stage : working.stages)
            if (!stage.isIntegerWithin(0, searched))
                return std::nullopt;
    return answered(working.value == value ? 1 : 0, {first->text(), doubled->text(), working.value.text(), value.text()});
}

/// One step applied to a formula; nullptr for steps that depend on the value.
ExpressionPointer stepFormula(const Step& step, const ExpressionPointer& running, const ExpressionPointer& first)
{
    const auto a = makeNumber(step.a);
    const auto apply = [](Operation operation, const ExpressionPointer& l, const ExpressionPointer& r) { return makeOperation(operation, l, r); };
    switch (step.kind) {
    case StepKind::Add: return apply(Operation::Add, running, a);
    case StepKind::Subtract: return apply(Operation::Subtract, running, a);
    case StepKind::Multiply: return apply(Operation::Multiply, running, a);
    case StepKind::Divide: return apply(Operation::Divide, running, a);
    case StepKind::LoseShare: {
        const auto kept = Rational::fraction(step.a.numerator() - 1, step.a.numerator());
        return apply(Operation::Multiply, running, makeNumber(kept.value_or(Rational())));
    }
    case StepKind::AddMultiple: return apply(Operation::Multiply, running, makeNumber(sum(step.a, Rational(1)).value_or(Rational())));
    case StepKind::AddFirst: return apply(Operation::Add, running, first);
    case StepKind::Percent:
        return apply(Operation::Divide, apply(Operation::Multiply, running, makeNumber(sum(step.a, Rational(100)).value_or(Rational()))), makeNumber(100));
    case StepKind::Square: return apply(Operation::Power, running, makeNumber(2));
    default: return nullptr;
    }
}

Answer answerGeneralFormula(const Problem& problem)
{
    const auto first = firstNumber(problem);
    if (!first || problem.steps.size() > 4)
        return std::nullopt;
    const auto variable = makeVariable('n');
    ExpressionPointer formula = formulaOf(problem.opening, variable);
    for (const Step& step : problem.steps)
        formula = formula ? stepFormula(step, formula, variable) : nullptr;
    return formula ? answered(0, {first->text(), expressionText(formula)}) : std::nullopt;
}

Answer answerDigitSum(const Rational& value)
{
    const std::string digits = value.text();
    if (!value.isInteger() || digits.size() > 12)
        return std::nullopt;
    std::string terms;
    int total = 0;
    for (const char c : digits) {
        if (c == '-')
            continue;
        terms += (terms.empty() ? "" : " + ") + std::string(1, c);
        total += c - '0';
    }
    return answered(0, {terms.size() > 1 ? terms + " = " + std::to_string(total) : terms});
}

Answer answerDivisors(const Rational& value)
{
    if (!value.isIntegerWithin(1, 100'000))
        return std::nullopt;
    const auto number = static_cast<long long>(value.numerator());
    std::string list;
    int count = 0;
    for (long long divisor = 1; divisor <= number; ++divisor)
        if (number % divisor == 0) {
            list += (list.empty() ? "" : ", ") + std::to_string(divisor);
            ++count;
        }
    return count <= 36 ? answered(0, {value.text(), list}) : std::nullopt;
}

Answer answerSquareCompared(const Rational& value)
{
    const auto square = product(value, value);
    if (!square)
        return std::nullopt;
    const int variant = *square == value ? 2 : value.isNegative() ? 1 : isLess(Rational(1), value) ? 0 : 3;
    return answered(variant, {value.text(), square->text()});
}

Answer answerDistance(const Rational& value, const Rational& mark)
{
    const auto gap = difference(value, mark);
    if (!gap)
        return std::nullopt;
    const auto size = Rational::fraction(absolute(gap->numerator()), gap->denominator());
    return answered(gap->isZero() ? 2 : gap->isNegative() ? 1 : 0, {value.text(), size->text(), mark.text()});
}

Answer answerBetween(const Rational& value)
{
    if (value.isInteger())
        return std::nullopt;
    const WideInteger low = value.floor();
    const WideInteger rest = value.numerator() - low * value.denominator();
    const int variant = rest * 2 == value.denominator() ? 2 : rest * 2 < value.denominator() ? 0 : 1;
    return answered(variant, {value.text(), integerText(low), integerText(low + 1)});
}

Answer answerPrimeFactors(const Rational& value)
{
    if (!value.isIntegerWithin(2, searched))
        return std::nullopt;
    auto rest = static_cast<long long>(value.numerator());
    std::string factors;
    while (rest > 1) {
        const long long factor = smallestFactor(rest);
        factors += (factors.empty() ? "" : " × ") + std::to_string(factor);
        rest /= factor;
    }
    return answered(0, {value.text(), factors});
}

/// The two numbers of an opening that computes with just two; nullptr for any other one.
ExpressionPointer pairOf(const Problem& problem)
{
    const ExpressionPointer formula = formulaOf(problem.opening);
    const FrameTraits& traits = traitsOf(problem.opening.frame);
    const bool isPair = traits.operation != Operation::Number || traits.numberCount == 0;
    const bool isBinary = isPair && operationCount(formula) == 1 && formula->right && formula->left->operation == Operation::Number
        && formula->right->operation == Operation::Number;
    return isBinary ? formula : nullptr;
}

Answer answerOrder(const Problem& problem, const Rational& value)
{
    const ExpressionPointer formula = pairOf(problem);
    if (!formula)
        return std::nullopt;
    const Operation operation = formula->operation;
    const bool usesFirstAgain = std::any_of(problem.steps.begin(), problem.steps.end(), [](const Step& step) { return step.kind == StepKind::AddFirst; });
    if ((operation == Operation::Add || operation == Operation::Multiply) && !usesFirstAgain)
        return answered(0, {});
    if (isSame(formula->left, formula->right))
        return answered(2, {});
    Problem swapped = problem;
    swapped.opening.frame = FrameKind::Plain;
    swapped.opening.numbers.clear();
    swapped.opening.expression = makeOperation(operation, formula->right, formula->left);
    const Working working = workOut(swapped);
    if (working.outcome != Outcome::Value || working.value == value)
        return std::nullopt;
    return answered(1, {working.value.text(), value.text()});
}

Answer answerNextMultiple(const Rational& value, const Rational& unit)
{
    const auto ratio = quotient(value, unit);
    if (!ratio || !unit.isIntegerWithin(2, searched))
        return std::nullopt;
    const WideInteger count = ratio->floor() + 1;
    return answered(0, {value.text(), unit.text(), integerText(count), integerText(count * unit.numerator())});
}

Answer answerPercentOf(const Rational& value, const Rational& whole)
{
    const auto share = quotient(value, whole);
    const auto percent = share ? product(*share, Rational(100)) : std::nullopt;
    return percent ? answered(0, {value.text(), whole.text(), percent->text()}) : std::nullopt;
}

Answer answerAverageWith(const Rational& value, const Rational& other)
{
    const auto total = sum(value, other);
    const auto half = total ? quotient(*total, Rational(2)) : std::nullopt;
    return half ? answered(0, {value.text(), other.text(), half->text()}) : std::nullopt;
}

} // namespace

std::optional<FollowUpAnswer> answerFollowUp(const FollowUp& followUp, const Problem& problem, const Working& working)
{
    using enum FollowUpKind;
    const Rational& value = working.value;
    if (working.outcome != Outcome::Value)
        return std::nullopt;
    switch (followUp.kind) {
    case Prime: return answerPrime(value);
    case Remainder: return answerRemainder(value, followUp.a);
    case FirstDoubled: return answerFirstDoubled(problem, value);
    case GeneralFormula: return answerGeneralFormula(problem);
    case DigitSum: return answerDigitSum(value);
    case Divisors: return answerDivisors(value);
    case SquareCompared: return answerSquareCompared(value);
    case Distance: return answerDistance(value, followUp.a);
    case Between: return answerBetween(value);
    case Parity:
        if (!value.isInteger())
            return std::nullopt;
        return answered(value.numerator() % 2 == 0 ? 0 : 1, {value.text(), value.text().substr(value.text().size() - 1)});
    case PercentOf: return answerPercentOf(value, followUp.a);
    case Reciprocal: {
        const auto inverse = quotient(Rational(1), value);
        return inverse ? answered(0, {value.text(), inverse->text()}) : std::nullopt;
    }
    case Order: return answerOrder(problem, value);
    case PrimeFactors: return answerPrimeFactors(value);
    case NextMultiple: return answerNextMultiple(value, followUp.a);
    case AverageWith: return answerAverageWith(value, followUp.a);
    default: return std::nullopt;
    }
}

} // namespace evol::builtin
