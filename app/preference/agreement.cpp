// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/agreement.h"

#include "preference/resampling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace evol {

namespace {

constexpr std::size_t figureCount = 8;
/// In the order of Agreement's members.
using Figures = std::array<std::optional<double>, figureCount>;

enum class Distance { Nominal, Linear, Quadratic, Ordinal };

/// A square table of numbers, one row and one column a value of the scale.
class Square
{
public:
    explicit Square(std::size_t size) : m_size(size), m_cells(size * size) {}
    std::size_t size() const { return m_size; }
    double &at(std::size_t i, std::size_t j) { return m_cells[i * m_size + j]; }
    double at(std::size_t i, std::size_t j) const { return m_cells[i * m_size + j]; }
    void clear() { m_cells.assign(m_cells.size(), 0); }

private:
    std::size_t m_size;
    std::vector<double> m_cells;
};

/// 1 - observed / expected disagreement; empty where none was to be expected.
std::optional<double> chanceCorrected(double observed, double expected)
{
    return expected > 0 ? std::optional(1 - observed / expected) : std::nullopt;
}

class Reliability
{
public:
    explicit Reliability(const std::vector<CodedValue> &values)
    {
        std::map<int, std::size_t> places;
        for (const CodedValue &value : values) {
            places[value.value];
            m_raters = std::max(m_raters, value.rater + 1);
        }
        for (auto &[value, place] : places) {
            place = m_scale.size();
            m_scale.push_back(value);
        }
        for (std::size_t i = 0; i < values.size();) {
            std::size_t end = i;
            while (end < values.size() && values[end].unit == values[i].unit)
                ++end;
            if (end - i > 1) {
                m_starts.push_back(m_codes.size());
                for (; i < end; ++i)
                    m_codes.push_back({values[i].rater, places[values[i].value]});
            }
            i = end;
        }
        m_starts.push_back(m_codes.size());
    }

    std::size_t units() const { return m_starts.size() - 1; }
    std::size_t values() const { return m_codes.size(); }
    std::size_t raters() const { return m_raters; }

    /// With unit u counted times[u] times.
    Figures figures(const std::vector<std::uint32_t> &times) const
    {
        const std::size_t k = m_scale.size();
        Square coincidences(k);
        std::map<std::uint64_t, Square> tables; // by pair of raters
        std::vector<double> totals(k);
        double pairs = 0, equal = 0, agreements = 0, weight = 0;
        for (std::size_t u = 0; u < units(); ++u) {
            const double n = times[u];
            if (n == 0)
                continue;
            const double m = static_cast<double>(m_starts[u + 1] - m_starts[u]);
            double same = 0;
            for (std::size_t i = m_starts[u]; i < m_starts[u + 1]; ++i) {
                totals[m_codes[i].place] += n;
                for (std::size_t j = i + 1; j < m_starts[u + 1]; ++j) {
                    const auto [one, other] = std::minmax(m_codes[i], m_codes[j], [](const Code &a, const Code &b) { return a.rater < b.rater; });
                    coincidences.at(one.place, other.place) += n / (m - 1);
                    coincidences.at(other.place, one.place) += n / (m - 1);
                    const std::uint64_t key = std::uint64_t{one.rater} << 32 | other.rater;
                    tables.try_emplace(key, k).first->second.at(one.place, other.place) += n;
                    same += one.place == other.place;
                }
            }
            pairs += n * m * (m - 1) / 2;
            equal += n * same;
            agreements += n * same / (m * (m - 1) / 2);
            weight += n;
        }
        Figures f;
        if (pairs > 0)
            f[0] = 100 * equal / pairs;
        f[1] = kappa(tables, Distance::Nominal);
        f[2] = kappa(tables, Distance::Linear);
        f[3] = kappa(tables, Distance::Quadratic);
        f[4] = fleiss(totals, agreements, weight);
        f[5] = alpha(coincidences, totals, Distance::Nominal);
        f[6] = alpha(coincidences, totals, Distance::Ordinal);
        f[7] = alpha(coincidences, totals, Distance::Quadratic);
        return f;
    }

private:
    struct Code {
        std::uint32_t rater = 0;
        std::size_t place = 0; ///< on the scale
    };

    double distance(std::size_t i, std::size_t j, Distance kind, const std::vector<double> &totals) const
    {
        const double apart = std::abs(double(m_scale[i]) - double(m_scale[j]));
        switch (kind) {
        case Distance::Nominal:
            return i != j;
        case Distance::Linear:
            return apart;
        case Distance::Quadratic:
            return apart * apart;
        case Distance::Ordinal:
            break;
        }
        const auto [low, high] = std::minmax(i, j);
        double between = -(totals[low] + totals[high]) / 2;
        for (std::size_t g = low; g <= high; ++g)
            between += totals[g];
        return i == j ? 0 : between * between;
    }

