// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread; the bootstrap shares its rounds among as many threads as there are cores.
#include "preference/agreement.h"

#include "preference/resampling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

namespace evol {

namespace {

constexpr std::size_t figureCount = 8;
/// In the order of Agreement's members.
using Figures = std::array<std::optional<double>, figureCount>;

/// Numbers by two places on the scale: [i * size + j].
using Square = std::vector<double>;

/// 1 - observed / expected disagreement; empty where none was to be expected.
std::optional<double> chanceCorrected(double observed, double expected)
{
    return expected > 0 ? std::optional(1 - observed / expected) : std::nullopt;
}

/// What all figures are made of, for units counted any number of times.
struct Tally {
    std::vector<double> totals; ///< values, by place on the scale
    Square coincidences;        ///< pairs of values of a unit, one over its values but one each; one order of the two only
    std::vector<double> tables; ///< pairs of values, a Square for each pair of raters
    double pairs = 0, equalPairs = 0;
    double units = 0, equalShares = 0; ///< the second: sum over units of the share of pairs that are equal
};

/// Units with at least two values, laid out for counting again and again.
class Reliability
{
public:
    /// values: sorted by unit, then rater.
    explicit Reliability(const std::vector<CodedValue> &values)
    {
        readScale(values);
        std::map<std::uint64_t, std::size_t> tables; // by pair of raters
        for (std::size_t i = 0; i < values.size();) {
            std::size_t end = i;
            while (end < values.size() && values[end].unit == values[i].unit)
                ++end;
            if (end - i > 1)
                addUnit({values.data() + i, end - i}, tables);
            i = end;
        }
        m_tables = tables.size();
    }

    std::size_t units() const { return m_units.size(); }
    std::size_t values() const { return m_places.size(); }
    std::uint32_t raters() const { return m_raters; }
    /// Steps that one count and its figures take, about.
    std::size_t work() const { return m_units.size() + m_places.size() + m_pairings.size() + 6 * m_tables * m_scale.size() * m_scale.size(); }

    /// With unit u counted times[u] times.
    void count(const std::vector<std::uint32_t> &times, Tally &tally) const
    {
        const std::size_t k = m_scale.size();
        tally.totals.assign(k, 0);
        tally.coincidences.assign(k * k, 0);
        tally.tables.assign(m_tables * k * k, 0);
        tally.pairs = tally.equalPairs = tally.units = tally.equalShares = 0;
        for (std::size_t u = 0; u < m_units.size(); ++u) {
            if (times[u] > 0)
                countUnit(m_units[u], times[u], tally);
        }
    }

    Figures figures(const Tally &tally) const
    {
        const auto [nominal, linear, quadratic] = cohenKappas(tally);
        return {100 * tally.equalPairs / tally.pairs, nominal, linear, quadratic, fleiss(tally),
                alpha(tally, m_distances[0]), alpha(tally, ordinalDistances(tally)), alpha(tally, m_distances[2])};
    }

private:
    struct Unit {
        std::size_t place = 0, pairing = 0; ///< its first ones
        std::uint32_t values = 0, equalPairs = 0;
    };
    struct Pairing {
        std::size_t table = 0; ///< where the raters' table starts
        std::size_t cell = 0;  ///< of a Square: the value of the rater with the smaller number, then the other's
    };

    void readScale(const std::vector<CodedValue> &values)
    {
        for (const CodedValue &value : values) {
            m_scale.push_back(value.value);
            m_raters = std::max(m_raters, value.rater + 1);
        }
        std::sort(m_scale.begin(), m_scale.end());
        m_scale.erase(std::unique(m_scale.begin(), m_scale.end()), m_scale.end());
        const std::size_t k = m_scale.size();
        m_distances.fill(Square(k * k));
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t j = 0; j < k; ++j) {
                const double apart = std::abs(double(m_scale[i]) - double(m_scale[j]));
                m_distances[0][i * k + j] = i != j;
                m_distances[1][i * k + j] = apart;
                m_distances[2][i * k + j] = apart * apart;
            }
        }
    }

