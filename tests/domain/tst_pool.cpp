// SPDX-License-Identifier: GPL-3.0-or-later
// The pool: order of siblings whatever came first, removal and return, states, counts and what the next epoch
// starts from.
#include "domain/pool.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace evol;

namespace {

using Ids = std::vector<InstructionId>;

Change adding(InstructionId id, InstructionId parent = 0, int epoch = 0)
{
    Instruction instruction;
    instruction.id = id;
    instruction.parent = parent;
    instruction.epoch = epoch;
    instruction.operatorKey = parent == 0 ? "" : "deepen";
    return AddInstruction{instruction};
}

Change removing(InstructionId id)
{
    Instruction instruction;
    instruction.id = id;
    return RemoveInstruction{instruction};
}

Change judging(InstructionId id, std::vector<std::string> rules)
{
    Verdict verdict;
    for (std::string &rule : rules)
        verdict.fired.push_back({std::move(rule), "", EvidencePlace::Response, 0, 0});
    return SetVerdict{id, {}, verdict};
}

Change deciding(InstructionId id, std::optional<Decision> decision)
{
    return SetOverride{id, {}, decision ? std::optional(Override{*decision, "", ""}) : std::nullopt};
}

void apply(Pool &pool, std::initializer_list<Change> changes)
{
    for (const Change &change : changes)
        pool.apply(change);
}

Ids idsOf(const Pool &pool, const std::vector<NodeIndex> &nodes)
{
    Ids ids;
    for (const NodeIndex n : nodes)
        ids.push_back(pool.id(n));
    return ids;
}

Ids childrenOf(const Pool &pool, InstructionId id)
{
    Ids ids;
    for (NodeIndex n = pool.firstChild(id == 0 ? noNode : pool.indexOf(id)); n != noNode; n = pool.nextSibling(n))
        ids.push_back(pool.id(n));
    return ids;
}

} // namespace

class TestPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        const Pool pool;
        QCOMPARE(pool.count(), 0);
        QCOMPARE(pool.firstChild(noNode), noNode);
        QVERIFY(pool.preorder().empty());
        QVERIFY(pool.nextEpoch().empty());
        QCOMPARE(pool.lastEpoch(), 0);
        for (const InstructionId id : {InstructionId{0}, InstructionId{-1}, InstructionId{1}, InstructionId{1} << 40})
            QCOMPARE(pool.indexOf(id), noNode);
    }

    void ordersSiblingsByIdWhateverCameFirst_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 0; seed < 10; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void ordersSiblingsByIdWhateverCameFirst()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        Pool pool;
        Ids seeds(20), children(20);
        for (InstructionId i = 0; i < 20; ++i) {
            seeds[static_cast<std::size_t>(i)] = 1 + i;
            children[static_cast<std::size_t>(i)] = 100 + i;
        }
        const Ids ordered = seeds, orderedChildren = children;
        std::shuffle(seeds.begin(), seeds.end(), random);
        std::shuffle(children.begin(), children.end(), random);
        for (const InstructionId id : seeds)
            pool.apply(adding(id));
        for (const InstructionId id : children)
            pool.apply(adding(id, 7, 1));
        QCOMPARE(childrenOf(pool, 0), ordered);
        QCOMPARE(childrenOf(pool, 7), orderedChildren);
        QCOMPARE(pool.childCount(pool.indexOf(7)), 20);
        QCOMPARE(pool.childCount(noNode), 20);
        // And stays ordered when some go and come back.
        Ids left = orderedChildren;
        std::shuffle(children.begin(), children.end(), random);
        for (std::size_t i = 0; i < 12; ++i) {
            pool.apply(removing(children[i]));
            left.erase(std::find(left.begin(), left.end(), children[i]));
            QCOMPARE(childrenOf(pool, 7), left);
        }
        for (std::size_t i = 0; i < 12; ++i)
            pool.apply(adding(children[i], 7, 1));
        QCOMPARE(childrenOf(pool, 7), orderedChildren);
    }

    void listsParentsBeforeTheirChildren()
    {
        Pool pool;
        apply(pool, {adding(1), adding(2), adding(3, 1, 1), adding(4, 1, 1), adding(5, 3, 2), adding(6, 2, 1)});
        QCOMPARE(idsOf(pool, pool.preorder()), (Ids{1, 3, 5, 4, 2, 6}));
        QCOMPARE(idsOf(pool, pool.preorder(pool.indexOf(1))), (Ids{1, 3, 5, 4}));
        QCOMPARE(idsOf(pool, pool.preorder(pool.indexOf(5))), Ids{5});
        QCOMPARE(pool.id(pool.root(pool.indexOf(5))), InstructionId{1});
    }

    void keepsAPlaceOverRemovalAndReturn()
    {
        Pool pool;
        apply(pool, {adding(1), adding(2, 1, 1), adding(3, 1, 1)});
        const NodeIndex place = pool.indexOf(2);
        apply(pool, {judging(2, {"refusal"}), judging(2, {}), removing(2)});
        QVERIFY(!pool.contains(2));
        QVERIFY(pool.isRemoved(place));
        QCOMPARE(pool.count(), 2);
        QCOMPARE(pool.size(), 3);
        QCOMPARE(childrenOf(pool, 1), Ids{3});
        pool.apply(adding(2, 1, 1));
        QCOMPARE(pool.indexOf(2), place);
        QCOMPARE(pool.count(), 3);
    }

    void forgetsWhatARemovedNodeHad()
    {
        Pool pool;
        apply(pool, {adding(1), SetDifficulty{1, {}, 7}, judging(1, {"refusal"}), deciding(1, Decision::Keep), removing(1), adding(1)});
        QCOMPARE(pool.difficulty(0), 0);
        QCOMPARE(pool.firedRules(0), 0u);
        QVERIFY(!pool.isOverridden(0));
        QCOMPARE(pool.state(0), State::Kept);
    }

    void anOverrideOutranksTheVerdict()
    {
        Pool pool;
        apply(pool, {adding(1)});
        QCOMPARE(pool.state(0), State::Kept);
        pool.apply(judging(1, {"refusal", "empty_answer"}));
        QCOMPARE(pool.state(0), State::Eliminated);
        pool.apply(deciding(1, Decision::Keep));
        QCOMPARE(pool.state(0), State::Kept);
        QVERIFY(pool.isOverridden(0));
        QCOMPARE(pool.firedRules(0), 3u); // what the rules say is still to be seen
        pool.apply(judging(1, {}));
        pool.apply(deciding(1, Decision::Eliminate));
        QCOMPARE(pool.state(0), State::Eliminated);
        pool.apply(deciding(1, std::nullopt));
        QCOMPARE(pool.state(0), State::Kept);
    }

    void theNextEpochStartsFromKeptInstructionsWithoutAKeptChild()
    {
        Pool pool;
        apply(pool, {adding(1), adding(2), adding(3)});
        QCOMPARE(pool.nextEpoch(), (Ids{1, 2, 3}));
        apply(pool, {adding(5, 1, 1), adding(4, 2, 1), judging(4, {"refusal"})});
        QCOMPARE(pool.nextEpoch(), (Ids{2, 3, 5})); // a failed evolution leaves its parent in the pool
        pool.apply(adding(6, 2, 2));
        QCOMPARE(pool.nextEpoch(), (Ids{3, 5, 6}));
        pool.apply(deciding(6, Decision::Eliminate));
        QCOMPARE(pool.nextEpoch(), (Ids{2, 3, 5}));
        pool.apply(deciding(4, Decision::Keep));
        QCOMPARE(pool.nextEpoch(), (Ids{3, 4, 5}));
        pool.apply(deciding(3, Decision::Eliminate));
        QCOMPARE(pool.nextEpoch(), (Ids{4, 5}));
        pool.apply(removing(5));
        QCOMPARE(pool.nextEpoch(), (Ids{1, 4}));
        QCOMPARE(pool.lastEpoch(), 2);
        pool.apply(removing(6));
        QCOMPARE(pool.lastEpoch(), 1);
    }

    void countsResponsesAndMeansTheirRatings()
    {
        Pool pool;
        apply(pool, {adding(1), AddResponse{{1, 1, "", "", "", 0, {}}}, AddResponse{{2, 1, "", "", "", 0, {}}}, AddResponse{{3, 1, "", "", "", 0, {}}}});
        QCOMPARE(pool.rating(0), 0.0);
        apply(pool, {RateResponse{1, 1, {}, Rating{5, ""}}, RateResponse{2, 1, {}, Rating{2, ""}}});
        QCOMPARE(pool.rating(0), 3.5);
        pool.apply(RateResponse{3, 1, {}, Rating{0, "only a note"}});
        QCOMPARE(pool.rating(0), 3.5);
        pool.apply(RateResponse{2, 1, Rating{2, ""}, Rating{4, ""}});
        QCOMPARE(pool.rating(0), 4.5);
        pool.apply(RateResponse{1, 1, Rating{5, ""}, {}});
        QCOMPARE(pool.rating(0), 4.0);
        QCOMPARE(pool.responses(0), 3);
        pool.apply(RemoveResponse{{3, 1, "", "", "", 0, {}}});
        QCOMPARE(pool.responses(0), 2);
    }

    void ignoresChangesOfWhatItDoesNotHold()
    {
        Pool pool;
        apply(pool, {SetTitle{"a", "b"}, removing(5), deciding(5, Decision::Keep), SetDifficulty{5, {}, 1}});
        QCOMPARE(pool.size(), 0);
    }

    void countsForTheStatistics()
    {
        Pool pool;
        apply(pool, {adding(1), adding(2), adding(3, 1, 1), adding(4, 3, 2), adding(9, 2, 1), removing(9), judging(3, {"refusal"}),
                     judging(4, {"refusal", "empty_answer"}), deciding(4, Decision::Keep), SetDifficulty{4, {}, 10},
                     AddResponse{{1, 4, "", "", "", 0, {}}}});
        const PoolStatistics s = statistics(pool);
        QCOMPARE(s.instructions, std::int64_t{4});
        QCOMPARE(s.seeds, std::int64_t{2});
        QCOMPARE(s.kept, std::int64_t{3});
        QCOMPARE(s.eliminated, std::int64_t{1});
        QCOMPARE(s.overridden, std::int64_t{1});
        QCOMPARE(s.responses, std::int64_t{1});
        QCOMPARE(s.byEpoch, (std::vector<std::int64_t>{2, 1, 1}));
        QCOMPARE(s.byDifficulty, (std::vector<std::int64_t>{3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        QVERIFY((s.byOperator == std::vector<std::pair<std::string, std::int64_t>>{{"deepen", 2}}));
        QVERIFY((s.byRule == std::vector<std::pair<std::string, std::int64_t>>{{"empty_answer", 1}, {"refusal", 2}}));
    }

    void aPoolOfRowsIsInPreorder()
    {
        std::vector<PoolRow> rows(6);
        const InstructionId ids[] = {6, 2, 5, 1, 9, 3}, parents[] = {1, 0, 2, 0, 77, 1};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].id = ids[i];
            rows[i].parent = parents[i];
        }
        const Pool pool(rows);
        Ids order;
        for (NodeIndex n = 0; n < pool.size(); ++n)
            order.push_back(pool.id(n));
        QCOMPARE(order, (Ids{1, 3, 6, 2, 5, 9}));
        QCOMPARE(idsOf(pool, pool.preorder()), order);
        QCOMPARE(childrenOf(pool, 0), (Ids{1, 2, 9})); // of a parent that is not there: a root
    }

    void keepsWhenAndByWhomAndTheMarks()
    {
        Pool pool;
        Instruction added;
        added.id = 1;
        added.model = "qwen";
        added.editor = "Ada";
        pool.apply(AddInstruction{added}, 1'700'000'000'999);
        QCOMPARE(pool.model(0), std::string("qwen"));
        QCOMPARE(pool.created(0), std::int64_t{1'700'000'000'000});
        QVERIFY(pool.isEdited(0));
        apply(pool, {EditInstruction{1, {}, {"a", "", ""}}, SetFlag{1, {}, true}, SetNote{1, {}, "note"},
                     SetOverride{1, {}, Override{Decision::Keep, "", "Ben"}}});
        QVERIFY(!pool.isEdited(0) && pool.isFlagged(0) && pool.isNoted(0));
        QCOMPARE(pool.overriddenBy(0), std::string("Ben"));
        apply(pool, {EditInstruction{1, {}, {"a", "", "Ada"}}, SetFlag{1, {}, false}, SetNote{1, {}, ""}, deciding(1, {})});
        QVERIFY(pool.isEdited(0) && !pool.isFlagged(0) && !pool.isNoted(0));
        QCOMPARE(pool.overriddenBy(0), std::string());
        QCOMPARE(pool.personNumber(0), 0);
    }

    void tagsNodes()
    {
        Pool pool;
        apply(pool, {adding(1), adding(2), SetTag{2, "math", false, true}, SetTag{1, "code", false, true}, SetTag{9, "none", false, true}});
        QCOMPARE(pool.tagKeys(), (std::vector<std::string>{"math", "code"}));
        QVERIFY(!pool.hasTag(0, 0) && pool.hasTag(1, 0) && pool.hasTag(0, 1) && !pool.hasTag(1, 1));
        pool.apply(SetTag{2, "math", true, false});
        QVERIFY(!pool.hasTag(1, 0));
    }

    void aMovedNodeTakesItsSubtreeAlong()
    {
        Pool pool;
        apply(pool, {adding(1), adding(2), adding(3, 1, 1), adding(4, 3, 2), adding(5, 2, 1)});
        pool.apply(MoveInstruction{3, 1, 2});
        QCOMPARE(idsOf(pool, pool.preorder()), (Ids{1, 2, 3, 4, 5}));
        QCOMPARE(childrenOf(pool, 2), (Ids{3, 5}));
        QCOMPARE(pool.id(pool.root(pool.indexOf(4))), InstructionId{2});
        pool.apply(MoveInstruction{3, 2, 0});
        QCOMPARE(childrenOf(pool, 0), (Ids{1, 2, 3}));
        QCOMPARE(pool.epoch(pool.indexOf(3)), 1); // says how it was made
        pool.apply(MoveInstruction{3, 0, 1});
        QCOMPARE(idsOf(pool, pool.preorder()), (Ids{1, 3, 4, 2, 5}));
    }

    void holdsMoreRulesAndOperatorsThanItCanTellApart()
    {
        Pool pool;
        for (InstructionId id = 1; id <= 300; ++id) {
            PoolRow row;
            row.id = id;
            const std::string key = "operator " + std::to_string(id);
            row.operatorKey = key;
            pool.add(row);
            pool.apply(judging(id, {"rule " + std::to_string(id)}));
        }
        QCOMPARE(pool.ruleKeys().size(), std::size_t{32});
        QCOMPARE(pool.state(pool.indexOf(300)), State::Eliminated);
        QVERIFY(pool.firedRules(pool.indexOf(300)) != 0);
        QCOMPARE(pool.operatorKey(pool.indexOf(100)), std::string("operator 100"));
        QVERIFY(!pool.operatorKey(pool.indexOf(300)).empty());
        QCOMPARE(statistics(pool).eliminated, std::int64_t{300});
    }
};

QTEST_GUILESS_MAIN(TestPool)
#include "tst_pool.moc"
