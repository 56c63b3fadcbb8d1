// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a problem sentence by sentence, and reads it back by trying the same sentences. Any thread.
#include "models/builtin/arithmetic_text.h"

#include "models/builtin/arithmetic_frames.h"
#include "models/builtin/data_block.h"
#include "models/builtin/phrase.h"

#include <algorithm>

namespace evol::builtin {

namespace {

constexpr std::size_t longestProblem = 32'768;

PhraseValues valuesOf(const Opening& opening)
{
    PhraseValues values;
    const auto numbers = opening.expression && opening.format != BlockFormat::None ? numbersOf(opening.expression) : opening.numbers;
    for (std::size_t i = 0; i < numbers.size() && i < values.numbers.size(); ++i)
        values.numbers[i] = numbers[i];
    if (opening.distractor)
        values.numbers.back() = *opening.distractor;
    values.person = opening.person;
    values.noun = opening.noun;
    values.format = opening.format;
    values.expression = opening.expression;
    if (opening.expression && opening.format != BlockFormat::None)
        values.expression = withVariables(opening.expression);
    return values;
}

int variableCount(const ExpressionPointer& expression)
{
    if (!expression)
        return 0;
    if (expression->operation == Operation::Variable)
        return expression->variable - 'a' + 1;
    return std::max(variableCount(expression->left), variableCount(expression->right));
}

std::vector<std::string> blockLabels(const FrameText& frame, int numberCount, const ExpressionPointer& expression)
{
    std::vector<std::string> labels;
    for (int i = 0; numberCount == 0 && i < variableCount(expression); ++i)
        labels.emplace_back(1, static_cast<char>('a' + i));
    for (int i = 0; i < numberCount; ++i)
        labels.push_back(frame.labels[static_cast<std::size_t>(i)]);
    return labels;
}

/// A bare expression is asked for in its opening sentence already.
bool asksAfterOpening(FrameKind kind, BlockFormat format)
{
    return kind != FrameKind::Plain || format != BlockFormat::None;
}

class ProblemWriter
{
public:
    explicit ProblemWriter(const Problem& problem)
        : m_problem(problem), m_catalogue(catalogueOf(problem.language)), m_values(valuesOf(problem.opening)),
          m_frame(*m_catalogue.frame(problem.opening.frame)), m_voice(traitsOf(problem.opening.frame).voice)
    {
    }

    std::string write()
    {
        if (m_problem.setting >= 0)
            add(m_catalogue.settings[static_cast<std::size_t>(m_problem.setting)]);
        writeOpening();
        const bool story = m_voice != Voice::Abstract;
        if (!story && asksAfterOpening(m_frame.kind, m_values.format))
            addFilled(m_frame.question, m_values);
        for (const Step& step : m_problem.steps)
            writeStep(step);
        if (m_problem.witness >= 0)
            addFilled(m_catalogue.witnesses[static_cast<std::size_t>(m_problem.witness)], m_values);
        if (m_problem.purpose >= 0)
            addFilled(m_catalogue.purposes[static_cast<std::size_t>(m_problem.purpose)], m_values);
        if (!m_problem.steps.empty())
            addFilled(m_frame.endQuestion, m_values);
        else if (story)
            addFilled(m_frame.question, m_values);
        for (const FollowUp& followUp : m_problem.followUps) {
            PhraseValues values = m_values;
            values.numbers[0] = followUp.a;
            addFilled(m_catalogue.followUp(followUp.kind)->wordings[static_cast<std::size_t>(followUp.wording)], values);
        }
        for (const Requirement& requirement : m_problem.requirements)
            addFilled(m_catalogue.requirement(requirement.kind)->wordings[static_cast<std::size_t>(requirement.wording)], m_values);
        return m_text;
    }

private:
    void add(const std::string& sentence)
    {
        if (sentence.empty())
            return;
        if (!m_text.empty())
            m_text += m_afterBlock ? "\n\n" : m_catalogue.joiner;
        m_text += sentence;
        m_afterBlock = false;
    }

    void addFilled(const std::string& pattern, const PhraseValues& values) { add(fillPhrase(m_catalogue, pattern, values)); }

    void addBlock(const std::string& pattern, const PhraseValues& values)
    {
        m_text += "\n\n" + fillPhrase(m_catalogue, pattern, values);
        m_afterBlock = true;
    }

