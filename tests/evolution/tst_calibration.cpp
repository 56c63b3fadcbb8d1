// SPDX-License-Identifier: GPL-3.0-or-later
// Precision and recall of the rules from people's decisions, worked out by hand, and where an audit says nothing.
#include "evolution/calibration.h"

#include <QTest>

#include <cmath>

using namespace evol;

namespace {

constexpr std::uint32_t refusal = 1, leaked = 2; // bits

void add(CalibrationInput &input, int count, std::uint32_t fired, Decision decision)
{
    const State verdict = fired ? State::Eliminated : State::Kept;
    input.audited.insert(input.audited.end(), static_cast<std::size_t>(count), {fired, verdict, decision});
}

/// A project of 10,000, of which 1000 are eliminated; 100 of each side audited. Of the eliminated ones 80 are
/// confirmed, of the kept ones 5 were missed. Rule 0 fired on 50 of the audited, 45 of them confirmed; rule 1 on 55,
/// 40 confirmed; on 5 both, all confirmed.
CalibrationInput workedExample()
{
    CalibrationInput input{{"refusal", "leaked_prompt"}, {480, 560}, 1000, 9000, {}};
    add(input, 40, refusal, Decision::Eliminate);
    add(input, 5, refusal, Decision::Keep);
    add(input, 5, refusal | leaked, Decision::Eliminate);
    add(input, 35, leaked, Decision::Eliminate);
    add(input, 15, leaked, Decision::Keep);
    add(input, 5, 0, Decision::Eliminate);
    add(input, 95, 0, Decision::Keep);
    return input;
}

bool isNear(double value, double expected)
{
    return std::abs(value - expected) < 0.00005;
}

bool isNear(const Interval &interval, double low, double high)
{
    return isNear(interval.low, low) && isNear(interval.high, high);
}

Change adding(InstructionId id, InstructionId parent = 0)
{
    Instruction instruction;
    instruction.id = id;
    instruction.parent = parent;
    instruction.operatorKey = parent == 0 ? "" : "deepen";
    return AddInstruction{instruction};
}

Change judging(InstructionId id, const std::string &rule)
{
    return SetVerdict{id, {}, Verdict{{{rule, "", EvidencePlace::Response, 0, 0}}, 0}};
}

Change deciding(InstructionId id, Decision decision)
{
    return SetOverride{id, {}, Override{decision, "", "Ada"}};
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreementIsCountedBySideAndDecision()
    {
        const Calibration result = calibrate(workedExample());
        QCOMPARE(result.truePositives, std::int64_t{80});
        QCOMPARE(result.falsePositives, std::int64_t{20});
        QCOMPARE(result.falseNegatives, std::int64_t{5});
        QCOMPARE(result.trueNegatives, std::int64_t{95});
        QCOMPARE(result.eliminatedAudited(), std::int64_t{100});
        QCOMPARE(result.keptAudited(), std::int64_t{100});
    }

    void aRuleIsRightWhereThePersonEliminatesToo()
    {
        const RuleCalibration rule = calibrate(workedExample()).rules.at(0);
        QCOMPARE(rule.rule, std::string("refusal"));
        QCOMPARE(rule.fired, std::int64_t{480});
        QCOMPARE(rule.firedInAudit(), std::int64_t{50});
        QCOMPARE(rule.overruled, std::int64_t{5});
        QCOMPARE(rule.precision, (Proportion{45, 50}));
        QVERIFY(isNear(rule.precision.interval(), 0.7864, 0.9565));
        QCOMPARE(rule.recall, (Proportion{45, 85}));
        QVERIFY(isNear(rule.recall.interval(), 0.4243, 0.6319));
    }

    void recallCountsEachSideByItsSizeInTheProject()
    {
        const Calibration result = calibrate(workedExample());
        // 80 % of 1000 are found, 5 % of 9000 are missed: 800 of 1250, where the raw recall says 80 of 85.
        QCOMPARE(result.eliminator.recall, (Proportion{80, 85}));
        QVERIFY(isNear(result.eliminator.weightedRecall.value.value(), 0.64));
        // By Wilson's limits 0.7112 to 0.8666 and 0.0215 to 0.1118:
        // 0.64 - √((0.64 - 711.2/1161.2)² + (0.64 - 800/1806.2)²), 0.64 + √((866.6/1316.6 - 0.64)² + (800/993.5 - 0.64)²)
        QVERIFY(isNear(result.eliminator.weightedRecall.interval, 0.4411, 0.8059));
        // 45 of the 80 found: 0.64 · 45/80
        QVERIFY(isNear(result.rules.at(0).weightedRecall.value.value(), 0.36));
        QVERIFY(isNear(result.rules.at(0).weightedRecall.interval, 0.2281, 0.4744));
    }

    void theWholeFiresWhereAnyRuleDoes()
    {
        const RuleCalibration whole = calibrate(workedExample()).eliminator;
        QVERIFY(whole.rule.empty());
        QCOMPARE(whole.fired, std::int64_t{1000});
        QCOMPARE(whole.overruled, std::int64_t{20});
        QCOMPARE(whole.precision, (Proportion{80, 100}));
    }

    void nothingMissedLeavesARecallBelowOnePossible()
    {
        CalibrationInput input{{"refusal"}, {1000}, 1000, 9000, {}};
        add(input, 80, refusal, Decision::Eliminate);
        add(input, 20, refusal, Decision::Keep);
        add(input, 100, 0, Decision::Keep);
        const Estimate recall = calibrate(input).eliminator.weightedRecall;
        QCOMPARE(recall.value, std::optional(1.0));
        QVERIFY(isNear(recall.interval, 0.7061, 1));
    }

    void withoutKeptOnesThereIsNoRecallOfTheProject()
    {
        CalibrationInput input{{"refusal"}, {10}, 10, 90, {}};
        add(input, 8, refusal, Decision::Eliminate);
        const Calibration result = calibrate(input);
        QCOMPARE(result.keptAudited(), std::int64_t{0});
        QCOMPARE(result.eliminator.recall, (Proportion{8, 8}));
        QCOMPARE(result.eliminator.weightedRecall, Estimate());
        QCOMPARE(result.rules.at(0).weightedRecall, Estimate());
    }

    void whereEverythingIsEliminatedNoKeptOnesAreNeeded()
    {
        CalibrationInput input{{"refusal", "leaked_prompt"}, {10, 5}, 10, 0, {}};
        add(input, 4, refusal, Decision::Eliminate);
        add(input, 4, refusal | leaked, Decision::Eliminate);
        const Calibration result = calibrate(input);
        QCOMPARE(result.eliminator.weightedRecall, (Estimate{1.0, {1, 1}}));
        QCOMPARE(result.rules.at(1).weightedRecall.value, std::optional(0.5));
    }

    void withoutAuditsNothingIsClaimed()
    {
        const Calibration result = calibrate({{"refusal"}, {7}, 7, 93, {}});
        QCOMPARE(result.rules.at(0).fired, std::int64_t{7});
        QVERIFY(!result.rules.at(0).precision.value());
        QVERIFY(!result.eliminator.recall.value());
        QCOMPARE(result.eliminator.weightedRecall, Estimate());
        QVERIFY(calibrate({}).rules.empty());
    }

    void allOverruledIsAPrecisionOfNothing()
    {
        CalibrationInput input{{"refusal"}, {10}, 10, 10, {}};
        add(input, 10, refusal, Decision::Keep);
        add(input, 9, 0, Decision::Keep);
        add(input, 1, 0, Decision::Eliminate);
        const Calibration result = calibrate(input);
        QCOMPARE(result.rules.at(0).overruled, std::int64_t{10});
        QCOMPARE(result.rules.at(0).precision.value(), std::optional(0.0));
        QVERIFY(isNear(result.rules.at(0).precision.interval(), 0, 0.2775));
        // Up to 27.75 % of the eliminated ones may be right, against at least 1.79 % of the kept ones.
        QCOMPARE(result.eliminator.weightedRecall.value, std::optional(0.0));
        QVERIFY(result.eliminator.weightedRecall.interval.high > 0.5);
    }

    void aRuleThatNeverFiredHasNoPrecisionAndARecallOfNothing()
    {
        CalibrationInput input = workedExample();
        input.rules.push_back("near_duplicate");
        input.fired.push_back(0);
        const RuleCalibration rule = calibrate(input).rules.at(2);
        QCOMPARE(rule.fired, std::int64_t{0});
        QVERIFY(!rule.precision.value());
        QCOMPARE(rule.precision.interval(), (Interval{0, 1}));
        QCOMPARE(rule.recall, (Proportion{0, 85}));
        QCOMPARE(rule.weightedRecall.value, std::optional(0.0));
    }

    void aPoolGivesItsEvolvedInstructionsAndDecisions()
    {
        Pool pool;
        for (const Change &change :
             {adding(1), adding(2, 1), adding(3, 1), adding(4, 1), adding(5, 1), judging(2, "refusal"),
              judging(3, "leaked_prompt"), judging(5, "refusal"), deciding(1, Decision::Eliminate),
              deciding(2, Decision::Keep), deciding(3, Decision::Eliminate), deciding(4, Decision::Keep)})
            pool.apply(change);
        const CalibrationInput input = calibrationInput(pool);
        QCOMPARE(input.rules, (std::vector<std::string>{"refusal", "leaked_prompt"}));
        QCOMPARE(input.fired, (std::vector<std::int64_t>{2, 1}));
        QCOMPARE(input.eliminated, std::int64_t{3});
        QCOMPARE(input.kept, std::int64_t{1}); // without the seed
        const Calibration result = calibrate(input);
        QCOMPARE(result.truePositives, std::int64_t{1});
        QCOMPARE(result.falsePositives, std::int64_t{1});
        QCOMPARE(result.trueNegatives, std::int64_t{1});

        const std::vector<NodeIndex> sample{pool.indexOf(3), pool.indexOf(5)};
        QCOMPARE(calibrationInput(pool, &sample).audited.size(), 1u);
        QCOMPARE(calibrationInput(pool, &sample).eliminated, std::int64_t{3});
    }
};

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
