// SPDX-License-Identifier: GPL-3.0-or-later
// The writer's thread: what is posted is written in order, in groups, and told about once it is on disk.
#include "editing/project_writer.h"
#include "tests/support/temporary_project.h"

#include <QTest>

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

QTEST_GUILESS_MAIN(TestProjectWriter)
#include "tst_project_writer.moc"