    void writeOpening()
    {
        const Opening& opening = m_problem.opening;
        if (opening.format == BlockFormat::None)
            return addFilled(m_frame.openings[static_cast<std::size_t>(opening.wording)], m_values);
        addFilled(m_frame.blockOpening, m_values);
        const auto labels = blockLabels(m_frame, traitsOf(opening.frame).numberCount, m_values.expression);
        addBlock(blockPattern(m_catalogue, opening.format, labels, opening.distractor ? m_catalogue.distractorLabel : ""), m_values);
        if (opening.distractor)
            add(m_catalogue.distractorNote);
    }

    void writeStep(const Step& step)
    {
        PhraseValues values = m_values;
        values.numbers[0] = step.a;
        values.numbers[1] = step.b;
        values.format = step.format;
        const StepText& text = *m_catalogue.step(m_voice, step.kind);
        if (step.format == BlockFormat::None)
            return addFilled(text.wordings[static_cast<std::size_t>(step.wording)], values);
        addFilled(text.inBlock, values);
        addBlock(blockPattern(m_catalogue, step.format, {m_catalogue.stepLabel}, ""), values);
    }

    const Problem& m_problem;
    const Catalogue& m_catalogue;
    PhraseValues m_values;
    const FrameText& m_frame;
    Voice m_voice;
    std::string m_text;
    bool m_afterBlock = false;
};

class ProblemReader
{
public:
    ProblemReader(const Catalogue& catalogue, std::string_view text) : m_catalogue(catalogue), m_text(text)
    {
        m_problem.language = catalogue.language;
    }

    std::optional<Problem> read()
    {
        PhraseValues none;
        m_problem.setting = readOne(m_catalogue.settings, none);
        if (!readOpening() || !m_frame)
            return std::nullopt;
        m_voice = traitsOf(m_problem.opening.frame).voice;
        const bool story = m_voice != Voice::Abstract;
        if (!story && asksAfterOpening(m_frame->kind, m_values.format) && !accept(m_frame->question))
            return std::nullopt;
        while (readStep()) {
        }
        m_problem.witness = readOne(m_catalogue.witnesses, m_values);
        m_problem.purpose = readOne(m_catalogue.purposes, m_values);
        if (!m_problem.steps.empty() ? !accept(m_frame->endQuestion) : story && !accept(m_frame->question))
            return std::nullopt;
        while (readFollowUp()) {
        }
        while (readRequirement()) {
        }
        skipSpaces();
        return m_position == m_text.size() ? std::optional(m_problem) : std::nullopt;
    }

private:
    void skipSpaces()
    {
        while (m_position < m_text.size() && (m_text[m_position] == ' ' || m_text[m_position] == '\n'))
            ++m_position;
    }

    bool acceptInto(const std::string& pattern, PhraseValues& values)
    {
        skipSpaces();
        return !pattern.empty() && matchPhrase(m_catalogue, pattern, m_text, m_position, values);
    }

    bool accept(const std::string& pattern)
    {
        PhraseValues values = m_values;
        return acceptInto(pattern, values);
    }

    int readOne(const std::vector<std::string>& patterns, const PhraseValues& values)
    {
        for (std::size_t i = 0; i < patterns.size(); ++i) {
            PhraseValues tried = values;
            if (acceptInto(patterns[i], tried))
                return static_cast<int>(i);
        }
        return -1;
    }

    /// A number slot of a sentence after the opening is a new number, though it is called a or b again.
    PhraseValues freshValues() const
    {
        PhraseValues values = m_values;
        values.known = {};
        return values;
    }

    bool readOpening()
    {
        const std::size_t start = m_position;
        for (const FrameText& frame : m_catalogue.frames) {
            for (std::size_t i = 0; i < frame.openings.size(); ++i) {
                PhraseValues values;
                m_position = start;
                if (!acceptInto(frame.openings[i], values) || !takesNoun(frame, values))
                    continue;
                m_problem.opening.wording = static_cast<int>(i);
                return takeOpening(frame, values);
            }
            PhraseValues values;
            m_position = start;
            if (acceptInto(frame.blockOpening, values) && takesNoun(frame, values))
                return readOpeningBlock(frame, values);
        }
        return false;
    }

    bool takesNoun(const FrameText& frame, const PhraseValues& values) const
    {
        if (frame.nouns.empty() || values.noun < 0)
            return frame.nouns.empty() == (values.noun < 0);
        const NounClass noun = m_catalogue.nouns[static_cast<std::size_t>(values.noun)].nounClass;
        return std::find(frame.nouns.begin(), frame.nouns.end(), noun) != frame.nouns.end();
    }

