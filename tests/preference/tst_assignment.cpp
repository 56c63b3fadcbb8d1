// SPDX-License-Identifier: GPL-3.0-or-later
// What is promised of every assignment, over many designs: each comparison to the right number of raters, loads and
// sides even, the same item apart, and the same seed the same assignment.
#include "preference/assignment.h"
#include "preference/resampling.h"

#include <QCryptographicHash>
#include <QTest>

#include <map>
#include <set>

using namespace evol;

namespace {

Study studyOf(int items, int contenders, int shown, int overlap, std::uint64_t seed = 1)
{
    Study study;
    study.settings.name = "Study";
    study.design.kind = shown == 1 ? JudgementKind::Rating : shown == 2 ? JudgementKind::Pairwise : JudgementKind::Ranking;
    study.design.criteria = {{"overall", "Overall", "", {}}};
    study.design.shown = shown;
    study.design.overlap = overlap;
    study.design.seed = seed;
    for (int c = 1; c <= contenders; ++c)
        study.contenders.push_back("c" + std::to_string(c));
    for (int i = 0; i < items; ++i) {
        StudyItem item;
        item.skill = "skill " + std::to_string(i % 3);
        for (int c = 1; c <= contenders; ++c)
            item.answers.push_back({c, 0, {}, 0});
        study.items.push_back(item);
    }
    return study;
}

std::vector<std::string> ratersNamed(int count)
{
    std::vector<std::string> names;
    for (int r = 0; r < count; ++r)
        names.push_back("rater " + std::to_string(r));
    return names;
}

Assignment assigned(const Study &study, const AssignmentRequest &request)
{
    auto result = assign(study, request);
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return std::move(*result);
}

std::vector<int> sorted(std::vector<int> block)
{
    std::sort(block.begin(), block.end());
    return block;
}

template <class Map>
std::int64_t spread(const Map &counts)
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max(), most = 0;
    for (const auto &[key, count] : counts) {
        least = std::min<std::int64_t>(least, count);
        most = std::max<std::int64_t>(most, count);
    }
    return counts.empty() ? 0 : most - least;
}

std::string described(const Assignment &assignment)
{
    std::string all;
    for (const Session &session : assignment.sessions) {
        all += session.rater + '\n';
        for (const Comparison &comparison : session.comparisons) {
            all += std::to_string(comparison.item);
            for (const int contender : comparison.shown)
                all += ' ' + std::to_string(contender);
            all += '\n';
        }
    }
    return all;
}

} // namespace

