// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread; the bootstrap shares its rounds among as many threads as there are cores.
#include "preference/bradley_terry.h"

#include "preference/resampling.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

namespace evol {

namespace {

constexpr int mostSteps = 100;
constexpr double smallStep = 1e-9;
constexpr double longestStep = 2;
/// Natural logarithm of odds, on either side of the mean: 1,737 points. A resample may lack what keeps a rating finite.
constexpr double mostExtreme = 10;

/// Of contenders that have been played, densely numbered.
class Fit
{
public:
    explicit Fit(const PairCounts &counts)
    {
        for (int i = 0; i < counts.contenders(); ++i) {
            if (hasPlayed(counts, i))
                m_played.push_back(i);
        }
        m_size = m_played.size();
        m_wins.resize(m_size * m_size);
        m_hessian.resize(m_size * m_size);
        m_step.resize(m_size);
        take(counts);
    }

    const std::vector<int> &played() const { return m_played; }
    /// Half ties count as wins.
    void take(const PairCounts &counts)
    {
        for (std::size_t i = 0; i < m_size; ++i) {
            for (std::size_t j = 0; j < m_size; ++j) {
                if (i == j)
                    continue;
                m_wins[i * m_size + j] = static_cast<double>(counts.count(m_played[i], m_played[j], PairScore::Win)) +
                                         static_cast<double>(counts.count(m_played[i], m_played[j], PairScore::Tie)) / 2;
            }
        }
    }

    /// Whether from everybody a chain of wins and ties leads to everybody else.
    bool isConnected() const { return m_size > 0 && reachesAll(true) && reachesAll(false); }

    /// Logarithms of strength with mean 0, from those in `strength` on.
    void solve(std::vector<double> &strength)
    {
        for (int step = 0; step < mostSteps; ++step) {
            if (newtonStep(strength) < smallStep)
                break;
        }
    }

private:
    static bool hasPlayed(const PairCounts &counts, int i)
    {
        for (int j = 0; j < counts.contenders(); ++j) {
            for (const PairScore score : {PairScore::Loss, PairScore::Tie, PairScore::Win}) {
                if (i != j && counts.count(i, j, score) > 0)
                    return true;
            }
        }
        return false;
    }

    bool reachesAll(bool forwards) const
    {
        std::vector<std::size_t> open{0};
        std::vector<bool> seen(m_size);
        seen[0] = true;
        std::size_t count = 1;
        while (!open.empty()) {
            const std::size_t i = open.back();
            open.pop_back();
            for (std::size_t j = 0; j < m_size; ++j) {
                if (!seen[j] && (forwards ? m_wins[i * m_size + j] : m_wins[j * m_size + i]) > 0) {
                    seen[j] = true;
                    ++count;
                    open.push_back(j);
                }
            }
        }
        return count == m_size;
    }

    /// Returns the greatest change.
    double newtonStep(std::vector<double> &strength)
    {
        // The likelihood knows differences only; the constant added to every element pins the mean.
        std::fill(m_hessian.begin(), m_hessian.end(), 1.0);
        std::fill(m_step.begin(), m_step.end(), 0.0);
        for (std::size_t i = 0; i < m_size; ++i) {
            for (std::size_t j = i + 1; j < m_size; ++j) {
                const double won = m_wins[i * m_size + j], played = won + m_wins[j * m_size + i];
                if (played == 0)
                    continue;
                const double p = 1 / (1 + std::exp(strength[j] - strength[i]));
                const double slope = won - played * p, curve = played * p * (1 - p);
                m_step[i] += slope;
                m_step[j] -= slope;
                m_hessian[i * m_size + i] += curve;
                m_hessian[j * m_size + j] += curve;
                m_hessian[i * m_size + j] -= curve;
                m_hessian[j * m_size + i] -= curve;
            }
        }
        solveSymmetric();
        double change = 0;
        for (std::size_t i = 0; i < m_size; ++i) {
            const double before = strength[i];
            strength[i] = std::clamp(before + std::clamp(m_step[i], -longestStep, longestStep), -mostExtreme, mostExtreme);
            change = std::max(change, std::abs(strength[i] - before));
        }
        return change;
    }

