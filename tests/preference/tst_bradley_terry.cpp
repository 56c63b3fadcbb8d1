// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings where they are known, their intervals over many simulated studies, and where there are none.
#include "preference/bradley_terry.h"
#include "preference/resampling.h"

#include <QTest>

#include <cmath>

using namespace evol;

namespace {

std::vector<PairOutcome> simulated(const std::vector<double> &ratings, int votes, double ties, std::uint64_t seed)
{
    RandomStream random(seed, 9);
    std::vector<PairOutcome> outcomes;
    const std::uint64_t count = ratings.size();
    for (int i = 0; i < votes; ++i) {
        const auto first = static_cast<std::uint16_t>(random.below(count));
        const auto second = static_cast<std::uint16_t>((first + 1 + random.below(count - 1)) % count);
        const double wins = 1 / (1 + std::pow(10, (ratings[second] - ratings[first]) / 400));
        const PairScore score = random.uniform() < ties ? PairScore::Tie : random.uniform() < wins ? PairScore::Win : PairScore::Loss;
        outcomes.push_back({static_cast<std::uint32_t>(i + 1), first, second, score});
    }
    return outcomes;
}

/// Stationary at the maximum: what each won is what it was expected to win.
double greatestSurprise(const PairCounts &counts, const std::vector<std::optional<double>> &ratings)
{
    double greatest = 0;
    for (int i = 0; i < counts.contenders(); ++i) {
        double surprise = 0;
        for (int j = 0; j < counts.contenders(); ++j) {
            const double wins = double(counts.count(i, j, PairScore::Win)), ties = double(counts.count(i, j, PairScore::Tie));
            const double played = i == j ? 0 : wins + ties + double(counts.count(i, j, PairScore::Loss));
            if (played > 0)
                surprise += wins + ties / 2 - played / (1 + std::pow(10, (*ratings[std::size_t(j)] - *ratings[std::size_t(i)]) / 400));
        }
        greatest = std::max(greatest, std::abs(surprise));
    }
    return greatest;
}

} // namespace