class TestAssignment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsWhatItPromisesForManyDesigns()
    {
        RandomStream random(1, 1);
        for (int round = 0; round < 200; ++round) {
            const int contenders = 2 + int(random.below(4)), shown = std::min(contenders, 1 + int(random.below(4)));
            const int raters = 1 + int(random.below(7)), overlap = 1 + int(random.below(std::min<std::uint64_t>(3, raters)));
            Study study = studyOf(1 + int(random.below(40)), contenders, shown, overlap, random.bits());
            study.design.stratum = random.below(2) == 0 ? Stratum::None : Stratum::Skill;
            const Assignment assignment = assigned(study, {ratersNamed(raters), 0, int(random.below(3)), {}});
            QCOMPARE(assignment.open, std::int64_t{0});
            check(study, assignment);
        }
    }

    void everySetOfContendersIsUsedAsOften()
    {
        const Study study = studyOf(60, 4, 2, 1);
        std::map<std::vector<int>, int> used;
        for (const Session &session : assigned(study, {ratersNamed(3), 0, 1, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                ++used[sorted(comparison.shown)];
        }
        QCOMPARE(used.size(), std::size_t{6});
        QCOMPARE(spread(used), std::int64_t{0});
    }

    void strataAreSpreadOverRaters()
    {
        Study study = studyOf(90, 2, 2, 2);
        study.design.stratum = Stratum::Skill;
        std::map<std::pair<std::string, std::string>, int> counts;
        for (const Session &session : assigned(study, {ratersNamed(5), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                ++counts[{session.rater, study.items[std::size_t(comparison.item) - 1].skill}];
        }
        QCOMPARE(counts.size(), std::size_t{15});
        QVERIFY(spread(counts) <= 1);
    }

    void pairsOfRatersShareAsMuch()
    {
        const Study study = studyOf(120, 2, 2, 2);
        std::map<int, std::set<std::string>> ratersOf;
        for (const Session &session : assigned(study, {ratersNamed(4), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                ratersOf[comparison.item].insert(session.rater);
        }
        std::map<std::set<std::string>, int> pairs;
        for (const auto &[item, raters] : ratersOf)
            ++pairs[raters];
        QCOMPARE(pairs.size(), std::size_t{6});
        QVERIFY(spread(pairs) <= 2);
    }

    void ratersOfOneUnitSeeItFromBothSides()
    {
        const Study study = studyOf(50, 2, 2, 2);
        std::map<int, std::set<int>> lefts;
        for (const Session &session : assigned(study, {ratersNamed(2), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                lefts[comparison.item].insert(comparison.shown.front());
        }
        QVERIFY(std::all_of(lefts.begin(), lefts.end(), [](const auto &each) { return each.second.size() == 2; }));
    }

    void ofThreeRatersOneSeesTheOtherSide()
    {
        const Study study = studyOf(60, 3, 2, 3);
        std::map<std::pair<int, std::vector<int>>, std::map<int, int>> lefts;
        for (const Session &session : assigned(study, {ratersNamed(7), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                ++lefts[{comparison.item, sorted(comparison.shown)}][comparison.shown.front()];
        }
        for (const auto &[unit, counts] : lefts)
            QCOMPARE(counts.size(), std::size_t{2});
    }

    void aPairsSidesAreEvenOverAll()
    {
        const Study study = studyOf(101, 4, 2, 3);
        std::map<std::vector<int>, int> lefts;
        for (const Session &session : assigned(study, {ratersNamed(8), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                lefts[sorted(comparison.shown)] += comparison.shown[0] < comparison.shown[1] ? 1 : -1;
        }
        QCOMPARE(lefts.size(), std::size_t{6});
        for (const auto &[block, more] : lefts)
            QVERIFY(std::abs(more) <= 1);
    }

    void inRankingsNoContenderIsOftenerBeforeAnother()
    {
        const Study study = studyOf(200, 4, 4, 2);
        std::map<std::pair<int, int>, int> before, places;
        for (const Session &session : assigned(study, {ratersNamed(5), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons) {
                for (std::size_t i = 0; i < 4; ++i) {
                    ++places[{comparison.shown[i], int(i)}];
                    for (std::size_t j = i + 1; j < 4; ++j)
                        ++before[{comparison.shown[i], comparison.shown[j]}];
                }
            }
        }
        QCOMPARE(before.size(), std::size_t{12});
        QVERIFY2(spread(before) <= 6, qPrintable(QString::number(spread(before)))); // of 400
        QVERIFY2(spread(places) <= 6, qPrintable(QString::number(spread(places))));
    }

    void companyIsEvenWhateverTheOverlap()
    {
        for (const auto &[raters, overlap] : {std::pair{7, 3}, std::pair{10, 2}, std::pair{9, 4}}) {
            const Study study = studyOf(2000, 2, 2, overlap);
            std::map<int, std::vector<std::string>> ratersOf;
            for (const Session &session : assigned(study, {ratersNamed(raters), 0, 0, {}}).sessions) {
                for (const Comparison &comparison : session.comparisons)
                    ratersOf[comparison.item].push_back(session.rater);
            }
            std::map<std::pair<std::string, std::string>, int> together;
            for (const auto &[item, all] : ratersOf) {
                for (std::size_t i = 0; i < all.size(); ++i) {
                    for (std::size_t j = i + 1; j < all.size(); ++j)
                        ++together[std::minmax(all[i], all[j])];
                }
            }
            QCOMPARE(together.size(), std::size_t(raters * (raters - 1) / 2));
            QVERIFY2(spread(together) <= 6, qPrintable(QString::number(spread(together)))); // of 44 to 333
        }
    }

    void anItemComesToARaterAsSeldomAsCanBe()
    {
        const Study study = studyOf(100, 3, 2, 1);
        std::map<std::pair<int, std::string>, int> times;
        for (const Session &session : assigned(study, {ratersNamed(6), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                ++times[{comparison.item, session.rater}];
        }
        const auto again = std::count_if(times.begin(), times.end(), [](const auto &each) { return each.second > 1; });
        QVERIFY2(again <= 10, qPrintable(QString::number(again)));
    }

    void goldGoesToEveryRaterAndNotFirst()
    {
        Study study = studyOf(40, 3, 2, 1);
        for (const int item : {3, 20, 31})
            study.items[std::size_t(item)].gold = {2, 2, 1};
        for (const Session &session : assigned(study, {ratersNamed(4), 0, 1, {}}).sessions) {
            std::map<int, int> times;
            for (std::size_t i = 0; i < session.comparisons.size(); ++i) {
                const Comparison &comparison = session.comparisons[i];
                if (study.items[std::size_t(comparison.item) - 1].gold.empty())
                    continue;
                ++times[comparison.item];
                QVERIFY(i > 0);
                QVERIFY(sorted(comparison.shown) != (std::vector<int>{1, 2})); // those two are equally good, which tells nothing
            }
            QCOMPARE(times.size(), std::size_t{3});
            QCOMPARE(spread(times), std::int64_t{0});
        }
    }

    void nobodyGetsMoreThanTheMost()
    {
        const Assignment assignment = assigned(studyOf(100, 2, 2, 2), {ratersNamed(3), 20, 0, {}});
        for (const Session &session : assignment.sessions)
            QCOMPARE(session.comparisons.size(), std::size_t{20});
        QCOMPARE(assignment.open, std::int64_t{140});
    }

    void whereRoomIsShortEveryStratumAndSetIsCutAlike()
    {
        Study study = studyOf(300, 3, 2, 2);
        study.design.stratum = Stratum::Skill;
        std::map<std::pair<std::string, std::vector<int>>, int> counts;
        const Assignment assignment = assigned(study, {ratersNamed(6), 60, 0, {}});
        for (const Session &session : assignment.sessions) {
            QCOMPARE(session.comparisons.size(), std::size_t{60});
            for (const Comparison &comparison : session.comparisons)
                ++counts[{study.items[std::size_t(comparison.item) - 1].skill, sorted(comparison.shown)}];
        }
        QCOMPARE(counts.size(), std::size_t{9});
        QVERIFY2(spread(counts) <= 2, qPrintable(QString::number(spread(counts)))); // each unit has two raters
        QCOMPARE(assignment.open, std::int64_t{1440});
    }

    void laterRatersGetWhatIsLeft()
    {
        const Study study = studyOf(30, 3, 2, 2);
        const Assignment first = assigned(study, {ratersNamed(2), 25, 0, {}});
        const Assignment second = assigned(study, {{"rater 1", "new"}, 0, 0, first.sessions});
        Assignment both = first;
        both.sessions.insert(both.sessions.end(), second.sessions.begin(), second.sessions.end());
        std::map<std::pair<int, std::vector<int>>, std::multiset<std::string>> ratersOf;
        for (const Session &session : both.sessions) {
            for (const Comparison &comparison : session.comparisons)
                ratersOf[{comparison.item, sorted(comparison.shown)}].insert(session.rater);
        }
        QCOMPARE(ratersOf.size(), std::size_t{90});
        for (const auto &[unit, raters] : ratersOf) {
            QVERIFY(raters.size() <= 2);
            QCOMPARE(std::set<std::string>(raters.begin(), raters.end()).size(), raters.size());
        }
    }

    void answersThatAreMissingAreNotCompared()
    {
        Study study = studyOf(10, 3, 2, 1);
        study.items[4].answers.erase(study.items[4].answers.begin());
        for (const Session &session : assigned(study, {ratersNamed(2), 0, 0, {}}).sessions) {
            for (const Comparison &comparison : session.comparisons)
                QVERIFY(comparison.item != 5 || sorted(comparison.shown) == (std::vector<int>{2, 3}));
        }
    }

    void theSameSeedGivesTheSameForEver()
    {
        const Study study = studyOf(25, 4, 2, 2, 42);
        const std::string text = described(assigned(study, {ratersNamed(3), 0, 0, {}}));
        QCOMPARE(described(assigned(study, {ratersNamed(3), 0, 0, {}})), text);
        Study other = study;
        other.design.seed = 43;
        QVERIFY(described(assigned(other, {ratersNamed(3), 0, 0, {}})) != text);
        QCOMPARE(QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256).toHex().left(16), QByteArray("ab4516b47972c711"));
    }

    void ratersWhoComeLaterHaveOrdersOfTheirOwn()
    {
        const Study study = studyOf(40, 2, 2, 1);
        const auto orderOf = [&](const char *name) {
            std::vector<int> items;
            const Assignment own = assigned(study, {{name}, 0, 0, {}});
            for (const Comparison &comparison : own.sessions.front().comparisons)
                items.push_back(comparison.item);
            return items;
        };
        QVERIFY(orderOf("Ada") != orderOf("Bob"));
    }

    void refusesWhatCannotBe()
    {
        Study golden = studyOf(5, 2, 2, 1);
        for (int item = 0; item < 3; ++item)
            golden.items[std::size_t(item)].gold = {2, 1};
        QVERIFY(!assign(golden, {{"a"}, 3, 0, {}}));
        QCOMPARE(assigned(golden, {{"a"}, 4, 0, {}}).sessions.front().comparisons.size(), std::size_t{4});
        const Study study = studyOf(5, 2, 2, 3);
        QVERIFY(!assign(study, {{}, 0, 0, {}}));
        QVERIFY(!assign(study, {{"a", "a", "b"}, 0, 0, {}}));
        const auto few = assign(study, {{"a", "b"}, 0, 0, {}});
        QVERIFY(!few);
        QVERIFY(few.error().message.find("3 raters") != std::string::npos);
    }

    void aQuarterOfAMillionUnitsAreAssigned()
    {
        const Assignment assignment = assigned(studyOf(250'000, 2, 2, 2), {ratersNamed(50), 0, 0, {}});
        QCOMPARE(assignment.units, std::int64_t{250'000});
        for (const Session &session : assignment.sessions)
            QCOMPARE(session.comparisons.size(), std::size_t{10'000});
    }

private:
    static void check(const Study &study, const Assignment &assignment)
    {
        std::map<std::pair<int, std::vector<int>>, std::set<std::string>> ratersOf;
        std::map<std::string, std::size_t> loads;
        std::map<std::string, std::map<std::string, int>> ofStratum; // by skill and rater
        for (const Session &session : assignment.sessions) {
            loads[session.rater] = session.comparisons.size();
            std::map<std::vector<int>, std::map<std::pair<int, int>, int>> sides; // by set and pair: oftener before than behind
            for (std::size_t i = 0; i < session.comparisons.size(); ++i) {
                const Comparison &comparison = session.comparisons[i];
                QCOMPARE(int(comparison.shown.size()), study.design.shown);
                const bool isNew = ratersOf[{comparison.item, sorted(comparison.shown)}].insert(session.rater).second;
                QVERIFY(isNew);
                ++ofStratum[study.items[std::size_t(comparison.item) - 1].skill][session.rater];
                for (std::size_t left = 0; left < comparison.shown.size(); ++left) {
                    for (std::size_t right = left + 1; right < comparison.shown.size(); ++right) {
                        const int one = comparison.shown[left], other = comparison.shown[right];
                        sides[sorted(comparison.shown)][std::minmax(one, other)] += one < other ? 1 : -1;
                    }
                }
            }
            for (const auto &[block, pairs] : sides) {
                for (const auto &[pair, more] : pairs)
                    QVERIFY(std::abs(more) <= 1);
            }
            std::map<int, std::size_t> times;
            for (const Comparison &comparison : session.comparisons)
                ++times[comparison.item];
            const bool canBeApart = std::all_of(times.begin(), times.end(), [&](const auto &each) { return 2 * each.second <= session.comparisons.size() + 1; });
            for (std::size_t i = 1; i < session.comparisons.size() && canBeApart; ++i)
                QVERIFY(session.comparisons[i].item != session.comparisons[i - 1].item);
        }
        QCOMPARE(std::int64_t(ratersOf.size()), assignment.units);
        for (const auto &[unit, raters] : ratersOf)
            QCOMPARE(int(raters.size()), study.design.overlap);
        QVERIFY(spread(loads) <= 1);
        for (auto &[skill, counts] : ofStratum) {
            for (const auto &[rater, load] : loads)
                counts.try_emplace(rater, 0);
            QVERIFY(study.design.stratum == Stratum::None || spread(counts) <= 1);
        }
    }
};

QTEST_APPLESS_MAIN(TestAssignment)
#include "tst_assignment.moc"
