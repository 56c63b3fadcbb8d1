// SPDX-License-Identifier: GPL-3.0-or-later
// Composes solutions. Any thread.
#include "models/builtin/arithmetic_solution.h"

#include "models/builtin/arithmetic_catalogue.h"
#include "models/builtin/arithmetic_frames.h"
#include "models/builtin/arithmetic_working.h"
#include "models/builtin/number_forms.h"

#include <algorithm>

namespace evol::builtin {

namespace {

class SolutionWriter
{
public:
    explicit SolutionWriter(const Problem& problem)
        : m_problem(problem), m_catalogue(catalogueOf(problem.language)), m_words(m_catalogue.solution), m_working(workOut(problem))
    {
        const auto numbers = problem.opening.expression ? numbersOf(problem.opening.expression) : std::vector<Rational>{};
        const bool decimals = std::any_of(numbers.begin(), numbers.end(), [](const Rational& n) { return !n.isInteger(); });
        m_notation = decimals ? Notation::Decimals : Notation::Fractions;
    }

    std::string write()
    {
        add(m_words.heading);
        if (m_working.outcome != Outcome::Value) {
            writeLines();
            const bool isUndefined = m_working.outcome == Outcome::Undefined;
            add(filledIn(isUndefined ? m_words.isUndefined : m_words.isTooLarge, {m_working.trouble}));
            return m_text + (isUndefined ? "The answer is: undefined" : "The answer is: not computed");
        }
        if (demands(RequirementKind::ListGiven))
            add(filledIn(m_words.given, {givenNumbers()}));
        if (demands(RequirementKind::Estimate))
            add(filledIn(m_words.estimate, {m_working.value.roundedText(0)}));
        writeLines();
        if (demands(RequirementKind::CheckBackwards))
            add(filledIn(m_words.check, {inverseOfLast(m_working).value_or(WorkedLine{}).text(m_notation)}));
        writeFollowUps();
        if (demands(RequirementKind::Unit))
            add(unitLine());
        const std::string answer = finalAnswer();
        if (demands(RequirementKind::FullSentence))
            add(filledIn(m_words.sentence, {answer}));
        return m_text + "The answer is: " + answer;
    }

private:
    void add(const std::string& line) { m_text += line + "\n"; }

    bool demands(RequirementKind kind) const
    {
        return std::any_of(m_problem.requirements.begin(), m_problem.requirements.end(),
            [=](const Requirement& requirement) { return requirement.kind == kind; });
    }

    std::string givenNumbers() const
    {
        auto numbers = m_problem.opening.expression ? numbersOf(m_problem.opening.expression) : m_problem.opening.numbers;
        for (const Step& step : m_problem.steps) {
            const bool hasNumber = step.kind != StepKind::AddFirst && step.kind != StepKind::Square;
            if (hasNumber)
                numbers.push_back(step.a);
            if (step.kind == StepKind::EvenOdd)
                numbers.push_back(step.b);
        }
        std::string list;
        for (const Rational& number : numbers)
            list += (list.empty() ? "" : ", ") + (m_notation == Notation::Decimals ? number.decimalText() : number.text());
        return list;
    }

    void writeLines()
    {
        int number = 0;
        for (const WorkingLine& line : m_working.lines) {
            std::string text = line.worked.text(m_notation);
            if (line.note != WorkingLine::Note::None)
                text = filledIn(line.note == WorkingLine::Note::IsEven ? m_words.even : m_words.odd, {line.worked.left.text(), text});
            if (demands(RequirementKind::NameOperations)) {
                const auto index = static_cast<std::size_t>(line.worked.operation) - static_cast<std::size_t>(Operation::Add);
                text += " (" + m_words.operations[index] + ")";
            }
            add(std::to_string(++number) + ". " + text);
        }
        // Without an empty line Markdown would read on as part of the last step.
        if (number > 0)
            add("");
    }

    void writeFollowUps()
    {
        for (const FollowUp& followUp : m_problem.followUps)
            if (const auto answer = answerFollowUp(followUp, m_problem, m_working)) {
                const auto& wordings = m_catalogue.followUp(followUp.kind)->answers;
                add(filledIn(wordings[static_cast<std::size_t>(answer->variant)], answer->parts));
            }
    }

    std::string unitLine() const
    {
        if (m_problem.opening.noun < 0)
            return m_words.plainUnit;
        return filledIn(m_words.unit, {m_catalogue.nouns[static_cast<std::size_t>(m_problem.opening.noun)].plural});
    }

    std::string finalAnswer()
    {
        for (const Requirement& requirement : m_problem.requirements) {
            const auto written = fixesForm(requirement.kind)
                ? writtenAs(requirement.kind, m_working.value, m_problem.language) : std::nullopt;
            if (!written)
                continue;
            if (*written != m_working.value.text())
                add(filledIn(m_words.form, {m_working.value.text(), *written}));
            return *written;
        }
        return m_notation == Notation::Decimals ? m_working.value.decimalText() : m_working.value.text();
    }

    const Problem& m_problem;
    const Catalogue& m_catalogue;
    const SolutionText& m_words;
    Working m_working;
    Notation m_notation = Notation::Fractions;
    std::string m_text;
};

} // namespace

std::string filledIn(const std::string& pattern, const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t index = i + 1 < pattern.size() && pattern[i] == '$' ? static_cast<std::size_t>(pattern[i + 1] - '1') : parts.size();
        if (index < parts.size()) {
            text += parts[index];
            ++i;
        } else {
            text.push_back(pattern[i]);
        }
    }
    return text;
}

std::string solutionOf(const Problem& problem)
{
    return SolutionWriter(problem).write();
}

} // namespace evol::builtin
