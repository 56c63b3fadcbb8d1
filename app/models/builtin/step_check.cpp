// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/builtin/step_check.h"

#include "models/builtin/expression.h"

#include <string>

namespace evol::builtin {

namespace {

constexpr std::string_view expressionBytes = "0123456789+-*/(). ^,$\xC3\x97\xB7\xE2\x88\x92"; // × ÷ − too

std::string bare(std::string_view text)
{
    std::string plain;
    for (const char c : text) {
        if (c != ',' && c != '$')
            plain += c;
    }
    return plain;
}

/// The value of the longest expression that ends where `text` ends, or begins where it begins.
std::optional<Rational> valueAt(std::string_view text, bool atEnd)
{
    for (std::string plain = bare(text); !plain.empty(); atEnd ? plain.erase(0, 1) : plain.erase(plain.size() - 1)) {
        const ExpressionPointer expression = parseExpression(plain);
        if (!expression)
            continue;
        const Evaluation evaluation = evaluate(expression);
        return evaluation.outcome == Outcome::Value ? std::optional(evaluation.value) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<bool> holdsAt(std::string_view step, std::size_t equals)
{
    const std::string_view before = step.substr(0, equals), after = step.substr(equals + 1);
    const std::size_t from = before.find_last_not_of(expressionBytes);
    const std::size_t to = after.find_first_not_of(expressionBytes);
    const auto left = valueAt(before.substr(from == std::string_view::npos ? 0 : from + 1), true);
    const auto right = valueAt(after.substr(0, to), false);
    return left && right ? std::optional(*left == *right) : std::nullopt;
}

} // namespace

StepCheck checkStep(std::string_view step)
{
    StepCheck found = StepCheck::NoEquation;
    for (std::size_t at = step.find('='); at != std::string_view::npos; at = step.find('=', at + 1)) {
        const auto holds = holdsAt(step, at);
        if (holds && !*holds)
            return StepCheck::Fails;
        if (holds)
            found = StepCheck::Holds;
    }
    return found;
}

} // namespace evol::builtin
