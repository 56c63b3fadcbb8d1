// SPDX-License-Identifier: GPL-3.0-or-later
// How many votes a difference needs.
#include "preference/power.h"
#include "preference/resampling.h"

#include <QTest>

#include <cmath>

using namespace evol;

class TestPower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// (1.959964 · 0.5 + 0.841621 · sqrt(0.55 · 0.45))² / 0.05² = 782.3.
    void fivePointsNeed783VotesFor80PerCent()
    {
        QCOMPARE(*votesNeeded({}), std::int64_t{783});
    }
    void smallerDifferencesAndMorePowerNeedMore()
    {
        PowerQuestion question;
        question.points = 2.5;
        QVERIFY(*votesNeeded(question) > 3000);
        question.points = 5;
        question.power = 0.95;
        QVERIFY(*votesNeeded(question) > 1250);
    }
    void tiesVaryLess()
    {
        PowerQuestion question;
        question.tieShare = 0.5;
        QVERIFY(*votesNeeded(question) < 400);
    }
    /// The z test on as many simulated votes finds the difference as often as was asked for.
    void soManyVotesFindTheDifferenceAsOftenAsAsked_data()
    {
        QTest::addColumn<double>("points");
        QTest::addColumn<double>("ties");
        QTest::addColumn<double>("power");
        QTest::newRow("5 points") << 5.0 << 0.0 << 0.8;
        QTest::newRow("10 points, a third ties") << 10.0 << 0.3 << 0.9;
        QTest::newRow("5 points, half ties") << 5.0 << 0.5 << 0.8;
    }
    void soManyVotesFindTheDifferenceAsOftenAsAsked()
    {
        QFETCH(double, points);
        QFETCH(double, ties);
        QFETCH(double, power);
        PowerQuestion question;
        question.points = points;
        question.tieShare = ties;
        question.power = power;
        const std::int64_t votes = *votesNeeded(question);
        const double winShare = 0.5 + points / 100 - ties / 2; // of all votes
        constexpr int studies = 40'000;
        int found = 0;
        RandomStream random(8, 0);
        for (int study = 0; study < studies; ++study) {
            const std::int64_t tied = binomial(random, votes, ties), won = binomial(random, votes - tied, winShare / (1 - ties));
            const double decided = double(votes - tied), z = (double(won) - decided / 2) / (std::sqrt(decided) / 2);
            found += std::abs(z) > normalDeviate(question.confidence);
        }
        QVERIFY2(std::abs(double(found) / studies - power) < 0.015, qPrintable(QString::number(double(found) / studies)));
    }
    void tiesCanHoldAWinRateBack()
    {
        PowerQuestion question;
        question.tieShare = 0.5;
        question.points = 25;
        QVERIFY(votesNeeded(question).has_value()); // every vote that decides is won
        question.points = 26;
        QVERIFY(!votesNeeded(question));
    }
    void votesThatAreAlikeCountForLess()
    {
        PowerQuestion question;
        question.overlap = 2;
        QCOMPARE(*votesNeeded(question), std::int64_t{783});
        question.likeness = 1;
        QVERIFY(*votesNeeded(question) >= 2 * 782 && *votesNeeded(question) <= 2 * 783);
    }
};

QTEST_APPLESS_MAIN(TestPower)
#include "tst_power.moc"
