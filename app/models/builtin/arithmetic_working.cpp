// SPDX-License-Identifier: GPL-3.0-or-later
// Exact working of problems, step by step. Any thread.
#include "models/builtin/arithmetic_working.h"

#include "models/builtin/arithmetic_catalogue.h"
#include "models/builtin/arithmetic_frames.h"
#include "models/builtin/number_forms.h"

#include <algorithm>

namespace evol::builtin {

namespace {

constexpr long long readable = 1'000'000'000'000;

class StepWorker
{
public:
    explicit StepWorker(Working& working) : m_working(working) {}

    bool apply(const Step& step, const Rational& first)
    {
        const Rational start = m_working.value;
        switch (step.kind) {
        case StepKind::Add: return carry(Operation::Add, start, step.a);
        case StepKind::Subtract: return carry(Operation::Subtract, start, step.a);
        case StepKind::Multiply: return carry(Operation::Multiply, start, step.a);
        case StepKind::Divide: return carry(Operation::Divide, start, step.a);
        case StepKind::LoseShare:
            return carry(Operation::Divide, start, step.a) && carry(Operation::Subtract, start, m_working.value);
        case StepKind::AddMultiple:
            return carry(Operation::Multiply, start, step.a) && carry(Operation::Add, start, m_working.value);
        case StepKind::EvenOdd: return applyEvenOdd(step);
        case StepKind::AddFirst: return carry(Operation::Add, start, first);
        case StepKind::Percent:
            return carry(Operation::Multiply, start, step.a) && carry(Operation::Divide, m_working.value, Rational(100))
                && carry(Operation::Add, start, m_working.value);
        default: return carry(Operation::Multiply, start, start);
        }
    }

private:
    bool carry(Operation operation, const Rational& left, const Rational& right, WorkingLine::Note note = WorkingLine::Note::None)
    {
        const Evaluation evaluation = evaluate(makeOperation(operation, makeNumber(left), makeNumber(right)));
        m_working.outcome = evaluation.outcome;
        m_working.trouble = evaluation.trouble;
        if (evaluation.outcome != Outcome::Value)
            return false;
        m_working.value = evaluation.value;
        m_working.lines.push_back({evaluation.lines.back(), note});
        return true;
    }

    bool applyEvenOdd(const Step& step)
    {
        if (!m_working.value.isInteger()) {
            m_working.outcome = Outcome::Undefined;
            m_working.trouble = m_working.value.text();
            return false;
        }
        const bool even = m_working.value.numerator() % 2 == 0;
        return carry(even ? Operation::Add : Operation::Subtract, m_working.value, even ? step.a : step.b,
            even ? WorkingLine::Note::IsEven : WorkingLine::Note::IsOdd);
    }

    Working& m_working;
};

/// "4 / 5 = 4/5" says nothing, unless there is nothing else to say.
bool isTrivial(const WorkedLine& line)
{
    return line.operation == Operation::Divide && line.left.isInteger() && line.right.isInteger()
        && line.result.denominator() == line.right.numerator() && !line.result.isInteger();
}

bool isStagePossible(Voice voice, const Rational& stage)
{
    switch (voice) {
    case Voice::Things: return stage.isIntegerWithin(0, 1'000'000'000);
    case Voice::Amount: return !stage.isNegative() && !stage.isZero();
    default: return true;
    }
}

bool isReadable(const Rational& value)
{
    return absolute(value.numerator()) <= readable && value.denominator() <= 1'000'000;
}

bool isRequirementMet(const Requirement& requirement, const Problem& problem, const Working& working)
{
    if (fixesForm(requirement.kind))
        return writtenAs(requirement.kind, working.value, problem.language).has_value();
    if (requirement.kind == RequirementKind::CheckBackwards)
        return inverseOfLast(working).has_value();
    return requirement.kind != RequirementKind::Unit || problem.opening.noun >= 0;
}

} // namespace

Working workOut(const Problem& problem)
{
    Working working;
    const Evaluation opening = evaluate(formulaOf(problem.opening));
    working.outcome = opening.outcome;
    working.trouble = opening.trouble;
    working.value = opening.value;
    for (const WorkedLine& line : opening.lines)
        if (!isTrivial(line))
            working.lines.push_back({line, WorkingLine::Note::None});
    if (working.lines.empty() && !opening.lines.empty())
        working.lines.push_back({opening.lines.back(), WorkingLine::Note::None});
    if (working.outcome != Outcome::Value)
        return working;
    working.stages.push_back(working.value);
    StepWorker worker(working);
    for (const Step& step : problem.steps) {
        if (!worker.apply(step, firstNumber(problem).value_or(Rational())))
            return working;
        working.stages.push_back(working.value);
    }
    return working;
}

std::optional<Rational> firstNumber(const Problem& problem)
{
    const auto numbers = problem.opening.expression ? numbersOf(problem.opening.expression) : problem.opening.numbers;
    return numbers.empty() ? std::nullopt : std::optional(numbers.front());
}

Problem withOtherFirstNumber(const Problem& problem, const ExpressionPointer& replacement)
{
    Problem changed = problem;
    if (changed.opening.expression)
        changed.opening.expression = withFirstNumber(changed.opening.expression, replacement);
    else if (!changed.opening.numbers.empty())
        changed.opening.numbers.front() = replacement->number;
    return changed;
}

std::optional<WorkedLine> inverseOfLast(const Working& working)
{
    if (working.outcome != Outcome::Value || working.lines.empty())
        return std::nullopt;
    const WorkedLine& last = working.lines.back().worked;
    switch (last.operation) {
    case Operation::Add: return WorkedLine{Operation::Subtract, last.result, last.right, last.left};
    case Operation::Subtract: return WorkedLine{Operation::Add, last.result, last.right, last.left};
    case Operation::Divide: return WorkedLine{Operation::Multiply, last.result, last.right, last.left};
    case Operation::Multiply:
        if (last.right.isZero())
            return std::nullopt;
        return WorkedLine{Operation::Divide, last.result, last.right, last.left};
    default: return std::nullopt;
    }
}

bool isAnswerable(const Problem& problem)
{
    const FrameTraits& traits = traitsOf(problem.opening.frame);
    const Working working = workOut(problem);
    if (working.outcome != Outcome::Value || !isSensible(problem.opening))
        return false;
    if (!std::all_of(working.stages.begin(), working.stages.end(),
            [&](const Rational& stage) { return isReadable(stage) && isStagePossible(traits.voice, stage); }))
        return false;
    const bool isCount = problem.opening.frame == FrameKind::ExpressionThings;
    const bool isAmount = problem.opening.frame == FrameKind::ExpressionAmount;
    const Rational& first = working.stages.front();
    if ((isCount && !first.isIntegerWithin(0, 1'000'000'000)) || (isAmount && (first.isNegative() || first.isZero())))
        return false;
    return std::all_of(problem.followUps.begin(), problem.followUps.end(),
               [&](const FollowUp& followUp) { return answerFollowUp(followUp, problem, working).has_value(); })
        && std::all_of(problem.requirements.begin(), problem.requirements.end(),
            [&](const Requirement& requirement) { return isRequirementMet(requirement, problem, working); });
}

} // namespace evol::builtin
