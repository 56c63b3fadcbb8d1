// SPDX-License-Identifier: GPL-3.0-or-later
// Expression trees: text, substitution and exact evaluation. Any thread.
#include "models/builtin/expression.h"

namespace evol::builtin {

namespace {

int precedence(const ExpressionPointer& expression)
{
    switch (expression->operation) {
    case Operation::Add:
    case Operation::Subtract:
        return 1;
    case Operation::Multiply:
    case Operation::Divide:
        return 2;
    case Operation::Negate:
        return 3;
    case Operation::Power:
        return 4;
    case Operation::Number:
        if (expression->number.isNegative())
            return 1;
        return expression->number.isDecimal(9) ? 5 : 2;
    default:
        return 5;
    }
}

std::string bracketed(const ExpressionPointer& expression, int least)
{
    const std::string text = expressionText(expression);
    return precedence(expression) < least ? "(" + text + ")" : text;
}

bool isPlainInteger(const ExpressionPointer& expression)
{
    return expression->operation == Operation::Number && expression->number.isInteger()
        && !expression->number.isNegative();
}

std::string valueText(const Rational& value, Notation notation)
{
    return notation == Notation::Decimals ? value.decimalText() : value.text();
}

std::string operandText(const Rational& value, Operation operation, bool isRight, Notation notation)
{
    const bool tight = operation == Operation::Power || (operation == Operation::Divide && isRight);
    const std::string text = valueText(value, notation);
    const bool isFraction = text.find('/') != std::string::npos;
    return (value.isNegative() && (isRight || tight)) || (isFraction && tight) ? "(" + text + ")" : text;
}

struct Worker {
    Evaluation evaluation;

    std::optional<Rational> stop(Outcome outcome, const WorkedLine& line)
    {
        evaluation.outcome = outcome;
        const std::string text = line.text();
        evaluation.trouble = text.substr(0, text.rfind(" = "));
        return std::nullopt;
    }

    std::optional<Rational> remainderOrGreatest(const WorkedLine& line) const
    {
        const WideInteger left = line.left.numerator();
        const WideInteger right = line.right.numerator();
        if (line.operation == Operation::Remainder)
            return Rational::fraction(((left % right) + absolute(right)) % absolute(right), 1);
        const WideInteger divisor = greatestCommonDivisor(left, right);
        if (line.operation == Operation::CommonDivisor)
            return Rational::fraction(divisor, 1);
        const auto scaled = Rational::fraction(left / divisor, 1);
        return product(*scaled, line.right);
    }

    std::optional<Rational> apply(WorkedLine line)
    {
        std::optional<Rational> result;
        switch (line.operation) {
        case Operation::Add: result = sum(line.left, line.right); break;
        case Operation::Subtract: result = difference(line.left, line.right); break;
        case Operation::Multiply: result = product(line.left, line.right); break;
        case Operation::Divide:
            if (line.right.isZero())
                return stop(Outcome::Undefined, line);
            result = quotient(line.left, line.right);
            break;
        case Operation::Power:
            if (line.left.isZero() && (line.right.isZero() || line.right.isNegative()))
                return stop(Outcome::Undefined, line);
            if (!line.right.isIntegerWithin(-100'000, 100'000))
                return stop(Outcome::TooLarge, line);
            result = power(line.left, static_cast<long long>(line.right.numerator()));
            break;
        default:
            if (!line.left.isInteger() || !line.right.isInteger() || line.right.isZero())
                return stop(Outcome::Undefined, line);
            result = remainderOrGreatest(line);
        }
        if (!result)
            return stop(Outcome::TooLarge, line);
        line.result = *result;
        evaluation.lines.push_back(line);
        return result;
    }

