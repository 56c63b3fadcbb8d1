// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/elo.h"

#include "preference/resampling.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace evol {

namespace {
constexpr double start = 1000;
constexpr double scale = 400;
constexpr double most = 4; ///< points that one outcome can move
constexpr std::size_t mostOrders = 100;
constexpr std::size_t mostWork = 2'000'000;
} // namespace

std::vector<std::optional<double>> eloRatings(int contenders, std::span<const PairOutcome> outcomes, std::uint64_t seed)
{
    std::vector<std::optional<double>> means(static_cast<std::size_t>(contenders));
    if (outcomes.empty())
        return means;
    for (const PairOutcome &o : outcomes)
        means[o.first] = means[o.second] = 0;
    const std::size_t orders = std::clamp<std::size_t>(mostWork / outcomes.size(), 1, mostOrders);
    std::vector<std::uint32_t> order(outcomes.size());
    std::iota(order.begin(), order.end(), 0u);
    for (std::size_t round = 0; round < orders; ++round) {
        RandomStream random(seed, round);
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random.below(i)]);
        std::vector<double> ratings(means.size(), start);
        for (const std::uint32_t i : order) {
            const PairOutcome &o = outcomes[i];
            const double expected = 1 / (1 + std::pow(10, (ratings[o.second] - ratings[o.first]) / scale));
            const double moved = most * (points(o.score) - expected);
            ratings[o.first] += moved;
            ratings[o.second] -= moved;
        }
        for (std::size_t i = 0; i < means.size(); ++i) {
            if (means[i])
                *means[i] += ratings[i] / static_cast<double>(orders);
        }
    }
    return means;
}

} // namespace evol
