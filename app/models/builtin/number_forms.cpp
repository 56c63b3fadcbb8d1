// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers written out. Any thread.
#include "models/builtin/number_forms.h"

#include <array>

namespace evol::builtin {

namespace {

constexpr long long wordsLimit = 999'999'999'999;

std::string englishBelowThousand(int value)
{
    static constexpr std::array<const char*, 20> small = {"zero", "one", "two", "three", "four", "five", "six", "seven",
        "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen"};
    static constexpr std::array<const char*, 10> tens = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
        "eighty", "ninety"};
    std::string text;
    if (value >= 100) {
        text = std::string(small[static_cast<std::size_t>(value / 100)]) + " hundred";
        value %= 100;
        if (value == 0)
            return text;
        text += " and ";
    }
    if (value < 20)
        return text + small[static_cast<std::size_t>(value)];
    text += tens[static_cast<std::size_t>(value / 10)];
    return value % 10 == 0 ? text : text + "-" + small[static_cast<std::size_t>(value % 10)];
}

std::string englishWords(WideInteger value)
{
    static constexpr std::array<const char*, 4> scales = {"", " thousand", " million", " billion"};
    if (value == 0)
        return "zero";
    std::string text;
    for (int group = 0; value > 0; ++group, value /= 1000) {
        const int part = static_cast<int>(value % 1000);
        if (part == 0)
            continue;
        const std::string words = englishBelowThousand(part) + scales[static_cast<std::size_t>(group)];
        // "two thousand and five", but "two thousand one hundred"
        const bool needsAnd = group == 0 && part < 100 && value / 1000 > 0;
        text = (needsAnd ? "and " : "") + words + (text.empty() ? "" : " " + text);
    }
    return text;
}

constexpr std::array<const char*, 10> hanDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array<const char*, 4> hanUnits = {"", "十", "百", "千"};

std::string chineseGroup(int value)
{
    std::string text;
    bool gap = false;
    for (int place = 3, scale = 1000; place >= 0; --place, scale /= 10) {
        const int digit = value / scale % 10;
        if (digit == 0) {
            gap = !text.empty();
            continue;
        }
        text += gap ? "零" : "";
        gap = false;
        text += std::string(hanDigits[static_cast<std::size_t>(digit)]) + hanUnits[static_cast<std::size_t>(place)];
    }
    return text;
}

std::string chineseWords(WideInteger value)
{
    static constexpr std::array<const char*, 3> scales = {"", "万", "亿"};
    if (value == 0)
        return "零";
    std::string text;
    bool gapBelow = false;
    for (int group = 0; value > 0; ++group, value /= 10'000) {
        const int part = static_cast<int>(value % 10'000);
        if (part != 0)
            text = chineseGroup(part) + scales[static_cast<std::size_t>(group)] + (gapBelow && !text.empty() ? "零" : "") + text;
        gapBelow = part < 1000;
    }
    return text.starts_with("一十") ? text.substr(std::string("一").size()) : text;
}

std::string japaneseWords(WideInteger value)
{
    static constexpr std::array<const char*, 3> scales = {"", "万", "億"};
    if (value == 0)
        return "零";
    std::string text;
    for (int group = 0; value > 0; ++group, value /= 10'000) {
        const int part = static_cast<int>(value % 10'000);
        std::string words;
        for (int place = 3, scale = 1000; place >= 0; --place, scale /= 10) {
            const int digit = part / scale % 10;
            if (digit == 0)
                continue;
            words += digit == 1 && place > 0 ? "" : hanDigits[static_cast<std::size_t>(digit)];
            words += hanUnits[static_cast<std::size_t>(place)];
        }
        if (!words.empty())
            text = words + scales[static_cast<std::size_t>(group)] + text;
    }
    return text;
}

std::string roman(int value)
{
    static constexpr std::array<std::pair<int, const char*>, 13> signs = {{{1000, "M"}, {900, "CM"}, {500, "D"},
        {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}};
    std::string text;
    for (const auto& [size, sign] : signs)
        for (; value >= size; value -= size)
            text += sign;
    return text;
}

std::optional<std::string> mixed(const Rational& value)
{
    const WideInteger whole = absolute(value.numerator()) / value.denominator();
    if (value.isInteger() || whole == 0)
        return std::nullopt;
    const WideInteger rest = absolute(value.numerator()) % value.denominator();
    return (value.isNegative() ? "-" : "") + integerText(whole) + " " + integerText(rest) + "/" + integerText(value.denominator());
}

std::optional<std::string> scientific(const Rational& value)
{
    if (value.isZero())
        return std::nullopt;
    std::optional<Rational> mantissa = value;
    int exponent = 0;
    const auto size = [&] { return Rational::fraction(absolute(mantissa->numerator()), mantissa->denominator()).value(); };
    for (; mantissa && !isLess(size(), Rational(10)); ++exponent)
        mantissa = quotient(*mantissa, Rational(10));
    for (; mantissa && isLess(size(), Rational(1)); --exponent)
        mantissa = product(*mantissa, Rational(10));
    if (!mantissa || !mantissa->isDecimal(9))
        return std::nullopt;
    return mantissa->decimalText() + " × 10^" + std::to_string(exponent);
}

} // namespace

std::string numberInWords(WideInteger value, Language language)
{
    const WideInteger size = absolute(value);
    switch (language) {
    case Language::Chinese: return (value < 0 ? "负" : "") + chineseWords(size);
    case Language::Japanese: return (value < 0 ? "マイナス" : "") + japaneseWords(size);
    default: return (value < 0 ? "minus " : "") + englishWords(size);
    }
}

std::optional<std::string> writtenAs(RequirementKind form, const Rational& value, Language language)
{
    using enum RequirementKind;
    const bool isCount = value.isIntegerWithin(0, wordsLimit);
    const auto inBase = [&](int base) { return isCount ? std::optional(integerText(value.numerator(), base)) : std::nullopt; };
    const bool isModest = absolute(value.numerator()) / value.denominator() < wordsLimit;
    switch (form) {
    case Binary: return inBase(2);
    case Octal: return inBase(8);
    case Hexadecimal: return inBase(16);
    case Words:
        if (!value.isIntegerWithin(-wordsLimit, wordsLimit))
            return std::nullopt;
        return numberInWords(value.numerator(), language);
    case Roman: return value.isIntegerWithin(1, 3999) ? std::optional(roman(static_cast<int>(value.numerator()))) : std::nullopt;
    case LowestTerms: return value.isInteger() ? std::nullopt : std::optional(value.text());
    case Mixed: return mixed(value);
    case TwoDecimals: return isModest ? std::optional(value.roundedText(2)) : std::nullopt;
    case ThreeDecimals: return isModest ? std::optional(value.roundedText(3)) : std::nullopt;
    case Scientific: return scientific(value);
    case Padded: {
        if (!value.isIntegerWithin(0, 999'999))
            return std::nullopt;
        const std::string digits = value.text();
        return std::string(6 - digits.size(), '0') + digits;
    }
    default: return std::nullopt;
    }
}

} // namespace evol::builtin
