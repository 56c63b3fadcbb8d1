// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread; the bootstrap shares its rounds among as many threads as there are cores.
#include "preference/bradley_terry.h"

#include "preference/resampling.h"

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr int mostSteps = 1000; ///< far more than the widest ratings need
/// Of natural logarithms of odds. What is left after such a step is its square.
constexpr double smallStep = 1e-6;

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

    /// One more tie of each pair that met in `counts`.
    void addTies(const PairCounts &counts)
    {
        const Fit all(counts);
        for (std::size_t i = 0; i < m_size; ++i) {
            for (std::size_t j = 0; j < m_size; ++j) {
                if (all.m_wins[i * m_size + j] + all.m_wins[j * m_size + i] > 0)
                    m_wins[i * m_size + j] += 0.5;
            }
        }
    }

    /// Logarithms of strength with mean 0, from those in `strength` on, which have mean 0.
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

    /// Returns by how much odds changed at most. Full steps of Newton's method may go astray; with the length of Sun and
    /// Tran-Dinh (2019), "Generalized self-concordant functions", Mathematical Programming 178, section 4.1, they cannot:
    /// the third derivative of the logistic loss is at most the second one times the change of odds.
    double newtonStep(std::vector<double> &strength)
    {
        prepareStep(strength);
        solveSymmetric();
        const auto [least, most] = std::minmax_element(m_step.begin(), m_step.end());
        const double change = *most - *least, length = change > 0 ? std::log1p(change) / change : 1;
        for (std::size_t i = 0; i < m_size; ++i)
            strength[i] += length * m_step[i];
        return change;
    }

    void prepareStep(const std::vector<double> &strength)
    {
        // The likelihood knows differences only; the constant added to every element keeps the mean where it is.
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
            // Rounding must not make a root of less than nothing where hardly anything is known.
            const double root = std::sqrt(std::max(a[j * n + j], 1e-300));
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

/// [i][round], i in the order of fit.played().
std::vector<std::vector<double>> resampledRatings(const PairCounts &counts, std::span<const PairOutcome> outcomes, const Fit &fit,
                                                  const std::vector<double> &start, const BootstrapOptions &options)
{
    std::vector<std::vector<double>> ratings(start.size(), std::vector<double>(static_cast<std::size_t>(std::max(options.rounds, 0))));
    const Resampler resampler(counts, outcomes);
    shareRounds(options.rounds, options.threads, [&] {
        return [&, own = fit, sample = PairCounts(counts.contenders()), strength = start](int round) mutable {
            resampler.draw(options.seed, static_cast<std::uint64_t>(round), sample);
            own.take(sample);
            if (!own.isConnected())
                own.addTies(counts);
            strength = start;
            own.solve(strength);
            for (std::size_t i = 0; i < strength.size(); ++i)
                ratings[i][static_cast<std::size_t>(round)] = ratingOf(strength[i]);
        };
    });
    return ratings;
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
    if (!fit.isConnected())
        return ratings;
    std::vector<double> strength(fit.played().size());
    fit.solve(strength);
    auto resampled = resampledRatings(counts, outcomes, fit, strength, options);
    for (std::size_t i = 0; i < strength.size(); ++i) {
        RatingInterval &own = ratings[static_cast<std::size_t>(fit.played()[i])];
        own.rating = ratingOf(strength[i]);
        if (options.rounds > 0)
            own.interval = percentileInterval(std::move(resampled[i]), options.confidence);
    }
    return ratings;
}

} // namespace evol
