// SPDX-License-Identifier: GPL-3.0-or-later
// A document: written, then applied, then announced; and where writing fails nothing happened.
#include "tests/support/open_document.h"
#include "tests/support/raw_sqlite.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <thread>

using namespace evol;
using namespace evol::test;

class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcesAChangeOnceThePoolAndTheFileHaveIt()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        int announced = 0;
        connect(document.get(), &Document::changed, this, [&](const std::vector<Change> &changes) {
            ++announced;
            QCOMPARE(changes.size(), std::size_t{2});
            QCOMPARE(std::get<AddInstruction>(changes[0]).instruction.id, InstructionId{1});
            QVERIFY(document->pool().contains(1));
            QCOMPARE(document->pool().responses(document->pool().indexOf(1)), 1);
            QCOMPARE(must(document->reader().instruction(1)).text, std::string("1+1=?"));
            QCOMPARE(document->undoState().undoLabel, std::string("Add seed"));
        });
        int done = 0;
        document->apply("Add seed", {AddInstruction{seed("1+1=?")}, AddResponse{answer(0, "2")}}, [&](const Result<> &result) {
            ++done;
            QVERIFY(result.has_value());
            QCOMPARE(announced, 1);
        });
        QCOMPARE(document->pool().count(), 0); // not before it is on disk
        document->waitUntilWritten();
        QCOMPARE(announced, 1);
        QCOMPARE(done, 1);
    }

    void signsChangesWithPersonAndTime()
    {
        const TemporaryProject project;
        const auto document = openDocument(project, "Grace");
        document->apply("Add seed", {AddInstruction{seed("1+1=?")}});
        document->waitUntilWritten();
        const auto history = must(document->reader().history({}));
        QCOMPARE(history.front().by, std::string("Grace"));
        QCOMPARE(history.front().time, std::int64_t{1'700'000'000'000});
    }

    void knowsWhenInstructionsWereAddedAsAReloadDoes()
    {
        const TemporaryProject project;
        const auto clock = std::make_shared<SetClock>();
        const auto document = must(Document::make(project.path(), project.open(), project.openReadOnly(), clock, "Ada"));
        // Posted together, they arrive together, each with a time of its own.
        for (int i = 0; i < 5; ++i) {
            clock->time += 61'234;
            document->apply("Add seed", {AddInstruction{seed(std::to_string(i))}, AddInstruction{seed("too")}});
        }
        clock->time += 5000;
        document->undo();
        clock->time += 5000;
        document->redo();
        document->waitUntilWritten();
        QCOMPARE(document->pool().count(), 10);
        QVERIFY(document->pool().created(0) != document->pool().created(2));
        QCOMPARE(describeTimes(document->pool()), describeTimes(must(project.openReadOnly()->pool())));
        QCOMPARE(describe(document->pool()), describe(must(project.openReadOnly()->pool())));
    }

    void announcesHowFarTheSearchIs()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        std::vector<SearchProgress> told;
        connect(document.get(), &Document::searchProgressed, this, [&](const SearchProgress &progress) {
            QCOMPARE(QThread::currentThread(), thread());
            told.push_back(progress);
        });
        document->apply("Add seed", {AddInstruction{seed("alpha")}});
        document->waitUntilWritten();
        QVERIFY(must(document->reader().search("alpha", 10)).empty());
        document->startIndexing();
        QVERIFY(QTest::qWaitFor([&] { return !told.empty() && told.back().indexed == 1; }, 30000));
        QCOMPARE(told.back().total, std::int64_t{1});
        QCOMPARE(must(document->reader().search("alpha", 10)).size(), std::size_t{1});
        document->apply("Edit", {EditInstruction{1, {}, {"beta", "", "Ada"}}});
        QVERIFY(QTest::qWaitFor([&] { return told.back().indexed == 2; }, 30000));
        QVERIFY(must(document->reader().search("alpha", 10)).empty());
        QCOMPARE(must(document->reader().search("beta", 10)).size(), std::size_t{1});
    }

    void indexesNothingOfAReadOnlyProject()
    {
        const TemporaryProject project;
        addSeed(*project.open(), "alpha");
        const auto document = openDocumentReadOnly(project);
        document->startIndexing();
        document->waitUntilWritten();
        QCOMPARE(must(document->reader().searchProgress()).indexed, std::int64_t{0});
    }

    void aFailureChangesNothing()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        document->apply("Add seed", {AddInstruction{seed("1+1=?")}});
        document->waitUntilWritten();
        const std::string before = describe(document->pool()), stored = describe(document->reader());
        QSignalSpy changed(document.get(), &Document::changed), failed(document.get(), &Document::writeFailed);
        int done = 0;
        document->apply("Wrong", {SetDifficulty{1, {}, 5}, AddInstruction{childOf(99, "no parent")}}, [&](const Result<> &result) {
            ++done;
            QVERIFY(!result);
            QCOMPARE(result.error().kind, ErrorKind::Refused);
        });
        document->waitUntilWritten();
        QCOMPARE(done, 1);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(describe(document->pool()), before);
        QCOMPARE(describe(document->reader()), stored);
        QCOMPARE(document->undoState().undoLabel, std::string("Add seed"));
    }

    void findsChangesOnTheWritersThread()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        const auto here = std::this_thread::get_id();
        QSignalSpy changed(document.get(), &Document::changed);
        document->applyFound("Find", [&](ProjectReader &reader) -> Result<std::vector<Change>> {
            if (std::this_thread::get_id() == here || must(reader.pool()).count() != 0)
                return fail(ErrorKind::InvalidInput, "on the wrong thread");
            return std::vector<Change>{AddInstruction{seed("found")}};
        });
        document->waitUntilWritten();
        QCOMPARE(changed.count(), 1);
        Result<> nothing = fail(ErrorKind::Io, "not called"), wrong;
        document->applyFound("Find nothing", [](ProjectReader &) { return std::vector<Change>(); }, [&](const Result<> &result) { nothing = result; });
        document->applyFound("Fail", [](ProjectReader &) -> Result<std::vector<Change>> { return fail(ErrorKind::Cancelled, "stop"); },
                             [&](const Result<> &result) { wrong = result; });
        document->waitUntilWritten();
        QVERIFY(nothing.has_value());
        QCOMPARE(wrong.error().kind, ErrorKind::Cancelled);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(must(document->reader().actions(10)).size(), std::size_t{1});
    }

    void undoesAndRedoes()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        QSignalSpy states(document.get(), &Document::undoStateChanged);
        document->apply("Add seed", {AddInstruction{seed("1+1=?")}});
        document->apply("Set difficulty", {SetDifficulty{1, {}, 5}});
        document->waitUntilWritten();
        QVERIFY(states.count() > 0);
        QCOMPARE(document->undoState().undoLabel, std::string("Set difficulty"));
        document->undo();
        document->undo();
        document->waitUntilWritten();
        QCOMPARE(document->pool().count(), 0);
        QCOMPARE(document->undoState().undoLabel, std::string());
        QCOMPARE(document->undoState().redoLabel, std::string("Add seed"));
        document->redo();
        document->redo();
        document->waitUntilWritten();
        QCOMPARE(document->pool().difficulty(document->pool().indexOf(1)), 5);
        Result<> tooMuch;
        document->redo([&](const Result<> &result) { tooMuch = result; });
        document->waitUntilWritten();
        QCOMPARE(tooMuch.error().kind, ErrorKind::Refused);
    }

    void refusesToUndoARunThatStillWrites()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        document->apply("Add seed", {AddInstruction{seed("1+1=?")}});
        document->waitUntilWritten();
        document->setActiveAction(1);
        Result<> refused;
        document->undo([&](const Result<> &result) { refused = result; });
        document->waitUntilWritten();
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QCOMPARE(document->pool().count(), 1);
        document->apply("By hand", {SetDifficulty{1, {}, 5}});
        document->undo(); // what a person did beside the run can be undone
        document->setActiveAction(0);
        document->undo();
        document->waitUntilWritten();
        QCOMPARE(document->pool().count(), 0);
    }

    void takesChangesOfAnActionFromAnyThread()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        document->apply("Run", {AddInstruction{seed("1+1=?")}});
        document->waitUntilWritten();
        std::atomic<int> told = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 50; ++i)
                    document->submit(1, {AddInstruction{childOf(1, "child")}}, [&](const Result<> &result) { told += result.has_value(); });
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        document->waitUntilWritten();
        QCOMPARE(told, 200);
        QCOMPARE(document->pool().count(), 201);
        QCOMPARE(describe(document->pool()), describe(must(document->reader().pool())));
        Result<> wrong;
        document->submit(99, {AddInstruction{seed("no such action")}}, [&](const Result<> &result) { wrong = result; });
        document->waitUntilWritten();
        QCOMPARE(wrong.error().kind, ErrorKind::NotFound);
        QCOMPARE(document->pool().count(), 201);
    }

    void keepsThePoolInStepOverManyActions()
    {
        const TemporaryProject project;
        const auto document = openDocument(project);
        for (int i = 1; i <= 30; ++i) {
            document->apply("Add", {AddInstruction{seed(std::to_string(i))}, AddResponse{answer(0, "A")}});
            document->apply("Judge", {SetVerdict{i, {}, eliminatedBy("rule " + std::to_string(i % 3))}});
            document->apply("Rate", {RateResponse{i, i, {}, Rating{1 + i % 5, ""}}});
            if (i % 4 == 0)
                document->undo();
            if (i % 8 == 0)
                document->redo();
        }
        document->waitUntilWritten();
        QCOMPARE(document->pool().count(), 30);
        QCOMPARE(describe(document->pool()), describe(must(document->reader().pool())));
    }

    void refusesEveryChangeWhereReadOnly()
    {
        const TemporaryProject project;
        addSeed(*project.open(), "1+1=?");
        const auto document = openDocumentReadOnly(project);
        QVERIFY(document->isReadOnly());
        QVERIFY(!document->writer());
        QCOMPARE(document->pool().count(), 1);
        QSignalSpy failed(document.get(), &Document::writeFailed);
        std::vector<ErrorKind> kinds;
        const auto note = [&](const Result<> &result) { kinds.push_back(result ? ErrorKind::Io : result.error().kind); };
        document->apply("Add", {AddInstruction{seed("more")}}, note);
        document->undo(note);
        document->redo(note);
        QCOMPARE(kinds, (std::vector<ErrorKind>(3, ErrorKind::ReadOnly)));
        QCOMPARE(failed.count(), 3);
        QCOMPARE(document->openReader().error().kind, ErrorKind::ReadOnly);
        document->waitUntilWritten();
        QCOMPARE(document->pool().count(), 1);
    }

    void writesWhatWasAskedForBeforeItGoes()
    {
        const TemporaryProject project;
        {
            const auto document = openDocument(project);
            for (int i = 0; i < 50; ++i)
                document->apply("Add", {AddInstruction{seed(std::to_string(i))}});
        }
        QCOMPARE(must(project.openReadOnly()->pool()).count(), 50);
        QCOMPARE(QDir(QString::fromStdString(project.folder())).entryList(QDir::Files | QDir::Hidden), QStringList{"project.evol"});
    }

    void failsToOpenWhatCannotBeRead()
    {
        const TemporaryProject project;
        {
            const auto store = project.open();
            addSeed(*store, "1+1=?");
            must(act(*store, {SetVerdict{1, {}, eliminatedBy("refusal")}}));
        }
        rawExecute(project.path(), "UPDATE skeleton SET operator = 77");
        const auto document = Document::make(project.path(), nullptr, project.openReadOnly(), std::make_shared<SetClock>(), "Ada");
        QVERIFY(!document);
        QCOMPARE(document.error().kind, ErrorKind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
