// SPDX-License-Identifier: GPL-3.0-or-later
// Exact fractions for the built-in model. A result that would not fit is nullopt, never a wrong number.
// Plain values, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace evol::builtin {

__extension__ typedef __int128 WideInteger;

/// A fraction in lowest terms with a positive denominator; both parts stay within 10^36.
class Rational
{
public:
    constexpr Rational() = default;
    constexpr Rational(long long integer) : m_numerator(integer) {}

    /// nullopt when the denominator is zero or a part is out of range.
    static std::optional<Rational> fraction(WideInteger numerator, WideInteger denominator);

    WideInteger numerator() const { return m_numerator; }
    WideInteger denominator() const { return m_denominator; }
    bool isInteger() const { return m_denominator == 1; }
    bool isZero() const { return m_numerator == 0; }
    bool isNegative() const { return m_numerator < 0; }
    /// True for whole numbers from `low` to `high`.
    bool isIntegerWithin(long long low, long long high) const
    {
        return isInteger() && m_numerator >= low && m_numerator <= high;
    }
    /// True where the decimal expansion ends after at most `places` digits.
    bool isDecimal(int places) const;
    WideInteger floor() const;

    /// "3", "-5/2".
    std::string text() const;
    /// "0.4"; text() where no decimal of at most 9 places is exact.
    std::string decimalText() const;
    /// Rounded half away from zero to `places` digits, all of them written.
    std::string roundedText(int places) const;

    bool operator==(const Rational&) const = default;

private:
    WideInteger m_numerator = 0;
    WideInteger m_denominator = 1;
};

std::optional<Rational> sum(const Rational& left, const Rational& right);
std::optional<Rational> difference(const Rational& left, const Rational& right);
std::optional<Rational> product(const Rational& left, const Rational& right);
/// nullopt for division by zero too: callers that must tell the two apart look first.
std::optional<Rational> quotient(const Rational& left, const Rational& right);
std::optional<Rational> power(const Rational& base, long long exponent);
bool isLess(const Rational& left, const Rational& right);

WideInteger greatestCommonDivisor(WideInteger left, WideInteger right);
WideInteger absolute(WideInteger value);
std::string integerText(WideInteger value, int base = 10);

/// Reads "3", "-3", "0.25" or "7/8" at `position` and moves past it; nullopt leaves `position` alone.
std::optional<Rational> readRational(std::string_view text, std::size_t& position);

} // namespace evol::builtin
