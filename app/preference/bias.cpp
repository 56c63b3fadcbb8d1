// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/bias.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace evol {

namespace {

constexpr double precision = 1e-15;
constexpr double tiny = 1e-300;

/// The continued fraction of the incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17.22), by
/// Lentz's method; converges fast for x below (a + 1) / (a + b + 2).
double betaFraction(double a, double b, double x)
{
    double c = 1, d = 1 / std::max(std::abs(1 - (a + b) * x / (a + 1)), tiny), fraction = d;
    for (int m = 1; m < 100'000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        const double factor = d * c;
        fraction *= factor;
        if (std::abs(factor - 1) < precision)
            break;
    }
    return fraction;
}

/// Whether sides drawn by lot would be as uneven at times: how often a contender stood first more than second has then
/// the number of its votes for a variance.
bool isBalanced(std::span<const PositionVote> votes)
{
    std::vector<double> excess; // of first over second, by contender
    for (const PositionVote &vote : votes) {
        excess.resize(std::max<std::size_t>({excess.size(), vote.first + 1u, vote.second + 1u}));
        ++excess[vote.first];
        --excess[vote.second];
    }
    double squares = 0;
    for (const double count : excess)
        squares += count * count;
    constexpr double deviations = 2;
    return squares <= deviations * deviations * 2 * static_cast<double>(votes.size());
}

/// Of one pair, whose smaller contender is a.
struct PairTable {
    double aFirst = 0, bFirst = 0, aWon = 0, aFirstAndWon = 0;
};

std::optional<double> mantelHaenszel(std::span<const PositionVote> votes)
{
    std::map<std::pair<int, int>, PairTable> tables;
    for (const PositionVote &vote : votes) {
        const bool aFirst = vote.first < vote.second, aWon = vote.firstWon == aFirst;
        PairTable &table = tables[{std::min(vote.first, vote.second), std::max(vote.first, vote.second)}];
        ++(aFirst ? table.aFirst : table.bFirst);
        table.aWon += aWon;
        table.aFirstAndWon += aFirst && aWon;
    }
    double surprise = 0, variance = 0;
    for (const auto &[pair, t] : tables) {
        const double n = t.aFirst + t.bFirst;
        if (n < 2)
            continue;
        surprise += t.aFirstAndWon - t.aFirst * t.aWon / n;
        variance += t.aFirst * t.bFirst * t.aWon * (n - t.aWon) / (n * n * (n - 1));
    }
    return variance > 0 ? std::optional(std::erfc(std::abs(surprise) / std::sqrt(2 * variance))) : std::nullopt;
}

} // namespace

Bias positionBias(std::span<const PositionVote> votes)
{
    const auto firstWins = std::count_if(votes.begin(), votes.end(), [](const PositionVote &vote) { return vote.firstWon; });
    Bias bias = biasOf(firstWins, static_cast<std::int64_t>(votes.size()));
    if (!votes.empty() && !isBalanced(votes))
        bias.probability = mantelHaenszel(votes);
    return bias;
}

double halfBinomialTail(std::int64_t k, std::int64_t n)
{
    if (k < 0)
        return 0;
    if (k >= n)
        return 1;
    // P(X <= k) is the incomplete beta function at a half with a = n - k, b = k + 1.
    const double a = static_cast<double>(n - k), b = static_cast<double>(k + 1), x = 0.5;
    const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + (a + b) * std::log(x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, x) / b;
}

Bias biasOf(std::int64_t part, std::int64_t of)
{
    if (of <= 0)
        return {};
    const double tail = halfBinomialTail(std::min(part, of - part), of);
    return {{part, of}, std::min(1.0, 2 * tail)};
}

} // namespace evol
