// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/gold.h"

#include "preference/judgement_pairs.h"

#include <algorithm>

namespace evol {

namespace {

PairScore rightScore(int first, int second)
{
    return first > second ? PairScore::Win : first < second ? PairScore::Loss : PairScore::Tie;
}

} // namespace

std::optional<bool> isRight(const StudyItem &item, const std::vector<int> &shown, JudgementKind kind, std::span<const int> values)
{
    if (item.gold.empty())
        return {};
    const auto goldOf = [&](int position) { return item.gold[static_cast<std::size_t>(shown[static_cast<std::size_t>(position)]) - 1]; };
    if (kind == JudgementKind::Rating)
        return values.front() == goldOf(0);
    if (kind == JudgementKind::Steps) {
        const auto wrong = std::find(values.begin(), values.end(), static_cast<int>(StepLabel::Wrong));
        return (wrong == values.end() ? 0 : static_cast<int>(wrong - values.begin()) + 1) == goldOf(0);
    }
    bool right = true;
    eachPair(kind, values, [&](int first, int second, PairScore score) { right = right && score == rightScore(goldOf(first), goldOf(second)); });
    return right;
}

} // namespace evol
