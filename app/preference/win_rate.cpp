// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/win_rate.h"

#include <cmath>

namespace evol {

namespace {

/// Sums of one contender over clusters, for a mean that is known only at the end: the sum over clusters of
/// (points - mean * votes)² is A - 2 mean B + mean² C.
struct Sums {
    WinRate rate;
    std::uint32_t cluster = 0;
    double points = 0, votes = 0;     ///< of the cluster that is being read
    double clusters = 0, a = 0, b = 0, c = 0;

    void add(std::uint32_t of, PairScore score)
    {
        if (of != cluster || votes == 0) {
            close();
            cluster = of;
        }
        ++(score == PairScore::Win ? rate.wins : score == PairScore::Tie ? rate.ties : rate.losses);
        points += evol::points(score);
        ++votes;
    }
    void close()
    {
        if (votes > 0)
            ++clusters;
        a += points * points;
        b += points * votes;
        c += votes * votes;
        points = votes = 0;
    }
    WinRate result()
    {
        close();
        const double n = static_cast<double>(rate.count());
        if (n == 0)
            return rate;
        const double mean = (static_cast<double>(rate.wins) + static_cast<double>(rate.ties) / 2) / n;
        rate.rate = 100 * mean;
        if (clusters >= 2)
            rate.error = 100 * std::sqrt(std::max(0.0, a - 2 * mean * b + mean * mean * c) * clusters / (clusters - 1)) / n;
        return rate;
    }
};

} // namespace

std::vector<WinRate> winRates(int contenders, std::span<const PairOutcome> outcomes)
{
    std::vector<Sums> sums(static_cast<std::size_t>(contenders));
    for (const PairOutcome &o : outcomes) {
        sums[o.first].add(o.cluster, o.score);
        sums[o.second].add(o.cluster, mirrored(o.score));
    }
    std::vector<WinRate> rates;
    for (Sums &each : sums)
        rates.push_back(each.result());
    return rates;
}

} // namespace evol
