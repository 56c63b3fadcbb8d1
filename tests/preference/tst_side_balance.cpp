// SPDX-License-Identifier: GPL-3.0-or-later
// Sides of pairs: even for every rater and over all, and both seen of every shared comparison, whoever shares with whom.
#include "preference/resampling.h"
#include "preference/side_balance.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace evol;

namespace {

int balanceOf(const std::vector<bool> &turned)
{
    const auto others = static_cast<int>(std::count(turned.begin(), turned.end(), true));
    return 2 * others - static_cast<int>(turned.size());
}

} // namespace

class TestSideBalance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingHasNoSides() { QVERIFY(evenSides({}, 3).empty()); }

    void twoRatersOfOneComparisonSeeBothSides()
    {
        QCOMPARE(balanceOf(evenSides({{0, 1}}, 2)[0]), 0);
    }

    void oneRaterAloneSeesBothSidesInTurn()
    {
        int balance = 0;
        for (const auto &sides : evenSides({{0}, {0}, {0}, {0}}, 1))
            balance += balanceOf(sides);
        QCOMPARE(balance, 0);
    }

    void aRingOfRatersIsEven()
    {
        std::vector<int> balance(3);
        const std::vector<std::vector<std::size_t>> ring{{0, 1}, {1, 2}, {2, 0}};
        const auto sides = evenSides(ring, 3);
        for (std::size_t c = 0; c < 3; ++c) {
            for (std::size_t i = 0; i < 2; ++i)
                balance[ring[c][i]] += sides[c][i] ? 1 : -1;
        }
        QCOMPARE(balance, (std::vector<int>{0, 0, 0}));
    }

    void anyCompanyIsEven()
    {
        RandomStream random(3, 1);
        for (int round = 0; round < 300; ++round) {
            const std::size_t raters = 1 + random.below(9);
            std::vector<std::vector<std::size_t>> ratersOf(random.below(60));
            for (auto &own : ratersOf) {
                for (std::size_t r = 0; r < raters; ++r) {
                    if (random.below(3) == 0)
                        own.push_back(r);
                }
            }
            const auto sides = evenSides(ratersOf, raters);
            QCOMPARE(sides.size(), ratersOf.size());
            std::vector<int> balance(raters);
            int overall = 0;
            for (std::size_t c = 0; c < sides.size(); ++c) {
                QCOMPARE(sides[c].size(), ratersOf[c].size());
                QVERIFY(std::abs(balanceOf(sides[c])) <= 1);
                overall += balanceOf(sides[c]);
                for (std::size_t i = 0; i < sides[c].size(); ++i)
                    balance[ratersOf[c][i]] += sides[c][i] ? 1 : -1;
            }
            QVERIFY(std::abs(overall) <= 1);
            QVERIFY(std::all_of(balance.begin(), balance.end(), [](int more) { return std::abs(more) <= 1; }));
        }
    }
};

QTEST_APPLESS_MAIN(TestSideBalance)
#include "tst_side_balance.moc"
