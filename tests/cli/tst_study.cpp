// SPDX-License-Identifier: GPL-3.0-or-later
// Preference studies from the terminal: the published figures, a study from design to results, raters' files, exit status.
#include "support/program.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace evol;

namespace {

constexpr const char *shared = EVOL_SHARED_DATA;

QByteArray outputs(const char *generator, int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += QStringLiteral("{\"instruction\":\"Question %1\",\"output\":\"answer %1 of %2\",\"generator\":\"%2\"}\n").arg(i).arg(QLatin1String(generator)).toUtf8();
    return lines;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// A project with a study of three contenders, ten instructions, two raters and overlap two.
struct Studied : Program {
    Studied()
    {
        for (const char *name : {"model-x", "model-y", "model-z"})
            write(file(QLatin1String(name) + QStringLiteral(".jsonl")), outputs(name, 10));
        run("new p.evol");
        const ProgramResult made = run("study new p.evol --name S --outputs model-x.jsonl --outputs model-y.jsonl --outputs model-z.jsonl "
                                       "--raters ann,bob --overlap 2 --seed 4 --json");
        status = made.status;
        json = made.json();
    }
    int status = -1;
    nlohmann::json json;

    QByteArray votes(int from, int to, const char *word) const
    {
        QByteArray lines;
        for (int i = from; i <= to; ++i)
            lines += "{\"comparison\":" + QByteArray::number(i) + ",\"vote\":\"" + word + "\",\"seconds\":3}\n";
        return lines;
    }
};

} // namespace

class TestStudyCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePublishedVotesGiveThePublishedFigures()
    {
        const QString votes = QString::fromUtf8(shared) + QStringLiteral("/alpaca_eval_votes_alpaca-7b.json");
        if (!QFile::exists(votes))
            QSKIP("alpaca_eval_votes_alpaca-7b.json is not here");
        const Program evol;
        evol.run("new p.evol");
        const ProgramResult imported = evol.run({"import", "p.evol", votes, "--as", "votes", "--json"});
        QCOMPARE(imported.status, 0);
        COMPARE_JSON(imported.json()["imported"], 805);
        const auto studies = evol.run("study list p.evol --json").json();
        COMPARE_JSON(studies.size(), 1);
        const std::string id = std::to_string(studies[0]["id"].get<int>());
        const auto results = evol.run({"study", "results", "p.evol", QString::fromStdString(id), "--json"}).json();
        for (const auto &contender : results["contenders"]) {
            if (contender["name"] != "alpaca-7b")
                continue;
            QVERIFY(std::abs(contender["win_rate"].get<double>() - 26.459627329192543) < 1e-9);
            QVERIFY(std::abs(contender["win_rate_se"].get<double>() - 1.535711469748) < 1e-9);
            COMPARE_JSON(contender["wins"], 205);
            COMPARE_JSON(contender["losses"], 584);
            COMPARE_JSON(contender["ties"], 16);
            QVERIFY(contender["rating_low"] < contender["rating"] && contender["rating"] < contender["rating_high"]);
        }
        for (const char *key : {"pairs", "agreement", "position_bias", "breakdown"})
            QVERIFY(results.contains(key));
        for (const char *key : {"percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha"})
            QVERIFY(results["agreement"].contains(key));
        // Again without harm.
        COMPARE_JSON(evol.run({"import", "p.evol", votes, "--as", "votes", "--json"}).json()["duplicates"], 805);
        COMPARE_JSON(evol.run("study list p.evol --json").json().size(), 1);
        QCOMPARE(evol.run("check p.evol").status, 0);
    }

