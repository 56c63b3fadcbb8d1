// SPDX-License-Identifier: GPL-3.0-or-later
// The real program against a server over HTTP that also answers 429, 500, garbage, half a body and nothing.
#include "support/chat_server.h"
#include "support/evolving_responder.h"
#include "support/program.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <set>

using namespace evol;

class TestServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void losesAndDoublesNoInstructionWhenTheServerMisbehaves();
    void aDeadServerEndsInOneSentence();
    void anInterruptKeepsWhatIsFinishedAndResumeEndsInTheSameTree();
    void aKilledRunIsCarriedOnWithoutAskingAgain();
    void neverShowsTheKey();

private:
    void addModel(const Program &evol, const ChatServer &server)
    {
        const ProgramResult added = evol.run({"models", "add", "m", "--url", QString::fromStdString(server.baseUrl()), "--model",
                                              "m", "--timeout", "2", "--concurrency", "32"});
        QCOMPARE(added.status, 0);
    }
};

void TestServer::losesAndDoublesNoInstructionWhenTheServerMisbehaves()
{
    const QString seeds = QStringLiteral(EVOL_SHARED_DATA "/seed_tasks.jsonl");
    if (!QFile::exists(seeds))
        QSKIP("seed_tasks.jsonl is not here");
    const auto well = evolvingResponder();
    ChatServer server([well](const nlohmann::json &request, int nth) -> ChatServer::Answer {
        switch (nth % 40) {
        case 3: return ChatServer::Answer::error(429, "slow down").with("Retry-After", "0");
        case 9: return ChatServer::Answer::error(500, "oops");
        case 15: { auto garbage = ChatServer::Answer::text(""); garbage.body = "<html>not json"; return garbage; }
        case 22: return ChatServer::Answer::misbehaving(ChatServer::Fault::HalfBody);
        case 30: return ChatServer::Answer::misbehaving(ChatServer::Fault::CloseWithoutReply);
        case 37: return ChatServer::Answer::error(400, "this request is refused for good");
        default: return nth == 100 ? ChatServer::Answer::misbehaving(ChatServer::Fault::NeverAnswer) : well(request, nth);
        }
    });
    const Program evol;
    addModel(evol, server);
    evol.run("new a.evol");
    QCOMPARE(evol.run({"import", "a.evol", seeds}).status, 0);
    const ProgramResult result = evol.run("evolve a.evol --epochs 2 --model m --concurrency 32 --json");
    QCOMPARE(result.status, 3);
    const auto outcome = result.json();
    COMPARE_JSON(outcome.at("end"), "finished");
    COMPARE_JSON(outcome.at("planned"), 350);
    const int failed = outcome.at("failed"), done = outcome.at("done");
    QCOMPARE(done + failed, 350);
    QVERIFY(failed > 0);
    QVERIFY(result.err.contains("this request is refused for good"));

    std::set<int> ids;
    const auto lines = evol.run("list a.evol --json").out.trimmed().split('\n');
    for (const QByteArray &line : lines)
        ids.insert(nlohmann::json::parse(line.toStdString()).at("id").get<int>());
    QCOMPARE(static_cast<int>(lines.size()), 175 + done);
    QCOMPARE(static_cast<int>(ids.size()), 175 + done);
    QCOMPARE(evol.run("check a.evol").status, 0);

    server.setResponder(well);
    QCOMPARE(evol.run("resume a.evol --json").status, 0);
    COMPARE_JSON(evol.run("stats a.evol --json").json().at("instructions"), 525);
    QCOMPARE(evol.run("check a.evol").status, 0);
}

void TestServer::aDeadServerEndsInOneSentence()
{
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?"});
    const ProgramResult result = evol.run("evolve a.evol --model http://127.0.0.1:9/v1#m");
    QVERIFY(result.status == 1 || result.status == 3);
    QVERIFY2(result.err.contains("127.0.0.1:9"), result.err.constData());
    QCOMPARE(evol.run("check a.evol").status, 0);
}

void TestServer::anInterruptKeepsWhatIsFinishedAndResumeEndsInTheSameTree()
{
    const auto well = evolvingResponder();
    ChatServer server([well](const nlohmann::json &request, int nth) {
        return nth == 12 ? ChatServer::Answer::misbehaving(ChatServer::Fault::HoldUntilRelease) : well(request, nth);
    });
    const Program evol;
    addModel(evol, server);
    for (const char *name : {"a.evol", "whole.evol"})
        evol.run({"new", name, "--seed", "Name a river.", "--seed", "Name a lake.", "--seed", "Name a hill."});
    auto process = evol.start({"evolve", "a.evol", "--epochs", "3", "--model", "m", "--concurrency", "1"});
    QVERIFY(server.waitForRequests(12));
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    QCOMPARE(Program::finish(*process).status, 130);
    server.release();
    QCOMPARE(evol.run("check a.evol").status, 0);
    const auto before = evol.run("stats a.evol --json").json();
    QVERIFY(before.at("instructions").get<int>() > 3);
    QCOMPARE(evol.run("resume a.evol").status, 0);
    QCOMPARE(evol.run("evolve whole.evol --epochs 3 --model m").status, 0);
    QCOMPARE(evol.run("tree a.evol --json").out, evol.run("tree whole.evol --json").out);
}

void TestServer::aKilledRunIsCarriedOnWithoutAskingAgain()
{
    const auto well = evolvingResponder();
    ChatServer server([well](const nlohmann::json &request, int nth) {
        return nth == 20 ? ChatServer::Answer::misbehaving(ChatServer::Fault::HoldUntilRelease) : well(request, nth);
    });
    const Program evol;
    addModel(evol, server);
    evol.run({"new", "a.evol", "--seed", "Name a river.", "--seed", "Name a lake.", "--seed", "Name a hill."});
    auto process = evol.start({"evolve", "a.evol", "--epochs", "3", "--model", "m", "--concurrency", "1"});
    QVERIFY(server.waitForRequests(20));
    // Only what is on disk is not asked for again: the reply before may still be on its way there.
    QTRY_COMPARE_WITH_TIMEOUT(evol.run("stats a.evol --json").json().value("exchanges", 0), 19, 30'000);
    process->kill();
    process->waitForFinished();
    server.release();
    QCOMPARE(evol.run("check a.evol").status, 0);
    QCOMPARE(evol.run("resume a.evol").status, 0);
    // 3 responses to the seeds, 3 x 3 evolutions of three requests; the one in flight at the kill was asked twice.
    const auto stats = evol.run("stats a.evol --json").json();
    COMPARE_JSON(stats.at("instructions"), 12);
    COMPARE_JSON(stats.at("exchanges"), 30);
    QCOMPARE(server.requestCount(), 31);
}

void TestServer::neverShowsTheKey()
{
    ChatServer server([](const nlohmann::json &, int) { return ChatServer::Answer::error(401, "bad key sk-very-secret"); });
    qputenv("OPENAI_API_KEY", "sk-very-secret");
    const Program evol;
    evol.run({"new", "a.evol", "--seed", "1+1=?"});
    const ProgramResult result =
        evol.run({"evolve", "a.evol", "--model", QString::fromStdString(server.baseUrl()) + "#m"});
    qunsetenv("OPENAI_API_KEY");
    QVERIFY(result.status != 0);
    QVERIFY(!result.err.contains("sk-very-secret"));
    QFile project(evol.file("a.evol"));
    QVERIFY(project.open(QIODevice::ReadOnly));
    QVERIFY(!project.readAll().contains("sk-very-secret"));
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
