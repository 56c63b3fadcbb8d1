// SPDX-License-Identifier: GPL-3.0-or-later
// What importing makes of files of votes, well and damaged.
#include "dataset/vote_formats.h"
#include "dataset/vote_import.h"
#include "domain/vote_table.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace evol;

namespace {

struct Read {
    Result<ImportReport> report;
    std::vector<ImportedVote> votes;
};

Read readPath(const std::string &path, const VoteImportOptions &options = {})
{
    Read read;
    read.report = importVotes(path, options, [&](ImportedVote vote) {
        read.votes.push_back(std::move(vote));
        return Result<void>();
    });
    return read;
}

Read readBytes(const QByteArray &bytes, const QString &name = QStringLiteral("votes.jsonl"), const VoteImportOptions &options = {})
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    file.close();
    return readPath(file.fileName().toStdString(), options);
}

QByteArray tableOf(const QByteArrayList &rows)
{
    QByteArrayList names;
    for (const char *column : voteTableColumns)
        names += column;
    return names.join(',') + "\r\n" + rows.join("\r\n") + "\r\n";
}

} // namespace

class TestVoteImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void alpacaEvalsAnnotationsNameTheWinnerByNumber_data()
    {
        QTest::addColumn<QByteArray>("preference");
        QTest::addColumn<int>("outcome");
        QTest::newRow("first") << QByteArray("1") << static_cast<int>(Outcome::First);
        QTest::newRow("second") << QByteArray("2") << static_cast<int>(Outcome::Second);
        QTest::newRow("draw") << QByteArray("0") << static_cast<int>(Outcome::Tie);
        QTest::newRow("draw, as newer files have it") << QByteArray("1.5") << static_cast<int>(Outcome::Tie);
        QTest::newRow("rather the second") << QByteArray("1.73") << static_cast<int>(Outcome::Second);
        QTest::newRow("rather the first") << QByteArray("1.2") << static_cast<int>(Outcome::First);
    }
    void alpacaEvalsAnnotationsNameTheWinnerByNumber()
    {
        QFETCH(QByteArray, preference);
        QFETCH(int, outcome);
        const Read read = readBytes(R"([{"instruction":"1+1=?","output_1":"2","generator_1":"a","output_2":"two","generator_2":"b","annotator":"gpt","dataset":"sums","time_per_example":1.5,"preference":)" + preference + "}]");
        QCOMPARE(read.report->format, std::string("alpaca_eval"));
        QCOMPARE(read.votes.at(0).values, std::vector<int>{outcome});
        const ImportedVote &vote = read.votes[0];
        QCOMPARE(vote.instruction, std::string("1+1=?"));
        QVERIFY(vote.answers == (std::vector<ImportedAnswer>{{"a", "2"}, {"b", "two"}}));
        QCOMPARE(vote.rater, std::string("gpt"));
        QCOMPARE(vote.skill, std::string("sums"));
        QCOMPARE(vote.milliseconds, std::int64_t{1500});
    }

    void theArenasBattlesMayHaveNoTexts()
    {
        const Read read = readBytes(R"x({"model_a":"x","model_b":"y","winner":"tie (bothbad)","judge":"u1","tstamp":1682351591.3})x");
        QCOMPARE(read.votes.at(0).values, std::vector<int>{static_cast<int>(Outcome::BothBad)});
        QCOMPARE(read.votes[0].instruction, std::string());
        QCOMPARE(read.votes[0].time, std::int64_t{1682351591300});
        QCOMPARE(read.votes[0].rater, std::string("u1"));
    }

    void theArenasConversationsGiveTheFirstQuestionAndTheLastAnswers()
    {
        const Read read = readBytes(R"({"model_a":"x","model_b":"y","winner":"model_b","conversation_a":[{"role":"user","content":"q"},{"role":"assistant","content":"a1"},{"role":"user","content":"q2"},{"role":"assistant","content":"a2"}],"conversation_b":[{"role":"user","content":"q"},{"role":"assistant","content":"b"}]})");
        QCOMPARE(read.votes.at(0).instruction, std::string("q"));
        QVERIFY(read.votes[0].answers == (std::vector<ImportedAnswer>{{"x", "a2"}, {"y", "b"}}));
        QCOMPARE(read.votes[0].values, std::vector<int>{static_cast<int>(Outcome::Second)});
    }

    void preferencePairsPreferTheChosen()
    {
        const Read read = readBytes("{\"prompt\":\"q\",\"chosen\":\"good\",\"rejected\":\"bad\"}\n"
                                    "{\"prompt\":\"q\",\"chosen\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"g\"}],\"rejected\":\"b\",\"chosen_model\":\"m\",\"rejected_model\":\"n\"}\n"
                                    "{\"prompt\":\"q\",\"chosen\":\"good\",\"rejected\":\"\"}\n");
        QCOMPARE(read.votes.size(), std::size_t{2});
        QVERIFY(read.votes[0].answers == (std::vector<ImportedAnswer>{{"chosen", "good"}, {"rejected", "bad"}}));
        QVERIFY(read.votes[1].answers == (std::vector<ImportedAnswer>{{"m", "g"}, {"n", "b"}}));
        QCOMPARE(read.votes[0].values, std::vector<int>{static_cast<int>(Outcome::First)});
        QCOMPARE(read.report->refused.at(0).line, std::int64_t{3});
    }

    void stepsHaveALabelEach()
    {
        const Read read = readBytes("{\"question\":\"q\",\"steps\":[\"one\",\"two\"],\"labels\":[1,-1],\"model\":\"m\",\"rater\":\"Ada\"}\n"
                                    "{\"question\":\"q\",\"steps\":[\"one\",\"two\"],\"labels\":[1]}\n"
                                    "{\"question\":\"q\",\"steps\":[\"one\"],\"labels\":[2]}\n");
        QCOMPARE(read.votes.size(), std::size_t{1});
        QVERIFY(read.votes[0].kind == JudgementKind::Steps);
        QCOMPARE(read.votes[0].answers.at(0).text, std::string("one\ntwo"));
        QCOMPARE(read.votes[0].values, (std::vector<int>{1, -1}));
        QCOMPARE(read.report->refusedCount, std::int64_t{2});
    }

    void theTableOfJudgementsSaysEverything()
    {
        const Read read = readBytes(tableOf({R"(Study,ranking,3,Ada,7,2,5,"1+1=?",overall,"[""x"",""y"",""z""]","[1,2,2]",,true,"close, ""very""",1.25,2026-01-02T03:04:05.006Z)",
                                             R"(Study,pairwise,3,Ada,8,2,5,"1+1=?",overall,"[""x"",""y""]",,too hard,false,,,)",
                                             R"(Study,pairwise,3,Ada,9,2,5,"1+1=?",overall,"[""x"",""y""]","[7]",,false,,,)"}),
                                    QStringLiteral("ratings.csv"));
        QCOMPARE(read.report->format, std::string("ratings"));
        QCOMPARE(read.votes.size(), std::size_t{2});
        const ImportedVote &vote = read.votes[0];
        QVERIFY(vote.kind == JudgementKind::Ranking);
        QCOMPARE(vote.values, (std::vector<int>{1, 2, 2}));
        QCOMPARE(vote.comparison, std::string("3/7"));
        QCOMPARE(vote.note, std::string("close, \"very\""));
        QVERIFY(vote.flagged);
        QCOMPARE(vote.milliseconds, std::int64_t{1250});
        QCOMPARE(vote.time, std::int64_t{1767323045006});
        QCOMPARE(read.votes[1].skipped, std::string("too hard"));
        QVERIFY(read.votes[1].values.empty());
        QVERIFY(read.report->refused.at(0).reason.find("7") != std::string::npos);
    }

    void whatIsWrongIsSaidByLine_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no winner") << QByteArray(R"({"model_a":"x","model_b":"y","winner":"nobody"})") << "\"winner\" is none of";
        QTest::newRow("no contender") << QByteArray(R"({"model_a":"","model_b":"y","winner":"tie"})") << "\"model_a\" is empty";
        QTest::newRow("broken") << QByteArray(R"({"model_a":"x","model_b":)") << "whole JSON object";
        QTest::newRow("no UTF-8") << QByteArray("{\"model_a\":\"\xFF\",\"model_b\":\"y\",\"winner\":\"tie\"}") << "not valid UTF-8";
        QTest::newRow("a number for a text") << QByteArray(R"({"model_a":7,"model_b":"y","winner":"tie"})") << "where a text is expected";
    }
    void whatIsWrongIsSaidByLine()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, reason);
        const QByteArray good = R"({"model_a":"x","model_b":"y","winner":"tie"})";
        const Read read = readBytes(good + '\n' + row + '\n' + good);
        QVERIFY(read.report.has_value());
        QCOMPARE(read.votes.size(), std::size_t{2});
        QCOMPARE(read.report->refused.at(0).line, std::int64_t{2});
        QVERIFY2(QString::fromStdString(read.report->refused[0].reason).contains(reason), read.report->refused[0].reason.c_str());
    }

    void aFileWithoutVotesIsRefusedWithTheFormatsThereAre()
    {
        const Read read = readBytes(R"({"instruction":"1+1=?","output":"2"})");
        QVERIFY(!read.report);
        QVERIFY(QString::fromStdString(read.report.error().message).contains("alpaca_eval, arena, ratings, steps, pairs"));
        QVERIFY(!readBytes("").report);
        QVERIFY(!readPath("/no/such/file").report);
        QVERIFY(!voteFormat("nonsense"));
    }

    void aNamedFormatIsTakenAtItsWord()
    {
        VoteImportOptions options;
        options.format = "arena";
        const Read read = readBytes(R"({"output_1":"x","output_2":"y","preference":1})", QStringLiteral("v.jsonl"), options);
        QCOMPARE(read.report->refusedCount, std::int64_t{1});
    }

    void thePublishedVotesAreAllThere()
    {
        const std::string path = EVOL_SHARED_DATA "/alpaca_eval_votes_alpaca-7b.json";
        if (!QFile::exists(QString::fromStdString(path)))
            QSKIP("alpaca_eval_votes_alpaca-7b.json is not here");
        const Read read = readPath(path);
        QCOMPARE(read.report->accepted, std::int64_t{805});
        std::map<int, int> outcomes;
        for (const ImportedVote &vote : read.votes)
            ++outcomes[vote.values.at(0)];
        QCOMPARE(outcomes[static_cast<int>(Outcome::First)], 584);
        QCOMPARE(outcomes[static_cast<int>(Outcome::Second)], 205);
        QCOMPARE(outcomes[static_cast<int>(Outcome::Tie)], 16);
    }
};

QTEST_GUILESS_MAIN(TestVoteImport)
#include "tst_vote_import.moc"
