// SPDX-License-Identifier: GPL-3.0-or-later
// When a preference for a side, or for length, is more than chance.
#include "preference/bias.h"
#include "preference/resampling.h"

#include <QTest>

#include <cmath>

using namespace evol;

namespace {

/// Contender 2 beats 1 in `skill` of the votes; each vote is shown one way or the other.
std::vector<PositionVote> votesOf(int count, double shareSwapped, double skill, double leftBias)
{
    RandomStream random(5, 0);
    std::vector<PositionVote> votes;
    for (int i = 0; i < count; ++i) {
        const bool swapped = random.uniform() < shareSwapped, better = random.uniform() < skill;
        const bool firstWon = random.uniform() < leftBias || better == swapped;
        votes.push_back({std::uint16_t(swapped ? 2 : 1), std::uint16_t(swapped ? 1 : 2), firstWon});
    }
    return votes;
}

} // namespace

class TestBias : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTailIsTheBinomialSum_data()
    {
        QTest::addColumn<qint64>("k");
        QTest::addColumn<qint64>("n");
        QTest::addColumn<double>("tail");
        QTest::newRow("2 of 10") << qint64(2) << qint64(10) << 56.0 / 1024;
        QTest::newRow("0 of 1") << qint64(0) << qint64(1) << 0.5;
        QTest::newRow("all") << qint64(7) << qint64(7) << 1.0;
        QTest::newRow("5 of 11") << qint64(5) << qint64(11) << 0.5;
        QTest::newRow("none of 60") << qint64(0) << qint64(60) << std::pow(0.5, 60);
        // 0.5 plus half of the middle term, sqrt(2 / (pi n)).
        QTest::newRow("half of a million") << qint64(500'000) << qint64(1'000'000) << 0.5 + 0.5 * std::sqrt(2 / (M_PI * 1e6));
    }
    void theTailIsTheBinomialSum()
    {
        QFETCH(qint64, k);
        QFETCH(qint64, n);
        QFETCH(double, tail);
        QVERIFY2(std::abs(halfBinomialTail(k, n) / tail - 1) < 1e-8, qPrintable(QString::number(halfBinomialTail(k, n), 'g', 17)));
    }

    void theSignTestIsTwoSided()
    {
        QCOMPARE(*biasOf(2, 10).probability, 2 * 56.0 / 1024);
        QCOMPARE(*biasOf(8, 10).probability, 2 * 56.0 / 1024);
        QCOMPARE(*biasOf(5, 10).probability, 1.0);
        QVERIFY(!biasOf(0, 0).probability);
    }

    void whoTakesTheLeftSideIsFoundOut()
    {
        QVERIFY(positionBias(votesOf(60, 0.5, 0.7, 1)).isFound());
        QVERIFY(positionBias(votesOf(1000, 0.5, 0.7, 0.3)).isFound());
    }

    void skillAloneIsNoBias()
    {
        QVERIFY(!positionBias(votesOf(1000, 0.5, 0.9, 0)).isFound());
    }

    void skillIsToldFromTheSideWhereOneContenderMostlyStoodThere()
    {
        const auto skilled = votesOf(2000, 0.1, 0.9, 0);
        const Bias bias = positionBias(skilled);
        QVERIFY(*bias.toward.value() < 0.3); // the second mostly wins
        QVERIFY(bias.probability.has_value());
        QVERIFY(!bias.isFound());
        QVERIFY(positionBias(votesOf(2000, 0.1, 0.9, 0.4)).isFound());
    }

    void skillIsToldFromTheSideWhereOneContenderStoodThereSomewhatMoreOften()
    {
        QVERIFY(!positionBias(votesOf(2000, 0.42, 0.9, 0)).isFound());
        QVERIFY(positionBias(votesOf(2000, 0.42, 0.9, 0.3)).isFound());
    }

    /// Twenty contenders of whom no pair meets twice: nothing but the sides tells.
    void aSideIsFoundWhereEveryPairMeetsOnce()
    {
        RandomStream random(6, 0);
        std::vector<PositionVote> votes;
        for (std::uint16_t a = 1; a <= 20; ++a) {
            for (std::uint16_t b = 1; b < a; ++b)
                votes.push_back(random.uniform() < 0.5 ? PositionVote{a, b, true} : PositionVote{b, a, true});
        }
        QVERIFY(positionBias(votes).isFound());
    }

    /// At 1 %, of 400 raters without a bias: 4 expected, with a standard deviation of 2.
    void fewAreAccusedWithoutReason()
    {
        int accused = 0;
        for (std::uint64_t rater = 0; rater < 400; ++rater) {
            RandomStream random(rater, 77);
            std::vector<PositionVote> votes;
            for (int i = 0; i < 150; ++i) {
                const bool swapped = random.uniform() < 0.5, better = random.uniform() < 0.9;
                votes.push_back({std::uint16_t(swapped ? 2 : 1), std::uint16_t(swapped ? 1 : 2), better == swapped});
            }
            accused += positionBias(votes).isFound();
        }
        QVERIFY2(accused <= 10, qPrintable(QString::number(accused)));
    }

    void nothingIsSaidWhereNoPairStoodBothWays()
    {
        const Bias bias = positionBias(votesOf(800, 0, 0.9, 0));
        QVERIFY(!bias.probability);
        QVERIFY(!bias.isFound());
    }
};

QTEST_APPLESS_MAIN(TestBias)
#include "tst_bias.moc"
