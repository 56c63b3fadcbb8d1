// SPDX-License-Identifier: GPL-3.0-or-later
// The writer's thread: what is posted is written in order, in groups, and told about once it is on disk.
// Called with "--index FILE" the program is the other process of these tests.
#include "editing/project_writer.h"
#include "tests/support/temporary_project.h"

#include <QProcess>
#include <QTest>

#include <cstdio>
#include <future>

using namespace evol;
using namespace evol::test;

namespace {

ProjectWriter::Work addingSeed(const std::string &text)
{
    return [text](ProjectStore &store) -> Result<> {
        auto written = act(store, {AddInstruction{seed(text)}});
        return written ? Result<>() : tl::unexpected<Error>(written.error());
    };
}

/// Keeps the writer's thread busy until let go, so that what is posted meanwhile is one group.
class Hold
{
public:
    explicit Hold(ProjectWriter &writer)
    {
        writer.post(
            [gate = m_gate](ProjectStore &) -> Result<> {
                gate->reached.set_value();
                gate->go.get_future().wait();
                return {};
            },
            {});
        m_gate->reached.get_future().wait();
    }
    void letGo() { m_gate->go.set_value(); }

private:
    struct Gate {
        std::promise<void> reached, go;
    };
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>(); ///< the work may outlive this
};

std::vector<std::string> textsOf(const TemporaryProject &project)
{
    std::vector<std::string> texts;
    must(project.openReadOnly()->eachInstruction([&](const Instruction &instruction) {
        texts.push_back(instruction.text);
        return true;
    }));
    return texts;
}

void fillWith(const TemporaryProject &project, int seeds)
{
    std::vector<Change> changes;
    for (int i = 0; i < seeds; ++i)
        changes.push_back(AddInstruction{seed("alpha " + std::to_string(i))});
    must(act(*project.open(), std::move(changes)));
}

/// Asks a writer to index, and waits for how far it is.
class Indexing
{
public:
    explicit Indexing(ProjectWriter &writer)
    {
        writer.startIndexing([state = m_state](const SearchProgress &progress) {
            {
                const std::lock_guard lock(state->mutex);
                state->progress = progress;
            }
            state->told.notify_all();
        });
    }
    void waitFor(std::int64_t changes)
    {
        std::unique_lock lock(m_state->mutex);
        m_state->told.wait(lock, [&] { return m_state->progress.indexed >= changes; });
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable told;
        SearchProgress progress;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>(); ///< the writer may outlive this
};

/// The other process of goesOnIndexingWhereAKilledProgramStopped().
[[noreturn]] void index(const std::string &path)
{
    const auto store = must(openProject(path));
    for (;;) {
        must(store->indexTexts(50));
        std::puts("step");
        std::fflush(stdout);
    }
}

} // namespace

class TestProjectWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesInTheOrderOfPosting()
    {
        const TemporaryProject project;
        std::vector<int> order;
        std::vector<std::string> expected;
        {
            ProjectWriter writer(project.open());
            for (int i = 0; i < 200; ++i) {
                expected.push_back(std::to_string(i));
                writer.post(addingSeed(expected.back()), [&order, i](const Result<> &result) {
                    if (result)
                        order.push_back(i);
                });
            }
            writer.drain();
            QCOMPARE(order.size(), std::size_t{200});
            QVERIFY(std::is_sorted(order.begin(), order.end()));
        }
        QCOMPARE(textsOf(project), expected);
    }

    void tellsOnceItIsOnDisk()
    {
        const TemporaryProject project;
        ProjectWriter writer(project.open());
        const auto reader = project.openReadOnly();
        int seen = -1;
        writer.post(addingSeed("a"), [&](const Result<> &) { seen = must(reader->pool()).count(); });
        writer.drain();
        QCOMPARE(seen, 1);
    }

    void oneFailureTakesBackOnlyItsOwn()
    {
        const TemporaryProject project;
        std::vector<ErrorKind> errors;
        int successes = 0;
        {
            ProjectWriter writer(project.open());
            Hold hold(writer);
            const auto count = [&](const Result<> &result) {
                if (result)
                    ++successes;
                else
                    errors.push_back(result.error().kind);
            };
            writer.post(addingSeed("before"), count);
            writer.post(
                [](ProjectStore &store) -> Result<> {
                    addSeed(store, "gone");
                    return fail(ErrorKind::Refused, "no");
                },
                count);
            writer.post([](ProjectStore &store) -> Result<> {
                auto written = act(store, {AddInstruction{childOf(99, "no parent")}});
                return written ? Result<>() : tl::unexpected<Error>(written.error());
            }, count);
            writer.post(addingSeed("after"), count);
            hold.letGo();
        }
        QCOMPARE(successes, 2);
        QCOMPARE(errors, (std::vector<ErrorKind>{ErrorKind::Refused, ErrorKind::Refused}));
        QCOMPARE(textsOf(project), (std::vector<std::string>{"before", "after"}));
        QVERIFY(must(project.openReadOnly()->check()).empty());
    }

