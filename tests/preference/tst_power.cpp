// SPDX-License-Identifier: GPL-3.0-or-later
// How many votes a difference needs.
#include "preference/power.h"

#include <QTest>

using namespace evol;

class TestPower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// (1.959964 · 0.5 + 0.841621 · sqrt(0.55 · 0.45))² / 0.05² = 782.3.
    void fivePointsNeed783VotesFor80PerCent()
    {
        QCOMPARE(votesNeeded({}), std::int64_t{783});
    }
    void smallerDifferencesAndMorePowerNeedMore()
    {
        PowerQuestion question;
        question.points = 2.5;
        QVERIFY(votesNeeded(question) > 3000);
        question.points = 5;
        question.power = 0.95;
        QVERIFY(votesNeeded(question) > 1250);
    }
    void tiesVaryLess()
    {
        PowerQuestion question;
        question.tieShare = 0.5;
        QVERIFY(votesNeeded(question) < 400);
    }
    void votesThatAreAlikeCountForLess()
    {
        PowerQuestion question;
        question.overlap = 2;
        QCOMPARE(votesNeeded(question), std::int64_t{783});
        question.likeness = 1;
        QVERIFY(votesNeeded(question) >= 2 * 782 && votesNeeded(question) <= 2 * 783);
    }
};

QTEST_APPLESS_MAIN(TestPower)
#include "tst_power.moc"
