// SPDX-License-Identifier: GPL-3.0-or-later
// What a tidy layout promises, on thousands of random trees, and that size and depth do not hurt it.
#include "drawing/tree_layout.h"
#include "tests/drawing/sample_tree.h"

#include <QTest>

#include <cmath>
#include <utility>

using namespace evol;
using namespace evol::test;

namespace {

struct Trial {
    Pool pool;
    LayoutOptions options;
};

/// Forests of every shape, both ways up.
Trial trial(unsigned number)
{
    std::mt19937 random(number);
    Trial result;
    const int count = 1 + int(random() % 80);
    result.pool = randomPool(count, double(random() % 101) / 100, 1 + int(random() % 4), number);
    result.options.orientation = number % 2 ? Orientation::TopDown : Orientation::LeftToRight;
    return result;
}

/// Positions are whole eighths of a pixel.
constexpr double exact = 0.126;

double across(const TreeLayout &layout, NodeIndex node)
{
    const QPointF centre = layout.box(node).center();
    return layout.orientation() == Orientation::LeftToRight ? centre.y() : centre.x();
}

bool overlaps(const Pool &pool, const TreeLayout &layout)
{
    std::vector<QRectF> boxes;
    for (const NodeIndex n : pool.preorder()) {
        const QRectF apart = layout.box(n).adjusted(0.01, 0.01, -0.01, -0.01);
        for (const QRectF &other : boxes) {
            if (apart.intersects(other))
                return true;
        }
        boxes.push_back(layout.box(n));
    }
    return false;
}

} // namespace

class TreeLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyPoolHasNoPlaces()
    {
        const Pool pool;
        TreeLayout layout;
        layout.build(pool);
        QCOMPARE(layout.size(), 0);
        QVERIFY(layout.bounds().isNull());
        QCOMPARE(layout.nodeAt({0, 0}), noNode);
        QCOMPARE(layout.nearest({0, 0}), noNode);
    }

    void noTwoCardsOverlap()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, {}, t.options);
            QCOMPARE(layout.size(), t.pool.count());
            QVERIFY2(!overlaps(t.pool, layout), qPrintable(QString::number(number)));
        }
    }

    void siblingsKeepTheirDistanceAndOrderOneLevelBehindTheirParent()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, {}, t.options);
            const bool sideways = layout.orientation() == Orientation::LeftToRight;
            for (NodeIndex p = 0; p < t.pool.size(); ++p) {
                const QRectF own = layout.box(p);
                NodeIndex last = noNode;
                for (NodeIndex c = t.pool.firstChild(p); c != noNode; last = c, c = t.pool.nextSibling(c)) {
                    const QRectF child = layout.box(c);
                    QCOMPARE(layout.depth(c), layout.depth(p) + 1);
                    QCOMPARE(sideways ? child.left() - own.right() : child.top() - own.bottom(), t.options.levelGap);
                    if (last == noNode)
                        continue;
                    const QRectF before = layout.box(last);
                    const double gap = sideways ? child.top() - before.bottom() : child.left() - before.right();
                    QVERIFY(gap >= t.options.siblingGap);
                }
            }
        }
    }

    void parentsAreCentredOverTheirChildren()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, {}, t.options);
            for (NodeIndex p = 0; p < t.pool.size(); ++p) {
                if (layout.isLeaf(p))
                    continue;
                const double middle = (across(layout, layout.firstChild(p)) + across(layout, layout.lastChild(p))) / 2;
                QVERIFY(std::abs(across(layout, p) - middle) < exact);
            }
        }
    }

    void theBoxOfASubtreeHoldsItsCards()
    {
        for (unsigned number = 0; number < 500; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, {}, t.options);
            for (NodeIndex p = 0; p < t.pool.size(); ++p) {
                QRectF hull;
                for (const NodeIndex n : t.pool.preorder(p))
                    hull = hull.united(layout.box(n));
                QVERIFY((hull.topLeft() - layout.subtreeBox(p).topLeft()).manhattanLength() < exact);
                QVERIFY((hull.bottomRight() - layout.subtreeBox(p).bottomRight()).manhattanLength() < exact);
                QVERIFY(layout.bounds().adjusted(-exact, -exact, exact, exact).contains(hull));
            }
        }
    }

    void searchesFindWhatLookingAtEveryCardFinds()
    {
        std::mt19937 random(7);
        for (unsigned number = 0; number < 200; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, {}, t.options);
            const QRectF all = layout.bounds();
            const QPointF point = all.topLeft()
                + QPointF(all.width() * double(random() % 1000) / 999, all.height() * double(random() % 1000) / 999);
            const QRectF area(point, QSizeF(500, 300));
            std::vector<NodeIndex> within;
            NodeIndex at = noNode;
            double nearest = 1e300;
            for (const NodeIndex n : t.pool.preorder()) {
                if (layout.box(n).intersects(area))
                    within.push_back(n);
                if (layout.box(n).contains(point))
                    at = n;
                const QPointF d = layout.box(n).center() - point;
                nearest = std::min(nearest, QPointF::dotProduct(d, d));
            }
            QCOMPARE(layout.within(area), within);
            QCOMPARE(layout.nodeAt(point), at);
            const QPointF d = layout.box(layout.nearest(point)).center() - point;
            QVERIFY(std::abs(QPointF::dotProduct(d, d) - nearest) < 1e-6);
        }
    }

    void aTreeThatGrewNodeByNodeLooksAsIfLaidOutAtOnce()
    {
        for (unsigned number = 0; number < 300; ++number) {
            const Trial t = trial(number);
            Pool grown;
            TreeLayout layout;
            layout.build(grown, {}, t.options);
            std::vector<NodeIndex> added;
            for (InstructionId id = 1; id <= t.pool.count(); ++id) {
                const NodeIndex n = t.pool.indexOf(id);
                grown.add(row(id, t.pool.parent(n) == noNode ? 0 : t.pool.id(t.pool.parent(n))));
                added.push_back(grown.indexOf(id));
                if (id % (1 + number % 3) == 0 || id == t.pool.count())
                    layout.update(std::exchange(added, {}));
            }
            TreeLayout whole;
            whole.build(t.pool, {}, t.options);
            QCOMPARE(layout.size(), whole.size());
            QVERIFY2(!overlaps(grown, layout), qPrintable(QString::number(number)));
            for (NodeIndex n = 0; n < grown.size(); ++n) {
                const NodeIndex root = grown.root(n);
                QCOMPARE(layout.box(n).topLeft() - layout.box(root).topLeft(),
                         whole.box(n).topLeft() - whole.box(root).topLeft());
                QCOMPARE(layout.subtreeBox(n).size(), whole.subtreeBox(n).size());
            }
        }
    }

    void removedNodesLeaveTheTreeAsIfTheyHadNeverBeen()
    {
        for (unsigned number = 0; number < 300; ++number) {
            Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, {}, t.options);
            std::vector<NodeIndex> removed;
            for (InstructionId id = t.pool.count(); id > 1; --id) {
                const NodeIndex n = t.pool.indexOf(id);
                if (t.pool.firstChild(n) != noNode || (id + number) % 3 == 0)
                    continue;
                RemoveInstruction change;
                change.instruction.id = id;
                t.pool.apply(change);
                removed.push_back(n);
            }
            layout.update({}, removed);
            TreeLayout whole;
            whole.build(t.pool, {}, t.options);
            QCOMPARE(layout.size(), t.pool.count());
            QVERIFY(!overlaps(t.pool, layout));
            for (const NodeIndex n : removed)
                QVERIFY(!layout.contains(n));
            for (const NodeIndex n : t.pool.preorder()) {
                const NodeIndex root = t.pool.root(n);
                QCOMPARE(layout.box(n).topLeft() - layout.box(root).topLeft(),
                         whole.box(n).topLeft() - whole.box(root).topLeft());
            }
        }
    }

    void aTreeThatGrowsMovesOnlyWhatIsBehindIt()
    {
        Pool pool;
        for (int i = 1; i <= 400; ++i)
            pool.add(row(i, 0));
        TreeLayout layout;
        layout.build(pool);
        const QRectF before = layout.box(pool.indexOf(10)), after = layout.box(pool.indexOf(11)), elsewhere = layout.box(pool.indexOf(399));
        pool.add(row(401, 10));
        pool.add(row(402, 10));
        const NodeIndex added[] = {pool.indexOf(401), pool.indexOf(402)};
        layout.update(added);
        QCOMPARE(layout.box(pool.indexOf(9)).bottom() + 40, layout.subtreeBox(pool.indexOf(10)).top());
        QCOMPARE(layout.box(pool.indexOf(10)).left(), before.left());
        QVERIFY(layout.box(pool.indexOf(11)).top() > after.top());
        QCOMPARE(layout.box(pool.indexOf(399)).top(), elsewhere.top());
    }

    void oneRootShowsItsSubtreeOnly()
    {
        const Pool pool = samplePool();
        TreeLayout layout;
        const NodeIndex root = pool.indexOf(2);
        layout.build(pool, {root, {}});
        QCOMPARE(layout.size(), 4);
        QCOMPARE(layout.depth(root), 0);
        QCOMPARE(layout.parent(root), noNode);
        QCOMPARE(layout.nextSibling(root), noNode);
        QVERIFY(!layout.contains(pool.indexOf(1)));
        QCOMPARE(layout.bounds().topLeft(), QPointF(0, 0));
    }

    void whatIsHiddenOrFoldedAwayTakesNoRoom()
    {
        Pool pool = samplePool();
        LayoutScope scope;
        scope.marks.resize(std::size_t(pool.size()));
        scope.marks[std::size_t(pool.indexOf(2))] = LayoutScope::Folded;
        scope.marks[std::size_t(pool.indexOf(3))] = LayoutScope::Hidden;
        TreeLayout layout;
        layout.build(pool, scope);
        QCOMPARE(layout.size(), 4); // 1, 2, 6, 7
        QVERIFY(layout.isLeaf(pool.indexOf(2)));
        QVERIFY(!layout.contains(pool.indexOf(3)) && !layout.contains(pool.indexOf(4)));
        QCOMPARE(layout.box(pool.indexOf(1)).top(), layout.box(pool.indexOf(2)).top());
        // Below what is folded away nothing appears; elsewhere it does.
        pool.add(row(9, 2));
        pool.add(row(10, 7));
        const NodeIndex added[] = {pool.indexOf(9), pool.indexOf(10)};
        layout.update(added);
        QCOMPARE(layout.size(), 5);
        QVERIFY(layout.contains(pool.indexOf(10)) && !layout.contains(pool.indexOf(9)));
    }

    void aMovedInstructionHasItsPlaceUnderTheNewParent()
    {
        Pool pool = samplePool();
        pool.apply(MoveInstruction{2, 1, 7});
        TreeLayout layout;
        layout.build(pool);
        QCOMPARE(layout.size(), 8);
        QCOMPARE(layout.depth(pool.indexOf(8)), 4);
        QVERIFY(!overlaps(pool, layout));
    }

    void removedInstructionsHaveNoPlace()
    {
        Pool pool = samplePool();
        Instruction last;
        last.id = 8;
        last.parent = 4;
        pool.apply(RemoveInstruction{last});
        TreeLayout layout;
        layout.build(pool);
        QCOMPARE(layout.size(), 7);
    }

    void aLargeForestWrapsIntoColumns()
    {
        Pool pool;
        for (int i = 1; i <= 400; ++i)
            pool.add(row(i, 0));
        TreeLayout layout;
        layout.build(pool);
        const double shape = layout.bounds().width() / layout.bounds().height();
        QVERIFY2(shape > 1 && shape < 2.5, qPrintable(QString::number(shape)));
        LayoutOptions topDown;
        topDown.orientation = Orientation::TopDown;
        layout.build(pool, {}, topDown);
        const double other = layout.bounds().width() / layout.bounds().height();
        QVERIFY2(other > 1 && other < 2.5, qPrintable(QString::number(other)));
    }

    void aChainOfTwentyThousandLevelsIsAStraightLine()
    {
        const Pool pool = randomPool(20'000, 0, 1, 1);
        TreeLayout layout;
        layout.build(pool);
        QCOMPARE(layout.levels(), 20'000);
        QCOMPARE(layout.bounds().height(), 112.0);
        QCOMPARE(layout.bounds().width(), 20'000 * 312.0 - 72);
    }

    void twoDeepChainsSideBySideStayApart()
    {
        Pool pool;
        pool.add(row(1, 0));
        for (int i = 2; i <= 40'001; ++i)
            pool.add(row(i, i <= 3 ? 1 : i - 2));
        TreeLayout layout;
        layout.build(pool);
        QCOMPARE(layout.size(), 40'001);
        QCOMPARE(layout.bounds().height(), 2 * 112.0 + 16 + 8);
    }

    void aQuarterOfAMillionInstructionsFit()
    {
        for (const double bushy : {0.01, 0.5, 1.0}) {
            const Pool pool = randomPool(250'000, bushy, 1, 3);
            TreeLayout layout;
            layout.build(pool);
            QCOMPARE(layout.size(), 250'000);
            int overlapping = 0;
            // On every level cards follow each other without an overlap.
            std::vector<double> last(std::size_t(layout.levels()), -1e300);
            layout.walk(layout.bounds(), [&](const TreeLayout::Met &met) {
                double &before = last[std::size_t(std::lround(met.along / 312))];
                if (met.centre - 56 < before)
                    ++overlapping;
                before = met.centre + 56;
                return TreeLayout::Walk::Deeper;
            });
            QCOMPARE(overlapping, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TreeLayoutTest)
#include "tst_tree_layout.moc"
