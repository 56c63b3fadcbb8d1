// SPDX-License-Identifier: GPL-3.0-or-later
// Which instructions a filter lets through, what it says there is of each value, and how it is written.
#include "domain/filter.h"

#include <QTest>

#include <random>

using namespace evol;

namespace {

Pool smallPool()
{
    PoolRow seed, deep, broad;
    seed.id = 1;
    seed.created = 1'000'000;
    deep.id = 2;
    deep.parent = 1;
    deep.epoch = 1;
    deep.operatorKey = "deepen";
    deep.difficulty = 7;
    deep.model = "m";
    deep.responses = 2;
    deep.ratings = 2;
    deep.ratingSum = 7;
    deep.created = 2'000'000;
    deep.noted = true;
    broad.id = 3;
    broad.parent = 1;
    broad.epoch = 2;
    broad.operatorKey = "breadth";
    broad.judgedEliminated = true;
    broad.model = "m";
    broad.created = 3'000'000;
    broad.flagged = true;
    broad.overriddenBy = "";
    Pool pool({seed, deep, broad});
    pool.apply(SetVerdict{3, {}, Verdict{{{"refusal", "sorry", EvidencePlace::Response, 0, 5}}, 0}});
    pool.setTag(pool.indexOf(2), "gold", true);
    return pool;
}

std::vector<InstructionId> ids(const Filter &filter, const Pool &pool, const NodeSet *found = nullptr)
{
    std::vector<InstructionId> all;
    for (const NodeIndex n : matching(filter, pool, found))
        all.push_back(pool.id(n));
    std::sort(all.begin(), all.end());
    return all;
}

template <class Member, class Value>
std::vector<InstructionId> idsWith(Member member, Value value)
{
    Filter filter;
    filter.*member = value;
    return ids(filter, smallPool());
}

using Ids = std::vector<InstructionId>;
using Keys = std::vector<std::string>;

/// Some of everything.
Pool randomPool(int count)
{
    std::mt19937 random(3);
    const char *const keys[] = {"deepen", "breadth", "concretize"};
    std::vector<PoolRow> rows(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        PoolRow &row = rows[static_cast<std::size_t>(i)];
        row.id = i + 1;
        row.parent = i < count / 5 ? 0 : 1 + int(random() % unsigned(count / 5));
        row.epoch = row.parent == 0 ? 0 : 1 + int(random() % 4);
        row.operatorKey = row.parent == 0 ? "" : keys[random() % 3];
        row.difficulty = int(random() % 11);
        row.judgedEliminated = random() % 5 == 0;
        row.firedRules = row.judgedEliminated ? 1u << random() % 3 : 0;
        row.responses = int(random() % 3);
        row.ratings = random() % 3 == 0;
        row.ratingSum = row.ratings * (1 + int(random() % 5));
        row.model = random() % 2 ? "m" : "";
        row.created = 1'700'000'000'000 + i * 1000;
        row.flagged = random() % 7 == 0;
    }
    Pool pool(rows);
    for (const char *rule : {"a", "b", "c"})
        pool.ruleIndex(rule);
    for (int tag = 0; tag < 20; ++tag) {
        for (int n = tag; n < count; n += 17 + tag)
            pool.setTag(n, "tag " + std::to_string(tag), true);
    }
    return pool;
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFilterLetsAllThrough()
    {
        QVERIFY(Filter().isEmpty());
        QCOMPARE(ids({}, smallPool()), (Ids{1, 2, 3}));
    }

    void eachPartSaysWhatItSays()
    {
        QCOMPARE(idsWith(&Filter::states, std::vector<State>{State::Eliminated}), Ids{3});
        QCOMPARE(idsWith(&Filter::operators, Keys{"deepen", ""}), (Ids{1, 2}));
        QCOMPARE(idsWith(&Filter::rules, Keys{"refusal"}), Ids{3});
        QCOMPARE(idsWith(&Filter::models, Keys{""}), Ids{1});
        QCOMPARE(idsWith(&Filter::tags, Keys{"gold"}), Ids{2});
        QCOMPARE(idsWith(&Filter::tags, Keys{"no such"}), Ids());
        QCOMPARE(idsWith(&Filter::epochs, std::vector<int>{0, 2}), (Ids{1, 3}));
        QCOMPARE(idsWith(&Filter::epochFrom, 1), (Ids{2, 3}));
        QCOMPARE(idsWith(&Filter::difficulties, std::vector<int>{7}), Ids{2});
        QCOMPARE(idsWith(&Filter::difficulties, std::vector<int>{-1}), Ids());
        QCOMPARE(idsWith(&Filter::difficultyTo, 0), (Ids{1, 3}));
        QCOMPARE(idsWith(&Filter::stars, std::vector<int>{4}), Ids{2}); // 3.5 is shown as four
        QCOMPARE(idsWith(&Filter::ratingFrom, 3.5), Ids{2});
        QCOMPARE(idsWith(&Filter::createdFrom, std::int64_t{2'000'000}), (Ids{2, 3}));
        QCOMPARE(idsWith(&Filter::createdTo, std::int64_t{2'000'000}), Ids{1});
        QCOMPARE(idsWith(&Filter::flagged, true), Ids{3});
        QCOMPARE(idsWith(&Filter::noted, false), (Ids{1, 3}));
        QCOMPARE(idsWith(&Filter::answered, true), Ids{2});
        QCOMPARE(idsWith(&Filter::overridden, true), Ids());
    }

    void partsHoldTogether()
    {
        Filter filter;
        filter.models = {"m"};
        filter.states = {State::Kept};
        QCOMPARE(ids(filter, smallPool()), Ids{2});
        filter.flagged = true;
        QCOMPARE(ids(filter, smallPool()), Ids());
    }

    void textSaysNothingUntilItWasLookedFor()
    {
        const Pool pool = smallPool();
        Filter filter;
        filter.text = "river";
        NodeSet found(1, 0);
        QCOMPARE(ids(filter, pool), (Ids{1, 2, 3}));
        QCOMPARE(ids(filter, pool, &found), Ids());
        found[0] = 1;
        QCOMPARE(ids(filter, pool, &found), Ids{pool.id(0)});
    }

    void removedOnesAreGone()
    {
        Pool pool = smallPool();
        Instruction gone;
        gone.id = 3;
        pool.apply(RemoveInstruction{gone});
        QCOMPARE(ids({}, pool), (Ids{1, 2}));
        QCOMPARE(countMatching({}, pool).total, std::int64_t(2));
    }

    void overridesCountByPerson()
    {
        Pool pool = smallPool();
        pool.apply(SetOverride{3, {}, Override{Decision::Keep, "fine", "Ada"}});
        Filter filter;
        filter.overriddenBy = {"Ada"};
        QCOMPARE(ids(filter, pool), Ids{3});
        const FilterCounts counts = countMatching({}, pool);
        QCOMPARE(counts.states[0], std::int64_t(3));
        QCOMPARE(counts.people, (std::vector<std::int64_t>{2, 1}));
        QCOMPARE(counts.overridden, std::int64_t(1));
    }

    void aCountIsWhatChoosingThatValueWouldGive()
    {
        const Pool pool = randomPool(3000);
        NodeSet found(static_cast<std::size_t>(pool.size()));
        for (std::size_t n = 0; n < found.size(); n += 2)
            found[n] = 1;
        Filter filter;
        filter.text = "x";
        filter.operators = {"deepen", "breadth"};
        filter.difficulties = {3, 4, 5, 6};
        filter.flagged = false;
        const FilterCounts counts = countMatching(filter, pool, &found);
        const auto choosing = [&](auto change) {
            Filter chosen = filter;
            change(chosen);
            return std::int64_t(matching(chosen, pool, &found).size());
        };
        QCOMPARE(counts.total, choosing([](Filter &) {}));
        for (std::size_t i = 0; i < pool.operatorKeys().size(); ++i)
            QCOMPARE(counts.operators[i], choosing([&](Filter &f) { f.operators = {pool.operatorKeys()[i]}; }));
        for (std::size_t i = 0; i < pool.ruleKeys().size(); ++i)
            QCOMPARE(counts.rules[i], choosing([&](Filter &f) { f.rules = {pool.ruleKeys()[i]}; }));
        for (std::size_t i = 0; i < pool.tagKeys().size(); ++i)
            QCOMPARE(counts.tags[i], choosing([&](Filter &f) { f.tags = {pool.tagKeys()[i]}; }));
        for (int i = 0; i <= 10; ++i)
            QCOMPARE(counts.difficulties[std::size_t(i)], choosing([&](Filter &f) { f.difficulties = {i}; }));
        for (int i = 0; i <= 5; ++i)
            QCOMPARE(counts.ratings[std::size_t(i)], choosing([&](Filter &f) { f.stars = {i}; }));
        for (std::size_t i = 0; i < counts.epochs.size(); ++i)
            QCOMPARE(counts.epochs[i], choosing([&](Filter &f) { f.epochs = {int(i)}; }));
        QCOMPARE(counts.states[1], choosing([](Filter &f) { f.states = {State::Eliminated}; }));
        QCOMPARE(counts.flagged, choosing([](Filter &f) { f.flagged = true; }));
        QCOMPARE(counts.answered, choosing([](Filter &f) { f.answered = true; }));
    }

    void aFilterSurvivesBeingWritten()
    {
        Filter filter;
        filter.states = {State::Eliminated};
        filter.operators = {"", "deepen"};
        filter.epochs = {1, 3};
        filter.stars = {0};
        filter.ratingFrom = 2.5;
        filter.createdTo = 1'700'000'000'000;
        filter.noted = false;
        filter.text = "\"two words\" caf\u00e9";
        const auto read = decodeFilter(encodeFilter(filter));
        QVERIFY(read);
        QVERIFY(*read == filter);
        QCOMPARE(encodeFilter({}), std::string("{}"));
        QVERIFY(!decodeFilter("[1"));
        QVERIFY(!decodeFilter(R"({"epochs":"many"})"));
    }

    void countingABigProject()
    {
        const Pool pool = randomPool(250'000);
        Filter filter;
        filter.states = {State::Kept};
        filter.stars = {3, 4};
        QBENCHMARK {
            countMatching(filter, pool);
        }
    }
};

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
