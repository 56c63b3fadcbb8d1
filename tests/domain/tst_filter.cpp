// SPDX-License-Identifier: GPL-3.0-or-later
// Filters: what each part lets through, what the counts beside it say, and that a saved one is the same.
#include "domain/filter.h"

#include <QTest>

#include <random>

using namespace evol;

namespace {

using Ids = std::vector<InstructionId>;

PoolRow row(InstructionId id, InstructionId parent, int epoch)
{
    PoolRow r;
    r.id = id;
    r.parent = parent;
    r.epoch = epoch;
    r.operatorKey = parent == 0 ? "" : id % 2 ? "deepen" : "breadth";
    r.created = 1'700'000'000'000 + id * 60'000;
    return r;
}

/// Nodes 1 to 8, of which 7 is removed.
Pool sample()
{
    std::vector<PoolRow> rows;
    for (const auto &[id, parent, epoch] : std::vector<std::tuple<int, int, int>>{{1, 0, 0}, {2, 1, 1}, {3, 1, 1}, {4, 2, 2}, {5, 0, 0}, {6, 5, 1}, {7, 5, 1}, {8, 5, 2}})
        rows.push_back(row(id, parent, epoch));
    rows[1].model = rows[2].model = "qwen";
    rows[3].model = "gpt";
    rows[1].judgedEliminated = true;
    rows[1].firedRules = 1;
    rows[2].judgedEliminated = true;
    rows[2].firedRules = 2;
    rows[2].override = Decision::Keep;
    rows[2].overriddenBy = "Ada";
    rows[5].override = Decision::Eliminate;
    rows[5].overriddenBy = "Ben";
    rows[3].difficulty = 4;
    rows[5].difficulty = 9;
    rows[0].responses = 1;
    rows[3].responses = 2;
    rows[3].ratings = 2;
    rows[3].ratingSum = 7;
    rows[0].flagged = rows[4].noted = rows[5].edited = true;
    Pool pool(rows);
    pool.ruleIndex("refusal");
    pool.ruleIndex("leaked_prompt");
    pool.setTag(pool.indexOf(1), "math", true);
    pool.setTag(pool.indexOf(4), "math", true);
    pool.setTag(pool.indexOf(6), "code", true);
    Instruction gone;
    gone.id = 7;
    pool.apply(RemoveInstruction{gone});
    return pool;
}

Ids idsOf(const Pool &pool, const std::vector<NodeIndex> &nodes)
{
    Ids ids;
    for (const NodeIndex n : nodes)
        ids.push_back(pool.id(n));
    std::sort(ids.begin(), ids.end());
    return ids;
}

Ids fitting(const Filter &filter)
{
    const Pool pool = sample();
    return idsOf(pool, matching(filter, pool));
}

/// A filter with each part set or not.
Filter anyFilter(std::mt19937 &random)
{
    const auto yes = [&] { return random() % 4 == 0; };
    Filter f;
    if (yes())
        f.states = {random() % 2 ? State::Kept : State::Eliminated};
    if (yes())
        f.operators = {"deepen", ""};
    if (yes())
        f.rules = {"refusal"};
    if (yes())
        f.models = {random() % 2 ? "qwen" : ""};
    if (yes())
        f.tags = {"math"};
    if (yes())
        f.overriddenBy = {"Ada", "Ben"};
    if (yes())
        f.epochFrom = 1;
    if (yes())
        f.difficultyTo = 4;
    if (yes())
        f.ratingFrom = 1;
    if (yes())
        f.createdFrom = 1'700'000'000'000 + 3 * 60'000;
    if (yes())
        f.answered = random() % 2;
    if (yes())
        f.overridden = random() % 2;
    return f;
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsAllThroughWhenItSaysNothing()
    {
        QVERIFY(Filter().isEmpty());
        QCOMPARE(fitting({}), (Ids{1, 2, 3, 4, 5, 6, 8}));
    }

    void letsThroughWhatFits()
    {
        const auto with = [](const auto &set) {
            Filter f;
            set(f);
            return fitting(f);
        };
        QCOMPARE(with([](Filter &f) { f.states = {State::Eliminated}; }), (Ids{2, 6}));
        QCOMPARE(with([](Filter &f) { f.states = {State::Eliminated, State::Kept}; }).size(), std::size_t{7});
        QCOMPARE(with([](Filter &f) { f.operators = {""}; }), (Ids{1, 5}));
        QCOMPARE(with([](Filter &f) { f.operators = {"deepen", "breadth"}; }), (Ids{2, 3, 4, 6, 8}));
        QCOMPARE(with([](Filter &f) { f.operators = {"unknown"}; }), Ids{});
        QCOMPARE(with([](Filter &f) { f.rules = {"refusal", "leaked_prompt"}; }), (Ids{2, 3}));
        QCOMPARE(with([](Filter &f) { f.rules = {"unknown"}; }), Ids{});
        QCOMPARE(with([](Filter &f) { f.models = {"qwen"}; }), (Ids{2, 3}));
        QCOMPARE(with([](Filter &f) { f.models = {""}; }), (Ids{1, 5, 6, 8}));
        QCOMPARE(with([](Filter &f) { f.tags = {"math"}; }), (Ids{1, 4}));
        QCOMPARE(with([](Filter &f) { f.tags = {"unknown"}; }), Ids{});
        QCOMPARE(with([](Filter &f) { f.overriddenBy = {"Ada"}; }), Ids{3});
        QCOMPARE(with([](Filter &f) { f.epochFrom = 1; }), (Ids{2, 3, 4, 6, 8}));
        QCOMPARE(with([](Filter &f) { f.epochFrom = 1; f.epochTo = 1; }), (Ids{2, 3, 6}));
        QCOMPARE(with([](Filter &f) { f.difficultyFrom = 4; f.difficultyTo = 4; }), Ids{4});
        QCOMPARE(with([](Filter &f) { f.difficultyTo = 0; }), (Ids{1, 2, 3, 5, 8}));
        QCOMPARE(with([](Filter &f) { f.ratingFrom = 3.5; }), Ids{4});
        QCOMPARE(with([](Filter &f) { f.ratingFrom = 3.6; }), Ids{});
        QCOMPARE(with([](Filter &f) { f.createdFrom = 1'700'000'060'000; f.createdTo = 1'700'000'120'000; }), Ids{1});
        QCOMPARE(with([](Filter &f) { f.overridden = true; }), (Ids{3, 6}));
        QCOMPARE(with([](Filter &f) { f.edited = true; }), Ids{6});
        QCOMPARE(with([](Filter &f) { f.flagged = true; }), Ids{1});
        QCOMPARE(with([](Filter &f) { f.noted = true; }), Ids{5});
        QCOMPARE(with([](Filter &f) { f.answered = false; }), (Ids{2, 3, 5, 6, 8}));
        QCOMPARE(with([](Filter &f) { f.states = {State::Kept}; f.models = {"qwen"}; f.epochTo = 1; }), Ids{3});
    }

    void asksForTheTextOnlyWhereItWasLookedFor()
    {
        const Pool pool = sample();
        Filter f;
        f.text = "words";
        QCOMPARE(matching(f, pool).size(), std::size_t{7});
        NodeSet found(2); // shorter than the pool
        found[1] = 1;
        QCOMPARE(idsOf(pool, matching(f, pool, &found)), Ids{2});
        f.text.clear();
        QCOMPARE(matching(f, pool, &found).size(), std::size_t{7});
    }

    void countsWhatChoosingAValueWouldGive_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 0; seed < 200; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void countsWhatChoosingAValueWouldGive()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const Pool pool = sample();
        const Filter filter = anyFilter(random);
        const FilterCounts counts = countMatching(filter, pool);
        const auto choosing = [&](const auto &set) {
            Filter f = filter;
            set(f);
            return static_cast<std::int64_t>(matching(f, pool).size());
        };
        QCOMPARE(counts.total, choosing([](Filter &) {}));
        for (const State state : {State::Kept, State::Eliminated})
            QCOMPARE(counts.states[static_cast<std::size_t>(state)], choosing([&](Filter &f) { f.states = {state}; }));
        for (std::size_t i = 0; i < pool.operatorKeys().size(); ++i)
            QCOMPARE(counts.operators[i], choosing([&](Filter &f) { f.operators = {pool.operatorKeys()[i]}; }));
        for (std::size_t i = 0; i < pool.modelKeys().size(); ++i)
            QCOMPARE(counts.models[i], choosing([&](Filter &f) { f.models = {pool.modelKeys()[i]}; }));
        for (std::size_t i = 1; i < pool.personKeys().size(); ++i)
            QCOMPARE(counts.people[i], choosing([&](Filter &f) { f.overriddenBy = {pool.personKeys()[i]}; }));
        for (std::size_t i = 0; i < pool.tagKeys().size(); ++i)
            QCOMPARE(counts.tags[i], choosing([&](Filter &f) { f.tags = {pool.tagKeys()[i]}; }));
        for (std::size_t i = 0; i < pool.ruleKeys().size(); ++i)
            QCOMPARE(counts.rules[i], choosing([&](Filter &f) { f.rules = {pool.ruleKeys()[i]}; }));
        for (std::size_t i = 0; i < counts.epochs.size(); ++i)
            QCOMPARE(counts.epochs[i], choosing([&](Filter &f) { f.epochFrom = f.epochTo = static_cast<int>(i); }));
        for (std::size_t i = 0; i < counts.difficulties.size(); ++i)
            QCOMPARE(counts.difficulties[i], choosing([&](Filter &f) { f.difficultyFrom = f.difficultyTo = static_cast<int>(i); }));
    }

    void readsWhatItSaved()
    {
        std::mt19937 random(1);
        for (int i = 0; i < 200; ++i) {
            Filter filter = anyFilter(random);
            filter.text = i % 2 ? "\"数学\"" : "";
            const auto read = decodeFilter(encodeFilter(filter));
            QVERIFY(read.has_value());
            QVERIFY(*read == filter);
        }
        QCOMPARE(encodeFilter({}), std::string("{}"));
    }

    void refusesWhatIsNoFilter()
    {
        for (const char *text : {"", "[", "{\"epoch_from\":\"one\"}", "{\"operators\":7}"})
            QVERIFY(!decodeFilter(text));
    }
};

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