    void addUnit(std::span<const CodedValue> values, std::map<std::uint64_t, std::size_t> &tables)
    {
        const std::size_t k = m_scale.size();
        Unit unit{m_places.size(), m_pairings.size(), static_cast<std::uint32_t>(values.size()), 0};
        for (const CodedValue &value : values)
            m_places.push_back(static_cast<std::size_t>(std::lower_bound(m_scale.begin(), m_scale.end(), value.value) - m_scale.begin()));
        for (std::size_t i = 0; i < values.size(); ++i) {
            for (std::size_t j = i + 1; j < values.size(); ++j) {
                const std::uint64_t raters = std::uint64_t{values[i].rater} << 32 | values[j].rater;
                const std::size_t table = tables.try_emplace(raters, tables.size()).first->second;
                m_pairings.push_back({table * k * k, m_places[unit.place + i] * k + m_places[unit.place + j]});
                unit.equalPairs += values[i].value == values[j].value;
            }
        }
        m_units.push_back(unit);
    }

    void countUnit(const Unit &unit, double times, Tally &tally) const
    {
        const double values = unit.values, pairs = values * (values - 1) / 2;
        for (std::size_t i = 0; i < unit.values; ++i)
            tally.totals[m_places[unit.place + i]] += times;
        for (std::size_t i = 0; i < static_cast<std::size_t>(pairs); ++i) {
            const Pairing &pairing = m_pairings[unit.pairing + i];
            tally.coincidences[pairing.cell] += times / (values - 1);
            tally.tables[pairing.table + pairing.cell] += times;
        }
        tally.pairs += times * pairs;
        tally.equalPairs += times * unit.equalPairs;
        tally.units += times;
        tally.equalShares += times * unit.equalPairs / pairs;
    }

    /// Nominal, linear and quadratic.
    std::array<std::optional<double>, 3> cohenKappas(const Tally &tally) const
    {
        const std::size_t k = m_scale.size();
        std::array<double, 3> sums{}, weights{};
        std::vector<double> rows(k), columns(k);
        for (std::size_t table = 0; table < m_tables; ++table) {
            const double *cells = &tally.tables[table * k * k];
            std::fill(rows.begin(), rows.end(), 0.0);
            std::fill(columns.begin(), columns.end(), 0.0);
            double n = 0;
            for (std::size_t cell = 0; cell < k * k; ++cell) {
                rows[cell / k] += cells[cell];
                columns[cell % k] += cells[cell];
                n += cells[cell];
            }
            for (std::size_t kind = 0; n > 0 && kind < m_distances.size(); ++kind) {
                double observed = 0, expected = 0;
                for (std::size_t cell = 0; cell < k * k; ++cell) {
                    observed += cells[cell] * m_distances[kind][cell];
                    expected += rows[cell / k] * columns[cell % k] * m_distances[kind][cell];
                }
                if (const auto kappa = chanceCorrected(observed, expected / n)) {
                    sums[kind] += n * *kappa;
                    weights[kind] += n;
                }
            }
        }
        std::array<std::optional<double>, 3> kappas;
        for (std::size_t kind = 0; kind < kappas.size(); ++kind) {
            if (weights[kind] > 0)
                kappas[kind] = sums[kind] / weights[kind];
        }
        return kappas;
    }

    std::optional<double> fleiss(const Tally &tally) const
    {
        double all = 0, equalByChance = 0;
        for (const double total : tally.totals)
            all += total;
        for (const double total : tally.totals)
            equalByChance += total / all * (total / all);
        return chanceCorrected(1 - tally.equalShares / tally.units, 1 - equalByChance);
    }

    std::optional<double> alpha(const Tally &tally, const Square &distances) const
    {
        const std::size_t k = m_scale.size();
        double all = 0, observed = 0, expected = 0;
        for (const double total : tally.totals)
            all += total;
        for (std::size_t cell = 0; cell < k * k; ++cell) {
            observed += 2 * tally.coincidences[cell] * distances[cell];
            expected += tally.totals[cell / k] * tally.totals[cell % k] * distances[cell];
        }
        return chanceCorrected(observed, expected / (all - 1));
    }

