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
};

QTEST_APPLESS_MAIN(TestResampling)
#include "tst_resampling.moc"
