// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of the terminal program: exit status, where words go, and what each command refuses.
#include "domain/project_store.h"
#include "storage/project_file.h"
#include "support/program.h"

#include <QFile>
#include <QTest>

using namespace evol;

class TestCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongUsageExitsWithTwo_data();
    void wrongUsageExitsWithTwo();
    void refusesAFileThatIsNoProject_data();
    void refusesAFileThatIsNoProject();
    void newNeverOverwrites();
    void failuresAreOneLineOnStandardError();
    void listFiltersByStateOperatorEpochRuleAndText();
    void importSaysWhatWasRefusedByLine();
    void importsResponsesOfAContender();
    void dryRunSendsAndStoresNothing();
    void aRunIsMeasuredAgainstItsEstimate();
    void evolvesOnlyTheInstructionsNamed();
    void aLimitOnRequestsStopsARunThatResumeCarriesOn();
    void modelsAreAddedListedAndRemoved();
    void showTellsWhatPeoplePutOnAnInstruction();
    void historyTellsEveryChangeFromWhatToWhat();
    void checkFindsAnAlteredFile();
    void writeProtectedProjectsAreReadAndNotWritten();
};

void TestCommands::wrongUsageExitsWithTwo_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"nonsense", "evolve", "new a.evol --what", "evolve a.evol --epochs none",
                              "override a.evol 1 maybe --reason x", "override a.evol 1 keep", "export a.evol"})
        QTest::newRow(words) << QString::fromUtf8(words);
}

void TestCommands::wrongUsageExitsWithTwo()
{
    QFETCH(QString, words);
    const ProgramResult result = Program().run(words.split(QLatin1Char(' ')));
    QCOMPARE(result.status, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY(!result.err.isEmpty());
}

void TestCommands::refusesAFileThatIsNoProject_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"import notes.txt notes.txt", "evolve notes.txt", "resume notes.txt", "tree notes.txt",
                              "list notes.txt", "show notes.txt 1", "stats notes.txt",
                              "override notes.txt 1 keep --reason x", "undo notes.txt", "redo notes.txt",
                              "history notes.txt", "export notes.txt -o x --format alpaca", "check notes.txt"})
        QTest::newRow(words) << QString::fromUtf8(words);
}

void TestCommands::refusesAFileThatIsNoProject()
{
    QFETCH(QString, words);
    const Program evol;
    QFile notes(evol.file("notes.txt"));
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.write("only notes\n");
    notes.close();
    const ProgramResult result = evol.run(words.split(QLatin1Char(' ')));
    QCOMPARE(result.status, 1);
    QVERIFY(result.out.isEmpty());
    QVERIFY(result.err.contains("notes.txt is not an Evol Studio project"));
    QVERIFY(notes.open(QIODevice::ReadOnly));
    QCOMPARE(notes.readAll(), QByteArray("only notes\n"));
}

void TestCommands::newNeverOverwrites()
{
    const Program evol;
    QCOMPARE(evol.run({"new", "a.evol", "--seed", "1+1=?"}).status, 0);
    const ProgramResult again = evol.run("new a.evol");
    QCOMPARE(again.status, 1);
    QVERIFY(again.err.contains("a.evol"));
    COMPARE_JSON(evol.run("stats a.evol --json").json().at("seeds"), 1);
}

void TestCommands::failuresAreOneLineOnStandardError()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?"});
    for (const char *words : {"stats missing.evol", "show a.evol 99", "undo missing.evol", "redo a.evol", "resume a.evol",
                              "evolve a.evol --method none", "evolve a.evol --operators none", "evolve a.evol --only 99",
                              "evolve a.evol --model nowhere", "export a.evol -o x --format none",
                              "import a.evol missing.json --as seeds", "list a.evol --rule none", "list a.evol --state none"}) {
        const ProgramResult result = evol.run(words);
        QVERIFY2(result.status == 1, words);
        QVERIFY2(result.out.isEmpty(), words);
        QVERIFY2(result.err.count('\n') == 1 && result.err.startsWith("evol: "), result.err.constData());
    }
}

