// SPDX-License-Identifier: GPL-3.0-or-later
// Elo as a second opinion.
#include "preference/elo.h"

#include <QTest>

#include <cmath>

using namespace evol;

class TestElo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneWinBetweenEqualsMovesTwoPoints()
    {
        const std::vector<PairOutcome> one{{1, 0, 1, PairScore::Win}};
        const auto ratings = eloRatings(3, one, 1);
        QVERIFY(std::abs(*ratings[0] - 1002) < 1e-9);
        QVERIFY(std::abs(*ratings[1] - 998) < 1e-9);
        QVERIFY(!ratings[2]);
    }

    void theOrderOfVotesHardlyMatters()
    {
        std::vector<PairOutcome> outcomes;
        for (std::uint32_t i = 0; i < 400; ++i)
            outcomes.push_back({i + 1, 0, 1, i < 300 ? PairScore::Win : PairScore::Loss}); // all wins first
        const auto ratings = eloRatings(2, outcomes, 1);
        std::reverse(outcomes.begin(), outcomes.end());
        QVERIFY(std::abs(*ratings[0] - *eloRatings(2, outcomes, 1)[0]) < 5);
        QVERIFY(std::abs(*ratings[0] + *ratings[1] - 2000) < 1e-6);
        QVERIFY(*ratings[0] > 1050);
    }
};

QTEST_APPLESS_MAIN(TestElo)
#include "tst_elo.moc"