    void aDiskThatFailsFailsTheWholeGroup()
    {
        const TemporaryProject project;
        std::vector<bool> results;
        ProjectWriter writer(project.open());
        {
            Hold hold(writer);
            const auto note = [&](const Result<> &result) { results.push_back(result.has_value()); };
            writer.post(addingSeed("before"), note);
            writer.post([](ProjectStore &) -> Result<> { return fail(ErrorKind::Io, "The disk is full."); }, note);
            writer.post(addingSeed("after"), note);
            hold.letGo();
            writer.drain();
        }
        QCOMPARE(results, (std::vector<bool>{false, false, false}));
        QVERIFY(textsOf(project).empty());
        writer.post(addingSeed("later"), [&](const Result<> &result) { results.push_back(result.has_value()); });
        writer.drain();
        QVERIFY(results.back());
        QCOMPARE(textsOf(project), std::vector<std::string>{"later"});
    }

    void finishesWhatWasPostedBeforeItGoes()
    {
        const TemporaryProject project;
        int told = 0;
        {
            ProjectWriter writer(project.open());
            Hold hold(writer);
            for (int i = 0; i < 100; ++i)
                writer.post(addingSeed(std::to_string(i)), [&](const Result<> &) { ++told; });
            hold.letGo();
        }
        QCOMPARE(told, 100);
        QCOMPARE(textsOf(project).size(), std::size_t{100});
    }

    void takesPostsFromManyThreadsAndFromItsOwn()
    {
        const TemporaryProject project;
        std::atomic<int> told = 0;
        {
            ProjectWriter writer(project.open());
            std::vector<std::thread> threads;
            for (int t = 0; t < 4; ++t) {
                threads.emplace_back([&] {
                    for (int i = 0; i < 50; ++i) {
                        writer.post(addingSeed("first"), [&](const Result<> &) {
                            ++told;
                            writer.post(addingSeed("second"), [&](const Result<> &) { ++told; });
                        });
                    }
                });
            }
            for (std::thread &thread : threads)
                thread.join();
            writer.drain();
            QCOMPARE(told, 400);
        }
        QCOMPARE(textsOf(project).size(), std::size_t{400});
    }

    void indexesNothingUnlessAsked()
    {
        const TemporaryProject project;
        {
            ProjectWriter writer(project.open());
            writer.post(addingSeed("alpha"), {});
        }
        QCOMPARE(must(project.openReadOnly()->searchProgress()).indexed, std::int64_t{0});
    }

    void indexesWhatIsThereAndWhatComes()
    {
        const TemporaryProject project;
        fillWith(project, 500);
        ProjectWriter writer(project.open());
        Indexing indexing(writer);
        indexing.waitFor(500);
        const auto reader = project.openReadOnly();
        QCOMPARE(must(reader->search("alpha", 1000)).size(), std::size_t{500});
        writer.post(addingSeed("alpha comes later"), {});
        indexing.waitFor(501);
        QCOMPARE(must(reader->search("later", 10)).size(), std::size_t{1});
        QVERIFY(must(reader->check()).empty());
    }

    void writesAndClosesWithoutWaitingForTheIndex()
    {
        const TemporaryProject project;
        fillWith(project, 3000);
        {
            ProjectWriter writer(project.open());
            std::promise<void> firstStep, goOn;
            std::atomic<bool> isFirst = true;
            writer.startIndexing([&](const SearchProgress &) {
                if (!isFirst.exchange(false))
                    return;
                firstStep.set_value();
                goOn.get_future().wait();
            });
            firstStep.get_future().wait();
            std::int64_t indexedBefore = -1;
            writer.post(
                [&](ProjectStore &store) -> Result<> {
                    indexedBefore = must(store.reader().searchProgress()).indexed;
                    return {};
                },
                {});
            goOn.set_value();
            writer.drain();
            QVERIFY(indexedBefore > 0 && indexedBefore <= 100); // one step, and no more
        }
        const auto progress = must(project.openReadOnly()->searchProgress());
        QVERIFY(progress.indexed < progress.total);
        // What is left is done when it is opened again.
        ProjectWriter writer(project.open());
        Indexing indexing(writer);
        indexing.waitFor(3000);
        QCOMPARE(must(project.openReadOnly()->search("alpha", 5000)).size(), std::size_t{3000});
    }

    void goesOnIndexingWhereAKilledProgramStopped()
    {
        const TemporaryProject project;
        fillWith(project, 3000);
        std::int64_t before = 0;
        for (int round = 0; round < 3; ++round) {
            QProcess other;
            other.start(QCoreApplication::applicationFilePath(), {"--index", QString::fromStdString(project.path())});
            QVERIFY(other.waitForReadyRead(30000));
            other.kill();
            QVERIFY(other.waitForFinished(30000));
            const auto reader = project.openReadOnly();
            QVERIFY(must(reader->check()).empty());
            const std::int64_t indexed = must(reader->searchProgress()).indexed;
            QVERIFY(indexed >= before);
            // Each change is in the index with all its texts, or not at all.
            QCOMPARE(static_cast<std::int64_t>(must(reader->search("alpha", 5000)).size()), indexed);
            before = indexed;
        }
        QVERIFY(before > 0);
        ProjectWriter writer(project.open());
        Indexing indexing(writer);
        indexing.waitFor(3000);
        QCOMPARE(must(project.openReadOnly()->search("alpha", 5000)).size(), std::size_t{3000});
    }

    void needsNoCallback()
    {
        const TemporaryProject project;
        {
            ProjectWriter writer(project.open());
            writer.post(addingSeed("a"), {});
        }
        QCOMPARE(textsOf(project).size(), std::size_t{1});
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string(argv[1]) == "--index")
        index(argv[2]);
    TestProjectWriter test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_project_writer.moc"
