// SPDX-License-Identifier: GPL-3.0-or-later
// Comparisons of one item are moved apart wherever that can be, and nothing else is.
#include "preference/item_distance.h"
#include "preference/resampling.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace evol;

namespace {

std::vector<int> separated(const std::vector<int> &items)
{
    std::vector<Comparison> comparisons;
    for (const int item : items)
        comparisons.push_back({item, {1, 2}, {}});
    separateItems(comparisons);
    std::vector<int> after;
    for (const Comparison &comparison : comparisons)
        after.push_back(comparison.item);
    return after;
}

bool hasNeighbours(const std::vector<int> &items)
{
    return std::adjacent_find(items.begin(), items.end()) != items.end();
}

} // namespace

class TestItemDistance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsApartStays() { QCOMPARE(separated({1, 2, 1, 3, 2}), (std::vector<int>{1, 2, 1, 3, 2})); }

    void theNextFreePlaceIsTaken() { QCOMPARE(separated({1, 1, 2, 3, 4}), (std::vector<int>{1, 2, 1, 3, 4})); }

    void wherePlacesAreOnlyBeforeItThoseAreTaken() { QCOMPARE(separated({2, 3, 1, 1}), (std::vector<int>{2, 1, 3, 1})); }

    void whatCannotBeApartIsLeft()
    {
        QCOMPARE(separated({1, 1, 1}), (std::vector<int>{1, 1, 1}));
        QCOMPARE(separated({}), std::vector<int>());
    }

    void anythingThatCanBeApartIs()
    {
        RandomStream random(2, 1);
        for (int round = 0; round < 2000; ++round) {
            std::vector<int> items(1 + random.below(12));
            std::map<int, std::size_t> times;
            for (int &item : items)
                ++times[item = 1 + int(random.below(4))];
            const bool canBe = std::all_of(times.begin(), times.end(), [&](const auto &each) { return 2 * each.second <= items.size() + 1; });
            std::vector<int> after = separated(items);
            QVERIFY(!canBe || !hasNeighbours(after));
            std::sort(items.begin(), items.end());
            std::sort(after.begin(), after.end());
            QCOMPARE(after, items);
        }
    }
};

QTEST_APPLESS_MAIN(TestItemDistance)
#include "tst_item_distance.moc"
