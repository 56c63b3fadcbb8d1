// SPDX-License-Identifier: GPL-3.0-or-later
// Files of version 1: upgraded when they are opened for writing, and read as they are where they are not to be
// written. The file is made by the first migration alone and filled as the program of that version did.
#include "storage/schema.h"
#include "tests/support/raw_sqlite.h"
#include "tests/support/temporary_project.h"

#include <QFile>
#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

/// What a project of version 1 can hold, with gaps and what was undone.
void fill(ProjectStore &store)
{
    Instruction seed = test::seed("1+1=?", "context");
    must(act(store, {AddInstruction{seed}, AddResponse{answer(0, "2")}, AddInstruction{test::seed("other")}}, "Add"));
    Instruction child = childOf(1, "2+2=?");
    child.model = "qwen";
    must(act(store, {AddInstruction{child}, SetVerdict{3, {}, eliminatedBy("refusal")}, SetVerdict{2, {}, Verdict{}}}));
    Verdict two = eliminatedBy("leaked_prompt");
    two.fired.push_back(two.fired.front());
    two.fired.push_back({"refusal", "", EvidencePlace::Judge, 0, 0});
    must(act(store, {AddInstruction{childOf(3, "4+4=?", 2, "breadth")}, SetVerdict{4, {}, two}}));
    must(act(store, {SetOverride{3, {}, Override{Decision::Keep, "fine", "Ada"}}, SetDifficulty{3, {}, 4}}));
    must(act(store, {RateResponse{1, 1, {}, Rating{4, "good"}}, SetTitle{{}, "New"}, AddResponse{answer(1, "two")}}));
    must(act(store, {AddInstruction{childOf(1, "undone")}}));
    must(store.undo("Ada", 1'700'000'100'000));
}

/// Takes from a new file what version 1 did not have; changes and texts are the same in both.
void turnIntoVersion1(const std::string &path)
{
    const std::string copied = "property text action change instruction response verdict override rating exchange run run_item";
    std::string sql = "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE; ATTACH '" + path + ".v1' AS v1; ";
    {
        SQLite::Database database(path + ".v1", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId) + "; PRAGMA user_version = 1; " + migrations()[0]);
    }
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    database.exec(sql);
    for (const QString &table : QString::fromStdString(copied).split(' ')) {
        const std::string name = table.toStdString();
        std::string columns;
        SQLite::Statement info(database, "SELECT group_concat(name) FROM v1.pragma_table_info('" + name + "', 'v1')");
        if (info.executeStep())
            columns = info.getColumn(0).getString();
        database.exec("INSERT INTO v1." + name + " SELECT " + columns + " FROM main." + name);
    }
}

class OldProject
{
public:
    OldProject()
    {
        {
            const auto store = m_project.open();
            fill(*store);
            content = describe(store->reader());
            times = describeTimes(must(store->reader().pool()));
        }
        turnIntoVersion1(m_project.path());
        QFile::remove(QString::fromStdString(m_project.path()));
        QFile::rename(QString::fromStdString(m_project.path() + ".v1"), QString::fromStdString(m_project.path()));
    }
    std::string path() const { return m_project.path(); }
    std::int64_t version() const { return rawInteger(path(), "PRAGMA user_version"); }

    std::string content, times;

private:
    TemporaryProject m_project;
};

void compareWith(ProjectReader &reader, const OldProject &project)
{
    QCOMPARE(describe(reader), project.content);
    QCOMPARE(describeTimes(must(reader.pool())), project.times);
    const auto problems = must(reader.check());
    QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
    QVERIFY(must(reader.undoState()).undoAction != 0);
    QVERIFY(must(reader.undoState()).redoAction != 0);
    QVERIFY(must(reader.tags(1)).empty());
    QVERIFY(must(reader.settings("")).empty());
}

} // namespace

class TestUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingForWritingUpgrades()
    {
        const OldProject project;
        QCOMPARE(project.version(), std::int64_t{1});
        {
            const auto store = must(openProject(project.path()));
            compareWith(store->reader(), project);
            must(act(*store, {SetTag{1, "math", {}, true}, EditInstruction{1, {}, {"1+2=?", "", "Ada"}}, SetNote{2, {}, "later"},
                              AddInstruction{childOf(1, "new")}, SetVerdict{2, {}, eliminatedBy("empty_answer")}}));
            QVERIFY(must(store->reader().check()).empty());
            must(store->undo("Ada", 2));
            QCOMPARE(describe(store->reader()), project.content);
        }
        QCOMPARE(project.version(), static_cast<std::int64_t>(migrations().size()));
        const auto reader = must(openProjectReadOnly(project.path()));
        QVERIFY(must(reader->check()).empty());
    }

    void whatWasWrittenBeforeAnUpgradeIsFoundAfterIt()
    {
        const OldProject project;
        const auto store = must(openProject(project.path()));
        QVERIFY(must(store->reader().search("context", 10)).empty());
        while (true) {
            const auto progress = must(store->indexTexts(3));
            if (progress.indexed == progress.total)
                break;
        }
        QVERIFY(must(store->reader().search("context", 10)) == (std::vector<SearchHit>{{1, FoundIn::Instruction, 0}}));
        QVERIFY(must(store->reader().search("good", 10)) == (std::vector<SearchHit>{{1, FoundIn::Note, 1}}));
    }

    void readingOnlyLeavesItAsItIs_data()
    {
        QTest::addColumn<bool>("isProtected");
        QTest::newRow("a file one could write") << false;
        QTest::newRow("a write-protected file") << true;
    }
    void readingOnlyLeavesItAsItIs()
    {
        QFETCH(bool, isProtected);
        const OldProject project;
        const QString path = QString::fromStdString(project.path());
        if (isProtected)
            QFile::setPermissions(path, QFile::ReadOwner);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        {
            const auto reader = must(openProjectReadOnly(project.path()));
            compareWith(*reader, project);
            QVERIFY(must(reader->search("context", 10)).empty());
            QCOMPARE(must(reader->history({})).size(), std::size_t{15});
        }
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }
};

QTEST_GUILESS_MAIN(TestUpgrade)
#include "tst_upgrade.moc"
