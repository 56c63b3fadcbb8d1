// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates of every operator, and the choice among them. Any thread.
#include "models/builtin/arithmetic_operators.h"

#include "models/builtin/arithmetic_catalogue.h"
#include "models/builtin/arithmetic_frames.h"
#include "models/builtin/arithmetic_text.h"
#include "models/builtin/arithmetic_working.h"
#include "models/builtin/story_candidates.h"

#include <algorithm>

namespace evol::builtin {

namespace {

using Candidates = std::vector<Problem>;

constexpr std::size_t mostSteps = 9;
constexpr std::size_t longestText = 6000;

Candidates withRequirement(const Problem& problem, SeededChoice& choice)
{
    Candidates candidates;
    const auto& present = problem.requirements;
    const bool hasForm = std::any_of(present.begin(), present.end(), [](const Requirement& r) { return fixesForm(r.kind); });
    for (const RequirementText& text : catalogueOf(problem.language).requirements) {
        const bool isThere = std::any_of(present.begin(), present.end(), [&](const Requirement& r) { return r.kind == text.kind; });
        if (isThere || (hasForm && fixesForm(text.kind)))
            continue;
        Problem next = problem;
        next.requirements.push_back({text.kind, static_cast<int>(choice.below(text.wordings.size()))});
        candidates.push_back(std::move(next));
    }
    choice.shuffle(candidates);
    return candidates;
}

Rational followUpNumber(FollowUpKind kind, SeededChoice& choice)
{
    switch (kind) {
    case FollowUpKind::Remainder: return choice.between(3, 13);
    case FollowUpKind::Distance: return choice.between(2, 15) * 5;
    case FollowUpKind::PercentOf: return choice.between(1, 10) * 20;
    case FollowUpKind::NextMultiple: return choice.between(6, 19);
    case FollowUpKind::AverageWith: return choice.between(4, 40);
    default: return {};
    }
}

Candidates withFollowUp(const Problem& problem, SeededChoice& choice)
{
    Candidates candidates;
    const auto& present = problem.followUps;
    for (const FollowUpText& text : catalogueOf(problem.language).followUps) {
        if (std::any_of(present.begin(), present.end(), [&](const FollowUp& f) { return f.kind == text.kind; }))
            continue;
        Problem next = problem;
        const int wording = static_cast<int>(choice.below(text.wordings.size()));
        next.followUps.push_back({text.kind, wording, followUpNumber(text.kind, choice)});
        candidates.push_back(std::move(next));
    }
    choice.shuffle(candidates);
    return candidates;
}

void addScenery(Candidates& candidates, const Problem& problem, int Problem::* detail, std::size_t count, SeededChoice& choice)
{
    if (problem.*detail >= 0 || count == 0)
        return;
    Problem next = problem;
    next.*detail = static_cast<int>(choice.below(count));
    candidates.push_back(std::move(next));
}

Candidates madeConcrete(const Problem& problem, SeededChoice& choice)
{
    if (problem.opening.frame == FrameKind::Plain)
        return storiesFor(problem, choice);
    Candidates candidates;
    const Catalogue& catalogue = catalogueOf(problem.language);
    const FrameTraits& traits = traitsOf(problem.opening.frame);
    if (traits.isScene)
        addScenery(candidates, problem, &Problem::setting, catalogue.settings.size(), choice);
    addScenery(candidates, problem, &Problem::purpose, catalogue.purposes.size(), choice);
    if (traits.isScene && traits.voice != Voice::Abstract)
        addScenery(candidates, problem, &Problem::witness, catalogue.witnesses.size(), choice);
    choice.shuffle(candidates);
    return candidates;
}

Step freshStep(StepKind kind, const Rational& running, SeededChoice& choice)
{
    Step step{kind, 0, {}, {}, BlockFormat::None};
    switch (kind) {
    case StepKind::Add: step.a = choice.between(2, 12); break;
    case StepKind::Subtract: {
        // Not more than there is, as far as it is known that there is any.
        const long long most = running.isIntegerWithin(2, 12) ? static_cast<long long>(running.numerator()) - 1 : 9;
        step.a = choice.between(1, std::max(most, 1LL));
        break;
    }
    case StepKind::Multiply:
    case StepKind::AddMultiple: step.a = choice.between(2, 5); break;
    case StepKind::Divide:
    case StepKind::LoseShare: {
        // A divisor of the running number first, so that pears stay whole.
        std::vector<long long> divisors;
        for (long long d = 2; d <= 10 && running.isInteger(); ++d)
            if (running.numerator() % d == 0)
                divisors.push_back(d);
        step.a = divisors.empty() ? choice.between(2, 5) : divisors[choice.below(divisors.size())];
        break;
    }
    case StepKind::EvenOdd:
        step.a = choice.between(3, 9);
        step.b = 1;
        break;
    case StepKind::Percent: step.a = choice.between(1, 8) * 5; break;
    default: break;
    }
    return step;
}

/// Multiplying by 2 what was just divided by 2 leads nowhere.
bool undoes(const Step& step, const Step& before)
{
    const auto pair = [&](StepKind first, StepKind second) {
        return (step.kind == first && before.kind == second) || (step.kind == second && before.kind == first);
    };
    return step.a == before.a && (pair(StepKind::Add, StepKind::Subtract) || pair(StepKind::Multiply, StepKind::Divide));
}

Candidates withStep(const Problem& problem, SeededChoice& choice)
{
    Candidates candidates;
    if (problem.steps.size() >= mostSteps)
        return candidates;
    const Voice voice = traitsOf(problem.opening.frame).voice;
    const Working working = workOut(problem);
    for (const StepText& text : catalogueOf(problem.language).steps) {
        // The same sort of step twice in a row reads like a copy.
        if (text.voice != voice || (!problem.steps.empty() && problem.steps.back().kind == text.kind))
            continue;
        Problem next = problem;
        Step step = freshStep(text.kind, working.value, choice);
        if (!problem.steps.empty() && undoes(step, problem.steps.back()))
            continue;
        step.wording = static_cast<int>(choice.below(text.wordings.size()));
        next.steps.push_back(step);
        candidates.push_back(std::move(next));
    }
    choice.shuffle(candidates);
    return candidates;
}

BlockFormat anyFormat(Language language, SeededChoice& choice)
{
    std::vector<BlockFormat> formats;
    const auto& names = catalogueOf(language).formatNames;
    for (std::size_t i = 1; i < names.size(); ++i)
        if (!names[i].empty())
            formats.push_back(static_cast<BlockFormat>(i));
    return formats[choice.below(formats.size())];
}

/// The opening's numbers into a block, or an entry that does not count into a block that is there.
void addOpeningBlock(Candidates& candidates, const Problem& problem, SeededChoice& choice)
{
    const FrameText* frame = catalogueOf(problem.language).frame(problem.opening.frame);
    if (frame->blockOpening.empty())
        return;
    Problem next = problem;
    if (problem.opening.format == BlockFormat::None) {
        if (problem.opening.expression && numbersOf(problem.opening.expression).size() > 7)
            return;
        next.opening.format = anyFormat(problem.language, choice);
        next.opening.wording = 0;
        if (choice.below(3) == 0)
            next.opening.distractor = Rational(choice.between(2, 19));
    } else if (!problem.opening.distractor) {
        next.opening.distractor = Rational(choice.between(2, 19));
    } else {
        return;
    }
    candidates.push_back(std::move(next));
}

Candidates withData(const Problem& problem, SeededChoice& choice)
{
    Candidates candidates;
    addOpeningBlock(candidates, problem, choice);
    const Catalogue& catalogue = catalogueOf(problem.language);
    const Voice voice = traitsOf(problem.opening.frame).voice;
    Candidates others;
    for (std::size_t i = 0; i < problem.steps.size(); ++i) {
        const StepText* text = catalogue.step(voice, problem.steps[i].kind);
        if (problem.steps[i].format != BlockFormat::None || text->inBlock.empty())
            continue;
        Problem next = problem;
        next.steps[i].format = anyFormat(problem.language, choice);
        next.steps[i].wording = 0;
        others.push_back(std::move(next));
    }
    for (const StepText& text : catalogue.steps) {
        if (text.voice != voice || text.inBlock.empty() || problem.steps.size() >= mostSteps)
            continue;
        Problem next = problem;
        next.steps.push_back(freshStep(text.kind, workOut(problem).value, choice));
        next.steps.back().format = anyFormat(problem.language, choice);
        others.push_back(std::move(next));
    }
    choice.shuffle(others);
    candidates.insert(candidates.end(), others.begin(), others.end());
    return candidates;
}

/// The first candidate that keeps its promises: answerable, readable again, and not the problem itself.
std::optional<Problem> firstSound(const Problem& problem, const Candidates& candidates)
{
    for (const Problem& candidate : candidates) {
        if (candidate == problem || !isAnswerable(candidate))
            continue;
        const std::string text = renderProblem(candidate);
        if (text.size() <= longestText && parseProblem(text) == candidate)
            return candidate;
    }
    return std::nullopt;
}

std::optional<Problem> freshProblem(const Problem& problem, SeededChoice& choice)
{
    Candidates candidates;
    for (const FrameText& frame : catalogueOf(problem.language).frames) {
        if (!traitsOf(frame.kind).isRare || frame.kind == problem.opening.frame)
            continue;
        Problem next;
        next.language = problem.language;
        next.opening.frame = frame.kind;
        next.opening.wording = static_cast<int>(choice.below(frame.openings.size()));
        next.opening.numbers = freshNumbers(frame.kind, choice);
        candidates.push_back(std::move(next));
    }
    choice.shuffle(candidates);
    auto fresh = firstSound(problem, candidates);
    // About as long and as hard as the one it stands beside.
    const auto grow = [&](std::size_t count, auto make) {
        for (std::size_t i = 0; fresh && i < std::min<std::size_t>(count, 3); ++i)
            if (const auto grown = firstSound(*fresh, make(*fresh, choice)))
                fresh = grown;
    };
    grow(problem.steps.size(), withStep);
    grow(problem.followUps.size(), withFollowUp);
    grow(problem.requirements.size(), withRequirement);
    return fresh;
}

} // namespace

std::optional<Problem> evolveProblem(const Problem& problem, std::string_view operatorKey, SeededChoice& choice)
{
    if (workOut(problem).outcome != Outcome::Value && operatorKey != "breadth")
        return std::nullopt;
    if (operatorKey == "breadth")
        return freshProblem(problem, choice);
    if (operatorKey == "add_constraints")
        return firstSound(problem, withRequirement(problem, choice));
    if (operatorKey == "concretize")
        return firstSound(problem, madeConcrete(problem, choice));
    if (operatorKey == "increase_reasoning")
        return firstSound(problem, withStep(problem, choice));
    if (operatorKey == "complicate_input")
        return firstSound(problem, withData(problem, choice));
    return firstSound(problem, withFollowUp(problem, choice));
}

Problem smallProblem(Language language, SeededChoice& choice)
{
    Problem problem;
    problem.language = language;
    const auto number = [&choice] { return std::to_string(choice.between(1, 9)); };
    problem.opening.expression = parseExpression(number() + " + " + number());
    return problem;
}

int difficultyOf(const Problem& problem)
{
    const std::size_t operations = static_cast<std::size_t>(operationCount(formulaOf(problem.opening)));
    std::size_t points = 2 * operations + 2 * problem.steps.size() + 2 * problem.followUps.size() + problem.requirements.size();
    points += problem.opening.format != BlockFormat::None ? 2 : 0;
    points += problem.opening.frame != FrameKind::Plain ? 1 : 0;
    return static_cast<int>(std::clamp<std::size_t>(points / 2, 1, 10));
}

} // namespace evol::builtin
