// SPDX-License-Identifier: GPL-3.0-or-later
// Win rates and their errors.
#include "preference/win_rate.h"

#include <QTest>

#include <cmath>

using namespace evol;

class TestWinRate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withOneVoteAnItemTheErrorIsThatOfTheMean()
    {
        // 205 wins, 16 ties and 584 losses of alpaca-7b, as AlpacaEval publishes them.
        std::vector<PairOutcome> outcomes;
        for (std::uint32_t i = 0; i < 805; ++i)
            outcomes.push_back({i + 1, 0, 1, i < 584 ? PairScore::Win : i < 789 ? PairScore::Loss : PairScore::Tie});
        const WinRate rate = winRates(2, outcomes)[1];
        QCOMPARE(rate.wins, std::int64_t{205});
        QCOMPARE(rate.ties, std::int64_t{16});
        QCOMPARE(rate.losses, std::int64_t{584});
        QVERIFY(std::abs(*rate.rate - 26.459627329192543) < 1e-9);
        QVERIFY(std::abs(*rate.error - 1.535711469748) < 1e-9);
    }

    void votesOnOneItemAreNoNewEvidence()
    {
        std::vector<PairOutcome> once, twice;
        for (std::uint32_t i = 0; i < 50; ++i) {
            const PairOutcome outcome{i + 1, 0, 1, i % 3 == 0 ? PairScore::Win : PairScore::Loss};
            once.push_back(outcome);
            twice.insert(twice.end(), {outcome, outcome});
        }
        QVERIFY(std::abs(*winRates(2, once)[0].error - *winRates(2, twice)[0].error) < 1e-9);
    }

    void aPairIsCountedFromBothSides()
    {
        const std::vector<PairOutcome> outcomes{{1, 0, 1, PairScore::Win}, {2, 1, 0, PairScore::Win}, {3, 2, 0, PairScore::Tie}, {4, 1, 0, PairScore::Loss}};
        QCOMPARE(winRates(3, outcomes)[0].wins, std::int64_t{2});
        QCOMPARE(winRates(3, outcomes)[1].losses, std::int64_t{2});
        QCOMPARE(winRates(3, outcomes)[0].count(), std::int64_t{4});
        QCOMPARE(winRates(3, outcomes)[2].ties, std::int64_t{1});
    }

    void nothingIsSaidWithoutVotes()
    {
        QVERIFY(!winRates(1, {})[0].rate);
        const std::vector<PairOutcome> one{{1, 0, 1, PairScore::Win}};
        QCOMPARE(*winRates(2, one)[0].rate, 100.0);
        QVERIFY(!winRates(2, one)[0].error);
    }
};

QTEST_APPLESS_MAIN(TestWinRate)
#include "tst_win_rate.moc"
