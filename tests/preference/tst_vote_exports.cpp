// SPDX-License-Identifier: GPL-3.0-or-later
// What files of a study's votes say, and what they leave out.
#include "preference/pair_votes.h"
#include "preference/utc_time.h"
#include "preference/vote_exports.h"
#include "tests/support/memory_study_reader.h"

#include <nlohmann/json.hpp>

#include <QStringList>
#include <QTest>

using namespace evol;
using namespace evol::test;
using nlohmann::json;

namespace {

constexpr int first = static_cast<int>(Outcome::First), second = static_cast<int>(Outcome::Second), tie = static_cast<int>(Outcome::Tie),
              bothBad = static_cast<int>(Outcome::BothBad);

/// Three items with answers of "red", "green" and "blue".
Study colours(JudgementKind kind = JudgementKind::Pairwise)
{
    Study study;
    study.settings = {"Colours", {}, true};
    study.design.kind = kind;
    study.design.criteria = {{"accuracy", "Accuracy", "", {}}, {"overall", "Overall", "", {}}};
    study.contenders = {"red", "green", "blue"};
    for (int i = 1; i <= 3; ++i) {
        const std::string n = std::to_string(i);
        study.items.push_back({10 + i, "question " + n, i == 2 ? "context" : "", i == 3 ? "Math" : "", 0, 0, {},
                               {{1, 0, "red " + n, 0}, {2, 0, "green " + n, 0}, {3, 0, "blue " + n, 0}}, {}});
    }
    return study;
}

/// By "overall".
Comparison said(int item, std::vector<int> shown, std::vector<int> values)
{
    return {item, std::move(shown), Vote{{{1, std::move(values)}}, {}, {}, false, 1500, 1767323045006}};
}

Session by(const std::string &rater, std::vector<Comparison> comparisons)
{
    return {0, 0, rater, std::move(comparisons)};
}

struct Written {
    Result<VoteExportReport> report;
    std::string text;
};

Written written(const char *format, Study study, std::vector<Session> sessions, const VoteExportOptions &options = {})
{
    MemoryStudyReader reader(std::move(study), std::move(sessions));
    Written w;
    w.report = exportVotes(reader, 1, **voteExport(format), options, [&](std::string_view text) -> Result<> {
        w.text += text;
        return {};
    });
    return w;
}

std::vector<json> lines(const std::string &text)
{
    std::vector<json> all;
    for (const QString &line : QString::fromStdString(text).split('\n', Qt::SkipEmptyParts))
        all.push_back(json::parse(line.toStdString()));
    return all;
}

} // namespace

class TestVoteExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTieIsNeverWrittenAsAWin_data()
    {
        QTest::addColumn<bool>("together");
        QTest::newRow("each vote") << false;
        QTest::newRow("majority") << true;
    }
    void aTieIsNeverWrittenAsAWin()
    {
        QFETCH(bool, together);
        const Written w = written("pairs", colours(), {by("Ada", {said(1, {1, 2}, {tie}), said(2, {1, 2}, {bothBad}), said(3, {1, 2}, {second})})},
                                  {{}, together ? PairRows::Majority : PairRows::EachVote});
        QCOMPARE(w.report->written, std::int64_t{1});
        QCOMPARE(w.report->ties, std::int64_t{2});
        const auto rows = lines(w.text);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0]["prompt"].get<std::string>(), std::string("question 3"));
        QCOMPARE(rows[0]["chosen"].get<std::string>(), std::string("green 3"));
        QCOMPARE(rows[0]["rejected"].get<std::string>(), std::string("red 3"));
        QCOMPARE(rows[0]["chosen_model"].get<std::string>(), std::string("green"));
        QCOMPARE(rows[0]["criterion"].get<std::string>(), std::string("overall"));
        QCOMPARE(rows[0]["skill"].get<std::string>(), std::string("Math"));
    }

    void ratersAreHeardTogetherWhateverSideTheySaw()
    {
        const Written w = written("pairs", colours(), {by("Ada", {said(2, {1, 2}, {first}), said(1, {1, 2}, {first})}),
                                                       by("Ben", {said(2, {2, 1}, {second}), said(1, {2, 1}, {first})}),
                                                       by("Cy", {said(2, {2, 1}, {first})})});
        const auto rows = lines(w.text);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0]["prompt"].get<std::string>(), std::string("question 2\n\ncontext"));
        QCOMPARE(rows[0]["chosen"].get<std::string>(), std::string("red 2"));
        QCOMPARE(rows[0]["margin"].get<double>(), 1.0 / 3);
        QCOMPARE(rows[0]["votes"].get<int>(), 3);
        QCOMPARE(w.report->ties, std::int64_t{1});
    }

    void whereMostSawNoDifferenceNoneIsChosen()
    {
        const PairMajority mostlyTied{1, 1, 2, 1, 2, 0}, evenly{1, 1, 2, 1, 1, 0}, preferred{1, 1, 2, 1, 2, 3};
        QCOMPARE(mostlyTied.chosen(), 0);
        QCOMPARE(evenly.chosen(), 0);
        QCOMPARE(preferred.chosen(), 2);
    }

    void theMarginOfAVoteIsItsStrengthOrTheDistance_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("margins");
        QTest::newRow("strength, 1 where it is not said") << 0 << QStringList({"red 1>green 1:3", "green 2>red 2:1"});
        QTest::newRow("ranks") << 1 << QStringList({"red 1>green 1:3", "blue 1>green 1:3"});
        QTest::newRow("points") << 2 << QStringList({"red 1>green 1:4"});
    }
    void theMarginOfAVoteIsItsStrengthOrTheDistance()
    {
        QFETCH(int, kind);
        QFETCH(QStringList, margins);
        const std::vector<Comparison> comparisons[] = {{said(1, {1, 2}, {first, 3}), said(2, {1, 2}, {second})},
                                                       {said(1, {1, 2, 3}, {1, 4, 1})},
                                                       {said(1, {2}, {1}), said(2, {1}, {2}), said(1, {1}, {5})}};
        const Written w = written("pairs", colours(static_cast<JudgementKind>(kind)), {by("Ada", comparisons[kind])}, {{}, PairRows::EachVote});
        QStringList found;
        for (const json &row : lines(w.text)) {
            found += QString::fromStdString(row["chosen"].get<std::string>() + '>' + row["rejected"].get<std::string>() + ':' + row["margin"].dump()).remove(".0");
            QCOMPARE(row["rater"].get<std::string>(), std::string("Ada"));
        }
        QCOMPARE(found, margins);
    }

    void pointsOfDifferentRatersMakeNoPair()
    {
        const Written w = written("pairs", colours(JudgementKind::Rating), {by("Ada", {said(1, {1}, {5})}), by("Ben", {said(1, {2}, {1})})});
        QVERIFY(w.text.empty());
    }

    void goldItemsAreInTheTableOnly()
    {
        Study study = colours();
        study.items[0].gold = {1, 0, 0};
        for (const char *format : {"pairs", "alpaca_eval", "arena"}) {
            const Written w = written(format, study, {by("Ada", {said(1, {1, 2}, {first}), said(2, {1, 2}, {first})})});
            QCOMPARE(w.report->gold, std::int64_t{1});
            QCOMPARE(w.report->written, std::int64_t{1});
        }
        QCOMPARE(written("ratings", study, {by("Ada", {said(1, {1, 2}, {first}), said(2, {1, 2}, {first})})}).report->written, std::int64_t{2});
    }

    void otherCriteriaAreAskedForByKey()
    {
        const Comparison both{1, {1, 2}, Vote{{{0, {second}}, {1, {first}}}, {}, {}, false, 0, 0}};
        QCOMPARE(lines(written("pairs", colours(), {by("Ada", {both})}).text).at(0)["chosen"].get<std::string>(), std::string("red 1"));
        QCOMPARE(lines(written("pairs", colours(), {by("Ada", {both})}, {"accuracy", {}}).text).at(0)["chosen"].get<std::string>(), std::string("green 1"));
        QCOMPARE(written("ratings", colours(), {by("Ada", {both})}).report->written, std::int64_t{2});
        QVERIFY(written("pairs", colours(), {by("Ada", {both})}, {"beauty", {}}).report.error().message.find("accuracy, overall") != std::string::npos);
    }

    void alpacaEvalNumbersTheWinner()
    {
        const Written w = written("alpaca_eval", colours(), {by("Ada", {said(1, {1, 2}, {first}), said(2, {2, 3}, {second}), said(3, {1, 2}, {tie}), said(3, {1, 3}, {bothBad})})});
        const json list = json::parse(w.text);
        QCOMPARE(list.size(), std::size_t{4});
        const int preferences[] = {1, 2, 0, 0};
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(list[i]["preference"].get<int>(), preferences[i]);
        const json expected = {{"instruction", "question 2"}, {"input", "context"}, {"output_1", "green 2"}, {"generator_1", "green"}, {"output_2", "blue 2"},
                               {"generator_2", "blue"}, {"annotator", "Ada"}, {"preference", 2}, {"time_per_example", 1.5}};
        QVERIFY(list[1] == expected);
    }

    void theArenaNamesTheWinnersSide()
    {
        const Written w = written("arena", colours(), {by("Ada", {said(1, {1, 2}, {first}), said(1, {2, 1}, {second}), said(1, {1, 2}, {tie}), said(1, {1, 2}, {bothBad})})});
        const json list = json::parse(w.text);
        const char *winners[] = {"model_a", "model_b", "tie", "tie (bothbad)"};
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(list.at(i)["winner"].get<std::string>(), std::string(winners[i]));
        QCOMPARE(list[1]["model_a"].get<std::string>(), std::string("green"));
        QCOMPARE(list[1]["judge"].get<std::string>(), std::string("Ada"));
        QCOMPARE(list[1]["tstamp"].get<double>(), 1767323045.006);
        QCOMPARE(list[1]["conversation_a"][1]["content"].get<std::string>(), std::string("green 1"));
        QVERIFY(list[0]["question_id"] == list[1]["question_id"]);
    }

    void votesWithoutTextsGoToTheArenaOnly()
    {
        const std::vector<Session> sessions = {by("Ada", {said(0, {1, 2}, {first})})};
        const json list = json::parse(written("arena", colours(), sessions).text);
        QCOMPARE(list.size(), std::size_t{1});
        QVERIFY(!list[0].contains("conversation_a"));
        QCOMPARE(written("alpaca_eval", colours(), sessions).report->withoutText, std::int64_t{1});
        QCOMPARE(written("pairs", colours(), sessions, {{}, PairRows::EachVote}).report->withoutText, std::int64_t{1});
        QCOMPARE(written("pairs", colours(), sessions).report->withoutText, std::int64_t{1});
    }

    void theTableHasARowForEachJudgementAndEachSkippedComparison()
    {
        Comparison noted = said(2, {3, 1}, {second, 2});
        noted.vote->note = "close, \"very\"\nclose";
        noted.vote->flagged = true;
        const Comparison skipped{1, {1, 2}, Vote{{}, "too hard", {}, false, 0, 0}}, onlyFlagged{1, {1, 2}, Vote{{}, {}, {}, true, 0, 0}}, open{1, {2, 3}, {}};
        const Written w = written("ratings", colours(), {by("Ada", {noted, skipped, onlyFlagged, open})});
        QCOMPARE(QString::fromStdString(w.text),
                 QString("study,kind,session,rater,comparison,item,instruction_id,instruction,criterion,contenders,values,skipped,flagged,note,seconds,time\r\n"
                         "Colours,pairwise,1,Ada,1,2,12,question 2,overall,\"[\"\"blue\"\",\"\"red\"\"]\",\"[2,2]\",,true,\"close, \"\"very\"\"\nclose\",1.5,2026-01-02T03:04:05.006Z\r\n"
                         "Colours,pairwise,1,Ada,2,1,11,question 1,,\"[\"\"red\"\",\"\"green\"\"]\",,too hard,false,,,\r\n"));
    }

    void stepsHaveALabelEachAndTheFirstWrongOne()
    {
        Study study = colours(JudgementKind::Steps);
        study.items[0].answers[0].text = "one\n\ntwo\nthree";
        const Written w = written("steps", study, {by("Ada", {said(1, {1}, {1, -1, 0}), said(1, {1}, {1, 0, 1}), said(1, {1}, {1, 1}), said(1, {2}, {1})})});
        const auto rows = lines(w.text);
        QCOMPARE(rows.size(), std::size_t{3});
        QVERIFY(rows[0]["steps"] == json({"one", "two", "three"}));
        QVERIFY(rows[0]["labels"] == json({1, -1, 0}));
        QCOMPARE(rows[0]["first_wrong_step"].get<int>(), 2);
        QVERIFY(rows[1]["first_wrong_step"].is_null());
        QCOMPARE(rows[2]["model"].get<std::string>(), std::string("green"));
        QCOMPARE(w.report->withoutText, std::int64_t{1});
    }

    void namesAreHiddenAsLongAsTheStudyIsOpen()
    {
        Study study = colours();
        study.settings.closed = false;
        for (const char *format : {"pairs", "alpaca_eval", "arena", "ratings"}) {
            const Written w = written(format, study, {by("Ada", {said(1, {1, 2}, {first}), {2, {1, 2}, {}}})});
            QVERIFY(w.text.find("Contender ") != std::string::npos);
            QVERIFY(w.text.find("\"red\"") == std::string::npos && w.text.find("\"green\"") == std::string::npos);
        }
    }

    void whatAKindCannotSayIsRefused()
    {
        const Written w = written("steps", colours(), {});
        QVERIFY(w.report.error().message.find("pairwise") != std::string::npos);
        QVERIFY(!written("arena", colours(JudgementKind::Steps), {}).report);
        QVERIFY(voteExport("parquet").error().message.find("pairs, alpaca_eval, arena, ratings, steps") != std::string::npos);
    }

    void aStudyWithoutVotesIsAnEmptyList()
    {
        QCOMPARE(written("arena", colours(), {}).text, std::string("[]\n"));
        QCOMPARE(written("pairs", colours(), {}).text, std::string());
    }

    void aFullDiskEndsIt()
    {
        MemoryStudyReader reader(colours(), {by("Ada", {said(1, {1, 2}, {first}), said(2, {1, 2}, {first})})});
        for (const VoteExport *format : voteExports()) {
            int calls = 0;
            if (!format->takes(JudgementKind::Pairwise))
                continue;
            const auto report = exportVotes(reader, 1, *format, {}, [&](std::string_view) -> Result<> {
                ++calls;
                return fail(ErrorKind::Io, "full");
            });
            QCOMPARE(report.error().message, std::string("full"));
            QCOMPARE(calls, 1);
        }
    }

    void timesAreWrittenAsIso8601()
    {
        QCOMPARE(utcTime(0), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(utcTime(1709251199999), std::string("2024-02-29T23:59:59.999Z"));
    }
};

QTEST_APPLESS_MAIN(TestVoteExports)
#include "tst_vote_exports.moc"
