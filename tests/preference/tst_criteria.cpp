// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in criteria, and what makes criteria fit to be judged by.
#include "preference/criteria.h"

#include <QTest>

using namespace evol;

class TestCriteria : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBuiltInOnesCanBeUsedTogether()
    {
        QVERIFY(checkCriteria(builtinCriteria()).has_value());
        QCOMPARE(builtinCriterion("overall")->title, std::string("Overall"));
    }
    void anUnknownOneIsRefusedWithTheChoices()
    {
        const auto unknown = builtinCriterion("beauty");
        QVERIFY(!unknown);
        QVERIFY(QString::fromStdString(unknown.error().message).contains("overall, relevance"));
    }
    void aStudyNeedsAtLeastOneAndEachOnlyOnce()
    {
        const Criterion overall = *builtinCriterion("overall");
        QVERIFY(!checkCriteria({}));
        QVERIFY(!checkCriteria({overall, overall}));
        QVERIFY(!checkCriteria({{"own", "", "", {}}}));
    }
    void anchorsStandForAllFivePointsOrNone()
    {
        QVERIFY(!checkCriteria({{"own", "Own", "", {"bad", "good"}}}));
        QVERIFY(checkCriteria({{"own", "Own", "", {"1", "2", "3", "4", "5"}}}).has_value());
    }
};

QTEST_APPLESS_MAIN(TestCriteria)
#include "tst_criteria.moc"
