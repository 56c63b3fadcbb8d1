// SPDX-License-Identifier: GPL-3.0-or-later
// An expression that grows by one number at a time becomes a story with steps; any other one is kept
// whole on a slip of paper. Any thread.
#include "models/builtin/story_candidates.h"

#include "models/builtin/arithmetic_catalogue.h"
#include "models/builtin/arithmetic_frames.h"

#include <algorithm>
#include <utility>

namespace evol::builtin {

namespace {

/// A number, or a fraction such as 4/5 that a story can treat as one.
std::optional<Rational> asNumber(const ExpressionPointer& expression)
{
    if (expression->operation == Operation::Number)
        return expression->number;
    if (expression->operation != Operation::Divide || expression->left->operation != Operation::Number
        || expression->right->operation != Operation::Number)
        return std::nullopt;
    const auto value = quotient(expression->left->number, expression->right->number);
    const bool isFraction = value && !value->isInteger() && value->denominator() <= 20 && value->denominator() == expression->right->number.numerator();
    return isFraction ? value : std::nullopt;
}

struct Chain {
    Operation operation = Operation::Number; ///< of the first two numbers
    Rational first;
    Rational second;
    std::vector<Step> steps;
};

std::optional<Step> stepOf(Operation operation, const Rational& number)
{
    switch (operation) {
    case Operation::Add: return Step{StepKind::Add, 0, number, {}, BlockFormat::None};
    case Operation::Subtract: return Step{StepKind::Subtract, 0, number, {}, BlockFormat::None};
    case Operation::Multiply: return Step{StepKind::Multiply, 0, number, {}, BlockFormat::None};
    case Operation::Divide: return Step{StepKind::Divide, 0, number, {}, BlockFormat::None};
    default: return std::nullopt;
    }
}

std::optional<Chain> chainOf(const ExpressionPointer& expression)
{
    const Operation operation = expression->operation;
    if (operation < Operation::Add || operation > Operation::Divide)
        return std::nullopt;
    const auto left = asNumber(expression->left);
    const auto right = asNumber(expression->right);
    if (left && right)
        return Chain{operation, *left, *right, {}};
    const bool swaps = operation == Operation::Add || operation == Operation::Multiply;
    if (!right && !(left && swaps))
        return std::nullopt;
    auto chain = chainOf(right ? expression->left : expression->right);
    const auto step = stepOf(operation, right ? *right : *left);
    if (!chain || !step)
        return std::nullopt;
    chain->steps.push_back(*step);
    return chain;
}

std::vector<FrameKind> framesOf(Operation operation)
{
    std::vector<FrameKind> kinds;
    for (int i = 0; i < static_cast<int>(FrameKind::Count); ++i)
        if (traitsOf(static_cast<FrameKind>(i)).operation == operation && operation != Operation::Number)
            kinds.push_back(static_cast<FrameKind>(i));
    return kinds;
}

/// Steps of the problem and of the chain told in another voice; false where the voice has no such step.
bool retell(std::vector<Step>& steps, Voice voice, const Catalogue& catalogue, SeededChoice& choice)
{
    for (Step& step : steps) {
        const StepText* text = catalogue.step(voice, step.kind);
        if (!text || (step.format != BlockFormat::None && text->inBlock.empty()))
            return false;
        const bool isNamed = step.kind == StepKind::Divide || step.kind == StepKind::Multiply || step.kind == StepKind::LoseShare;
        if (voice != Voice::Abstract && isNamed && !step.a.isIntegerWithin(2, step.kind == StepKind::Multiply ? 20 : 10))
            return false;
        step.wording = step.format == BlockFormat::None ? static_cast<int>(choice.below(text->wordings.size())) : 0;
    }
    return true;
}

void castRoles(Opening& opening, const FrameText& frame, const Catalogue& catalogue, SeededChoice& choice)
{
    std::vector<int> nouns;
    for (std::size_t i = 0; i < catalogue.nouns.size(); ++i)
        if (std::find(frame.nouns.begin(), frame.nouns.end(), catalogue.nouns[i].nounClass) != frame.nouns.end())
            nouns.push_back(static_cast<int>(i));
    opening.frame = frame.kind;
    opening.wording = static_cast<int>(choice.below(frame.openings.size()));
    opening.person = static_cast<int>(choice.below(catalogue.people.size()));
    opening.noun = nouns.empty() ? -1 : nouns[choice.below(nouns.size())];
}

std::optional<Problem> told(const Problem& problem, const Chain& chain, FrameKind kind, SeededChoice& choice)
{
    const Catalogue& catalogue = catalogueOf(problem.language);
    const FrameText* frame = catalogue.frame(kind);
    if (!frame)
        return std::nullopt;
    Problem story = problem;
    const bool isBlock = problem.opening.format != BlockFormat::None;
    if (isBlock && (frame->blockOpening.empty() || !chain.steps.empty()))
        return std::nullopt;
    castRoles(story.opening, *frame, catalogue, choice);
    story.opening.wording = isBlock ? 0 : story.opening.wording;
    story.opening.expression = nullptr;
    story.opening.numbers = {chain.first, chain.second};
    story.steps = chain.steps;
    story.steps.insert(story.steps.end(), problem.steps.begin(), problem.steps.end());
    return retell(story.steps, traitsOf(kind).voice, catalogue, choice) ? std::optional(story) : std::nullopt;
}

} // namespace

std::vector<Problem> storiesFor(const Problem& problem, SeededChoice& choice)
{
    std::vector<Problem> stories;
    const Catalogue& catalogue = catalogueOf(problem.language);
    if (const auto chain = chainOf(problem.opening.expression)) {
        auto kinds = framesOf(chain->operation);
        choice.shuffle(kinds);
        for (const FrameKind kind : kinds) {
            if (auto story = told(problem, *chain, kind, choice))
                stories.push_back(std::move(*story));
            Chain swapped = *chain;
            std::swap(swapped.first, swapped.second);
            if (chain->operation == Operation::Multiply)
                if (auto story = told(problem, swapped, kind, choice))
                    stories.push_back(std::move(*story));
        }
        // A whole number of things tells better than an amount or a temperature, where both would do.
        std::stable_partition(stories.begin(), stories.end(),
            [](const Problem& story) { return traitsOf(story.opening.frame).voice == Voice::Things; });
    }
    for (const FrameKind kind : {FrameKind::ExpressionThings, FrameKind::ExpressionAmount, FrameKind::ExpressionBalance}) {
        const FrameText* frame = catalogue.frame(kind);
        const bool isBlock = problem.opening.format != BlockFormat::None;
        if (!frame || (isBlock && frame->blockOpening.empty()))
            continue;
        Problem story = problem;
        castRoles(story.opening, *frame, catalogue, choice);
        story.opening.wording = isBlock ? 0 : story.opening.wording;
        stories.push_back(std::move(story));
    }
    return stories;
}

} // namespace evol::builtin