    /// m_step: the right side, then the solution, by Cholesky's method.
    void solveSymmetric()
    {
        const std::size_t n = m_size;
        double *a = m_hessian.data();
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < j; ++k) {
                for (std::size_t i = j; i < n; ++i)
                    a[i * n + j] -= a[i * n + k] * a[j * n + k];
            }
            // What a resample knows nothing of stays where it is.
            const double root = std::sqrt(std::max(a[j * n + j], 1e-12));
            for (std::size_t i = j; i < n; ++i)
                a[i * n + j] /= root;
            a[j * n + j] = root;
        }
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t k = 0; k < i; ++k)
                m_step[i] -= a[i * n + k] * m_step[k];
            m_step[i] /= a[i * n + i];
        }
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t k = i + 1; k < n; ++k)
                m_step[i] -= a[k * n + i] * m_step[k];
            m_step[i] /= a[i * n + i];
        }
    }

    std::size_t m_size = 0;
    std::vector<int> m_played;
    std::vector<double> m_wins, m_hessian, m_step;
};

double ratingOf(double strength)
{
    return meanRating + strength * ratingScale / std::log(10.0);
}

/// Between the two nearest of the sorted values.
double percentile(const std::vector<double> &sorted, double share)
{
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// strengths[i][round], in the order of fit.played().
std::vector<std::vector<double>> resampledStrengths(const PairCounts &counts, std::span<const PairOutcome> outcomes, const Fit &fit,
                                                    const std::vector<double> &start, const BootstrapOptions &options)
{
    std::vector<std::vector<double>> strengths(start.size(), std::vector<double>(static_cast<std::size_t>(options.rounds)));
    const Resampler resampler(counts, outcomes);
    std::atomic<int> next = 0;
    const auto work = [&] {
        Fit own = fit;
        PairCounts sample(counts.contenders());
        std::vector<double> strength;
        for (int round = next++; round < options.rounds; round = next++) {
            resampler.draw(options.seed, static_cast<std::uint64_t>(round), sample);
            own.take(sample);
            strength = start;
            own.solve(strength);
            // A resample that lost a contender may have let the mean drift.
            const double mean = std::accumulate(strength.begin(), strength.end(), 0.0) / static_cast<double>(strength.size());
            for (std::size_t i = 0; i < strength.size(); ++i)
                strengths[i][static_cast<std::size_t>(round)] = strength[i] - mean;
        }
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back(work);
    work();
    threads.clear();
    return strengths;
}

} // namespace

std::vector<std::optional<double>> bradleyTerry(const PairCounts &counts)
{
    std::vector<std::optional<double>> ratings(static_cast<std::size_t>(counts.contenders()));
    Fit fit(counts);
    if (!fit.isConnected())
        return ratings;
    std::vector<double> strength(fit.played().size());
    fit.solve(strength);
    for (std::size_t i = 0; i < strength.size(); ++i)
        ratings[static_cast<std::size_t>(fit.played()[i])] = ratingOf(strength[i]);
    return ratings;
}

std::vector<RatingInterval> bootstrapRatings(const PairCounts &counts, std::span<const PairOutcome> outcomes,
                                             const BootstrapOptions &options)
{
    std::vector<RatingInterval> ratings(static_cast<std::size_t>(counts.contenders()));
    Fit fit(counts);
    if (!fit.isConnected() || options.rounds < 1)
        return ratings;
    std::vector<double> strength(fit.played().size());
    fit.solve(strength);
    auto strengths = resampledStrengths(counts, outcomes, fit, strength, options);
    for (std::size_t i = 0; i < strength.size(); ++i) {
        std::sort(strengths[i].begin(), strengths[i].end());
        const double tail = (1 - options.confidence) / 2;
        ratings[static_cast<std::size_t>(fit.played()[i])] = {
            ratingOf(strength[i]), {ratingOf(percentile(strengths[i], tail)), ratingOf(percentile(strengths[i], 1 - tail))}};
    }
    return ratings;
}

} // namespace evol