class TestBradleyTerry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tenfoldOddsAre400Points()
    {
        PairCounts counts(2);
        counts.add(0, 1, PairScore::Win, 1000);
        counts.add(0, 1, PairScore::Loss, 100);
        const auto ratings = bradleyTerry(counts);
        QVERIFY(std::abs(*ratings[0] - *ratings[1] - 400) < 1e-6);
        QVERIFY(std::abs(*ratings[0] + *ratings[1] - 2000) < 1e-6);
    }

    void aTieIsHalfAWinForEach()
    {
        PairCounts tied(2), split(2);
        tied.add(0, 1, PairScore::Win, 30);
        split.add(0, 1, PairScore::Win, 40);
        tied.add(1, 0, PairScore::Tie, 20);
        split.add(0, 1, PairScore::Loss, 10);
        QVERIFY(std::abs(*bradleyTerry(tied)[0] - *bradleyTerry(split)[0]) < 1e-6);
    }

    void theEstimatesMakeTheVotesLikeliest()
    {
        const std::vector<double> strengths{1200, 1100, 1000, 950, 900, 850};
        const auto outcomes = simulated(strengths, 20'000, 0.2, 3);
        const PairCounts counts = countPairs(6, outcomes);
        const auto ratings = bradleyTerry(counts);
        QVERIFY(greatestSurprise(counts, ratings) < 1e-6);
        for (std::size_t i = 1; i < strengths.size(); ++i)
            QVERIFY(*ratings[i - 1] > *ratings[i]);
    }

    void whoNeverLostHasNoRating()
    {
        PairCounts counts(3);
        counts.add(0, 1, PairScore::Win, 5);
        counts.add(1, 2, PairScore::Win, 5);
        counts.add(2, 1, PairScore::Win, 5);
        for (const auto &rating : bradleyTerry(counts))
            QVERIFY(!rating);
        QVERIFY(!bootstrapRatings(counts, {})[0].rating);
    }

    void whoNeverPlayedIsLeftOut()
    {
        PairCounts counts(3);
        counts.add(0, 2, PairScore::Win, 5);
        counts.add(2, 0, PairScore::Win, 5);
        const auto ratings = bradleyTerry(counts);
        QCOMPARE(*ratings[0], 1000.0);
        QVERIFY(!ratings[1]);
    }

    void theSameSeedGivesTheSameIntervals()
    {
        const auto outcomes = simulated({1050, 1000, 950}, 900, 0.1, 4);
        const PairCounts counts = countPairs(3, outcomes);
        const auto one = bootstrapRatings(counts, outcomes, {300, 11, 0.95}), other = bootstrapRatings(counts, outcomes, {300, 11, 0.95});
        const auto different = bootstrapRatings(counts, outcomes, {300, 12, 0.95});
        QVERIFY(one[0].interval == other[0].interval);
        QVERIFY(!(one[0].interval == different[0].interval));
        QVERIFY(one[0].interval->low < *one[0].rating && *one[0].rating < one[0].interval->high);
    }

    void theNumberOfThreadsChangesNothing()
    {
        const auto outcomes = simulated({1050, 1000, 950}, 900, 0.1, 4);
        const PairCounts counts = countPairs(3, outcomes);
        const auto alone = bootstrapRatings(counts, outcomes, {300, 11, 0.95, 1}), shared = bootstrapRatings(counts, outcomes, {300, 11, 0.95, 7});
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(alone[i].interval == shared[i].interval);
    }

    void withoutRoundsThereAreRatingsAlone()
    {
        const auto outcomes = simulated({1050, 1000, 950}, 900, 0.1, 4);
        const auto ratings = bootstrapRatings(countPairs(3, outcomes), outcomes, {0, 1, 0.95});
        QVERIFY(ratings[0].rating == bradleyTerry(countPairs(3, outcomes))[0]);
        QVERIFY(!ratings[0].interval);
    }

    /// Each beats the next 99 times of 100, and meets no other: 40 steps of 798.3 points.
    void ratingsMayLieFarApart()
    {
        PairCounts counts(41);
        for (int i = 0; i < 40; ++i) {
            counts.add(i, i + 1, PairScore::Win, 99);
            counts.add(i, i + 1, PairScore::Loss, 1);
        }
        const auto ratings = bradleyTerry(counts);
        for (std::size_t i = 0; i < 40; ++i)
            QVERIFY(std::abs(*ratings[i] - *ratings[i + 1] - 400 * std::log10(99)) < 1e-3);
    }

    void resamplesWithoutALossKeepIntervalsFiniteAndOthersInPlace()
    {
        // 0 lost once in 20 against each of the others, who are equal: a third of all resamples have no loss of its.
        PairCounts counts(3);
        std::vector<PairOutcome> outcomes;
        const auto add = [&](std::uint16_t first, std::uint16_t second, PairScore score, int times) {
            for (int i = 0; i < times; ++i)
                outcomes.push_back({static_cast<std::uint32_t>(outcomes.size()) + 1, first, second, score});
        };
        add(0, 1, PairScore::Win, 20);
        add(0, 2, PairScore::Win, 19);
        add(0, 2, PairScore::Loss, 1);
        add(1, 2, PairScore::Win, 50);
        add(1, 2, PairScore::Loss, 50);
        const auto ratings = bootstrapRatings(countPairs(3, outcomes), outcomes);
        QVERIFY(ratings[0].interval->high > *ratings[0].rating);
        QVERIFY(ratings[0].interval->high < *ratings[0].rating + 800);
        QVERIFY(ratings[1].interval->high - ratings[1].interval->low < 400);
    }

    void votesOnOneItemWidenTheIntervals()
    {
        // Every vote four times over: the same estimates, and nothing learnt.
        const auto once = simulated({1050, 1000, 950}, 400, 0, 5);
        std::vector<PairOutcome> repeated;
        for (const PairOutcome &outcome : once)
            repeated.insert(repeated.end(), 4, outcome);
        const auto width = [](const std::vector<RatingInterval> &ratings) { return ratings[0].interval->high - ratings[0].interval->low; };
        const double alone = width(bootstrapRatings(countPairs(3, once), once, {1000, 1, 0.95}));
        const double clustered = width(bootstrapRatings(countPairs(3, repeated), repeated, {1000, 1, 0.95}));
        QVERIFY(std::abs(clustered / alone - 1) < 0.15);
        std::uint32_t cluster = 0;
        for (PairOutcome &outcome : repeated)
            outcome.cluster = ++cluster;
        QVERIFY(width(bootstrapRatings(countPairs(3, repeated), repeated, {1000, 1, 0.95})) < 0.6 * alone);
    }

    void intervalsHoldTheTruthAsOftenAsTheySay()
    {
        // 1,000 studies of 2,000 votes: 95 % within 1.5 points, over all contenders.
        const double share = shareHeld(1000, [](std::uint64_t study) { return simulated(truth, 2000, 0, 1000 + study); });
        QVERIFY2(std::abs(share - 95) <= 1.5, qPrintable(QString::number(share)));
    }

    void intervalsHoldTheTruthWhereRatersOfAnItemAgree()
    {
        // Three votes on each of 600 items, of which all but a fifth repeat the first one.
        const auto alike = [](std::uint64_t study) {
            const auto first = simulated(truth, 600, 0, 5000 + study), own = simulated(truth, 1200, 0, 9000 + study);
            RandomStream random(study, 3);
            std::vector<PairOutcome> outcomes;
            for (std::size_t item = 0; item < first.size(); ++item) {
                outcomes.push_back(first[item]);
                for (std::size_t other = 0; other < 2; ++other) {
                    outcomes.push_back(random.uniform() < 0.8 ? first[item] : own[2 * item + other]);
                    outcomes.back().cluster = first[item].cluster;
                }
            }
            return outcomes;
        };
        const double share = shareHeld(400, alike);
        QVERIFY2(std::abs(share - 95) <= 2.5, qPrintable(QString::number(share)));
    }

private:
    static inline const std::vector<double> truth{1120, 1030, 960, 890};

    /// Of contenders of that many studies, in per cent, those whose true rating the interval holds.
    template <class Study>
    static double shareHeld(std::uint64_t studies, Study makeStudy)
    {
        int held = 0, all = 0;
        for (std::uint64_t study = 0; study < studies; ++study) {
            const auto outcomes = makeStudy(study);
            const auto ratings = bootstrapRatings(countPairs(4, outcomes), outcomes, {400, study, 0.95});
            for (std::size_t i = 0; i < truth.size(); ++i, ++all)
                held += ratings[i].interval->low <= truth[i] && truth[i] <= ratings[i].interval->high;
        }
        return 100.0 * held / all;
    }
};

QTEST_APPLESS_MAIN(TestBradleyTerry)
#include "tst_bradley_terry.moc"
