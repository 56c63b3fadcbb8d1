// SPDX-License-Identifier: GPL-3.0-or-later
// Which instruction gets which operator: a function of pool, settings and round, of nothing else.
#include "evolution/epoch_plan.h"
#include "evolution/operators.h"

#include <QTest>

#include <map>

using namespace evol;

namespace {

void add(Pool &pool, InstructionId id, InstructionId parent = 0, int epoch = 0, bool eliminated = false, int responses = 1)
{
    PoolRow row;
    row.id = id;
    row.parent = parent;
    row.epoch = epoch;
    row.operatorKey = parent == 0 ? "" : "deepen";
    row.judgedEliminated = eliminated;
    row.responses = responses;
    pool.add(row);
}

Run runOf(RunSettings settings, int planned = 0)
{
    Run run;
    run.id = 7;
    run.settings = std::move(settings);
    run.firstEpoch = 1;
    run.plannedEpochs = planned;
    return run;
}

std::vector<RunItem> plan(const Pool &pool, const Run &run, const std::vector<RunItem> &previous = {})
{
    auto items = planEpoch(pool, run, previous);
    if (!items)
        qFatal("%s", items.error().message.c_str());
    return *items;
}

std::vector<InstructionId> parentsOf(const std::vector<RunItem> &items)
{
    std::vector<InstructionId> parents;
    for (const RunItem &item : items) {
        if (item.kind == ItemKind::Evolve)
            parents.push_back(item.parent);
    }
    return parents;
}

RunItem evolved(InstructionId parent, InstructionId child)
{
    RunItem item;
    item.parent = parent;
    item.instruction = child;
    return item;
}

using Ids = std::vector<InstructionId>;

} // namespace

class TestEpochPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesOperatorsInProportionToTheirWeights()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 8000; ++id)
            add(pool, id);
        RunSettings settings;
        settings.weights = {{"deepen", 3}, {"breadth", 0}};
        std::map<std::string, int> counts;
        for (const RunItem &item : plan(pool, runOf(settings)))
            ++counts[item.operatorKey];
        QCOMPARE(counts.count("breadth"), std::size_t{0});
        // 3 of 7 and 1 of 7 of 8,000, within five standard deviations.
        QVERIFY2(std::abs(counts["deepen"] - 3429) < 225, std::to_string(counts["deepen"]).c_str());
        QVERIFY2(std::abs(counts["concretize"] - 1143) < 160, std::to_string(counts["concretize"]).c_str());
    }

    void equalWeightsGiveTheChoicesOfNone()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 300; ++id)
            add(pool, id);
        RunSettings plain, weighted;
        for (const EvolutionOperator &each : (*findMethod("general"))->operators)
            weighted.weights[each.key] = 2.5;
        const auto first = plan(pool, runOf(plain)), second = plan(pool, runOf(weighted));
        QVERIFY(std::equal(first.begin(), first.end(), second.begin(), second.end(),
                           [](const RunItem &a, const RunItem &b) { return a.operatorKey == b.operatorKey; }));
    }

    void anOperatorOfWeightZeroIsLeftOutWhereEachIsAskedFor()
    {
        Pool pool;
        add(pool, 1);
        RunSettings settings;
        settings.choice = Choice::Each;
        settings.weights = {{"breadth", 0}};
        QCOMPARE(plan(pool, runOf(settings)).size(), std::size_t{5});
        QCOMPARE(operatorCount(settings), 5);
    }

    void refusesWeightsThatLeaveNothingToChoose()
    {
        Pool pool;
        add(pool, 1);
        RunSettings settings;
        settings.operators = {"deepen"};
        settings.weights = {{"deepen", 0}};
        QVERIFY(!planEpoch(pool, runOf(settings), {}));
    }

    void givesEveryInstructionOfThePoolOneOperator()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 200; ++id)
            add(pool, id);
        const auto items = plan(pool, runOf({}));
        QCOMPARE(items.size(), std::size_t{200});
        std::map<std::string, int> counts;
        for (const RunItem &item : items) {
            QVERIFY(item.kind == ItemKind::Evolve);
            QCOMPARE(item.run, RunId{7});
            QCOMPARE(item.epoch, 1);
            QCOMPARE(item.instruction, InstructionId{0});
            ++counts[item.operatorKey];
        }
        QCOMPARE(counts.size(), std::size_t{6});
        for (const auto &[key, count] : counts)
            QVERIFY2(count > 10 && count < 60, key.c_str());
    }

    void doesNotDependOnTheOrderInWhichInstructionsCame()
    {
        Pool forwards, backwards;
        for (InstructionId id = 1; id <= 50; ++id)
            add(forwards, id);
        for (InstructionId id = 50; id >= 1; --id)
            add(backwards, id);
        for (InstructionId id = 51; id <= 60; ++id)
            add(forwards, id, id - 50, 1);
        for (InstructionId id = 60; id >= 51; --id)
            add(backwards, id, id - 50, 1);
        const auto first = plan(forwards, runOf({}, 1)), second = plan(backwards, runOf({}, 1));
        QCOMPARE(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(first[i].parent, second[i].parent);
            QCOMPARE(first[i].operatorKey, second[i].operatorKey);
            QCOMPARE(first[i].sample, second[i].sample);
        }
    }

    void anotherSeedChoosesOtherwise()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 30; ++id)
            add(pool, id);
        RunSettings settings;
        const auto first = plan(pool, runOf(settings)), same = plan(pool, runOf(settings));
        settings.seed = 1;
        const auto other = plan(pool, runOf(settings));
        int different = 0;
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(first[i].operatorKey, same[i].operatorKey);
            different += first[i].operatorKey != other[i].operatorKey;
        }
        QVERIFY(different > 10);
    }

    void anAdditionToThePoolLeavesTheOthersTheirOperators()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 30; ++id)
            add(pool, id);
        const auto before = plan(pool, runOf({}));
        add(pool, 31);
        const auto after = plan(pool, runOf({}));
        QCOMPARE(after.size(), before.size() + 1);
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(after[i].operatorKey, before[i].operatorKey);
    }

    void choosesOnlyFromTheOperatorsAsked()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 30; ++id)
            add(pool, id);
        RunSettings settings;
        settings.operators = {"breadth", "concretize"};
        for (const RunItem &item : plan(pool, runOf(settings)))
            QVERIFY(item.operatorKey == "breadth" || item.operatorKey == "concretize");
    }

    void canGiveAllOperatorsToEach()
    {
        Pool pool;
        add(pool, 1);
        add(pool, 2, 1, 1, true);
        RunSettings settings;
        settings.choice = Choice::Each;
        settings.operators = {"breadth", "deepen"};
        const auto items = plan(pool, runOf(settings));
        QCOMPARE(items.size(), std::size_t{2});
        QCOMPARE(items[0].operatorKey, std::string("breadth"));
        QCOMPARE(items[0].sample, 1);
        QCOMPARE(items[1].operatorKey, std::string("deepen"));
        QCOMPARE(items[1].sample, 2);
    }

    void asksForAnswersToSeedsThatHaveNoneInTheFirstRoundAlone()
    {
        Pool pool;
        add(pool, 1, 0, 0, false, 0);
        add(pool, 2, 0, 0, false, 1);
        const auto items = plan(pool, runOf({}));
        QCOMPARE(items.size(), std::size_t{3});
        QVERIFY(items[0].kind == ItemKind::Respond);
        QCOMPARE(items[0].instruction, InstructionId{1});
        QCOMPARE(items[0].parent, InstructionId{0});
        QCOMPARE(parentsOf(items), (Ids{1, 2}));
        QCOMPARE(plan(pool, runOf({}, 1)).size(), std::size_t{2});
    }

    void startsFromTheLeavesOfThePool()
    {
        Pool pool;
        add(pool, 1);
        add(pool, 2);
        add(pool, 3, 1, 1);
        add(pool, 4, 2, 1, true);
        QCOMPARE(parentsOf(plan(pool, runOf({}))), (Ids{2, 3}));
    }

    void goesOnFromKeptChildrenOfTheInstructionsAsked()
    {
        Pool pool;
        add(pool, 1);
        add(pool, 2);
        add(pool, 3, 1, 1);       // kept
        add(pool, 4, 2, 1, true); // eliminated
        RunSettings settings;
        settings.only = {2, 1, 2};
        QCOMPARE(parentsOf(plan(pool, runOf(settings))), (Ids{1, 2}));
        const auto second = plan(pool, runOf(settings, 1), {evolved(1, 3), evolved(2, 4)});
        QCOMPARE(parentsOf(second), (Ids{2, 3}));
        for (const RunItem &item : second)
            QCOMPARE(item.epoch, 2);
    }

    void goesOnFromTheParentOnlyWhereAllItsChildrenFailed()
    {
        Pool pool;
        add(pool, 1);
        add(pool, 2);
        add(pool, 3, 1, 1);
        add(pool, 4, 1, 1, true);
        add(pool, 5, 2, 1, true);
        RunSettings settings;
        settings.only = {1, 2};
        settings.choice = Choice::Each;
        settings.operators = {"deepen"};
        QCOMPARE(parentsOf(plan(pool, runOf(settings, 1), {evolved(1, 3), evolved(1, 4), evolved(2, 5), evolved(2, 6)})),
                 (Ids{2, 3}));
    }

    void leavesOutInstructionsThatAreGone()
    {
        Pool pool;
        add(pool, 1);
        RunSettings settings;
        settings.only = {1, 99};
        QCOMPARE(parentsOf(plan(pool, runOf(settings))), (Ids{1}));
        QCOMPARE(parentsOf(plan(pool, runOf(settings, 1), {evolved(1, 50), evolved(99, 51)})), (Ids{1}));
        QVERIFY(plan(Pool(), runOf({})).empty());
    }

    void canAskForResponsesAlone()
    {
        Pool pool;
        add(pool, 1);
        add(pool, 2, 1, 1, false, 2);
        RunSettings settings;
        settings.goal = RunGoal::Respond;
        settings.only = {1, 2};
        const auto items = plan(pool, runOf(settings));
        QCOMPARE(items.size(), std::size_t{2});
        QVERIFY(items[0].kind == ItemKind::Respond && items[1].kind == ItemKind::Respond);
        QCOMPARE(items[0].sample, 1);
        QCOMPARE(items[1].sample, 2);
        QCOMPARE(items[1].epoch, 1);
    }

    void numbersEpochsOnFromTheInstructionsItStartsFrom()
    {
        Pool pool;
        add(pool, 1);
        add(pool, 2);
        add(pool, 3, 1, 4);
        RunSettings settings;
        QCOMPARE(firstEpochOf(pool, settings), 5);
        settings.only = {2};
        QCOMPARE(firstEpochOf(pool, settings), 1);
        settings.only = {2, 3, 99};
        QCOMPARE(firstEpochOf(pool, settings), 5);
        QCOMPARE(firstEpochOf(Pool(), {}), 1);
    }

    void refusesAMethodThatIsNotThere()
    {
        RunSettings settings;
        settings.method = "poetry";
        QCOMPARE(planEpoch(Pool(), runOf(settings), {}).error().kind, ErrorKind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestEpochPlan)
#include "tst_epoch_plan.moc"
