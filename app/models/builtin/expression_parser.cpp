// SPDX-License-Identifier: GPL-3.0-or-later
// Reads expressions by recursive descent, with a bound on depth and size so that no text can exhaust
// the stack. Any thread.
#include "models/builtin/expression.h"

namespace evol::builtin {

namespace {

constexpr int deepest = 60;
constexpr std::size_t longest = 2000;

class ExpressionReader
{
public:
    ExpressionReader(std::string_view text, Variables variables) : m_text(text), m_variables(variables) {}

    ExpressionPointer readAll()
    {
        const auto expression = readSum(0);
        skipSpaces();
        return m_position == m_text.size() ? expression : nullptr;
    }

private:
    void skipSpaces()
    {
        while (m_position < m_text.size() && m_text[m_position] == ' ')
            ++m_position;
    }

    bool accept(std::string_view token)
    {
        skipSpaces();
        if (m_text.substr(m_position, token.size()) != token)
            return false;
        m_position += token.size();
        return true;
    }

    ExpressionPointer readSum(int depth)
    {
        auto left = depth < deepest ? readProduct(depth + 1) : nullptr;
        while (left) {
            const bool plus = accept("+");
            if (!plus && !accept("-") && !accept("−"))
                break;
            const auto right = readProduct(depth + 1);
            left = right ? makeOperation(plus ? Operation::Add : Operation::Subtract, left, right) : nullptr;
        }
        return left;
    }

    ExpressionPointer readProduct(int depth)
    {
        auto left = readSigned(depth);
        while (left) {
            const bool times = (m_text.substr(m_position).starts_with("**")) ? false : accept("*") || accept("×");
            if (!times && !accept("/") && !accept("÷"))
                break;
            const auto right = readSigned(depth);
            left = right ? makeOperation(times ? Operation::Multiply : Operation::Divide, left, right) : nullptr;
        }
        return left;
    }

    ExpressionPointer readSigned(int depth)
    {
        if (depth >= deepest)
            return nullptr;
        if (accept("-") || accept("−")) {
            const auto inner = readSigned(depth + 1);
            return inner ? makeOperation(Operation::Negate, inner) : nullptr;
        }
        return readPower(depth);
    }

    ExpressionPointer readPower(int depth)
    {
        const auto base = readAtom(depth + 1);
        if (!base || !accept("^"))
            return base;
        const auto exponent = readSigned(depth + 1);
        return exponent ? makeOperation(Operation::Power, base, exponent) : nullptr;
    }

    ExpressionPointer readAtom(int depth)
    {
        if (accept("(")) {
            const auto inner = readSum(depth + 1);
            return inner && accept(")") ? inner : nullptr;
        }
        skipSpaces();
        if (m_position >= m_text.size())
            return nullptr;
        const char c = m_text[m_position];
        if (m_variables == Variables::Allowed && c >= 'a' && c <= 'h') {
            ++m_position;
            return makeVariable(c);
        }
        return c >= '0' && c <= '9' ? readNumber() : nullptr;
    }

    ExpressionPointer readNumber()
    {
        // A leading zero is a date, a code or a clock time, not a number of a sum.
        const std::string_view rest = m_text.substr(m_position);
        if (rest.size() > 1 && rest[0] == '0' && rest[1] >= '0' && rest[1] <= '9')
            return nullptr;
        std::size_t end = rest.find_first_not_of("0123456789.");
        end = end == std::string_view::npos ? rest.size() : end;
        std::size_t read = 0;
        const auto value = readRational(rest.substr(0, end), read);
        if (!value || read != end || !value->isDecimal(9))
            return nullptr;
        m_position += end;
        return makeNumber(*value);
    }

    std::string_view m_text;
    Variables m_variables;
    std::size_t m_position = 0;
};

} // namespace

ExpressionPointer parseExpression(std::string_view text, Variables variables)
{
    return text.size() <= longest ? ExpressionReader(text, variables).readAll() : nullptr;
}

} // namespace evol::builtin
