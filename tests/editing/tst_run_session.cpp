// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs on a project file: the same project whatever the order of replies and however often it is interrupted,
// and no exchange paid for twice.
#include "editing/run_session.h"
#include "tests/support/open_document.h"
#include "tests/support/raw_sqlite.h"
#include "tests/support/shuffling_chat_model.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace evol;
using namespace evol::test;

namespace {

constexpr int longest = 240000; // milliseconds; only a broken test waits for it

/// A document with a session and a model; can be closed and opened again, as after a restart.
class Studio
{
public:
    explicit Studio(int seeds)
    {
        const auto store = project.open();
        std::vector<Change> changes;
        for (int i = 0; i < seeds; ++i)
            changes.push_back(AddInstruction{seed("Seed number " + std::to_string(i), i % 5 ? "" : "with input")});
        must(act(*store, std::move(changes), "Import"));
    }
    void open(unsigned modelSeed = 1, ShufflingChatModel::Reply reply = variedReply)
    {
        close();
        model = std::make_shared<ShufflingChatModel>(modelSeed, 3, std::move(reply));
        document = openDocument(project);
        makeSession();
    }
    void makeSession()
    {
        const StageModel stage{model, {}};
        session = std::make_unique<RunSession>(*document, RunModels{stage, stage, stage});
        ends = 0;
        QObject::connect(session.get(), &RunSession::finished, [this](const RunOutcome &end) {
            ++ends;
            outcome = end;
        });
    }
    /// Forgets nothing of what the model was asked.
    void close()
    {
        session.reset();
        document.reset();
        if (model) {
            model->cancelAll();
            for (const auto &[identity, times] : model->answered())
                answered[identity] += times;
        }
        model.reset();
    }
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return ends > 0; }, longest);
    }
    bool waitForSilence()
    {
        return QTest::qWaitFor([this] { return model->isSilent(); }, longest);
    }
    std::string state()
    {
        const auto problems = must(document->reader().check());
        if (!problems.empty())
            return problems.front();
        if (describe(document->pool()) != describe(must(document->reader().pool())))
            return "the pool is not the project's";
        return describe(document->reader());
    }
    int mostAnswersToOneRequest() const
    {
        int most = 0;
        for (const auto &[identity, times] : answered)
            most = std::max(most, times);
        return most;
    }

    TemporaryProject project;
    std::shared_ptr<ShufflingChatModel> model;
    std::unique_ptr<Document> document;
    std::unique_ptr<RunSession> session;
    RunOutcome outcome;
    int ends = 0;
    std::map<std::string, int> answered; ///< by the models of closed documents
};

RunSettings settingsOf(int epochs, int concurrency, std::uint64_t seed = 7)
{
    RunSettings settings;
    settings.epochs = epochs;
    settings.concurrency = concurrency;
    settings.seed = seed;
    return settings;
}

/// The whole project after an uninterrupted run.
std::string grown(int seeds, const RunSettings &settings, unsigned modelSeed = 1)
{
    Studio studio(seeds);
    studio.open(modelSeed);
    studio.session->begin(settings, "Evolve");
    if (!studio.waitForEnd())
        return "the run does not end";
    if (studio.outcome.end != RunEnd::Finished)
        return studio.outcome.error.message;
    return studio.state();
}