    void aStudyIsMadeAssignedAndJudged()
    {
        Studied evol;
        QCOMPARE(evol.status, 0);
        COMPARE_JSON(evol.json["items"], 10);
        COMPARE_JSON(evol.json["sessions"].size(), 2);
        COMPARE_JSON(evol.json["sessions"][0]["comparisons"], 30);
        const auto first = evol.run("study rate p.evol S --rater ann --json").json();
        COMPARE_JSON(first["comparison"], 1);
        COMPARE_JSON(first["answers"].size(), 2);
        QVERIFY(QByteArray::fromStdString(first.dump()).contains("Question"));
        QVERIFY(!QByteArray::fromStdString(first.dump()).contains("model-")); // masked, and named nowhere
        const auto next = evol.run("study rate p.evol S --rater ann --vote a --json").json();
        COMPARE_JSON(next["comparison"], 2);
        COMPARE_JSON(next["done"], 1);
        COMPARE_JSON(next["vote"], nullptr);
        COMPARE_JSON(evol.run("study rate p.evol S --rater ann --comparison 1 --json").json()["vote"]["overall"], "a");
        write(evol.file(QStringLiteral("ann.jsonl")), evol.votes(2, 30, "tie"));
        QCOMPARE(evol.run("study rate p.evol S --rater ann --votes ann.jsonl").status, 0);
        write(evol.file(QStringLiteral("bob.jsonl")), evol.votes(1, 31, "b"));
        const ProgramResult bob = evol.run("study rate p.evol S --rater bob --votes bob.jsonl");
        QCOMPARE(bob.status, 3); // there is no comparison 31
        QVERIFY(bob.err.contains("line 31"));
        const auto results = evol.run("study results p.evol S --json").json();
        COMPARE_JSON(results["judged"], 60);
        COMPARE_JSON(results["agreement"]["units"], 30);
        COMPARE_JSON(results["contenders"][0]["name"], "model-x");
        QCOMPARE(evol.run("check p.evol").status, 0);
    }

    void namesAreHiddenUntilTheStudyIsClosed()
    {
        Studied evol;
        evol.run("study rate p.evol S --rater ann --vote b");
        const QByteArray open = evol.run("study results p.evol S --json").out;
        QVERIFY(!open.contains("model-") && open.contains("Contender A"));
        QVERIFY(!evol.run("study list p.evol --json").out.contains("model-"));
        QVERIFY(!evol.run("history p.evol").out.contains("model-"));
        QCOMPARE(evol.run("study close p.evol S").status, 0);
        QVERIFY(evol.run("study results p.evol S --json").out.contains("model-x"));
        const ProgramResult late = evol.run("study rate p.evol S --rater ann --vote a");
        QCOMPARE(late.status, 1);
        QVERIFY(late.err.contains("closed"));
        QCOMPARE(evol.run("study close p.evol S --reopen").status, 0);
        QCOMPARE(evol.run("study rate p.evol S --rater ann --vote a").status, 0);
    }

    void ratersFilesComeBackInAnyOrderAndAgain()
    {
        Studied evol;
        const auto packs = evol.run("study pack p.evol S -o packs --json").json();
        COMPARE_JSON(packs.size(), 2);
        QStringList files;
        for (const auto &pack : packs) {
            const QString path = QString::fromStdString(pack["file"]);
            QFile file(evol.file(path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("model-"));
            QCOMPARE(evol.run({"study", "rate", path, "--vote", "a"}).status, 0);
            files.prepend(path);
        }
        const auto merged = evol.run(QStringList{"study", "merge", "p.evol", "--json"} + files).json();
        COMPARE_JSON(merged[0]["taken"], 1);
        COMPARE_JSON(merged[1]["taken"], 1);
        COMPARE_JSON(evol.run(QStringList{"study", "merge", "p.evol", "--json"} + files).json()[0]["taken"], 0);
        COMPARE_JSON(evol.run("study results p.evol S --json").json()["judged"], 2);
        const ProgramResult foreign = evol.run("study merge p.evol p.evol");
        QCOMPARE(foreign.status, 1);
        QVERIFY(foreign.err.contains("not a rater's file"));
    }

    void votesGoOutAndComeBackIn_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("votes");
        QTest::newRow("alpaca_eval") << "alpaca_eval" << "v.json" << 60;
        QTest::newRow("arena") << "arena" << "v.json" << 60;
        QTest::newRow("ratings") << "ratings" << "v.csv" << 60;
    }
    void votesGoOutAndComeBackIn()
    {
        QFETCH(QString, format);
        QFETCH(QString, file);
        QFETCH(int, votes);
        Studied evol;
        write(evol.file(QStringLiteral("a.jsonl")), evol.votes(1, 30, "a"));
        write(evol.file(QStringLiteral("t.jsonl")), evol.votes(1, 30, "tie"));
        evol.run("study rate p.evol S --rater ann --votes a.jsonl");
        evol.run("study rate p.evol S --rater bob --votes t.jsonl");
        const auto before = evol.run("study results p.evol S --json").json();
        QCOMPARE(evol.run({"study", "export", "p.evol", "S", "-o", file, "--format", format}).status, 0);
        evol.run("new q.evol");
        const ProgramResult imported = evol.run({"import", "q.evol", file, "--as", "votes", "--json"});
        QVERIFY2(imported.status == 0, imported.err.constData());
        COMPARE_JSON(imported.json()["imported"], votes);
        auto after = evol.run("study results q.evol 1 --json").json();
        for (const auto &contender : before["contenders"]) {
            const auto same = std::find_if(after["contenders"].begin(), after["contenders"].end(), [&](const auto &c) { return c["name"] == contender["name"]; });
            QVERIFY(same != after["contenders"].end());
            for (const char *key : {"wins", "losses", "ties"})
                COMPARE_JSON((*same)[key], contender[key]);
        }
    }

