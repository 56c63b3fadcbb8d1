// SPDX-License-Identifier: GPL-3.0-or-later
// A run on a project in memory, with a model whose replies come in any order: what it asks and writes, and how it
// ends when something goes wrong or somebody says stop.
#include "evolution/evolution_run.h"
#include "tests/support/memory_run_port.h"
#include "tests/support/shuffling_chat_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

constexpr int longest = 60000; // milliseconds; only a broken test waits for it

/// A port with seeds, a model, and the run made of them.
class Fixture
{
public:
    explicit Fixture(int seeds, ShufflingChatModel::Reply reply = variedReply)
        : model(std::make_shared<ShufflingChatModel>(1, 3, std::move(reply)))
    {
        for (int i = 0; i < seeds; ++i)
            port->addSeed("Seed number " + std::to_string(i));
        run.id = 1;
        run.firstEpoch = 1;
    }
    void begin(std::vector<RunItem> unfinished = {}, std::vector<RunItem> planned = {})
    {
        const StageModel stage{model, {1.0, 2.0}};
        engine = std::make_unique<EvolutionRun>(run, std::move(unfinished), std::move(planned), port,
                                                RunModels{stage, stage, stage});
        QObject::connect(engine.get(), &EvolutionRun::finished, [this](const RunOutcome &end) {
            ++ends;
            outcome = end;
        });
        QObject::connect(engine.get(), &EvolutionRun::progressed, [this](const RunProgress &now) { progress = now; });
        engine->start();
    }
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return ends > 0; }, longest);
    }
    bool waitForSilence()
    {
        return QTest::qWaitFor([this] { return model->isSilent(); }, longest);
    }
    /// Once all that the model has answered so far is on record.
    bool waitForExchanges()
    {
        return QTest::qWaitFor([this] { return static_cast<int>(port->exchanges.size()) == model->answers(); }, longest);
    }
    RunOutcome finish()
    {
        begin();
        if (!waitForEnd())
            qFatal("the run does not end");
        return outcome;
    }
    int count(const std::string &entry) const
    {
        return static_cast<int>(std::count(port->log.begin(), port->log.end(), entry));
    }

    std::shared_ptr<MemoryRunPort> port = std::make_shared<MemoryRunPort>();
    std::shared_ptr<ShufflingChatModel> model;
    Run run;
    std::unique_ptr<EvolutionRun> engine;
    RunOutcome outcome;
    RunProgress progress;
    int ends = 0;
};

Result<ChatReply> goodReply(const ChatRequest &request)
{
    ChatReply reply;
    reply.finishReason = "stop";
    reply.promptTokens = 500'000;
    reply.completionTokens = 250'000;
    reply.text = request.task.stage == Stage::Judge   ? "Not Equal"
                 : request.task.stage == Stage::Score ? "5"
                                                      : "Number " + std::to_string(hashOf(identityOf(request))) + " of apples";
    return reply;
}

} // namespace

class TestEvolutionRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evolvesAndAnswersEverything()
    {
        Fixture f(20, goodReply);
        f.run.settings.epochs = 2;
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Finished);
        QCOMPARE(outcome.progress.planned, std::int64_t{60}); // 20 answers to seeds, 2 rounds of 20
        QCOMPARE(outcome.progress.done, std::int64_t{60});
        QCOMPARE(outcome.progress.kept, std::int64_t{40});
        QCOMPARE(outcome.progress.failed, std::int64_t{0});
        QCOMPARE(outcome.progress.requests, std::int64_t{20 + 40 * 3});
        QCOMPARE(outcome.progress.round, 2);
        QCOMPARE(outcome.progress.inFlight, 0);
        QCOMPARE(outcome.progress.tokens, std::int64_t{140 * 750'000});
        QCOMPARE(outcome.progress.cost, 140.0);
        QCOMPARE(f.port->pool.count(), 60);
        for (const NodeIndex n : f.port->pool.preorder())
            QCOMPARE(f.port->pool.responses(n), 1);
        QCOMPARE(f.port->saved.state, RunState::Finished);
        QCOMPARE(f.port->saved.plannedEpochs, 2);
        QCOMPARE(f.ends, 1);
    }

    void judgesByTheThresholdsOfItsSettings()
    {
        Fixture f(4, goodReply);
        f.run.settings.thresholds = R"({"leak_phrases": ["of apples"]})";
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.progress.kept, std::int64_t{0});
        QCOMPARE(outcome.progress.eliminated, std::int64_t{4});
    }

    void stopsBeforeItsFirstRequestWhereItsThresholdsCannotBeUsed()
    {
        Fixture f(4, goodReply);
        f.run.settings.thresholds = R"({"refusal_words": "eighty"})";
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Stopped);
        QVERIFY(outcome.error.message.find("refusal_words") != std::string::npos);
        QCOMPARE(outcome.progress.requests, std::int64_t{0});
    }

    void storesEveryExchangeBeforeItUsesIt()
    {
        Fixture f(20, goodReply);
        f.finish();
        for (const RunItem &item : f.port->planned) {
            const std::string id = std::to_string(item.instruction);
            const auto commit = std::find(f.port->log.begin(), f.port->log.end(), "commit " + id);
            QVERIFY(commit != f.port->log.end());
            for (const char *stage : {"rewrite", "judge", "respond"}) {
                if (item.kind == ItemKind::Evolve || std::string(stage) == "respond")
                    QVERIFY(std::find(f.port->log.begin(), commit, std::string("exchange ") + stage + " for " + id) != commit);
            }
        }
        for (const Change &change : f.port->changes) {
            if (const auto *added = std::get_if<AddInstruction>(&change); added && !added->instruction.isSeed()) {
                const Exchange &exchange = f.port->exchanges.at(static_cast<std::size_t>(added->instruction.exchange - 1));
                QCOMPARE(exchange.reply, added->instruction.text);
                QCOMPARE(exchange.instruction, added->instruction.id);
            }
        }
    }

    void keepsAFailedEvolutionInTheTreeAndItsParentInThePool()
    {
        Fixture f(1, [](const ChatRequest &request) {
            auto reply = goodReply(request);
            if (request.task.stage == Stage::Judge)
                reply->text = "Equal";
            return reply;
        });
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.progress.eliminated, std::int64_t{1});
        const Pool &pool = f.port->pool;
        QCOMPARE(pool.count(), 2);
        QCOMPARE(pool.state(pool.indexOf(2)), State::Eliminated);
        QCOMPARE(pool.responses(pool.indexOf(2)), 0);
        QCOMPARE(pool.nextEpoch(), std::vector<InstructionId>{1});
    }

    void asksAJudgeThatCannotBeUnderstoodOnceMore()
    {
        Fixture f(1, [](const ChatRequest &request) {
            auto reply = goodReply(request);
            if (request.task.stage == Stage::Judge)
                reply->text = request.sample == 0 ? "Perhaps" : "Not Equal";
            return reply;
        });
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.progress.kept, std::int64_t{1});
        QCOMPARE(f.count("exchange judge for 2"), 2);
    }

    void failsWithAReasonWhereTheJudgeIsNotUnderstoodAgain()
    {
        Fixture f(1, [](const ChatRequest &request) {
            auto reply = goodReply(request);
            if (request.task.stage == Stage::Judge)
                reply->text = "Perhaps";
            return reply;
        });
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Finished);
        QCOMPARE(outcome.progress.failed, std::int64_t{1});
        QCOMPARE(f.count("exchange judge for 2"), 2);
        QVERIFY(f.port->failures[2].find("Perhaps") != std::string::npos);
        QVERIFY(!f.port->pool.contains(2));
    }

    void failsWhereAReplyIsCutOff()
    {
        Fixture f(1, [](const ChatRequest &request) {
            auto reply = goodReply(request);
            reply->outcome = request.task.stage == Stage::Rewrite ? ReplyOutcome::Truncated : ReplyOutcome::Complete;
            return reply;
        });
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.progress.failed, std::int64_t{1});
        QVERIFY(f.port->failures[2].find("cut off") != std::string::npos);
        QCOMPARE(f.count("exchange rewrite for 2"), 2);
    }

    void failsOneItemWhereTheServerRefusesIt()
    {
        Fixture f(10, [](const ChatRequest &request) -> Result<ChatReply> {
            if (request.task.instruction == "Seed number 3" && request.task.stage == Stage::Rewrite)
                return fail(ErrorKind::InvalidInput, "The text is too long.");
            return goodReply(request);
        });
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Finished);
        QCOMPARE(outcome.progress.failed, std::int64_t{1});
        QCOMPARE(f.port->failures.size(), std::size_t{1});
        QCOMPARE(f.port->failures.begin()->second, std::string("The text is too long."));
        QCOMPARE(f.port->pool.count(), 19);
    }

    void stopsEarlyWhereTheModelIsOutOfReach()
    {
        Fixture f(500, [](const ChatRequest &) -> Result<ChatReply> { return fail(ErrorKind::Network, "No connection."); });
        f.run.settings.concurrency = 4;
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Stopped);
        QCOMPARE(outcome.error.kind, ErrorKind::Network);
        QVERIFY(f.model->requests() <= 20);
        QCOMPARE(f.port->saved.state, RunState::Unfinished);
    }

    void aReplyBetweenResetsTheCountOfFailures()
    {
        std::atomic<int> calls = 0;
        Fixture f(60, [&](const ChatRequest &request) -> Result<ChatReply> {
            if (++calls % 2)
                return fail(ErrorKind::TimedOut, "No answer.");
            return goodReply(request);
        });
        f.run.settings.concurrency = 1;
        QCOMPARE(f.finish().end, RunEnd::Finished);
    }

    void stopsAtTheLimitOfRequests()
    {
        Fixture f(50);
        f.run.settings.maxRequests = 37;
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Stopped);
        QCOMPARE(outcome.error.kind, ErrorKind::LimitReached);
        QCOMPARE(f.model->requests(), 37);
        QCOMPARE(f.port->exchanges.size(), std::size_t{37}); // what was paid for is kept
        QCOMPARE(f.model->cancelCalls(), 0);
        QCOMPARE(f.port->saved.state, RunState::Unfinished);
    }

    void sendsNothingWhereTheLimitIsNone()
    {
        Fixture f(5);
        f.run.settings.maxRequests = 0;
        QCOMPARE(f.finish().error.kind, ErrorKind::LimitReached);
        QCOMPARE(f.model->requests(), 0);
    }

    void stopsWhenTheBudgetIsSpent()
    {
        Fixture f(50, goodReply); // each reply costs 1
        f.run.settings.budget = 10;
        f.run.settings.concurrency = 64;
        f.run.settings.evolverSampling.maxTokens = f.run.settings.judgeSampling.maxTokens = f.run.settings.responderSampling.maxTokens = 500'000;
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.error.kind, ErrorKind::LimitReached);
        QVERIFY2(outcome.progress.cost >= 10 && outcome.progress.cost < 11, qPrintable(QString::number(outcome.progress.cost)));
        QCOMPARE(static_cast<double>(f.port->exchanges.size()), outcome.progress.cost);
    }

    void neverSendsMoreAtOnceThanAllowed_data()
    {
        QTest::addColumn<int>("concurrency");
        QTest::addColumn<int>("most");
        QTest::newRow("1") << 1 << 1;
        QTest::newRow("7") << 7 << 7;
        QTest::newRow("64") << 64 << 64;
        QTest::newRow("0 is taken as 1") << 0 << 1;
    }
    void neverSendsMoreAtOnceThanAllowed()
    {
        QFETCH(int, concurrency);
        QFETCH(int, most);
        Fixture f(80);
        f.run.settings.concurrency = concurrency;
        f.model->allow(0);
        f.begin();
        QVERIFY(f.waitForSilence());
        QVERIFY(QTest::qWaitFor([&] { return f.model->mostWaiting() == most; }, longest));
        f.model->allow(-1);
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.end, RunEnd::Finished);
        QCOMPARE(f.model->mostWaiting(), most);
    }

    void sendsNothingWhilePaused()
    {
        Fixture f(30);
        f.run.settings.concurrency = 5;
        f.model->allow(20);
        f.begin();
        QVERIFY(f.waitForSilence());
        f.engine->pause();
        QVERIFY(f.progress.paused);
        f.model->allow(-1);
        QVERIFY(QTest::qWaitFor([&] { return f.model->answers() == f.model->requests(); }, longest));
        QVERIFY(f.waitForExchanges());
        QCoreApplication::processEvents();
        const int asked = f.model->requests();
        QCOMPARE(asked, 25);
        QCOMPARE(f.ends, 0);
        f.engine->resume();
        QVERIFY(!f.progress.paused);
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.end, RunEnd::Finished);
        for (const auto &[identity, times] : f.model->answered())
            QCOMPARE(times, 1);
    }

    void canBeCancelledWhilePaused()
    {
        Fixture f(30);
        f.model->allow(10);
        f.begin();
        QVERIFY(f.waitForSilence());
        f.engine->pause();
        f.engine->cancel();
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.end, RunEnd::Cancelled);
    }

    void endsWhenCancelledAndKeepsWhatWasAnswered()
    {
        Fixture f(30);
        f.model->allow(40);
        f.begin();
        QVERIFY(f.waitForSilence());
        f.engine->cancel();
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.end, RunEnd::Cancelled);
        QVERIFY(f.model->cancelCalls() > 0);
        QCOMPARE(f.port->exchanges.size(), std::size_t{40});
        QVERIFY(f.port->failures.empty());
        QCOMPARE(f.ends, 1);
    }

    void aSecondCancelChangesNothing()
    {
        Fixture f(30);
        f.model->allow(10);
        f.begin();
        QVERIFY(f.waitForSilence());
        f.engine->cancel();
        f.engine->cancel();
        QVERIFY(f.waitForEnd());
        f.engine->cancel();
        QCoreApplication::processEvents();
        QCOMPARE(f.ends, 1);
    }

    void stopsWhenAnExchangeCannotBeStored()
    {
        Fixture f(30);
        f.port->failsExchanges = true;
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Stopped);
        QCOMPARE(outcome.error.kind, ErrorKind::Io);
        QCOMPARE(f.port->pool.count(), 30);
    }

    void stopsWhenAResultCannotBeStoredAndUsesTheExchangesLater()
    {
        Fixture f(10);
        f.port->failsCommits = true;
        QCOMPARE(f.finish().error.kind, ErrorKind::Io);
        const auto left = f.port->planned;
        f.port->failsCommits = false;
        f.ends = 0;
        f.run.plannedEpochs = 1;
        f.begin(left, left);
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.end, RunEnd::Finished);
        QVERIFY(f.outcome.progress.reused > 0);
        for (const auto &[identity, times] : f.model->answered())
            QCOMPARE(times, 1);
    }

    void failsOneItemWhoseResultDoesNotFitTheProjectAnyMore()
    {
        Fixture f(10, goodReply);
        f.port->refused.insert(13);
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Finished);
        QCOMPARE(outcome.progress.failed, std::int64_t{1});
        QCOMPARE(f.port->failures[13], std::string("The change does not fit."));
        QCOMPARE(f.port->pool.count(), 19);
    }

    void failsAnItemWhoseParentIsGone()
    {
        Fixture f(2, goodReply);
        RunItem orphan;
        orphan.instruction = 50;
        orphan.parent = 49;
        orphan.operatorKey = "deepen";
        f.run.plannedEpochs = 1;
        f.begin({orphan}, {orphan});
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.end, RunEnd::Finished);
        QCOMPARE(f.outcome.progress.failed, std::int64_t{1});
        QVERIFY(!f.port->failures[50].empty());
        QCOMPARE(f.model->requests(), 0);
    }

    void paysForNoMoreTriesAfterAnInterruptionThanWithoutOne()
    {
        const auto unclear = [](const ChatRequest &request) {
            auto reply = goodReply(request);
            if (request.task.stage == Stage::Judge)
                reply->text = request.sample < 2 ? "Perhaps" : "Not Equal";
            return reply;
        };
        Fixture f(1, unclear);
        f.port->addSeed("Another"); // keeps the judge's second reply waiting at some point
        f.run.settings.concurrency = 1;
        f.run.settings.maxRequests = 1;
        int legs = 0;
        std::vector<RunItem> left;
        do {
            f.ends = 0;
            f.run.plannedEpochs = legs == 0 ? 0 : 1;
            f.begin(left, f.port->planned);
            QVERIFY(f.waitForEnd());
            left.clear();
            for (const RunItem &item : f.port->planned) {
                const bool isDone = item.kind == ItemKind::Evolve
                                        ? f.port->pool.contains(item.instruction)
                                        : f.port->pool.responses(f.port->pool.indexOf(item.instruction)) > 0;
                if (!isDone && !f.port->failures.contains(item.instruction))
                    left.push_back(item);
            }
        } while (!left.empty() && ++legs < 50);
        QVERIFY(left.empty());
        QCOMPARE(f.port->failures.size(), std::size_t{2});
        QCOMPARE(f.count("exchange judge for 3"), 2);
    }

    void triesAFailedItemAgainWithNewSamples()
    {
        Fixture f(1, [](const ChatRequest &request) {
            auto reply = goodReply(request);
            if (request.task.stage == Stage::Judge)
                reply->text = request.sample < 3 ? "Perhaps" : "Not Equal";
            return reply;
        });
        f.finish();
        QCOMPARE(f.port->failures.size(), std::size_t{1});
        auto failed = f.port->planned;
        std::erase_if(failed, [](const RunItem &item) { return item.kind == ItemKind::Respond; });
        failed.front().failure = f.port->failures[2];
        f.ends = 0;
        f.run.plannedEpochs = 1;
        f.begin(failed, f.port->planned);
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.outcome.progress.kept, std::int64_t{1});
        QCOMPARE(f.port->failures[2], std::string()); // it failed no more
        for (const auto &[identity, times] : f.model->answered())
            QCOMPARE(times, 1);
    }

    void endsAtOnceWhereThereIsNothingToDo()
    {
        Fixture f(0);
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Finished);
        QCOMPARE(outcome.progress.planned, std::int64_t{0});
    }

    void endsWithTheReasonWhereItCannotPlan()
    {
        Fixture f(3);
        f.run.settings.method = "poetry";
        const RunOutcome outcome = f.finish();
        QCOMPARE(outcome.end, RunEnd::Stopped);
        QCOMPARE(outcome.error.kind, ErrorKind::InvalidInput);
    }

    void scoresWhereAsked()
    {
        Fixture f(5, goodReply);
        f.run.settings.scoresDifficulty = true;
        f.finish();
        for (InstructionId id = 6; id <= 10; ++id)
            QCOMPARE(f.port->pool.difficulty(f.port->pool.indexOf(id)), 5);
    }

    void canGoWhileRepliesAreOnTheirWay()
    {
        Fixture f(30);
        f.model->allow(10);
        f.begin();
        QVERIFY(f.waitForSilence());
        f.engine.reset();
        f.model->allow(-1);
        QVERIFY(QTest::qWaitFor([&] { return f.model->answers() == f.model->requests(); }, longest));
        QCoreApplication::processEvents();
        QCOMPARE(f.ends, 0);
    }
};

QTEST_GUILESS_MAIN(TestEvolutionRun)
#include "tst_evolution_run.moc"
