// SPDX-License-Identifier: GPL-3.0-or-later
// What a tidy layout promises, on thousands of random trees, and that size and depth do not hurt it.
#include "drawing/tree_layout.h"
#include "tests/drawing/sample_tree.h"

#include <QTest>

#include <cmath>

using namespace evol;
using namespace evol::test;

namespace {

struct Trial {
    Pool pool;
    LayoutOptions options;
};

/// 2,000 forests of every shape, both ways up, half of them with cards of different heights.
Trial trial(unsigned number)
{
    std::mt19937 random(number);
    Trial result;
    const int count = 1 + int(random() % 80);
    result.pool = randomPool(count, double(random() % 101) / 100, 1 + int(random() % 4), number);
    result.options.orientation = number % 2 ? Orientation::TopDown : Orientation::LeftToRight;
    if (number % 4 < 2) {
        for (int i = 0; i < result.pool.size(); ++i)
            result.options.heights.push_back(float(40 + random() % 120));
    }
    return result;
}

double across(const TreeLayout &layout, Place place)
{
    const QPointF centre = layout.box(place).center();
    return layout.orientation() == Orientation::LeftToRight ? centre.y() : centre.x();
}

} // namespace

class TreeLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyPoolHasNoPlaces()
    {
        TreeLayout layout;
        layout.build(Pool());
        QCOMPARE(layout.size(), 0);
        QVERIFY(layout.bounds().isNull());
        QCOMPARE(layout.placeAt({0, 0}), -1);
        QCOMPARE(layout.nearest({0, 0}), -1);
    }

    void noTwoCardsOverlap()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, noNode, t.options);
            QCOMPARE(layout.size(), t.pool.count());
            for (Place a = 0; a < layout.size(); ++a) {
                for (Place b = a + 1; b < layout.size(); ++b) {
                    const QRectF apart = layout.box(a).adjusted(0.01, 0.01, -0.01, -0.01);
                    QVERIFY2(!apart.intersects(layout.box(b)), qPrintable(QString::number(number)));
                }
            }
        }
    }

    void siblingsKeepTheirDistance()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, noNode, t.options);
            const bool sideways = layout.orientation() == Orientation::LeftToRight;
            for (Place p = 0; p < layout.size(); ++p) {
                for (Place c = p + 1; c < layout.end(p) && layout.end(c) < layout.end(p); c = layout.end(c)) {
                    const QRectF one = layout.box(c), next = layout.box(layout.end(c));
                    const double gap = sideways ? next.top() - one.bottom() : next.left() - one.right();
                    QVERIFY(gap >= t.options.siblingGap - 1e-6);
                }
            }
        }
    }

    void childrenStayInOrderAndOneLevelFurther()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, noNode, t.options);
            for (Place p = 0; p < layout.size(); ++p) {
                double last = -1e300;
                for (Place c = p + 1; c < layout.end(p); c = layout.end(c)) {
                    QCOMPARE(layout.parent(c), p);
                    QVERIFY(across(layout, c) > last);
                    last = across(layout, c);
                    QCOMPARE(layout.depth(c), layout.depth(p) + 1);
                    const QRectF own = layout.box(p), child = layout.box(c);
                    const bool sideways = layout.orientation() == Orientation::LeftToRight;
                    const double gap = sideways ? child.left() - own.right() : child.top() - own.bottom();
                    QVERIFY(gap >= t.options.levelGap - 1e-6);
                }
            }
        }
    }

    void parentsAreCentredOverTheirChildren()
    {
        for (unsigned number = 0; number < 2000; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, noNode, t.options);
            for (Place p = 0; p < layout.size(); ++p) {
                if (layout.isLeaf(p))
                    continue;
                Place last = p + 1;
                while (layout.end(last) < layout.end(p))
                    last = layout.end(last);
                const double middle = (across(layout, p + 1) + across(layout, last)) / 2;
                QVERIFY(std::abs(across(layout, p) - middle) < 1e-6);
            }
        }
    }

    void theBoxOfASubtreeHoldsItsCards()
    {
        for (unsigned number = 0; number < 500; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, noNode, t.options);
            for (Place p = 0; p < layout.size(); ++p) {
                QRectF hull;
                for (Place i = p; i < layout.end(p); ++i)
                    hull = hull.united(layout.box(i));
                QVERIFY((hull.topLeft() - layout.subtreeBox(p).topLeft()).manhattanLength() < 1e-6);
                QVERIFY((hull.bottomRight() - layout.subtreeBox(p).bottomRight()).manhattanLength() < 1e-6);
                QVERIFY(layout.bounds().adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(hull));
            }
        }
    }

    void searchesFindWhatLookingAtEveryCardFinds()
    {
        std::mt19937 random(7);
        for (unsigned number = 0; number < 200; ++number) {
            const Trial t = trial(number);
            TreeLayout layout;
            layout.build(t.pool, noNode, t.options);
            const QRectF all = layout.bounds();
            const QPointF point = all.topLeft()
                + QPointF(all.width() * double(random() % 1000) / 999, all.height() * double(random() % 1000) / 999);
            const QRectF area(point, QSizeF(500, 300));
            std::vector<Place> within;
            Place at = -1;
            double nearest = 1e300;
            for (Place p = 0; p < layout.size(); ++p) {
                if (layout.box(p).intersects(area))
                    within.push_back(p);
                if (layout.box(p).contains(point))
                    at = p;
                const QPointF d = layout.box(p).center() - point;
                nearest = std::min(nearest, QPointF::dotProduct(d, d));
            }
            QCOMPARE(layout.within(area), within);
            QCOMPARE(layout.placeAt(point), at);
            const QPointF d = layout.box(layout.nearest(point)).center() - point;
            QCOMPARE(QPointF::dotProduct(d, d), nearest);
        }
    }

    void oneRootShowsItsSubtreeOnly()
    {
        const Pool pool = samplePool();
        TreeLayout layout;
        layout.build(pool, pool.indexOf(2));
        QCOMPARE(layout.size(), 4);
        QCOMPARE(layout.depth(0), 0);
        QCOMPARE(layout.parent(0), -1);
        QCOMPARE(pool.id(layout.node(0)), InstructionId(2));
        QCOMPARE(layout.placeOf(pool.indexOf(1)), -1);
        QCOMPARE(layout.bounds().topLeft(), QPointF(0, 0));
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
        layout.build(pool, noNode, topDown);
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
            // On every level cards follow each other without an overlap.
            std::vector<double> last(std::size_t(layout.levels()), -1e300);
            for (Place p = 0; p < layout.size(); ++p) {
                double &before = last[std::size_t(layout.depth(p))];
                QVERIFY(layout.box(p).top() >= before - 1e-3);
                before = layout.box(p).bottom();
            }
        }
    }
};

QTEST_GUILESS_MAIN(TreeLayoutTest)
#include "tst_tree_layout.moc"
