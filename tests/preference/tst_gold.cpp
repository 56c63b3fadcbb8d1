// SPDX-License-Identifier: GPL-3.0-or-later
// Which judgements on items of known answer are right, for each kind of judgement.
#include "preference/gold.h"

#include <QTest>

using namespace evol;

namespace {

StudyItem goldItem(std::vector<int> gold)
{
    StudyItem item;
    item.gold = std::move(gold);
    return item;
}

bool right(const std::vector<int> &gold, const std::vector<int> &shown, JudgementKind kind, const std::vector<int> &values)
{
    const auto is = isRight(goldItem(gold), shown, kind, values);
    if (!is)
        qFatal("no gold item");
    return *is;
}

} // namespace

class TestGold : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anItemWithoutGoldTellsNothing()
    {
        QVERIFY(!isRight(goldItem({}), {1, 2}, JudgementKind::Pairwise, std::vector{1}).has_value());
    }

    void thePairsBetterSideIsRightWhereverItStands()
    {
        QVERIFY(right({2, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::First)}));
        QVERIFY(right({2, 1}, {2, 1}, JudgementKind::Pairwise, {int(Outcome::Second)}));
        QVERIFY(!right({2, 1}, {2, 1}, JudgementKind::Pairwise, {int(Outcome::First)}));
        QVERIFY(!right({2, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::Tie)}));
        QVERIFY(!right({2, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::BothBad)}));
    }

    void theStrengthOfAPreferenceDoesNotMatter()
    {
        QVERIFY(right({2, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::First), 3}));
        QVERIFY(!right({2, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::Second), 1}));
    }

    void ofTwoAsGoodATieIsRightOrBothBad()
    {
        QVERIFY(right({1, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::Tie)}));
        QVERIFY(right({1, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::BothBad)}));
        QVERIFY(!right({1, 1}, {1, 2}, JudgementKind::Pairwise, {int(Outcome::First)}));
    }

    void onlyContendersThatAreShownCount()
    {
        QVERIFY(right({9, 1, 5}, {2, 3}, JudgementKind::Pairwise, {int(Outcome::Second)}));
    }

    void aRankingIsRightWhereEveryPairIs()
    {
        QVERIFY(right({3, 1, 2}, {1, 2, 3}, JudgementKind::Ranking, {1, 3, 2}));
        QVERIFY(right({3, 1, 2}, {2, 3, 1}, JudgementKind::Ranking, {5, 4, 1}));
        QVERIFY(!right({3, 1, 2}, {1, 2, 3}, JudgementKind::Ranking, {1, 2, 2}));
        QVERIFY(right({2, 1, 1}, {1, 2, 3}, JudgementKind::Ranking, {1, 2, 2}));
        QVERIFY(!right({2, 1, 1}, {1, 2, 3}, JudgementKind::Ranking, {1, 2, 3}));
    }

    void pointsMustBeTheVeryPoints()
    {
        QVERIFY(right({4, 2}, {2}, JudgementKind::Rating, {2}));
        QVERIFY(!right({4, 2}, {2}, JudgementKind::Rating, {4}));
    }

    void ofStepsTheFirstWrongOneCounts()
    {
        QVERIFY(right({2}, {1}, JudgementKind::Steps, {1, -1, 1, -1}));
        QVERIFY(!right({2}, {1}, JudgementKind::Steps, {-1, -1, 1}));
        QVERIFY(!right({2}, {1}, JudgementKind::Steps, {1, 0, 1}));
        QVERIFY(right({0}, {1}, JudgementKind::Steps, {1, 0, 1}));
        QVERIFY(!right({0}, {1}, JudgementKind::Steps, {1, 0, -1}));
    }
};

QTEST_APPLESS_MAIN(TestGold)
#include "tst_gold.moc"
