// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas and limits of the frames. Any thread.
#include "models/builtin/arithmetic_frames.h"

#include <algorithm>

namespace evol::builtin {

namespace {

using enum FrameKind;

constexpr std::array<FrameTraits, static_cast<std::size_t>(Count)> allTraits = {{
    {Plain, Voice::Abstract, 0, false, false, Operation::Number},
    {ExpressionThings, Voice::Abstract, 0, true, false, Operation::Number},
    {ExpressionAmount, Voice::Abstract, 0, true, false, Operation::Number},
    {ExpressionBalance, Voice::Abstract, 0, true, false, Operation::Number},
    {Harvest, Voice::Things, 2, true, false, Operation::Add},
    {Boxes, Voice::Things, 2, true, false, Operation::Add},
    {Gift, Voice::Things, 2, true, false, Operation::Add},
    {Pour, Voice::Amount, 2, true, false, Operation::Add},
    {GiveAway, Voice::Things, 2, true, false, Operation::Subtract},
    {Unusable, Voice::Things, 2, true, false, Operation::Subtract},
    {Leak, Voice::Amount, 2, true, false, Operation::Subtract},
    {Bags, Voice::Things, 2, true, false, Operation::Multiply},
    {Shelves, Voice::Things, 2, true, false, Operation::Multiply},
    {Bottles, Voice::Amount, 2, true, false, Operation::Multiply},
    {Share, Voice::Things, 2, true, false, Operation::Divide},
    {Jars, Voice::Amount, 2, true, false, Operation::Divide},
    {Warming, Voice::Temperature, 2, true, false, Operation::Add},
    {Cooling, Voice::Temperature, 2, true, false, Operation::Subtract},
    {Clock, Voice::Abstract, 2, true, true, Operation::Number},
    {Discount, Voice::Abstract, 2, true, true, Operation::Number},
    {Ribbons, Voice::Abstract, 2, true, true, Operation::Number},
    {Buses, Voice::Abstract, 2, true, true, Operation::Number},
    {Marble, Voice::Abstract, 2, true, true, Operation::Number},
    {TwoMarbles, Voice::Abstract, 2, true, true, Operation::Number},
    {SpeedUnits, Voice::Abstract, 1, false, true, Operation::Number},
    {Series, Voice::Abstract, 3, false, true, Operation::Number},
    {PowerRemainder, Voice::Abstract, 3, false, true, Operation::Number},
    {Average, Voice::Abstract, 3, true, true, Operation::Number},
    {RoundTrip, Voice::Abstract, 2, true, true, Operation::Number},
    {Pipes, Voice::Abstract, 2, true, true, Operation::Number},
    {RatioShare, Voice::Abstract, 3, true, true, Operation::Number},
    {Polygon, Voice::Abstract, 1, false, true, Operation::Number},
    {Interest, Voice::Abstract, 3, true, true, Operation::Number},
    {Handshakes, Voice::Abstract, 1, true, true, Operation::Number},
    {Doubling, Voice::Abstract, 2, true, true, Operation::Number},
}};

ExpressionPointer operator+(const ExpressionPointer& l, const ExpressionPointer& r) { return makeOperation(Operation::Add, l, r); }
ExpressionPointer operator-(const ExpressionPointer& l, const ExpressionPointer& r) { return makeOperation(Operation::Subtract, l, r); }
ExpressionPointer operator*(const ExpressionPointer& l, const ExpressionPointer& r) { return makeOperation(Operation::Multiply, l, r); }
ExpressionPointer operator/(const ExpressionPointer& l, const ExpressionPointer& r) { return makeOperation(Operation::Divide, l, r); }

ExpressionPointer rareFormula(FrameKind kind, const ExpressionPointer& a, const ExpressionPointer& b, const ExpressionPointer& c)
{
    const auto one = makeNumber(1);
    const auto two = makeNumber(2);
    const auto hundred = makeNumber(100);
    switch (kind) {
    case Clock: return makeOperation(Operation::Remainder, a + b - one, makeNumber(12)) + one;
    case Discount: return a - a * b / hundred;
    case Ribbons: return makeOperation(Operation::CommonDivisor, a, b);
    case Buses: return makeOperation(Operation::CommonMultiple, a, b);
    case Marble: return a / (a + b);
    case TwoMarbles: return a / (a + b) * ((a - one) / (a + b - one));
    case SpeedUnits: return a * makeNumber(1000) / makeNumber(3600);
    case Series: return c * (two * a + (c - one) * b) / two;
    case PowerRemainder: return makeOperation(Operation::Remainder, makeOperation(Operation::Power, a, b), c);
    case Average: return (a + b + c) / makeNumber(3);
    case RoundTrip: return two * a * b / (a + b);
    case Pipes: return a * b / (a + b);
    case RatioShare: return c / (a + b) * a;
    case Polygon: return (a - two) * makeNumber(180);
    case Interest: return a + a * b * c / hundred;
    case Handshakes: return a * (a - one) / two;
    case Doubling: return a * makeOperation(Operation::Power, two, b);
    default: return a;
    }
}

bool areIntegers(const std::vector<Rational>& numbers, long long low, long long high)
{
    return std::all_of(numbers.begin(), numbers.end(), [=](const Rational& n) { return n.isIntegerWithin(low, high); });
}

bool isSensiblePair(const FrameTraits& traits, const Rational& a, const Rational& b)
{
    const bool whole = a.isIntegerWithin(0, 1'000'000'000) && b.isIntegerWithin(0, 1'000'000'000);
    switch (traits.operation) {
    case Operation::Add: return traits.voice == Voice::Things ? whole && !a.isZero() && !b.isZero() : !a.isZero() && !b.isZero();
    case Operation::Subtract: return (whole || traits.voice == Voice::Amount) && !b.isZero() && isLess(b, a);
    case Operation::Multiply: return a.isIntegerWithin(2, 1'000'000) && (whole || traits.voice == Voice::Amount) && !b.isZero();
    default:
        return b.isIntegerWithin(2, 1'000'000) && !a.isZero()
            && (traits.voice == Voice::Amount || (whole && (a.numerator() % b.numerator()) == 0));
    }
}

} // namespace

const FrameTraits& traitsOf(FrameKind kind)
{
    return allTraits[static_cast<std::size_t>(kind)];
}

ExpressionPointer formulaOf(const Opening& opening, const ExpressionPointer& first)
{
    const FrameTraits& traits = traitsOf(opening.frame);
    if (traits.numberCount == 0)
        return first ? withFirstNumber(opening.expression, first) : opening.expression;
    std::array<ExpressionPointer, 3> n;
    for (std::size_t i = 0; i < n.size(); ++i)
        n[i] = makeNumber(i < opening.numbers.size() ? opening.numbers[i] : Rational());
    if (first)
        n[0] = first;
    return traits.operation == Operation::Number ? rareFormula(opening.frame, n[0], n[1], n[2])
                                                 : makeOperation(traits.operation, n[0], n[1]);
}

bool isSensible(const Opening& opening)
{
    const FrameTraits& traits = traitsOf(opening.frame);
    if (traits.numberCount == 0)
        return opening.expression != nullptr;
    const auto& n = opening.numbers;
    if (static_cast<int>(n.size()) != traits.numberCount)
        return false;
    if (traits.voice == Voice::Temperature)
        return !n[1].isNegative() && !n[1].isZero();
    const bool negative = std::any_of(n.begin(), n.end(), [](const Rational& value) { return value.isNegative(); });
    if (negative)
        return false;
    if (traits.operation != Operation::Number)
        return isSensiblePair(traits, n[0], n[1]);
    switch (opening.frame) {
    case Clock: return n[0].isIntegerWithin(1, 12) && n[1].isIntegerWithin(2, 10'000);
    case Discount: return n[0].isIntegerWithin(1, 1'000'000) && n[1].isIntegerWithin(1, 99);
    case TwoMarbles: return areIntegers(n, 2, 10'000);
    case PowerRemainder: return areIntegers(n, 2, 40) && n[1].isIntegerWithin(2, 12);
    case Polygon: return n[0].isIntegerWithin(3, 10'000);
    case Doubling: return n[0].isIntegerWithin(1, 10'000) && n[1].isIntegerWithin(2, 20);
    case RatioShare: return areIntegers(n, 1, 1'000'000) && (n[2].numerator() % (n[0].numerator() + n[1].numerator())) == 0;
    default: return areIntegers(n, 2, 1'000'000);
    }
}

std::vector<Rational> freshNumbers(FrameKind kind, SeededChoice& choice)
{
    const auto pick = [&](long long low, long long high) { return Rational(choice.between(low, high)); };
    switch (kind) {
    case Clock: return {pick(2, 11), pick(14, 60)};
    case Discount: return {Rational(choice.between(4, 40) * 5), Rational(choice.between(1, 9) * 5)};
    case Ribbons: {
        const long long common = choice.between(3, 9);
        return {Rational(common * choice.between(4, 7)), Rational(common * choice.between(8, 13))};
    }
    case Buses: return {pick(6, 15), pick(16, 28)};
    case Marble: return {pick(2, 9), pick(3, 12)};
    case TwoMarbles: return {pick(2, 6), pick(3, 8)};
    case SpeedUnits: return {Rational(choice.between(5, 40) * 9)};
    case Series: return {pick(2, 9), pick(2, 7), pick(5, 20)};
    case PowerRemainder: return {pick(2, 7), pick(3, 8), pick(5, 13)};
    case Average: return {pick(5, 30), pick(31, 60), pick(10, 80)};
    case RoundTrip: return {Rational(choice.between(4, 9) * 10), Rational(choice.between(10, 12) * 10)};
    case Pipes: return {pick(2, 6), pick(7, 12)};
    case RatioShare: {
        const long long first = choice.between(2, 5);
        const long long second = choice.between(3, 7);
        return {Rational(first), Rational(second), Rational((first + second) * choice.between(3, 12))};
    }
    case Polygon: return {pick(5, 14)};
    case Interest: return {Rational(choice.between(2, 20) * 100), pick(2, 6), pick(2, 5)};
    case Handshakes: return {pick(5, 16)};
    case Doubling: return {pick(2, 9), pick(3, 8)};
    default: return {};
    }
}

} // namespace evol::builtin
