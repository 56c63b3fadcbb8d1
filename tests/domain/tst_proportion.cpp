// SPDX-License-Identifier: GPL-3.0-or-later
// Intervals and sizes of samples against published examples.
#include "domain/proportion.h"

#include <QTest>

#include <cmath>

using namespace evol;

namespace {

bool isNear(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

} // namespace

class TestProportion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
    void intervalsAreThoseThatNewcombePublished_data()
    {
        QTest::addColumn<int>("part");
        QTest::addColumn<int>("of");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("81 of 263") << 81 << 263 << 0.2553 << 0.3662;
        QTest::newRow("15 of 148") << 15 << 148 << 0.0624 << 0.1605;
        QTest::newRow("0 of 20") << 0 << 20 << 0.0000 << 0.1611;
        QTest::newRow("1 of 29") << 1 << 29 << 0.0061 << 0.1718;
    }

    void intervalsAreThoseThatNewcombePublished()
    {
        QFETCH(int, part);
        QFETCH(int, of);
        QFETCH(double, low);
        QFETCH(double, high);
        const Interval interval = Proportion{part, of}.interval();
        QVERIFY(isNear(interval.low, low, 0.00005));
        QVERIFY(isNear(interval.high, high, 0.00005));
    }

    void noneAndAllAreInTheirIntervals()
    {
        QCOMPARE((Proportion{0, 10}.interval().low), 0.0);
        QCOMPARE((Proportion{10, 10}.interval().high), 1.0);
        QVERIFY(isNear(Proportion{10, 10}.interval().low, 0.7225, 0.00005));
    }

    void nothingLookedAtSaysNothing()
    {
        QVERIFY(!Proportion().value());
        QCOMPARE(Proportion().interval(), (Interval{0, 1}));
    }

    void deviatesAreThoseOfTheTables()
    {
        QVERIFY(isNear(normalDeviate(0.95), 1.959964, 1e-6));
        QVERIFY(isNear(normalDeviate(0.99), 2.575829, 1e-6));
        QVERIFY(isNear(normalDeviate(0.6826894921), 1, 1e-6));
    }

    /// Cochran (1977), sections 4.1 and 4.4: a share near one half, to within 5 %, with two standard deviations:
    /// 400 of many, 356 of 3200.
    void auditsAreAsLargeAsInCochransExample()
    {
        const double twoDeviations = 0.954499736;
        QCOMPARE(auditSize(1'000'000'000, 0.5, 0.05, twoDeviations), std::int64_t{400});
        QCOMPARE(auditSize(3200, 0.5, 0.05, twoDeviations), std::int64_t{356});
    }

    void auditsAreAsLargeAsTheTablesSay()
    {
        QCOMPARE(auditSize(1'000'000'000, 0.5, 0.05), std::int64_t{385}); // 384.15
        QCOMPARE(auditSize(1000, 0.5, 0.05), std::int64_t{278});          // 277.74
        QCOMPARE(auditSize(250'000, 0.1, 0.02), std::int64_t{862});       // 864.33 / (1 + 863.33 / 250000)
        QCOMPARE(auditSize(250'000, 0.5, 0.05, 0.99), std::int64_t{662}); // 663.49 / (1 + 662.49 / 250000)
    }

    void anAuditIsNeverMoreThanThereAreNorNothing()
    {
        QCOMPARE(auditSize(0, 0.5, 0.05), std::int64_t{0});
        QCOMPARE(auditSize(1, 0.5, 0.05), std::int64_t{1});
        QCOMPARE(auditSize(10, 0.5, 0.001), std::int64_t{10});
        QCOMPARE(auditSize(10, 0.5, 0), std::int64_t{10});
        QCOMPARE(auditSize(1000, 0, 0.05), std::int64_t{1});
    }
};

QTEST_GUILESS_MAIN(TestProportion)
#include "tst_proportion.moc"