    std::optional<Rational> work(const ExpressionPointer& expression)
    {
        if (expression->operation == Operation::Number)
            return expression->number;
        if (expression->operation == Operation::Variable)
            return std::nullopt;
        const auto left = work(expression->left);
        if (!left)
            return std::nullopt;
        if (expression->operation == Operation::Negate)
            return product(*left, Rational(-1));
        const auto right = work(expression->right);
        if (!right)
            return std::nullopt;
        return apply({expression->operation, *left, *right, {}});
    }
};

ExpressionPointer renamed(const ExpressionPointer& expression, int& next)
{
    if (!expression)
        return nullptr;
    if (expression->operation == Operation::Number)
        return makeVariable(static_cast<char>('a' + next++));
    const auto left = renamed(expression->left, next);
    return makeOperation(expression->operation, left, renamed(expression->right, next));
}

ExpressionPointer replacedFirst(const ExpressionPointer& expression, const ExpressionPointer& replacement, bool& done)
{
    if (!expression || done)
        return expression;
    if (expression->operation == Operation::Number) {
        done = true;
        return replacement;
    }
    if (expression->operation == Operation::Variable)
        return expression;
    const auto left = replacedFirst(expression->left, replacement, done);
    return makeOperation(expression->operation, left, replacedFirst(expression->right, replacement, done));
}

void collect(const ExpressionPointer& expression, std::vector<Rational>& numbers)
{
    if (!expression)
        return;
    if (expression->operation == Operation::Number)
        numbers.push_back(expression->number);
    collect(expression->left, numbers);
    collect(expression->right, numbers);
}

} // namespace

ExpressionPointer makeNumber(const Rational& value)
{
    return std::make_shared<const Expression>(Expression{Operation::Number, value, 0, nullptr, nullptr});
}

ExpressionPointer makeVariable(char name)
{
    return std::make_shared<const Expression>(Expression{Operation::Variable, {}, name, nullptr, nullptr});
}

ExpressionPointer makeOperation(Operation operation, ExpressionPointer left, ExpressionPointer right)
{
    return std::make_shared<const Expression>(Expression{operation, {}, 0, std::move(left), std::move(right)});
}

bool isSame(const ExpressionPointer& left, const ExpressionPointer& right)
{
    if (!left || !right)
        return !left && !right;
    return left->operation == right->operation && left->number == right->number
        && left->variable == right->variable && isSame(left->left, right->left) && isSame(left->right, right->right);
}

std::string expressionText(const ExpressionPointer& expression)
{
    switch (expression->operation) {
    case Operation::Number: return expression->number.decimalText();
    case Operation::Variable: return std::string(1, expression->variable);
    case Operation::Negate: return "-" + bracketed(expression->left, 4);
    case Operation::Add: return bracketed(expression->left, 1) + " + " + bracketed(expression->right, 2);
    case Operation::Subtract: return bracketed(expression->left, 1) + " - " + bracketed(expression->right, 2);
    case Operation::Multiply: return bracketed(expression->left, 2) + " × " + bracketed(expression->right, 3);
    case Operation::Divide: {
        const bool tight = isPlainInteger(expression->left) && isPlainInteger(expression->right);
        return bracketed(expression->left, 2) + (tight ? "/" : " / ") + bracketed(expression->right, 3);
    }
    case Operation::Power: return bracketed(expression->left, 5) + "^" + bracketed(expression->right, 4);
    case Operation::Remainder: return "(" + expressionText(expression->left) + ") mod " + bracketed(expression->right, 5);
    case Operation::CommonDivisor: return "gcd(" + expressionText(expression->left) + ", " + expressionText(expression->right) + ")";
    case Operation::CommonMultiple: return "lcm(" + expressionText(expression->left) + ", " + expressionText(expression->right) + ")";
    }
    return {};
}

std::vector<Rational> numbersOf(const ExpressionPointer& expression)
{
    std::vector<Rational> numbers;
    collect(expression, numbers);
    return numbers;
}

int operationCount(const ExpressionPointer& expression)
{
    if (!expression || expression->operation == Operation::Number || expression->operation == Operation::Variable)
        return 0;
    return (expression->operation == Operation::Negate ? 0 : 1) + operationCount(expression->left)
        + operationCount(expression->right);
}

ExpressionPointer withVariables(const ExpressionPointer& expression)
{
    int next = 0;
    return renamed(expression, next);
}

ExpressionPointer withNumbers(const ExpressionPointer& expression, const std::vector<Rational>& numbers)
{
    if (expression->operation == Operation::Number)
        return expression;
    if (expression->operation == Operation::Variable) {
        const auto index = static_cast<std::size_t>(expression->variable - 'a');
        return index < numbers.size() ? makeNumber(numbers[index]) : nullptr;
    }
    const auto left = withNumbers(expression->left, numbers);
    const auto right = expression->right ? withNumbers(expression->right, numbers) : nullptr;
    if (!left || (expression->right && !right))
        return nullptr;
    return makeOperation(expression->operation, left, right);
}

ExpressionPointer withFirstNumber(const ExpressionPointer& expression, const ExpressionPointer& replacement)
{
    bool done = false;
    return replacedFirst(expression, replacement, done);
}

std::string WorkedLine::text(Notation notation) const
{
    const std::string first = operandText(left, operation, false, notation);
    const std::string second = operandText(right, operation, true, notation);
    const std::string end = " = " + valueText(result, notation);
    switch (operation) {
    case Operation::Add: return first + " + " + second + end;
    case Operation::Subtract: return first + " - " + second + end;
    case Operation::Multiply: return first + " × " + second + end;
    case Operation::Divide: return first + " / " + second + end;
    case Operation::Power: return first + "^" + second + end;
    case Operation::Remainder: return first + " mod " + second + end;
    case Operation::CommonDivisor: return "gcd(" + first + ", " + second + ")" + end;
    case Operation::CommonMultiple: return "lcm(" + first + ", " + second + ")" + end;
    default: return valueText(result, notation);
    }
}

Evaluation evaluate(const ExpressionPointer& expression)
{
    Worker worker;
    const auto value = worker.work(expression);
    if (value)
        worker.evaluation.value = *value;
    else if (worker.evaluation.outcome == Outcome::Value)
        worker.evaluation.outcome = Outcome::TooLarge;
    return worker.evaluation;
}

} // namespace evol::builtin
