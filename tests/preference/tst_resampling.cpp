// SPDX-License-Identifier: GPL-3.0-or-later
// Random draws have the distribution they say, and are the same on every machine.
#include "preference/resampling.h"

#include <QTest>

#include <cmath>

using namespace evol;

class TestResampling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void binomialDrawsHaveTheRightMeanAndVariance_data()
    {
        QTest::addColumn<qint64>("n");
        QTest::addColumn<double>("p");
        QTest::newRow("few") << qint64(12) << 0.3;
        QTest::newRow("rare") << qint64(100'000) << 0.00004;
        QTest::newRow("even") << qint64(50) << 0.5;
        QTest::newRow("many") << qint64(1'000'000) << 0.0021;
        QTest::newRow("frequent") << qint64(3000) << 0.93;
    }
    void binomialDrawsHaveTheRightMeanAndVariance()
    {
        QFETCH(qint64, n);
        QFETCH(double, p);
        constexpr int draws = 40'000;
        double sum = 0, squares = 0;
        RandomStream random(3, 1);
        for (int i = 0; i < draws; ++i) {
            const double k = static_cast<double>(binomial(random, n, p));
            QVERIFY(k >= 0 && k <= static_cast<double>(n));
            sum += k;
            squares += k * k;
        }
        const double mean = sum / draws, variance = squares / draws - mean * mean;
        const double expected = static_cast<double>(n) * p, spread = expected * (1 - p);
        QVERIFY(std::abs(mean - expected) < 5 * std::sqrt(spread / draws));
        QVERIFY(std::abs(variance / spread - 1) < 0.05);
    }

    /// Pearson's test of 200,000 draws against the probabilities of the distribution.
    void binomialDrawsHaveTheRightProbabilities_data()
    {
        QTest::addColumn<qint64>("n");
        QTest::addColumn<double>("p");
        QTest::newRow("by inversion") << qint64(12) << 0.3;
        QTest::newRow("by rejection, even") << qint64(50) << 0.5;
        QTest::newRow("by rejection, skewed") << qint64(110) << 0.1;
        QTest::newRow("mirrored") << qint64(40) << 0.7;
    }
    void binomialDrawsHaveTheRightProbabilities()
    {
        QFETCH(qint64, n);
        QFETCH(double, p);
        constexpr int draws = 200'000;
        std::vector<int> seen(static_cast<std::size_t>(n) + 1);
        RandomStream random(4, 2);
        for (int i = 0; i < draws; ++i)
            ++seen[static_cast<std::size_t>(binomial(random, n, p))];
        double statistic = 0, freedom = -1, rareSeen = 0, rareExpected = 0;
        const auto compare = [&](double count, double expected) {
            statistic += (count - expected) * (count - expected) / expected;
            ++freedom;
        };
        for (std::size_t k = 0; k < seen.size(); ++k) {
            const double ways = std::lgamma(double(n) + 1) - std::lgamma(double(k) + 1) - std::lgamma(double(n) - double(k) + 1);
            const double expected = draws * std::exp(ways + double(k) * std::log(p) + (double(n) - double(k)) * std::log1p(-p));
            if (expected >= 10) {
                compare(seen[k], expected);
            } else {
                rareSeen += seen[k];
                rareExpected += expected;
            }
        }
        compare(rareSeen, rareExpected);
        QVERIFY2(statistic < freedom + 4 * std::sqrt(2 * freedom), qPrintable(QString::number(statistic)));
    }

    void aBinomialDrawIsCertainAtTheEnds()
    {
        RandomStream random(1, 1);
        QCOMPARE(binomial(random, 10, 0), std::int64_t{0});
        QCOMPARE(binomial(random, 10, 1), std::int64_t{10});
        QCOMPARE(binomial(random, 0, 0.5), std::int64_t{0});
    }

    void theFirstNumbersNeverChange()
    {
        RandomStream random(42, 7);
        QCOMPARE(random.bits(), randomBits({randomBits({42, 7}), 0}));
        RandomStream again(42, 7);
        QCOMPARE(binomial(again, 1000, 0.3), binomial(random = RandomStream(42, 7), 1000, 0.3));
    }

    void aResampleHasAsManyOutcomes()
    {
        PairCounts counts(3);
        counts.add(0, 1, PairScore::Win, 500);
        counts.add(2, 1, PairScore::Tie, 300);
        counts.add(2, 0, PairScore::Loss, 7);
        PairCounts sample(3);
        const Resampler resampler(counts, {});
        resampler.draw(1, 1, sample);
        std::int64_t sum = 0;
        for (const std::int64_t cell : sample.cells())
            sum += cell;
        QCOMPARE(sum, std::int64_t{807});
        QVERIFY(sample.count(0, 1, PairScore::Win) != 500); // it is not the sample itself
        QCOMPARE(sample.count(1, 2, PairScore::Win), std::int64_t{0});
    }

    void votesOnOneItemAreDrawnTogether()
    {
        // On 40 items two votes, a win and a tie; on 60 a single loss.
        std::vector<PairOutcome> outcomes;
        for (std::uint32_t item = 1; item <= 100; ++item) {
            if (item > 40)
                outcomes.push_back({item, 0, 1, PairScore::Loss});
            else if (item % 2 == 0)
                outcomes.insert(outcomes.end(), {{item, 0, 1, PairScore::Win}, {item, 1, 2, PairScore::Tie}});
            else
                outcomes.insert(outcomes.end(), {{item, 2, 1, PairScore::Tie}, {item, 1, 0, PairScore::Loss}});
        }
        const PairCounts counts = countPairs(3, outcomes);
        const Resampler resampler(counts, outcomes);
        PairCounts sample(3);
        double sum = 0, squares = 0;
        constexpr int rounds = 4000;
        for (std::uint64_t round = 0; round < rounds; ++round) {
            resampler.draw(9, round, sample);
            const std::int64_t wins = sample.count(0, 1, PairScore::Win);
            QCOMPARE(sample.count(1, 2, PairScore::Tie), wins);
            QCOMPARE(sample.count(0, 1, PairScore::Loss), 100 - wins);
            sum += double(wins);
            squares += double(wins * wins);
        }
        QVERIFY(std::abs(sum / rounds - 40) < 5 * std::sqrt(24.0 / rounds));
        QVERIFY(std::abs((squares / rounds - sum * sum / rounds / rounds) / 24 - 1) < 0.1);
    }
};

QTEST_APPLESS_MAIN(TestResampling)
#include "tst_resampling.moc"
