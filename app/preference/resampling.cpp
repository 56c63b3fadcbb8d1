// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread; rounds are shared among as many threads as there are cores.
#include "preference/resampling.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <thread>

namespace evol {

namespace {

constexpr double fewExpected = 10;

/// What Stirling's formula leaves out of log(k!).
double stirlingTail(double k)
{
    static const double exact[] = {0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
                                   0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.0092554621827127, 0.0083305634333631};
    if (k < 10)
        return exact[static_cast<int>(k)];
    const double x = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / x) / x) / (k + 1);
}

/// By the distribution's own sum, from 0 up. p: up to a half.
std::int64_t byInversion(RandomStream &random, std::int64_t n, double p)
{
    const double odds = p / (1 - p);
    double left = random.uniform(), probability = std::exp(static_cast<double>(n) * std::log1p(-p));
    std::int64_t k = 0;
    while (left > probability && k < n) {
        left -= probability;
        ++k;
        probability *= odds * static_cast<double>(n - k + 1) / static_cast<double>(k);
    }
    return k;
}

/// By rejection from a hat that is easily drawn from. p: up to a half.
std::int64_t byRejection(RandomStream &random, std::int64_t count, double p)
{
    const double n = static_cast<double>(count), deviation = std::sqrt(n * p * (1 - p));
    const double b = 1.15 + 2.53 * deviation, a = -0.0873 + 0.0248 * b + 0.01 * p, c = n * p + 0.5;
    const double alpha = (2.83 + 5.1 / b) * deviation, odds = p / (1 - p), mode = std::floor((n + 1) * p);
    const double inside = 0.92 - 4.2 / b;
    for (;;) {
        const double u = random.uniform() - 0.5;
        double v = random.uniform();
        const double us = 0.5 - std::abs(u), k = std::floor((2 * a / us + b) * u + c);
        if (k < 0 || k > n)
            continue;
        if (us >= 0.07 && v <= inside)
            return static_cast<std::int64_t>(k);
        v = std::log(v * alpha / (a / (us * us) + b));
        const double bound = (mode + 0.5) * std::log((mode + 1) / (odds * (n - mode + 1))) +
                             (n + 1) * std::log((n - mode + 1) / (n - k + 1)) + (k + 0.5) * std::log(odds * (n - k + 1) / (k + 1)) +
                             stirlingTail(mode) + stirlingTail(n - mode) - stirlingTail(k) - stirlingTail(n - k);
        if (v <= bound)
            return static_cast<std::int64_t>(k);
    }
}

} // namespace

std::int64_t binomial(RandomStream &random, std::int64_t n, double p)
{
    if (n <= 0 || p <= 0)
        return 0;
    if (p >= 1)
        return n;
    if (p > 0.5)
        return n - binomial(random, n, 1 - p);
    return static_cast<double>(n) * p < fewExpected ? byInversion(random, n, p) : byRejection(random, n, p);
}

void shareRounds(int rounds, unsigned threads, const std::function<std::function<void(int)>()> &makeWork)
{
    std::atomic<int> next = 0;
    const auto work = [&] {
        const auto one = makeWork();
        for (int round = next++; round < rounds; round = next++)
            one(round);
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < (threads > 0 ? threads : std::thread::hardware_concurrency()); ++i)
        others.emplace_back(work);
    work();
}

Interval percentileInterval(std::vector<double> values, double confidence)
{
    std::sort(values.begin(), values.end());
    const auto percentile = [&](double share) {
        const double at = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(at);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
    };
    const double tail = (1 - confidence) / 2;
    return {percentile(tail), percentile(1 - tail)};
}

Resampler::Resampler(const PairCounts &counts, std::span<const PairOutcome> outcomes)
{
    std::vector<std::int64_t> alone(counts.cells().begin(), counts.cells().end()); // clusters of one outcome, by cell
    std::map<std::vector<std::size_t>, std::int64_t> others;
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < outcomes.size();) {
        cells.clear();
        const std::size_t start = i;
        for (; i < outcomes.size() && outcomes[i].cluster == outcomes[start].cluster; ++i)
            cells.push_back(counts.cell(outcomes[i].first, outcomes[i].second, outcomes[i].score));
        if (cells.size() == 1)
            continue;
        for (const std::size_t cell : cells)
            --alone[cell];
        std::sort(cells.begin(), cells.end());
        ++others[cells];
    }
    for (std::size_t cell = 0; cell < alone.size(); ++cell) {
        if (alone[cell] > 0)
            addKind({&cell, 1}, alone[cell]);
    }
    for (const auto &[kind, clusters] : others)
        addKind(kind, clusters);
}

void Resampler::addKind(std::span<const std::size_t> cells, std::int64_t clusters)
{
    m_kinds.push_back({m_cells.size(), m_cells.size() + cells.size(), clusters});
    m_cells.insert(m_cells.end(), cells.begin(), cells.end());
    m_clusters += clusters;
}

void Resampler::draw(std::uint64_t seed, std::uint64_t round, PairCounts &sample) const
{
    RandomStream random(seed, round);
    sample.clear();
    // A multinomial draw is a chain of binomial ones: each kind takes its share of what is left.
    std::int64_t left = m_clusters, weight = m_clusters;
    for (const Kind &kind : m_kinds) {
        if (left == 0)
            return;
        const double share = static_cast<double>(kind.clusters) / static_cast<double>(weight);
        const std::int64_t drawn = binomial(random, left, share);
        for (std::size_t i = kind.begin; i < kind.end; ++i)
            sample.cells()[m_cells[i]] += drawn;
        left -= drawn;
        weight -= kind.clusters;
    }
}

} // namespace evol