    void aTieIsNeverWrittenAsAWin()
    {
        Studied evol;
        write(evol.file(QStringLiteral("t.jsonl")), evol.votes(1, 30, "tie"));
        evol.run("study rate p.evol S --rater ann --votes t.jsonl");
        const auto exported = evol.run("study export p.evol S -o pairs.jsonl --format pairs --json").json();
        COMPARE_JSON(exported["written"], 0);
    }

    void whatCannotBeIsSaidInOneSentence_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no such study") << "study results p.evol 9" << "There are: 1 (S)";
        QTest::newRow("no such rater") << "study rate p.evol S --rater eve" << "ann, bob";
        QTest::newRow("nonsense for a vote") << "study rate p.evol S --rater ann --vote left" << "tie, a, b, both-bad";
        QTest::newRow("too few raters") << "study new p.evol --name T --contenders model-x,model-y --raters one --overlap 2" << "";
        QTest::newRow("no such format") << "study export p.evol S -o x --format nonsense" << "choose one of";
        QTest::newRow("nothing to assign") << "study assign p.evol S --raters ann" << "nothing left";
        QTest::newRow("an unknown contender") << "study new p.evol --name T --contenders nobody,model-y" << "every contender answered";
    }
    void whatCannotBeIsSaidInOneSentence()
    {
        QFETCH(QString, words);
        QFETCH(QString, sentence);
        Studied evol;
        const ProgramResult result = evol.run(words.split(QLatin1Char(' ')));
        QCOMPARE(result.status, 1);
        QCOMPARE(result.err.trimmed().count('\n'), 0);
        QVERIFY2(QString::fromUtf8(result.err).contains(sentence), result.err.constData());
    }

    void modelsAreAskedFirst()
    {
        const Program evol;
        evol.run("new p.evol --seed 1+1=? --seed 2+2=?");
        const auto made = evol.run("study new p.evol --name S --ask builtin --kind rating --raters ann --json").json();
        COMPARE_JSON(made["items"], 2);
        COMPARE_JSON(made["contenders"][0]["answers"], 2);
        // What is there is not asked for again.
        const auto exchanges = evol.run("stats p.evol --json").json()["exchanges"];
        evol.run("study new p.evol --name T --ask builtin --kind rating --raters ann --json");
        COMPARE_JSON(evol.run("stats p.evol --json").json()["exchanges"], exchanges);
    }

    void powerSaysHowManyVotes()
    {
        COMPARE_JSON(Program().run("study power 5 --json").json()["votes"], 783);
    }
};

QTEST_GUILESS_MAIN(TestStudyCommand)
#include "tst_study.moc"
