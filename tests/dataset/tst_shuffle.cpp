// SPDX-License-Identifier: GPL-3.0-or-later
// The shuffle's order is a promise: these figures must never change. Test thread only.
#include "dataset/shuffle.h"

#include <QTest>

#include <map>
#include <numeric>

using namespace evol;

namespace {

std::vector<int> shuffled(int count, std::uint64_t seed)
{
    std::vector<int> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), 0);
    shuffle(values, seed);
    return values;
}

} // namespace

class ShuffleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitMix64GivesItsPublishedNumbers()
    {
        SplitMix64 zero(0);
        QCOMPARE(zero.next(), 0xE220A8397B1DCDAFu);
        QCOMPARE(zero.next(), 0x6E789E6AA1B965F4u);
        QCOMPARE(zero.next(), 0x06C45D188009454Fu);
        SplitMix64 other(1234567);
        QCOMPARE(other.next(), 6457827717110365317u);
        QCOMPARE(other.next(), 3203168211198807973u);
    }

    void theOrderOfTenIsThisOneForEver()
    {
        QCOMPARE(shuffled(10, 0), (std::vector<int>{6, 3, 2, 9, 8, 1, 4, 7, 0, 5}));
        QCOMPARE(shuffled(10, 42), (std::vector<int>{0, 9, 5, 8, 6, 4, 7, 2, 1, 3}));
    }

    void nothingAndOneAreLeftAsTheyAre()
    {
        QCOMPARE(shuffled(0, 7), std::vector<int>());
        QCOMPARE(shuffled(1, 7), std::vector<int>{0});
    }

    void everyOrderOfFourIsAboutEquallyLikely()
    {
        std::map<std::vector<int>, int> counts;
        for (std::uint64_t seed = 0; seed < 24000; ++seed)
            ++counts[shuffled(4, seed)];
        QCOMPARE(counts.size(), 24u);
        // 1,000 expected each; five standard deviations are 155.
        for (const auto &[order, count] : counts)
            QVERIFY(count > 845 && count < 1155);
    }

    void drawsThatWouldFavourSmallNumbersAreThrownAway()
    {
        // For a bound of 3 * 2^62 a quarter of the draws must be thrown away; the rest are evenly spread.
        SplitMix64 generator(1);
        const std::uint64_t bound = std::uint64_t{3} << 62;
        int low = 0;
        for (int i = 0; i < 3000; ++i)
            low += generator.below(bound) < bound / 3 ? 1 : 0;
        QVERIFY(low > 870 && low < 1130);
    }
};

QTEST_APPLESS_MAIN(ShuffleTest)
#include "tst_shuffle.moc"