void TestCommands::listFiltersByStateOperatorEpochRuleAndText()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "???"});
    evol.run("evolve a.evol --epochs 1 --operators deepen");
    QCOMPARE(evol.run("list a.evol").out.count('\n'), 4);
    QCOMPARE(evol.run("list a.evol --operator deepen").out.count('\n'), 2);
    QCOMPARE(evol.run("list a.evol --operator seed").out.count('\n'), 2);
    QCOMPARE(evol.run("list a.evol --epoch 1").out.count('\n'), 2);
    QCOMPARE(evol.run("list a.evol --limit 1").out.count('\n'), 1);
    // Nothing can be changed about "???", so it comes back as it was and rule 1 fires.
    QCOMPARE(evol.run("list a.evol --state eliminated").out.count('\n'), 1);
    QCOMPARE(evol.run("list a.evol --rule 1").out, evol.run("list a.evol --state eliminated").out);
    QCOMPARE(evol.run("list a.evol --rule no_information_gain").out, evol.run("list a.evol --rule 1").out);
    QCOMPARE(evol.run({"list", "a.evol", "--search", "1+1"}).out.count('\n'), 1);
    for (const QByteArray &line : evol.run("list a.evol --json").out.trimmed().split('\n'))
        QVERIFY(nlohmann::json::parse(line.toStdString()).at("id").is_number_integer());
}

void TestCommands::importSaysWhatWasRefusedByLine()
{
    const Program evol;
    evol.run("new a.evol");
    QFile rows(evol.file("rows.jsonl"));
    QVERIFY(rows.open(QIODevice::WriteOnly));
    rows.write("{\"instruction\": \"Name a river.\", \"input\": \"\", \"output\": \"The Rhine.\"}\n"
               "not json\n"
               "{\"instruction\": \"Name a river.\", \"input\": \"\", \"output\": \"The Rhine.\"}\n"
               "{\"instruction\": \"Name a lake.\", \"input\": \"\", \"output\": \"\"}\n");
    rows.close();
    const ProgramResult result = evol.run("import a.evol rows.jsonl --json");
    QCOMPARE(result.status, 3);
    const auto report = result.json();
    COMPARE_JSON(report.at("imported"), 2);
    COMPARE_JSON(report.at("duplicates"), 1);
    COMPARE_JSON(report.at("files").at(0).at("refused_rows").at(0).at("line"), 2);
    QVERIFY(result.err.contains("1 row refused"));
    COMPARE_JSON(evol.run("undo a.evol --json").json().at("changes"), 3);
    COMPARE_JSON(evol.run("stats a.evol --json").json().at("instructions"), 0);
}

void TestCommands::importsResponsesOfAContender()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "Name a river."});
    QFile rows(evol.file("out.json"));
    QVERIFY(rows.open(QIODevice::WriteOnly));
    rows.write("[{\"instruction\": \"Name a river.\", \"output\": \"The Rhine.\", \"generator\": \"m\"},"
               " {\"instruction\": \"Name a lake.\", \"output\": \"Como.\", \"generator\": \"m\"}]");
    rows.close();
    const ProgramResult result = evol.run("import a.evol out.json --as responses --contender mine --json");
    QCOMPARE(result.status, 3);
    COMPARE_JSON(result.json().at("refused"), 1);
    COMPARE_JSON(evol.run("show a.evol 1 --json").json().at("responses").at(0).at("source"), "mine");
}

void TestCommands::dryRunSendsAndStoresNothing()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?"});
    const auto estimate = evol.run("evolve a.evol --epochs 2 --dry-run --json --model http://127.0.0.1:9/v1#m").json();
    COMPARE_JSON(estimate.at("requests"), 7); // the seed's response, then rewrite, judge and respond twice
    QVERIFY(estimate.at("prompt_tokens").get<int>() > 500);
    COMPARE_JSON(evol.run("stats a.evol --json").json().at("exchanges"), 0);
    COMPARE_JSON(evol.run("stats a.evol --json").json().at("instructions"), 1);
}

