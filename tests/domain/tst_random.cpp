// SPDX-License-Identifier: GPL-3.0-or-later
// Random choices are functions of what they are for: the same on every machine, fair, and not alike for like inputs.
#include "domain/random.h"

#include <QTest>

#include <array>
#include <bit>
#include <set>

using namespace evol;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverChangesWhatAProjectHasDrawn()
    {
        // Stored projects carry on with these numbers: they must be the same in every version of the program.
        QCOMPARE(randomBits({}), std::uint64_t{0});
        QCOMPARE(randomBits({0}), std::uint64_t{0xE220A8397B1DCDAF}); // SplitMix64's first number for the seed 0
        QCOMPARE(randomBits({7, 1, 1, 0}), randomBits({7, 1, 1, 0}));
    }

    void everyWordAndItsPlaceMatter()
    {
        std::set<std::uint64_t> drawn;
        for (std::uint64_t a = 0; a < 20; ++a) {
            for (std::uint64_t b = 0; b < 20; ++b) {
                for (std::uint64_t c = 0; c < 20; ++c)
                    QVERIFY(drawn.insert(randomBits({a, b, c})).second);
            }
        }
        QVERIFY(drawn.insert(randomBits({1})).second);
        QVERIFY(drawn.insert(randomBits({1, 0})).second);
    }

    void oneBitOfInputChangesHalfOfTheOutput()
    {
        int changed = 0;
        for (std::uint64_t i = 0; i < 1000; ++i)
            changed += std::popcount(randomBits({3, i, 9}) ^ randomBits({3, i ^ 1, 9}));
        QVERIFY2(changed > 31000 && changed < 33000, qPrintable(QString::number(changed)));
    }

    void choosesFairly()
    {
        std::array<int, 6> counts{};
        for (std::uint64_t id = 1; id <= 60000; ++id)
            ++counts[boundedRandom(randomBits({42, id, 1, 0}), 6)];
        for (const int count : counts)
            QVERIFY2(count > 9600 && count < 10400, qPrintable(QString::number(count)));
    }

    void staysBelowItsBound()
    {
        for (std::uint64_t i = 0; i < 1000; ++i) {
            QCOMPARE(boundedRandom(randomBits({i}), 1), 0u);
            QVERIFY(boundedRandom(randomBits({i}), 7) < 7);
        }
        QCOMPARE(boundedRandom(~std::uint64_t{0}, 6), 5u);
        QCOMPARE(boundedRandom(~std::uint64_t{0}, std::uint64_t{1} << 32), 0xFFFF'FFFFu);
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