class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestRunSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsTheSameTreeInWhateverOrderRepliesCome_data()
    {
        QTest::addColumn<int>("concurrency");
        QTest::addColumn<unsigned>("modelSeed");
        QTest::newRow("one by one") << 1 << 1u;
        QTest::newRow("five at once") << 5 << 2u;
        QTest::newRow("all at once") << 200 << 3u;
    }
    void growsTheSameTreeInWhateverOrderRepliesCome()
    {
        QFETCH(int, concurrency);
        QFETCH(unsigned, modelSeed);
        static const std::string expected = grown(25, settingsOf(3, 16), 99);
        QVERIFY(expected.find("kept") != std::string::npos && expected.find("eliminated") != std::string::npos);
        QCOMPARE(grown(25, settingsOf(3, concurrency), modelSeed), expected);
    }

    void anotherSeedOfChoicesGrowsAnotherTree()
    {
        QCOMPARE(grown(8, settingsOf(2, 8, 5)), grown(8, settingsOf(2, 8, 5), 2));
        QVERIFY(grown(8, settingsOf(2, 8, 5)) != grown(8, settingsOf(2, 8, 6)));
    }

    void growsAsManyInstructionsAsThePaperStartsFrom()
    {
        Studio studio(175);
        studio.open();
        studio.session->begin(settingsOf(2, 64), "Evolve, 2 epochs");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
        const RunProgress &progress = studio.outcome.progress;
        QCOMPARE(progress.done + progress.failed, progress.planned);
        QCOMPARE(progress.kept + progress.eliminated + 175 + progress.failed, progress.planned);
        QCOMPARE(studio.document->pool().count(), 175 + static_cast<int>(progress.kept + progress.eliminated));
        QVERIFY(studio.state().starts_with("Sums\n"));
        QCOMPARE(must(studio.document->reader().exchangeCount()), progress.requests);
        const auto failed = must(RunSession::unfinished(studio.document->reader(), must(studio.document->reader().lastRun()).value()));
        QCOMPARE(static_cast<std::int64_t>(failed.size()), progress.failed);
        for (const RunItem &item : failed)
            QVERIFY(!item.failure.empty());
        studio.close();
        QCOMPARE(studio.mostAnswersToOneRequest(), 1);
    }

    void endsInTheSameTreeHoweverOftenItIsCancelled_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<bool>("closes");
        QTest::newRow("once early, by cancelling") << 3 << false;
        QTest::newRow("again and again, by cancelling") << 29 << false;
        QTest::newRow("once early, by closing the window") << 3 << true;
        QTest::newRow("again and again, by closing the window") << 29 << true;
    }
    void endsInTheSameTreeHoweverOftenItIsCancelled()
    {
        QFETCH(int, step);
        QFETCH(bool, closes);
        static const std::string expected = grown(15, settingsOf(3, 8));
        Studio studio(15);
        studio.open(50);
        studio.model->allow(step);
        studio.session->begin(settingsOf(3, 8), "Evolve");
        unsigned modelSeed = 51;
        for (;;) {
            QVERIFY(QTest::qWaitFor([&] { return studio.ends > 0 || studio.model->isSilent(); }, longest));
            if (studio.ends > 0)
                break;
            if (!closes) {
                studio.session->cancel();
                QVERIFY(studio.waitForEnd());
                QCOMPARE(studio.outcome.end, RunEnd::Cancelled);
                QVERIFY(must(RunSession::interrupted(studio.document->reader())).has_value());
            } else {
                // What a silent model has answered must be on disk first: a reply on its way is lost with the window.
                QVERIFY(QTest::qWaitFor([&] {
                    return must(studio.document->reader().exchangeCount()) >=
                           static_cast<std::int64_t>(studio.model->answered().size() + studio.answered.size());
                }, longest));
            }
            studio.open(++modelSeed);
            studio.model->allow(step < 10 ? -1 : step);
            must(studio.session->carryOn());
        }
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
        QCOMPARE(studio.state(), expected);
        studio.close();
        QCOMPARE(studio.mostAnswersToOneRequest(), 1);
    }

    void losesNothingCommittedWhenTheWindowCloses()
    {
        Studio studio(20);
        studio.open();
        studio.model->allow(100);
        studio.session->begin(settingsOf(3, 8), "Evolve");
        QVERIFY(studio.waitForSilence());
        studio.session.reset();
        studio.document->waitUntilWritten();
        QVERIFY(studio.document->pool().count() > 20);
        const std::string after = studio.state();
        QVERIFY(after.starts_with("Sums\n"));
        studio.open();
        QCOMPARE(studio.state(), after);
        QVERIFY(must(RunSession::interrupted(studio.document->reader())).has_value());
    }

    void judgesByTheProjectsThresholdsUnlessItHasItsOwn()
    {
        const auto thresholdsOfRun = [](const std::string &own) {
            Studio studio(2);
            studio.open();
            // Put in force just before, and not yet on the disk.
            studio.document->apply("Thresholds", {SetSetting{"thresholds", {}, R"({"refusal_words":7})"}, SetSetting{"thresholds-of-old", {}, "{}"}});
            RunSettings settings = settingsOf(1, 8);
            settings.thresholds = own;
            studio.session->begin(settings, "Evolve");
            if (!studio.waitForEnd() || studio.outcome.end != RunEnd::Finished)
                return "the run does not finish: " + studio.outcome.error.message;
            return must(studio.document->reader().lastRun()).value().settings.thresholds;
        };
        QCOMPARE(thresholdsOfRun({}), std::string(R"({"refusal_words":7})"));
        QCOMPARE(thresholdsOfRun(R"({"refusal_words":9})"), std::string(R"({"refusal_words":9})"));
    }

    void thresholdsThatCannotBeUsedStopARun()
    {
        Studio studio(2);
        studio.open();
        studio.document->apply("Thresholds", {SetSetting{"thresholds", {}, "\"many\""}});
        studio.session->begin(settingsOf(1, 8), "Evolve");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Stopped);
        QCOMPARE(studio.outcome.error.kind, ErrorKind::InvalidInput);
    }

    void canGoRightAfterItBegan()
    {
        for (int i = 0; i < 5; ++i) {
            Studio studio(3);
            studio.open();
            studio.session->begin(settingsOf(1, 8), "Evolve");
            studio.session.reset();
            studio.document->waitUntilWritten();
            QVERIFY(must(RunSession::interrupted(studio.document->reader())).has_value());
            studio.makeSession();
            must(studio.session->carryOn());
            QVERIFY(studio.waitForEnd());
            QCOMPARE(studio.outcome.end, RunEnd::Finished);
        }
    }

    void canBeCancelledBeforeItIsUnderWay()
    {
        Studio studio(3);
        studio.open();
        studio.session->begin(settingsOf(1, 8), "Evolve");
        studio.session->cancel();
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Cancelled);
        QVERIFY(!studio.session->isRunning());
        QCOMPARE(studio.model->answers(), 0);
        must(studio.session->carryOn());
        studio.ends = 0;
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
    }

    void canBePausedBeforeItIsUnderWay()
    {
        Studio studio(3);
        studio.open();
        studio.session->begin(settingsOf(1, 8), "Evolve");
        studio.session->pause();
        QVERIFY(QTest::qWaitFor([&] { return studio.session->progress().paused; }, longest));
        QCOMPARE(studio.model->requests(), 0);
        studio.session->resume();
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
    }

    void endsInTheSameTreeAfterAPause()
    {
        Studio studio(10);
        studio.open();
        studio.model->allow(20);
        studio.session->begin(settingsOf(2, 8), "Evolve");
        QVERIFY(studio.waitForSilence());
        studio.session->pause();
        QVERIFY(QTest::qWaitFor([&] { return studio.session->progress().paused; }, longest));
        studio.model->allow(-1);
        QVERIFY(QTest::qWaitFor([&] { return studio.model->answers() == studio.model->requests(); }, longest));
        QCOMPARE(studio.ends, 0);
        studio.session->resume();
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.state(), grown(10, settingsOf(2, 8)));
    }

    void goesOnAfterTheLimitOfRequests()
    {
        const std::string expected = grown(10, settingsOf(2, 8));
        Studio studio(10);
        RunSettings settings = settingsOf(2, 8);
        settings.maxRequests = 23;
        studio.open();
        studio.session->begin(settings, "Evolve");
        int legs = 1;
        for (;; ++legs) {
            QVERIFY(studio.waitForEnd());
            if (studio.outcome.end == RunEnd::Finished)
                break;
            QCOMPARE(studio.outcome.error.kind, ErrorKind::LimitReached);
            QCOMPARE(studio.outcome.progress.requests, std::int64_t{23});
            studio.ends = 0;
            must(studio.session->carryOn());
        }
        QVERIFY(legs > 2);
        QCOMPARE(studio.state(), expected);
        studio.close();
        QCOMPARE(studio.mostAnswersToOneRequest(), 1);
    }

    void goesOnOnceTheModelIsInReachAgain()
    {
        Studio studio(30);
        studio.open(1, [](const ChatRequest &) -> Result<ChatReply> { return fail(ErrorKind::Network, "No connection."); });
        studio.session->begin(settingsOf(1, 4), "Evolve");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Stopped);
        QCOMPARE(studio.outcome.error.kind, ErrorKind::Network);
        QVERIFY(studio.model->requests() < 25);
        studio.open(2);
        must(studio.session->carryOn());
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
        const auto left = must(RunSession::unfinished(studio.document->reader(), must(studio.document->reader().lastRun()).value()));
        QCOMPARE(static_cast<std::int64_t>(left.size()), studio.outcome.progress.failed);
        QCOMPARE(studio.state(), grown(30, settingsOf(1, 4)));
        // Those done by now are no failures any more.
        std::int64_t failures = 0;
        for (const RunItem &item : must(studio.document->reader().runItems(1)))
            failures += !item.failure.empty();
        QCOMPARE(failures, studio.outcome.progress.failed);
    }

    void goesOnAfterTheDiskWasFull()
    {
        Studio studio(20);
        studio.open();
        {
            const SmallDisk disk(400'000);
            studio.session->begin(settingsOf(2, 8), "Evolve");
            QVERIFY(studio.waitForEnd());
        }
        QCOMPARE(studio.outcome.end, RunEnd::Stopped);
        QCOMPARE(studio.outcome.error.kind, ErrorKind::Io);
        QVERIFY(studio.state().starts_with("Sums\n"));
        studio.open(2);
        must(studio.session->carryOn());
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
        QCOMPARE(studio.state(), grown(20, settingsOf(2, 8)));
    }

    void isOneStepOfUndo()
    {
        Studio studio(5);
        studio.open();
        const std::string before = studio.state();
        studio.session->begin(settingsOf(2, 8), "Evolve, 2 epochs");
        QVERIFY(studio.waitForEnd());
        const std::string after = studio.state();
        studio.document->undo();
        studio.document->waitUntilWritten();
        QCOMPARE(studio.state(), before);
        QVERIFY(!must(RunSession::interrupted(studio.document->reader())));
        QCOMPARE(studio.session->carryOn().error().kind, ErrorKind::Refused);
        studio.document->redo();
        studio.document->waitUntilWritten();
        QCOMPARE(studio.state(), after);
    }

    void cannotBeUndoneWhileItRuns()
    {
        Studio studio(10);
        studio.open();
        studio.model->allow(40);
        studio.session->begin(settingsOf(2, 4), "Evolve");
        QVERIFY(studio.waitForSilence());
        QVERIFY(QTest::qWaitFor([&] { return studio.document->undoState().undoLabel == "Evolve"; }, longest));
        Result<> refused;
        studio.document->undo([&](const Result<> &result) { refused = result; });
        studio.document->waitUntilWritten();
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        studio.session->cancel();
        QVERIFY(studio.waitForEnd());
        studio.document->undo();
        studio.document->waitUntilWritten();
        QCOMPARE(studio.document->pool().count(), 10);
    }

    void goesOnBesideAPersonsWork()
    {
        Studio studio(10);
        studio.open();
        studio.model->allow(40);
        studio.session->begin(settingsOf(2, 4), "Evolve");
        QVERIFY(studio.waitForSilence());
        studio.document->apply("Eliminate", {SetOverride{1, {}, Override{Decision::Eliminate, "dull", "Ada"}}});
        studio.document->apply("Add", {AddInstruction{seed("one more")}});
        studio.document->undo();
        studio.document->waitUntilWritten();
        studio.model->allow(-1);
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
        QVERIFY(studio.state().starts_with("Sums\n"));
        QVERIFY(studio.document->pool().isOverridden(studio.document->pool().indexOf(1)));
    }

    void hasNothingToCarryOnWhereNothingIsLeft()
    {
        Studio studio(3);
        studio.open(1, [](const ChatRequest &request) {
            auto reply = variedReply(request);
            reply->outcome = ReplyOutcome::Complete;
            reply->text = request.task.stage == Stage::Judge ? "Not Equal" : "Number " + std::to_string(hashOf(identityOf(request)));
            return reply;
        });
        QVERIFY(!must(RunSession::interrupted(studio.document->reader())));
        QCOMPARE(studio.session->carryOn().error().kind, ErrorKind::Refused);
        studio.session->begin(settingsOf(1, 4), "Evolve");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.progress.failed, std::int64_t{0});
        QVERIFY(!must(RunSession::interrupted(studio.document->reader())));
        QCOMPARE(studio.session->carryOn().error().kind, ErrorKind::Refused);
        // Killed between its last result and the note that it is finished.
        studio.close();
        rawExecute(studio.project.path(), "UPDATE run SET state = 0");
        studio.open();
        QVERIFY(!must(RunSession::interrupted(studio.document->reader())));
        QCOMPARE(studio.session->carryOn().error().kind, ErrorKind::Refused);
    }

    void triesWhatFailedAgain()
    {
        Studio studio(4);
        studio.open(1, [](const ChatRequest &request) {
            auto reply = variedReply(request);
            reply->outcome = request.task.stage == Stage::Rewrite ? ReplyOutcome::Truncated : ReplyOutcome::Complete;
            return reply;
        });
        studio.session->begin(settingsOf(1, 4), "Evolve");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.end, RunEnd::Finished);
        QCOMPARE(studio.outcome.progress.failed, std::int64_t{4});
        const Run run = must(RunSession::interrupted(studio.document->reader())).value();
        for (const RunItem &item : must(RunSession::unfinished(studio.document->reader(), run)))
            QVERIFY(item.failure.find("cut off") != std::string::npos);
        studio.open(2);
        must(studio.session->carryOn());
        QVERIFY(studio.waitForEnd());
        QVERIFY(studio.outcome.progress.failed < 4);
    }

    void keepsToTheInstructionsItWasGiven()
    {
        Studio studio(6);
        studio.open();
        RunSettings settings = settingsOf(2, 4);
        settings.only = {2, 5};
        settings.choice = Choice::Each;
        settings.operators = {"deepen", "breadth"};
        studio.session->begin(settings, "Evolve");
        QVERIFY(studio.waitForEnd());
        const Pool &pool = studio.document->pool();
        for (const NodeIndex n : pool.preorder()) {
            if (pool.parent(n) != noNode)
                QVERIFY(pool.id(pool.root(n)) == 2 || pool.id(pool.root(n)) == 5);
        }
        QVERIFY(pool.count() > 8);
    }

    void saysThatAReadOnlyProjectCannotBeEvolved()
    {
        Studio studio(3);
        studio.model = std::make_shared<ShufflingChatModel>();
        studio.document = openDocumentReadOnly(studio.project);
        studio.makeSession();
        studio.session->begin(settingsOf(1, 4), "Evolve");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.error.kind, ErrorKind::ReadOnly);
        QVERIFY(!studio.session->isRunning());
    }

    void endsWithTheReasonWhereTheMethodIsUnknown()
    {
        Studio studio(3);
        studio.open();
        RunSettings settings = settingsOf(1, 4);
        settings.method = "poetry";
        studio.session->begin(settings, "Evolve");
        QVERIFY(studio.waitForEnd());
        QCOMPARE(studio.outcome.error.kind, ErrorKind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestRunSession)
#include "tst_run_session.moc"
