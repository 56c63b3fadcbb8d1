// SPDX-License-Identifier: GPL-3.0-or-later
// Which instructions are drawn for an audit: how many of each side, and always the same.
#include "evolution/audit_sample.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace evol;

namespace {

/// A seed, and evolved instructions 2, 3, …, of which the first are eliminated.
Pool poolOf(int evolved, int eliminated, bool isBackwards = false)
{
    std::vector<PoolRow> rows(1);
    rows.front().id = 1;
    for (int i = 0; i < evolved; ++i) {
        PoolRow row;
        row.id = i + 2;
        row.parent = isBackwards ? 0 : 1;
        row.operatorKey = "deepen";
        row.judgedEliminated = i < eliminated;
        rows.push_back(row);
    }
    if (isBackwards)
        std::reverse(rows.begin(), rows.end());
    return Pool(rows);
}

std::vector<InstructionId> draw(const Pool &pool, const AuditPlan &plan)
{
    std::vector<InstructionId> ids;
    for (const NodeIndex n : drawAudit(pool, plan))
        ids.push_back(pool.id(n));
    return ids;
}

std::int64_t eliminatedOf(const Pool &pool, const std::vector<InstructionId> &ids)
{
    return std::count_if(ids.begin(), ids.end(), [&pool](InstructionId id) {
        return pool.judged(pool.indexOf(id)) == State::Eliminated;
    });
}

} // namespace

class TestAuditSample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedDrawsTheSameWhateverTheTreeLooksLike()
    {
        const AuditPlan plan{AuditKind::Random, 40, 7, {}};
        const auto drawn = draw(poolOf(1000, 200), plan);
        QCOMPARE(draw(poolOf(1000, 200, true), plan), drawn);
        QVERIFY(draw(poolOf(1000, 200), {AuditKind::Random, 40, 8, {}}) != drawn);
        QCOMPARE(std::set(drawn.begin(), drawn.end()).size(), 40u);
    }

    void eachSideIsDrawnByItsShare()
    {
        const Pool pool = poolOf(1000, 200);
        QCOMPARE(eliminatedOf(pool, draw(pool, {AuditKind::Random, 40, 7, {}})), std::int64_t{8});
        QCOMPARE(eliminatedOf(pool, draw(pool, {AuditKind::Random, 1000, 7, {}})), std::int64_t{200});
    }

    void aRareSideIsDrawnFromAllTheSame()
    {
        const Pool pool = poolOf(1000, 3);
        QCOMPARE(eliminatedOf(pool, draw(pool, {AuditKind::Random, 10, 7, {}})), std::int64_t{1});
        const Pool other = poolOf(1000, 997);
        QCOMPARE(eliminatedOf(other, draw(other, {AuditKind::Random, 10, 7, {}})), std::int64_t{9});
    }

    void onlyEliminatedOnesAreDrawnOnRequest()
    {
        const Pool pool = poolOf(1000, 50);
        const auto drawn = draw(pool, {AuditKind::Eliminated, 20, 7, {}});
        QCOMPARE(drawn.size(), 20u);
        QCOMPARE(eliminatedOf(pool, drawn), std::int64_t{20});
        QCOMPARE(draw(pool, {AuditKind::Eliminated, 100, 7, {}}).size(), 50u);
    }

    void aLargerSampleBeginsWithMuchTheSame()
    {
        const Pool pool = poolOf(1000, 50);
        const auto few = draw(pool, {AuditKind::Eliminated, 10, 7, {}});
        const auto more = draw(pool, {AuditKind::Eliminated, 20, 7, {}});
        QVERIFY(std::equal(few.begin(), few.end(), more.begin()));
    }

    void borderlineOnesAreDrawnFromThoseGiven()
    {
        const Pool pool = poolOf(100, 50);
        const std::vector<InstructionId> borderline{1, 2, 3, 60, 61, 4000}; // a seed and one that is not there
        const auto drawn = draw(pool, {AuditKind::Borderline, 10, 7, borderline});
        QCOMPARE(std::set(drawn.begin(), drawn.end()), (std::set<InstructionId>{2, 3, 60, 61}));
        QCOMPARE(eliminatedOf(pool, draw(pool, {AuditKind::Borderline, 2, 7, borderline})), std::int64_t{1});
    }

    void everyInstructionIsAsLikely()
    {
        const Pool pool = poolOf(20, 10);
        std::vector<int> drawn(22);
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            for (const InstructionId id : draw(pool, {AuditKind::Random, 4, seed, {}}))
                ++drawn[static_cast<std::size_t>(id)];
        }
        QCOMPARE(drawn[1], 0);
        // 400 each on average; the standard deviation is 18.
        for (std::size_t id = 2; id < drawn.size(); ++id)
            QVERIFY2(std::abs(drawn[id] - 400) < 90, qPrintable(QString::number(drawn[id])));
    }

    void fromNothingNothingIsDrawn()
    {
        QVERIFY(draw(Pool(), {AuditKind::Random, 10, 7, {}}).empty());
        QVERIFY(draw(poolOf(10, 0), {AuditKind::Eliminated, 10, 7, {}}).empty());
        QVERIFY(draw(poolOf(10, 5), {AuditKind::Random, 0, 7, {}}).empty());
        QVERIFY(draw(poolOf(10, 5), {AuditKind::Random, -1, 7, {}}).empty());
    }
};

QTEST_GUILESS_MAIN(TestAuditSample)
#include "tst_audit_sample.moc"
