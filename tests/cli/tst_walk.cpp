// SPDX-License-Identifier: GPL-3.0-or-later
// The first walk through the product with the real program, from a seed to a dataset.
#include "support/program.h"

#include <QFile>
#include <QTest>

using namespace evol;

class TestWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void growsATreeFromOneSeedAndExportsIt();
    void makesTheSameTreeTwiceFromTheSameSeeds();
    void evolvesAllSeedTasksByTwoEpochs();
    void drawsTheTreeInEveryFormat();
};

void TestWalk::growsATreeFromOneSeedAndExportsIt()
{
    const Program evol;
    QCOMPARE(evol.run({"new", "a.evol", "--title", "First", "--seed", "1+1=?"}).status, 0);
    const ProgramResult evolved = evol.run("evolve a.evol --epochs 4 --json");
    QCOMPARE(evolved.status, 0);
    COMPARE_JSON(evolved.json().at("failed"), 0);

    const auto stats = evol.run("stats a.evol --json").json();
    COMPARE_JSON(stats.at("instructions"), 5);
    COMPARE_JSON(stats.at("seeds"), 1);
    COMPARE_JSON(stats.at("responses"), 5);
    const auto tree = evol.run("tree a.evol --json").json();
    QCOMPARE(tree.at("trees").size(), std::size_t{1});
    QVERIFY(evol.run("tree a.evol").out.startsWith("#1"));

    const ProgramResult overridden = evol.run({"override", "a.evol", "3", "eliminate", "--reason", "too easy", "--json"});
    QCOMPARE(overridden.status, 0);
    COMPARE_JSON(evol.run("show a.evol 3 --json").json().at("state"), "eliminated");
    COMPARE_JSON(evol.run("show a.evol 3 --json").json().at("override").at("by"), "ada");
    COMPARE_JSON(evol.run("undo a.evol --json").json().at("changes"), 1);
    COMPARE_JSON(evol.run("show a.evol 3 --json").json().at("state"), "kept");
    QCOMPARE(evol.run("redo a.evol").status, 0);
    COMPARE_JSON(evol.run("show a.evol 3 --json").json().at("state"), "eliminated");

    const ProgramResult exported = evol.run("export a.evol -o data.json --format alpaca --seed 7 --json");
    COMPARE_JSON(exported.json().at("written"), 4);
    QFile data(evol.file("data.json"));
    QVERIFY(data.open(QIODevice::ReadOnly));
    const auto rows = nlohmann::json::parse(data.readAll().toStdString());
    QCOMPARE(rows.size(), std::size_t{4});
    for (const auto &row : rows)
        QVERIFY(row.at("output").get<std::string>().find("The answer is: ") != std::string::npos);
    QVERIFY(evol.run("history a.evol --id 3 --json").json().size() >= 5);
    QCOMPARE(evol.run("check a.evol").status, 0);
}

void TestWalk::makesTheSameTreeTwiceFromTheSameSeeds()
{
    const Program evol;
    for (const char *name : {"a.evol", "b.evol", "c.evol"})
        evol.run({"new", name, "--seed", "1+1=?", "--seed", "What is 3/4 of 20?", "--seed", "请介绍一下北京。"});
    evol.run("evolve a.evol --epochs 3 --rng-seed 5");
    evol.run("evolve b.evol --epochs 3 --rng-seed 5 --concurrency 1");
    evol.run("evolve c.evol --epochs 3 --rng-seed 6");
    const QByteArray a = evol.run("tree a.evol --json").out;
    QVERIFY(a.size() > 500);
    QCOMPARE(evol.run("tree b.evol --json").out, a);
    QVERIFY(evol.run("tree c.evol --json").out != a);
}

void TestWalk::evolvesAllSeedTasksByTwoEpochs()
{
    const QString seeds = QStringLiteral(EVOL_SHARED_DATA "/seed_tasks.jsonl");
    if (!QFile::exists(seeds))
        QSKIP("seed_tasks.jsonl is not here");
    const Program evol;
    evol.run("new a.evol");
    COMPARE_JSON(evol.run({"import", "a.evol", seeds, "--json"}).json().at("imported"), 175);
    COMPARE_JSON(evol.run({"import", "a.evol", seeds, "--json"}).json().at("duplicates"), 175);
    QCOMPARE(evol.run("evolve a.evol --epochs 2 --json").status, 0);
    const auto stats = evol.run("stats a.evol --json").json();
    COMPARE_JSON(stats.at("instructions"), 525);
    QCOMPARE(stats.at("kept").get<int>() + stats.at("eliminated").get<int>(), 525);
    QCOMPARE(evol.run("list a.evol --json").out.count('\n'), 525);
    QCOMPARE(evol.run("check a.evol").status, 0);
}

void TestWalk::drawsTheTreeInEveryFormat()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?"});
    evol.run("evolve a.evol --epochs 1 --each-operator");
    const std::pair<const char *, const char *> starts[] = {
        {"t.svg", "<?xml"}, {"t.png", "\x89PNG"}, {"t.pdf", "%PDF"}, {"t.json", "{"}, {"t.dot", "digraph"}};
    for (const auto &[name, start] : starts) {
        QCOMPARE(evol.run({"tree", "a.evol", "-o", name}).status, 0);
        QFile file(evol.file(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll().startsWith(start), name);
    }
    const ProgramResult unknown = evol.run("tree a.evol -o t.gif");
    QCOMPARE(unknown.status, 1);
    QCOMPARE(unknown.err.count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
