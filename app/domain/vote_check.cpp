// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/vote_check.h"

#include <algorithm>
#include <set>

namespace evol {

namespace {

constexpr int points = 5;
constexpr int strongest = 3;

/// What a judgement of a kind holds: how many values, and from which to which.
struct Form {
    std::size_t fewest = 1, most = 1;
    int lowest = 0, highest = 0;
};

Form formOf(const StudyDesign &design, int shown, int steps)
{
    const auto answers = static_cast<std::size_t>(shown);
    switch (design.kind) {
    case JudgementKind::Pairwise:
        return {1, 2, static_cast<int>(Outcome::Tie), static_cast<int>(Outcome::BothBad)};
    case JudgementKind::Ranking:
        return {answers, answers, 1, points};
    case JudgementKind::Rating:
        return {1, 1, 1, points};
    case JudgementKind::Steps:
        break;
    }
    const bool known = steps != unknownSteps;
    return {known ? static_cast<std::size_t>(steps) : 1, known ? static_cast<std::size_t>(steps) : std::size_t(-1),
            static_cast<int>(StepLabel::Wrong), static_cast<int>(StepLabel::Right)};
}

} // namespace

Result<> checkVote(const StudyDesign &design, int shown, int steps, const Vote &vote)
{
    const Form form = formOf(design, shown, steps);
    std::set<int> criteria;
    for (const Judgement &judgement : vote.judgements) {
        const std::vector<int> &values = judgement.values;
        if (judgement.criterion < 0 || judgement.criterion >= static_cast<int>(design.criteria.size()))
            return fail(ErrorKind::InvalidInput, "A vote is about criterion " + std::to_string(judgement.criterion + 1) + ", which the study does not have.");
        if (!criteria.insert(judgement.criterion).second)
            return fail(ErrorKind::InvalidInput, "A vote judges by criterion " + std::to_string(judgement.criterion + 1) + " twice.");
        if (values.size() < form.fewest || values.size() > form.most)
            return fail(ErrorKind::InvalidInput, "A vote has " + std::to_string(values.size()) + " values where its comparison asks for " + std::to_string(form.fewest) + '.');
        const bool paired = design.kind == JudgementKind::Pairwise && values.size() == 2;
        if (paired && (values[1] < 1 || values[1] > strongest))
            return fail(ErrorKind::InvalidInput, "The strength of a preference is 1 to 3, not " + std::to_string(values[1]) + '.');
        const auto wrong = std::find_if(values.begin(), paired ? values.begin() + 1 : values.end(),
                                        [&](int value) { return value < form.lowest || value > form.highest; });
        if (wrong != (paired ? values.begin() + 1 : values.end())) {
            return fail(ErrorKind::InvalidInput, "A vote has the value " + std::to_string(*wrong) + "; it is from " + std::to_string(form.lowest) +
                                                     " to " + std::to_string(form.highest) + '.');
        }
    }
    return {};
}

} // namespace evol
