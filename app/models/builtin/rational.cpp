// SPDX-License-Identifier: GPL-3.0-or-later
// Checked 128-bit arithmetic on fractions. Any thread.
#include "models/builtin/rational.h"

#include <algorithm>

namespace evol::builtin {

namespace {

constexpr WideInteger powerOfTen(int exponent)
{
    WideInteger value = 1;
    for (int i = 0; i < exponent; ++i)
        value *= 10;
    return value;
}

// Below the type's own range, so that negation and doubling never overflow.
constexpr WideInteger limit = powerOfTen(36);

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<WideInteger> checkedProduct(WideInteger left, WideInteger right)
{
    WideInteger value = 0;
    if (__builtin_mul_overflow(left, right, &value) || absolute(value) > limit)
        return std::nullopt;
    return value;
}

std::optional<WideInteger> readDigits(std::string_view text, std::size_t& position)
{
    const std::size_t start = position;
    WideInteger value = 0;
    while (position < text.size() && isDigit(text[position])) {
        value = value * 10 + (text[position] - '0');
        if (value > limit)
            return std::nullopt;
        ++position;
    }
    if (position == start)
        return std::nullopt;
    return value;
}

} // namespace

WideInteger absolute(WideInteger value)
{
    return value < 0 ? -value : value;
}

WideInteger greatestCommonDivisor(WideInteger left, WideInteger right)
{
    left = absolute(left);
    right = absolute(right);
    while (right != 0) {
        const WideInteger rest = left % right;
        left = right;
        right = rest;
    }
    return left;
}

std::string integerText(WideInteger value, int base)
{
    if (value == 0)
        return "0";
    const bool negative = value < 0;
    std::string digits;
    for (WideInteger rest = absolute(value); rest != 0; rest /= base)
        digits.push_back("0123456789ABCDEF"[static_cast<int>(rest % base)]);
    if (negative)
        digits.push_back('-');
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::optional<Rational> Rational::fraction(WideInteger numerator, WideInteger denominator)
{
    if (denominator == 0 || absolute(numerator) > limit || absolute(denominator) > limit)
        return std::nullopt;
    const WideInteger divisor = greatestCommonDivisor(numerator, denominator);
    Rational value;
    value.m_numerator = numerator / divisor;
    value.m_denominator = denominator / divisor;
    if (value.m_denominator < 0) {
        value.m_numerator = -value.m_numerator;
        value.m_denominator = -value.m_denominator;
    }
    return value;
}

bool Rational::isDecimal(int places) const
{
    return powerOfTen(places) % m_denominator == 0;
}

WideInteger Rational::floor() const
{
    const WideInteger whole = m_numerator / m_denominator;
    return m_numerator % m_denominator < 0 ? whole - 1 : whole;
}

std::string Rational::text() const
{
    return isInteger() ? integerText(m_numerator)
                       : integerText(m_numerator) + "/" + integerText(m_denominator);
}

std::string Rational::decimalText() const
{
    if (isInteger() || !isDecimal(9))
        return text();
    std::string digits = roundedText(9);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

std::string Rational::roundedText(int places) const
{
    const WideInteger scale = powerOfTen(places);
    const WideInteger magnitude = absolute(m_numerator);
    WideInteger whole = magnitude / m_denominator;
    // Digit by digit: the remainder times the scale would not always fit.
    WideInteger rest = magnitude % m_denominator;
    WideInteger decimals = 0;
    for (int i = 0; i < places; ++i) {
        rest *= 10;
        decimals = decimals * 10 + rest / m_denominator;
        rest %= m_denominator;
    }
    if (rest * 2 >= m_denominator && ++decimals == scale) {
        decimals = 0;
        ++whole;
    }
    std::string fractionDigits = integerText(decimals);
    fractionDigits.insert(0, static_cast<std::size_t>(places) - std::min<std::size_t>(fractionDigits.size(), static_cast<std::size_t>(places)), '0');
    const bool isZeroNow = whole == 0 && decimals == 0;
    std::string result = isNegative() && !isZeroNow ? "-" : "";
    result += integerText(whole);
    return places == 0 ? result : result + "." + fractionDigits;
}

std::optional<Rational> sum(const Rational& left, const Rational& right)
{
    const WideInteger divisor = greatestCommonDivisor(left.denominator(), right.denominator());
    const auto first = checkedProduct(left.numerator(), right.denominator() / divisor);
    const auto second = checkedProduct(right.numerator(), left.denominator() / divisor);
    const auto denominator = checkedProduct(left.denominator(), right.denominator() / divisor);
    if (!first || !second || !denominator)
        return std::nullopt;
    return Rational::fraction(*first + *second, *denominator);
}

std::optional<Rational> difference(const Rational& left, const Rational& right)
{
    const auto negated = product(right, Rational(-1));
    return negated ? sum(left, *negated) : std::nullopt;
}

std::optional<Rational> product(const Rational& left, const Rational& right)
{
    // Cancelled before multiplying, so that only results that truly do not fit are refused.
    const WideInteger first = std::max<WideInteger>(greatestCommonDivisor(left.numerator(), right.denominator()), 1);
    const WideInteger second = std::max<WideInteger>(greatestCommonDivisor(right.numerator(), left.denominator()), 1);
    const auto numerator = checkedProduct(left.numerator() / first, right.numerator() / second);
    const auto denominator = checkedProduct(left.denominator() / second, right.denominator() / first);
    if (!numerator || !denominator)
        return std::nullopt;
    return Rational::fraction(*numerator, *denominator);
}

std::optional<Rational> quotient(const Rational& left, const Rational& right)
{
    const auto inverse = Rational::fraction(right.denominator(), right.numerator());
    return inverse ? product(left, *inverse) : std::nullopt;
}

std::optional<Rational> power(const Rational& base, long long exponent)
{
    if (exponent < 0) {
        const auto inverse = Rational::fraction(base.denominator(), base.numerator());
        return inverse && exponent > -1'000'000 ? power(*inverse, -exponent) : std::nullopt;
    }
    if (base == Rational(1) || base == Rational(0) || base == Rational(-1))
        return exponent == 0 || (base == Rational(-1) && exponent % 2 == 0) ? Rational(1) : base;
    std::optional<Rational> value = Rational(1);
    for (long long i = 0; i < exponent && value; ++i)
        value = product(*value, base); // overflows after at most 120 rounds: |base| is not 0 or 1
    return value;
}

bool isLess(const Rational& left, const Rational& right)
{
    const WideInteger leftFloor = left.floor();
    const WideInteger rightFloor = right.floor();
    if (leftFloor != rightFloor)
        return leftFloor < rightFloor;
    const WideInteger leftRest = left.numerator() - leftFloor * left.denominator();
    const WideInteger rightRest = right.numerator() - rightFloor * right.denominator();
    if (leftRest == 0 || rightRest == 0)
        return leftRest == 0 && rightRest != 0;
    // Same whole part: the fraction with the larger reciprocal is the smaller one.
    const auto leftReciprocal = Rational::fraction(left.denominator(), leftRest);
    const auto rightReciprocal = Rational::fraction(right.denominator(), rightRest);
    return leftReciprocal && rightReciprocal && isLess(*rightReciprocal, *leftReciprocal);
}

std::optional<Rational> readRational(std::string_view text, std::size_t& position)
{
    std::size_t at = position;
    const bool negative = at < text.size() && text[at] == '-';
    at += negative ? 1 : 0;
    auto numerator = readDigits(text, at);
    if (!numerator)
        return std::nullopt;
    WideInteger denominator = 1;
    if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
        for (++at; at < text.size() && isDigit(text[at]); ++at) {
            numerator = checkedProduct(*numerator, 10);
            if (!numerator)
                return std::nullopt;
            *numerator += text[at] - '0';
            denominator *= 10;
        }
    } else if (at + 1 < text.size() && text[at] == '/' && isDigit(text[at + 1])) {
        ++at;
        const auto divisor = readDigits(text, at);
        if (!divisor)
            return std::nullopt;
        denominator = *divisor;
    }
    const auto value = Rational::fraction(negative ? -*numerator : *numerator, denominator);
    if (value)
        position = at;
    return value;
}

} // namespace evol::builtin