void TestCommands::evolvesOnlyTheInstructionsNamed()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "2+2=?", "--seed", "3+3=?"});
    QCOMPARE(evol.run("evolve a.evol --only 1,3 --operators add-constraints,breadth").status, 0);
    const auto tree = evol.run("tree a.evol --json").json().at("trees");
    QCOMPARE(tree.at(0).at("children").size(), std::size_t{1});
    QCOMPARE(tree.at(1).at("children").size(), std::size_t{0});
    QCOMPARE(tree.at(2).at("children").size(), std::size_t{1});
}

void TestCommands::aLimitOnRequestsStopsARunThatResumeCarriesOn()
{
    const Program evol;
    for (const char *name : {"a.evol", "whole.evol"})
        evol.run({"new", name, "--seed", "1+1=?", "--seed", "2*3=?"});
    evol.run("evolve whole.evol --epochs 2");
    const ProgramResult stopped = evol.run("evolve a.evol --epochs 2 --max-requests 3 --concurrency 1");
    QCOMPARE(stopped.status, 3);
    QVERIFY(stopped.err.contains("limit of 3 requests"));
    COMPARE_JSON(evol.run("stats a.evol --json").json().at("exchanges"), 3);
    for (int i = 0; i < 20 && evol.run("resume a.evol").status == 3; ++i) {
    }
    QCOMPARE(evol.run("tree a.evol --json").out, evol.run("tree whole.evol --json").out);
    QCOMPARE(evol.run("stats a.evol --json").out, evol.run("stats whole.evol --json").out);
}

void TestCommands::modelsAreAddedListedAndRemoved()
{
    const Program evol;
    QCOMPARE(evol.run("models add local --url http://127.0.0.1:9/v1 --model m --key-env MY_KEY").status, 0);
    QCOMPARE(evol.run("models add local --url http://127.0.0.1:9/v1 --model m").status, 1);
    const auto models = evol.run("models list --json").json();
    QCOMPARE(models.size(), std::size_t{2});
    COMPARE_JSON(models.at(1).at("key_variable"), "MY_KEY");
    QCOMPARE(evol.run("models test builtin").status, 0);
    const ProgramResult dead = evol.run("models test http://127.0.0.1:9/v1#m");
    QCOMPARE(dead.status, 1);
    QVERIFY(dead.err.contains("127.0.0.1:9"));
    QCOMPARE(evol.run("models remove local").status, 0);
    QCOMPARE(evol.run("models remove local").status, 1);
}

namespace {

/// A project with every kind of mark, made by Grace.
void makeMarked(const Program &evol)
{
    evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "other"});
    const auto store = openProject(evol.file("a.evol").toStdString()).value();
    const auto by = [&](const char *person, std::vector<Change> changes) {
        Action action{0, "Edit", person};
        QVERIFY(store->append(action, std::move(changes), 1'700'000'000'000).has_value());
    };
    by("Grace", {AddResponse{{0, 1, "2", "qwen", {}, 0, {}}}, SetTag{1, "math", {}, true}, SetTag{1, "easy", {}, true},
                 SetNote{1, {}, "look again"}, SetFlag{1, {}, true}});
    by("Ben", {EditInstruction{1, {}, {"1+2=?", "sums", "Ben"}}, EditResponse{1, 0, {}, {"3", "", "Ben"}}, MoveInstruction{2, 0, 1},
               SetTag{1, "easy", {}, false}, SetFlag{1, {}, false}, SetFlag{1, {}, true}, SetSetting{"thresholds", {}, "{}"}});
}

} // namespace

