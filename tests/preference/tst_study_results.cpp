// SPDX-License-Identifier: GPL-3.0-or-later
// What a study says, figured by hand.
#include "preference/study_results.h"
#include "preference/study_report.h"
#include "preference/study_results_json.h"
#include "tests/support/memory_study_reader.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>

using namespace evol;
using namespace evol::test;

namespace {

Study threeContenders(JudgementKind kind = JudgementKind::Pairwise)
{
    Study study;
    study.uid = "uid";
    study.settings = {"Study", {}, true};
    study.design.kind = kind;
    study.design.criteria = {{"accuracy", "Accuracy", "", {}}, {"overall", "Overall", "", {}}};
    study.contenders = {"short", "long", "other"};
    for (int i = 0; i < 4; ++i) {
        StudyItem item;
        item.instruction = i + 1;
        item.text = "question " + std::to_string(i);
        item.skill = i < 2 ? "Math" : "Code";
        item.difficulty = i < 3 ? 3 : 9;
        item.epoch = i % 2;
        item.operatorKey = i % 2 ? "deepen" : "";
        item.answers = {{1, 0, "x", 0}, {2, 0, "xxxx", 0}, {3, 0, "xx", 0}};
        study.items.push_back(item);
    }
    return study;
}

Comparison said(int item, std::vector<int> shown, std::vector<int> values, std::int64_t milliseconds = 0)
{
    return {item, std::move(shown), Vote{{{1, std::move(values)}}, {}, {}, false, milliseconds, 0}};
}

constexpr int first = static_cast<int>(Outcome::First), second = static_cast<int>(Outcome::Second), tie = static_cast<int>(Outcome::Tie),
              bothBad = static_cast<int>(Outcome::BothBad);

StudyResults resultsOf(Study study, std::vector<Session> sessions)
{
    MemoryStudyReader reader(std::move(study), std::move(sessions));
    return *studyResults(reader, 1, {200, 1, 0.95});
}

} // namespace

