// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether a task is arithmetic or general text, and hands it on. Any thread.
#include "models/builtin/builtin_reply.h"

#include "models/builtin/arithmetic_operators.h"
#include "models/builtin/arithmetic_solution.h"
#include "models/builtin/arithmetic_text.h"
#include "models/builtin/arithmetic_working.h"
#include "models/builtin/general_rewrite.h"
#include "models/builtin/seed_reader.h"
#include "models/builtin/step_check.h"

#include <algorithm>

namespace evol {

namespace {

using namespace builtin;

std::optional<Problem> readProblem(const std::string& text)
{
    auto problem = parseProblem(text);
    return problem ? problem : readSeed(text);
}

/// Two readings of a problem are equal where they differ in wording alone.
bool isSameProblem(Problem left, Problem right)
{
    for (Problem* problem : {&left, &right}) {
        problem->opening.wording = 0;
        for (Step& step : problem->steps)
            step.wording = 0;
        for (FollowUp& followUp : problem->followUps)
            followUp.wording = 0;
        for (Requirement& requirement : problem->requirements)
            requirement.wording = 0;
    }
    return left == right;
}

/// A word problem that cannot be read gets a sibling that can, with steps by its length.
std::optional<std::string> problemBeside(const std::string& text, SeededChoice& choice)
{
    const GeneralText general = analyseText(text);
    if (general.task != WordProblem || general.language == Language::Other || !general.isSentence)
        return std::nullopt;
    Problem model;
    model.language = general.language;
    model.opening.expression = parseExpression("1 + 1");
    model.steps.resize(std::min<std::size_t>(text.size() / 150, 3));
    const auto sibling = evolveProblem(model, "breadth", choice);
    return sibling ? std::optional(renderProblem(*sibling)) : std::nullopt;
}

/// The operators of the methods for mathematics and code, by those that the rules know.
std::string_view knownOperator(std::string_view key)
{
    if (key == "rarer_requirement")
        return "deepen";
    if (key == "higher_complexity")
        return "increase_reasoning";
    if (key == "erroneous_code")
        return "complicate_input";
    return key == "easier_topic" ? "breadth" : key;
}

/// Easier by its last part; a problem of one step gives way to one with smaller numbers.
std::string madeEasier(const std::string& text, SeededChoice& choice)
{
    auto problem = readProblem(text);
    if (!problem)
        return shortenText(text);
    if (!problem->followUps.empty())
        problem->followUps.pop_back();
    else if (!problem->steps.empty())
        problem->steps.pop_back();
    else if (!problem->requirements.empty())
        problem->requirements.pop_back();
    else
        return renderProblem(smallProblem(problem->language, choice));
    return renderProblem(*problem);
}

std::string rewriteInstruction(ChatTask task, SeededChoice& choice)
{
    if (task.operatorKey == "make_easier")
        return madeEasier(task.instruction, choice);
    task.operatorKey = knownOperator(task.operatorKey);
    const auto problem = readProblem(task.instruction);
    if (!problem && task.operatorKey == "breadth")
        if (auto sibling = problemBeside(task.instruction, choice))
            return *sibling;
    if (!problem)
        return rewriteText(task.instruction, task.operatorKey, choice);
    const auto next = evolveProblem(*problem, task.operatorKey, choice);
    return next ? renderProblem(*next) : task.instruction;
}

std::string inputBelow(const ChatTask& task)
{
    return task.context.empty() ? std::string() : "\n\n" + task.context;
}

/// A harder version keeps its input, which from here on is part of its text; a new instruction has none.
std::string rewrite(const ChatTask& task, SeededChoice& choice)
{
    const std::string text = rewriteInstruction(task, choice);
    const bool isNew = task.operatorKey == "breadth" || task.operatorKey == "easier_topic";
    return isNew && text != task.instruction ? text : text + inputBelow(task);
}

std::string judge(const ChatTask& task)
{
    std::string_view text = task.child;
    const std::string input = inputBelow(task);
    if (text.ends_with(input))
        text.remove_suffix(input.size());
    if (text == task.instruction)
        return "Equal";
    const auto parent = readProblem(task.instruction);
    const auto child = readProblem(std::string(text));
    const bool gains = parent && child ? !isSameProblem(*parent, *child) : gainsOver(task.instruction, text);
    return gains ? "Not Equal" : "Equal";
}

/// By whether the problem can be read, whether it names numbers, and whether it has an answer.
std::string qualityOf(const std::string& text)
{
    const auto problem = readProblem(text);
    const bool asks = problem || text.find('?') != std::string::npos || text.find("？") != std::string::npos;
    const bool hasNumbers = text.find_first_of("0123456789") != std::string::npos;
    const int integrity = problem ? (isAnswerable(*problem) ? 5 : 2) : hasNumbers ? 4 : 3;
    return "Definition: " + std::to_string(problem ? 5 : asks ? 4 : 3) + "\nPrecision: " + std::to_string(hasNumbers ? 5 : 3) +
           "\nIntegrity: " + std::to_string(integrity);
}

std::string labelOf(const std::string& step)
{
    const StepCheck check = checkStep(step);
    return check == StepCheck::Holds ? "Correct" : check == StepCheck::Fails ? "Incorrect" : "Neutral";
}

} // namespace

std::string builtinReply(const ChatTask& task, std::uint32_t seed)
{
    SeededChoice choice(hashText(task.operatorKey, hashText(task.instruction) ^ seed));
    switch (task.stage) {
    case Stage::Rewrite: return rewrite(task, choice);
    case Stage::Judge: return judge(task);
    case Stage::Respond: {
        const auto problem = readProblem(task.instruction);
        return problem ? solutionOf(*problem) : answerText(task.instruction, task.context);
    }
    case Stage::Quality: return qualityOf(task.instruction);
    case Stage::Label: return labelOf(task.child);
    case Stage::Score: {
        const auto problem = readProblem(task.instruction);
        return std::to_string(problem ? difficultyOf(*problem) : difficultyOfText(task.instruction));
    }
    }
    return {};
}

} // namespace evol