void TestCommands::showTellsWhatPeoplePutOnAnInstruction()
{
    const Program evol;
    makeMarked(evol);
    const QByteArray shown = evol.run("show a.evol 1").out;
    for (const char *line : {"edited by Ben", "Tags: math", "Flagged", "Note: look again", "Response 1 by qwen, edited by Ben"})
        QVERIFY2(shown.contains(line), shown.constData());
    const auto json = evol.run("show a.evol 1 --json").json();
    COMPARE_JSON(json.at("tags"), std::vector<std::string>{"math"});
    COMPARE_JSON(json.at("note"), "look again");
    COMPARE_JSON(json.at("flagged"), true);
    COMPARE_JSON(json.at("editor"), "Ben");
    COMPARE_JSON(json.at("text"), "1+2=?");
    COMPARE_JSON(json.at("responses").at(0).at("editor"), "Ben");
    const QByteArray plain = evol.run("show a.evol 2").out;
    for (const char *word : {"edited", "Tags", "Flagged", "Note"})
        QVERIFY2(!plain.contains(word), plain.constData());
    COMPARE_JSON(evol.run("show a.evol 2 --json").json().at("parent"), 1);
    QCOMPARE(evol.run("check a.evol").status, 0);
}

void TestCommands::aRunIsMeasuredAgainstItsEstimate()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "Name three rivers."});
    const auto estimate = evol.run("evolve a.evol --epochs 2 --dry-run --json").json();
    const auto done = evol.run("evolve a.evol --epochs 2 --max-requests 5 --json").json();
    COMPARE_JSON(done.at("expected").at("requests"), estimate.at("requests"));
    COMPARE_JSON(done.at("requests"), 5);
    // Carried on, it is still the whole run that was estimated.
    const auto resumed = evol.run("resume a.evol --max-requests 1000 --json").json();
    COMPARE_JSON(resumed.at("expected"), done.at("expected"));
    QCOMPARE(resumed.at("requests").get<int>() + 5, done.at("expected").at("requests").get<int>());
}

void TestCommands::historyTellsEveryChangeFromWhatToWhat()
{
    const Program evol;
    makeMarked(evol);
    const QByteArray all = evol.run("history a.evol").out;
    for (const char *line : {"edit instruction 1\t1+1=? -> 1+2=? (input: sums) (in the words of Ben)", "edit response 1\t2 -> 3 (in the words of Ben)",
                             "move 2\tno parent -> under 1", "tag 1\teasy -> \n", "tag 1\t -> math", "note 1\t -> look again",
                             "flag 1\tnot flagged -> flagged", "change a setting 0\tthresholds: none -> thresholds: {}"})
        QVERIFY2(all.contains(line), all.constData());
    QCOMPARE(evol.run("history a.evol --by Ben").out.count('\n'), 7);
    QCOMPARE(evol.run("history a.evol --by Grace --id 1").out.count('\n'), 5);
    QVERIFY(evol.run("history a.evol --by Nobody").out.isEmpty());
    COMPARE_JSON(evol.run("history a.evol --by Ben --json").json().at(0).at("by"), "Ben");
}

void TestCommands::checkFindsAnAlteredFile()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "a seed of recognisable words"});
    QFile file(evol.file("a.evol"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const auto at = bytes.indexOf("recognisable");
    QVERIFY(at > 0);
    file.seek(at);
    file.write("R");
    file.close();
    const ProgramResult result = evol.run("check a.evol --json");
    QCOMPARE(result.status, 1);
    COMPARE_JSON(result.json().at("sound"), false);
    QCOMPARE(result.err.count('\n'), 1);
}

void TestCommands::writeProtectedProjectsAreReadAndNotWritten()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?"});
    QVERIFY(QFile::setPermissions(evol.file("a.evol"), QFile::ReadOwner | QFile::ReadUser));
    QCOMPARE(evol.run("stats a.evol").status, 0);
    for (const char *words : {"evolve a.evol", "undo a.evol", "override a.evol 1 keep --reason x"}) {
        const ProgramResult result = evol.run(words);
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains("write-protected"), result.err.constData());
    }
    QVERIFY(QFile::setPermissions(evol.file("a.evol"), QFile::ReadOwner | QFile::WriteOwner));
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