    std::optional<double> kappa(const std::map<std::uint64_t, Square> &tables, Distance kind) const
    {
        double sum = 0, weight = 0;
        for (const auto &[raters, table] : tables) {
            std::vector<double> rows(table.size()), columns(table.size());
            double n = 0, observed = 0, expected = 0;
            for (std::size_t i = 0; i < table.size(); ++i) {
                for (std::size_t j = 0; j < table.size(); ++j) {
                    rows[i] += table.at(i, j);
                    columns[j] += table.at(i, j);
                    n += table.at(i, j);
                    observed += table.at(i, j) * distance(i, j, kind, rows);
                }
            }
            for (std::size_t i = 0; i < table.size(); ++i) {
                for (std::size_t j = 0; j < table.size(); ++j)
                    expected += rows[i] * columns[j] / n * distance(i, j, kind, rows);
            }
            if (const auto value = chanceCorrected(observed, expected)) {
                sum += n * *value;
                weight += n;
            }
        }
        return weight > 0 ? std::optional(sum / weight) : std::nullopt;
    }

    static std::optional<double> fleiss(const std::vector<double> &totals, double agreements, double units)
    {
        double all = 0, expected = 0;
        for (const double total : totals)
            all += total;
        for (const double total : totals)
            expected += total / all * (total / all);
        return units > 0 ? chanceCorrected(1 - agreements / units, 1 - expected) : std::nullopt;
    }

    std::optional<double> alpha(const Square &coincidences, const std::vector<double> &totals, Distance kind) const
    {
        double all = 0, observed = 0, expected = 0;
        for (const double total : totals)
            all += total;
        for (std::size_t i = 0; i < totals.size(); ++i) {
            for (std::size_t j = 0; j < totals.size(); ++j) {
                const double apart = distance(i, j, kind, totals);
                observed += coincidences.at(i, j) * apart;
                expected += totals[i] * totals[j] * apart;
            }
        }
        return all > 1 ? chanceCorrected(observed, expected / (all - 1)) : std::nullopt;
    }

    std::vector<int> m_scale;
    std::vector<Code> m_codes;
    std::vector<std::size_t> m_starts; ///< of the units with two values or more, and the end
    std::uint32_t m_raters = 0;
};

constexpr std::size_t mostWork = 5'000'000; ///< values looked at by a bootstrap

std::vector<std::optional<Interval>> bootstrap(const Reliability &data, const AgreementOptions &options)
{
    std::array<std::vector<double>, figureCount> drawn;
    const std::size_t rounds = std::min(std::size_t(std::max(options.rounds, 0)), mostWork / std::max<std::size_t>(data.values(), 1));
    for (std::size_t round = 0; round < rounds; ++round) {
        RandomStream random(options.seed, round);
        std::vector<std::uint32_t> times(data.units());
        for (std::size_t i = 0; i < data.units(); ++i)
            ++times[random.below(data.units())];
        const Figures figures = data.figures(times);
        for (std::size_t f = 0; f < figureCount; ++f) {
            if (figures[f])
                drawn[f].push_back(*figures[f]);
        }
    }
    std::vector<std::optional<Interval>> intervals(figureCount);
    for (std::size_t f = 0; f < figureCount; ++f) {
        std::vector<double> &values = drawn[f];
        // A figure that most resamples leave undefined has no interval worth the name.
        if (values.size() < 20 || values.size() * 2 < rounds)
            continue;
        std::sort(values.begin(), values.end());
        const auto tail = static_cast<std::size_t>((1 - options.confidence) / 2 * static_cast<double>(values.size()));
        intervals[f] = Interval{values[tail], values[values.size() - 1 - tail]};
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
    const Figures figures = data.figures(std::vector<std::uint32_t>(data.units(), 1));
    const auto intervals = bootstrap(data, options);
    AgreementFigure *members[] = {&result.percent, &result.cohenKappa, &result.linearKappa, &result.quadraticKappa,
                                  &result.fleissKappa, &result.nominalAlpha, &result.ordinalAlpha, &result.intervalAlpha};
    for (std::size_t f = 0; f < figureCount; ++f)
        *members[f] = {figures[f], figures[f] ? intervals[f] : std::nullopt};
    return result;
}

} // namespace evol
