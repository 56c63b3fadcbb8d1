// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of agreement against worked examples from the literature.
#include "preference/agreement.h"
#include "preference/resampling.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace evol;

namespace {

bool isNear(const AgreementFigure &figure, double expected, double tolerance = 5e-4)
{
    return figure.value && std::abs(*figure.value - expected) <= tolerance;
}

/// Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C: four observers, twelve units, 0: no value.
std::vector<CodedValue> krippendorffsData()
{
    const int rows[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                             {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                             {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                             {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
    std::vector<CodedValue> values;
    for (std::uint32_t rater = 0; rater < 4; ++rater) {
        for (std::uint32_t unit = 0; unit < 12; ++unit) {
            if (rows[rater][unit] != 0)
                values.push_back({unit, rater, rows[rater][unit]});
        }
    }
    return values;
}

/// Fleiss (1971), table 1: how many of six raters gave each of five diagnoses to each of thirty patients.
std::vector<CodedValue> fleissData()
{
    const int rows[30][5] = {{0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0},
                             {0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0},
                             {0, 3, 3, 0, 0}, {1, 0, 0, 5, 0}, {0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0},
                             {0, 2, 0, 4, 0}, {1, 0, 2, 0, 3}, {0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0},
                             {1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6}};
    std::vector<CodedValue> values;
    for (std::uint32_t unit = 0; unit < 30; ++unit) {
        std::uint32_t rater = 0;
        for (int diagnosis = 0; diagnosis < 5; ++diagnosis) {
            for (int i = 0; i < rows[unit][diagnosis]; ++i)
                values.push_back({unit, rater++, diagnosis});
        }
    }
    return values;
}

/// Cohen (1960), table 1: proportions of 200 cases, judge A by rows, judge B by columns.
std::vector<CodedValue> cohensData()
{
    const int table[3][3] = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
    std::vector<CodedValue> values;
    std::uint32_t unit = 0;
    for (int a = 0; a < 3; ++a) {
        for (int b = 0; b < 3; ++b) {
            for (int i = 0; i < table[a][b]; ++i, ++unit) {
                values.push_back({unit, 0, a});
                values.push_back({unit, 1, b});
            }
        }
    }
    return values;
}

} // namespace

class TestAgreement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void alphaIsWhatKrippendorffWorkedOut()
    {
        const Agreement a = agreement(krippendorffsData(), {0, 1, 0.95});
        QVERIFY(isNear(a.nominalAlpha, 0.743));
        QVERIFY(isNear(a.ordinalAlpha, 0.815));
        QVERIFY(isNear(a.intervalAlpha, 0.849));
        QCOMPARE(a.units, std::int64_t{11}); // one unit has a single value
        QCOMPARE(a.values, std::int64_t{40});
    }

    void fleissKappaIsWhatFleissPublished()
    {
        QVERIFY(isNear(agreement(fleissData(), {0, 1, 0.95}).fleissKappa, 0.430));
    }

    void cohensKappaIsWhatCohenPublished()
    {
        const Agreement a = agreement(cohensData(), {0, 1, 0.95});
        QVERIFY(isNear(a.percent, 70, 1e-9));
        QVERIFY(isNear(a.cohenKappa, 0.492));
    }

    /// By Cohen's (1968) formula on the same table: 1 - 0.40 / 0.76 with linear, 1 - 0.60 / 1.10 with quadratic weights.
    void weightedKappaWeighsDistances()
    {
        const Agreement a = agreement(cohensData(), {0, 1, 0.95});
        QVERIFY(isNear(a.linearKappa, 1 - 0.40 / 0.76, 1e-9));
        QVERIFY(isNear(a.quadraticKappa, 1 - 0.60 / 1.10, 1e-9));
    }

    void ofMoreRatersCohensKappaIsTheMeanOverPairs()
    {
        std::vector<CodedValue> values = cohensData();
        for (std::uint32_t unit = 0; unit < 200; ++unit)
            values.push_back({unit, 2, values[2 * unit].value}); // says what the first says
        const double ofFirstAndSecond = *agreement(cohensData(), {0, 1, 0.95}).cohenKappa.value;
        QVERIFY(isNear(agreement(values, {0, 1, 0.95}).cohenKappa, (1 + 2 * ofFirstAndSecond) / 3, 1e-9));
    }

    void nothingIsSaidWithoutOverlapOrVariation()
    {
        QVERIFY(!agreement({{0, 0, 1}, {1, 1, 2}}).percent.value);
        const Agreement same = agreement({{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}});
        QCOMPARE(*same.percent.value, 100.0);
        QVERIFY(!same.cohenKappa.value);
        QVERIFY(!same.fleissKappa.value);
        QVERIFY(!same.nominalAlpha.value);
    }

    void gapsAndOtherOrdersOfValuesChangeNothing()
    {
        std::vector<CodedValue> values = krippendorffsData();
        std::reverse(values.begin(), values.end());
        values.push_back({99, 3, 2}); // a unit that one rater saw
        const Agreement a = agreement(values, {0, 1, 0.95}), b = agreement(krippendorffsData(), {0, 1, 0.95});
        QCOMPARE(*a.nominalAlpha.value, *b.nominalAlpha.value);
        QCOMPARE(*a.cohenKappa.value, *b.cohenKappa.value);
        QCOMPARE(*a.fleissKappa.value, *b.fleissKappa.value);
        QCOMPARE(a.units, b.units);
    }

    /// For pairs of raters on a scale, alpha of intervals and quadratic kappa differ by the correction for few units alone.
    void quadraticKappaIsCloseToAlphaOfIntervalsForManyUnits()
    {
        const Agreement a = agreement(cohensData(), {0, 1, 0.95});
        QVERIFY(std::abs(*a.quadraticKappa.value - *a.intervalAlpha.value) < 0.01);
    }

    void manyValuesHaveIntervalsToo()
    {
        RandomStream random(1, 1);
        std::vector<CodedValue> values;
        for (std::uint32_t unit = 0; unit < 130'000; ++unit) {
            const int truth = static_cast<int>(random.below(3));
            for (std::uint32_t rater = 0; rater < 2; ++rater)
                values.push_back({unit, (unit + rater) % 9, random.uniform() < 0.5 ? truth : static_cast<int>(random.below(3))});
        }
        const Agreement a = agreement(values);
        QVERIFY(a.cohenKappa.interval && a.intervalAlpha.interval);
        QVERIFY(a.cohenKappa.interval->low < 0.25 && 0.25 < a.cohenKappa.interval->high);
        QVERIFY(a.cohenKappa.interval->high - a.cohenKappa.interval->low < 0.02);
    }

    void intervalsHoldTheFigureAndAreTheSameEveryTime()
    {
        const Agreement one = agreement(cohensData(), {500, 7, 0.95}), other = agreement(cohensData(), {500, 7, 0.95});
        QVERIFY(one.cohenKappa.interval.has_value());
        QVERIFY(one.cohenKappa.interval == other.cohenKappa.interval);
        QVERIFY(one.cohenKappa.interval->low < 0.492 && one.cohenKappa.interval->high > 0.492);
        // Its standard error is 0.05 by Fleiss, Cohen and Everitt (1969).
        QVERIFY(one.cohenKappa.interval->high - one.cohenKappa.interval->low > 0.12);
        QVERIFY(one.cohenKappa.interval->high - one.cohenKappa.interval->low < 0.30);
    }
};

QTEST_APPLESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