    /// Krippendorff (2011), section C: by how many values lie between two, half of their own included, squared.
    Square ordinalDistances(const Tally &tally) const
    {
        const std::size_t k = m_scale.size();
        Square distances(k * k);
        for (std::size_t i = 0; i < k; ++i) {
            double between = tally.totals[i] / 2;
            for (std::size_t j = i + 1; j < k; ++j) {
                const double apart = between + tally.totals[j] / 2;
                distances[i * k + j] = distances[j * k + i] = apart * apart;
                between += tally.totals[j];
            }
        }
        return distances;
    }

    std::vector<int> m_scale; ///< the values there are, in order
    std::array<Square, 3> m_distances; ///< nominal, linear, quadratic
    std::vector<Unit> m_units;
    std::vector<std::size_t> m_places; ///< of all values on the scale, unit by unit
    std::vector<Pairing> m_pairings;   ///< of all pairs of values of a unit, unit by unit
    std::size_t m_tables = 0;          ///< pairs of raters
    std::uint32_t m_raters = 0;
};

constexpr std::size_t mostWork = 100'000'000; ///< steps of a bootstrap
constexpr std::size_t fewestRounds = 100;     ///< whatever the work

std::array<std::optional<Interval>, figureCount> bootstrap(const Reliability &data, const AgreementOptions &options)
{
    const std::size_t affordable = std::max(fewestRounds, mostWork / data.work());
    const std::size_t rounds = std::min(static_cast<std::size_t>(std::max(options.rounds, 0)), affordable);
    std::vector<Figures> drawn(rounds);
    shareRounds(static_cast<int>(rounds), 0, [&] {
        return [&, times = std::vector<std::uint32_t>(data.units()), tally = Tally()](int round) mutable {
            RandomStream random(options.seed, static_cast<std::uint64_t>(round));
            std::fill(times.begin(), times.end(), 0u);
            for (std::size_t i = 0; i < data.units(); ++i)
                ++times[random.below(data.units())];
            data.count(times, tally);
            drawn[static_cast<std::size_t>(round)] = data.figures(tally);
        };
    });
    std::array<std::optional<Interval>, figureCount> intervals;
    for (std::size_t f = 0; f < figureCount; ++f) {
        std::vector<double> values;
        for (const Figures &figures : drawn) {
            if (figures[f])
                values.push_back(*figures[f]);
        }
        // Where more resamples than lie outside an interval leave a figure undefined, there is none worth the name.
        if (!values.empty() && static_cast<double>(values.size()) >= options.confidence * static_cast<double>(rounds))
            intervals[f] = percentileInterval(std::move(values), options.confidence);
    }
    return intervals;
}

} // namespace

Agreement agreement(std::vector<CodedValue> values, const AgreementOptions &options)
{
    std::sort(values.begin(), values.end(),
              [](const CodedValue &a, const CodedValue &b) { return std::pair(a.unit, a.rater) < std::pair(b.unit, b.rater); });
    const Reliability data(values);
    Agreement result;
    result.units = static_cast<std::int64_t>(data.units());
    result.values = static_cast<std::int64_t>(data.values());
    result.raters = static_cast<int>(data.raters());
    if (data.units() == 0)
        return result;
    Tally tally;
    data.count(std::vector<std::uint32_t>(data.units(), 1), tally);
    const Figures figures = data.figures(tally);
    const auto intervals = bootstrap(data, options);
    AgreementFigure *members[] = {&result.percent, &result.cohenKappa, &result.linearKappa, &result.quadraticKappa,
                                  &result.fleissKappa, &result.nominalAlpha, &result.ordinalAlpha, &result.intervalAlpha};
    for (std::size_t f = 0; f < figureCount; ++f)
        *members[f] = {figures[f], figures[f] ? intervals[f] : std::nullopt};
    return result;
}

} // namespace evol