    bool takeOpening(const FrameText& frame, const PhraseValues& values)
    {
        m_frame = &frame;
        m_values = values;
        Opening& opening = m_problem.opening;
        opening.frame = frame.kind;
        opening.person = values.person;
        opening.noun = values.noun;
        opening.format = values.format;
        opening.expression = values.expression;
        const int count = traitsOf(frame.kind).numberCount;
        for (int i = 0; i < count; ++i)
            opening.numbers.push_back(values.numbers[static_cast<std::size_t>(i)]);
        if (values.expression && values.format != BlockFormat::None)
            opening.expression = withNumbers(values.expression, {values.numbers.begin(), values.numbers.end()});
        if (values.known.back() && values.format != BlockFormat::None)
            opening.distractor = values.numbers.back();
        return count > 0 || opening.expression != nullptr;
    }

    bool readOpeningBlock(const FrameText& frame, PhraseValues& values)
    {
        if (variableCount(values.expression) > 7)
            return false;
        const auto labels = blockLabels(frame, traitsOf(frame.kind).numberCount, values.expression);
        const bool plain = acceptInto(blockPattern(m_catalogue, values.format, labels, ""), values);
        if (!plain && !acceptInto(blockPattern(m_catalogue, values.format, labels, m_catalogue.distractorLabel), values))
            return false;
        // A table without a distractor is the beginning of the same table with one.
        if (plain && values.format == BlockFormat::Table && m_text.substr(m_position).starts_with("\n| ")) {
            values.known = {};
            m_position -= fillPhrase(m_catalogue, blockPattern(m_catalogue, values.format, labels, ""), values).size();
            if (!acceptInto(blockPattern(m_catalogue, values.format, labels, m_catalogue.distractorLabel), values))
                return false;
        }
        return takeOpening(frame, values) && (!m_problem.opening.distractor || accept(m_catalogue.distractorNote));
    }

    bool readStep()
    {
        for (const StepText& text : m_catalogue.steps) {
            if (text.voice != m_voice)
                continue;
            for (std::size_t i = 0; i < text.wordings.size(); ++i) {
                PhraseValues values = freshValues();
                if (acceptInto(text.wordings[i], values)) {
                    takeStep({text.kind, static_cast<int>(i), {}, {}, BlockFormat::None}, values);
                    return true;
                }
            }
            PhraseValues values = freshValues();
            const std::size_t start = m_position;
            if (acceptInto(text.inBlock, values) && acceptInto(blockPattern(m_catalogue, values.format, {m_catalogue.stepLabel}, ""), values)) {
                takeStep({text.kind, 0, {}, {}, values.format}, values);
                return true;
            }
            m_position = start;
        }
        return false;
    }

    void takeStep(Step step, const PhraseValues& values)
    {
        step.a = values.known[0] ? values.numbers[0] : Rational();
        step.b = values.known[1] ? values.numbers[1] : Rational();
        m_problem.steps.push_back(step);
    }

    bool readFollowUp()
    {
        for (const FollowUpText& text : m_catalogue.followUps)
            for (std::size_t i = 0; i < text.wordings.size(); ++i) {
                PhraseValues values = freshValues();
                if (acceptInto(text.wordings[i], values)) {
                    m_problem.followUps.push_back({text.kind, static_cast<int>(i), values.known[0] ? values.numbers[0] : Rational()});
                    return true;
                }
            }
        return false;
    }

    bool readRequirement()
    {
        for (const RequirementText& text : m_catalogue.requirements) {
            const int wording = readOne(text.wordings, m_values);
            if (wording >= 0) {
                m_problem.requirements.push_back({text.kind, wording});
                return true;
            }
        }
        return false;
    }

    const Catalogue& m_catalogue;
    std::string_view m_text;
    std::size_t m_position = 0;
    Problem m_problem;
    PhraseValues m_values;
    const FrameText* m_frame = nullptr;
    Voice m_voice = Voice::Abstract;
};

} // namespace

std::string renderProblem(const Problem& problem)
{
    return ProblemWriter(problem).write();
}

std::optional<Problem> parseProblem(std::string_view text)
{
    if (text.empty() || text.size() > longestProblem)
        return std::nullopt;
    for (const Language language : {Language::English, Language::Chinese, Language::Japanese})
        if (auto problem = ProblemReader(catalogueOf(language), text).read())
            return problem;
    return std::nullopt;
}

} // namespace evol::builtin