class TestStudyResults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsByContenderWhateverTheSide()
    {
        const StudyResults r = resultsOf(threeContenders(), {{0, 0, "Ada", {said(1, {1, 2}, {first}), said(2, {2, 1}, {second}), said(3, {2, 1}, {first}), said(4, {1, 3}, {bothBad})}}});
        const CriterionResults &overall = r.mainCriterion();
        QCOMPARE(overall.key, std::string("overall"));
        QCOMPARE(overall.contenders[0].rate.wins, std::int64_t{2});
        QCOMPARE(overall.contenders[0].rate.losses, std::int64_t{1});
        QCOMPARE(overall.contenders[0].rate.ties, std::int64_t{1});
        QCOMPARE(*overall.contenders[0].rate.rate, 62.5);
        QCOMPARE(overall.pairs.size(), std::size_t{2});
        QCOMPARE(overall.pairs[0].rate.wins, std::int64_t{2});
        QCOMPARE(overall.pairs[1].bothBad, std::int64_t{1});
        QCOMPARE(overall.position.toward, (Proportion{2, 3}));
        QCOMPARE(overall.length.toward, (Proportion{1, 3}));
        QCOMPARE(r.criteria[0].judgements, std::int64_t{0});
    }

    void ratersWhoSawOppositeSidesAgreeOnTheContender()
    {
        const StudyResults r = resultsOf(threeContenders(), {{0, 0, "Ada", {said(1, {1, 2}, {first}), said(2, {1, 2}, {first})}},
                                                             {0, 0, "Ben", {said(1, {2, 1}, {second}), said(2, {2, 1}, {first})}}});
        QCOMPARE(r.mainCriterion().agreement.units, std::int64_t{2});
        QCOMPARE(*r.mainCriterion().agreement.percent.value, 50.0);
        QCOMPARE(r.raters[0].withOthers, (Proportion{1, 2}));
    }

    void groupsAreThoseOfTheItems()
    {
        const StudyResults r = resultsOf(threeContenders(), {{0, 0, "Ada", {said(1, {1, 2}, {first}), said(2, {1, 2}, {second}), said(3, {1, 2}, {first}), said(4, {1, 2}, {first})}}});
        QStringList groups;
        for (const GroupFigures &group : r.mainCriterion().groups)
            groups += QString::fromStdString(group.by + ' ' + group.key + ' ' + std::to_string(group.contenders[0].wins) + '/' + std::to_string(group.contenders[0].count()));
        QCOMPARE(groups, QStringList({"skill Code 2/2", "skill Math 1/2", "difficulty 3 2/3", "difficulty 9 1/1", "difficulty 8-10 1/1",
                                      "epoch 0 2/2", "epoch 1 1/2", "operator deepen 1/2", "operator seed 2/2"}));
    }

    void aRankingCountsAllItsPairs()
    {
        Study study = threeContenders(JudgementKind::Ranking);
        const StudyResults r = resultsOf(study, {{0, 0, "Ada", {said(1, {3, 1, 2}, {1, 2, 2})}}});
        const CriterionResults &c = r.mainCriterion();
        QCOMPARE(c.contenders[2].rate.wins, std::int64_t{2});
        QCOMPARE(c.contenders[0].rate.ties, std::int64_t{1});
        QCOMPARE(c.contenders[0].rate.losses, std::int64_t{1});
        QCOMPARE(*c.contenders[2].mean, 1.0);
    }

    void pointsOfOneRaterForOneItemMakePairs()
    {
        const StudyResults r = resultsOf(threeContenders(JudgementKind::Rating),
                                         {{0, 0, "Ada", {said(1, {1}, {5}), said(2, {1}, {1}), said(1, {2}, {3}), said(2, {3}, {1})}},
                                          {0, 0, "Ben", {said(1, {3}, {2})}}});
        const CriterionResults &c = r.mainCriterion();
        QCOMPARE(c.contenders[0].rate.wins, std::int64_t{1});
        QCOMPARE(c.contenders[0].rate.ties, std::int64_t{1});
        QCOMPARE(c.contenders[0].rate.losses, std::int64_t{0});
        QCOMPARE(*c.contenders[0].mean, 3.0);
    }

    void goldItemsTellAboutRatersOnly()
    {
        Study study = threeContenders();
        study.items[0].gold = {1, 0, 0};
        const StudyResults r = resultsOf(study, {{0, 0, "Ada", {said(1, {1, 2}, {first}), said(1, {2, 1}, {first}), said(2, {1, 2}, {tie})}}});
        QCOMPARE(r.raters[0].gold, (Proportion{1, 2}));
        QCOMPARE(r.mainCriterion().contenders[0].rate.count(), std::int64_t{1});
        QCOMPARE(r.goldItems, 1);
    }

    void stepsCountSolutionsWithoutAWrongOne()
    {
        const StudyResults r = resultsOf(threeContenders(JudgementKind::Steps),
                                         {{0, 0, "Ada", {said(1, {1}, {1, 1, 0}), said(2, {1}, {1, -1, 1})}}, {0, 0, "Ben", {said(1, {1}, {1, 0, 0})}}});
        QCOMPARE(*r.mainCriterion().contenders[0].mean, 2.0 / 3);
        QCOMPARE(r.mainCriterion().agreement.units, std::int64_t{3});
        QVERIFY(std::abs(*r.mainCriterion().agreement.percent.value - 200.0 / 3) < 1e-9);
    }

    void namesAreHiddenUntilEverythingIsJudgedOrClosed()
    {
        Study study = threeContenders();
        study.settings.closed = false;
        const Comparison open{2, {1, 2}, {}};
        const auto names = [&](std::vector<Comparison> comparisons) {
            const auto json = toJson(resultsOf(study, {{0, 0, "Ada", std::move(comparisons)}}));
            return QString::fromStdString(json.dump());
        };
        const QString hidden = names({said(1, {1, 2}, {first}), open});
        for (const char *name : {"\"short\"", "\"long\"", "\"other\""})
            QVERIFY(!hidden.contains(QLatin1String(name)));
        const auto a = hidden.indexOf("Contender A"), b = hidden.indexOf("Contender B"), c = hidden.indexOf("Contender C");
        QVERIFY(a >= 0 && a < b && b < c); // the order of the list tells nothing
        QVERIFY(names({said(1, {1, 2}, {first})}).contains("\"short\""));
        study.settings.closed = true;
        QVERIFY(names({said(1, {1, 2}, {first}), open}).contains("\"short\""));
    }

    void theMedianTimeIsOfComparisons()
    {
        const StudyResults r = resultsOf(threeContenders(), {{0, 0, "Ada", {said(1, {1, 2}, {first}, 1000), said(2, {1, 2}, {first}, 9000), said(3, {1, 2}, {first}, 2000)}}});
        QCOMPARE(*r.raters[0].medianSeconds, 2.0);
    }

    void theReportHasEveryNameAsTextAndNothingFromElsewhere()
    {
        Study study = threeContenders();
        study.settings.name = "<script>alert(1)</script>";
        study.contenders[0] = "a & <b>";
        const QString html = QString::fromStdString(studyReport(resultsOf(study, {{0, 0, "O'Hara", {said(1, {1, 2}, {first}), said(2, {1, 2}, {second}), said(3, {1, 3}, {tie})}}})));
        QVERIFY(html.contains("a &amp; &lt;b&gt;") && html.contains("O&#39;Hara"));
        QVERIFY(!html.contains("<script") && !html.contains("http") && !html.contains("<b>"));
        QVERIFY(html.contains("<svg") && html.contains("only 3 judgements"));
        QVERIFY(html.contains("<td>50.0</td>")); // a win, a loss and a tie of the first
    }

    void theTableQuotesWhatNeedsIt()
    {
        Study study = threeContenders();
        study.contenders[0] = "a,\"b\"";
        study.contenders[1] = "=1+1";
        const QString csv = QString::fromStdString(toCsv(resultsOf(study, {{0, 0, "Ada", {said(1, {1, 2}, {first})}}})));
        QVERIFY(csv.contains("\"a,\"\"b\"\"\""));
        QVERIFY(csv.contains(",'=1+1,"));
        const auto fields = csv.split("\r\n").front().count(',');
        QCOMPARE(fields, 15);
    }
};

QTEST_APPLESS_MAIN(TestStudyResults)
#include "tst_study_results.moc"
