// SPDX-License-Identifier: GPL-3.0-or-later
// A benchmark by the real program: what is asked, graded, asked again and recorded.
#include "support/chat_server.h"
#include "support/program.h"

#include <QFile>
#include <QTest>

using namespace evol;
using nlohmann::json;

namespace {

/// Right about apples, wrong about pears, at a loss about plums; about figs as `figs` says.
ChatServer::Responder knowing(const ChatServer::Answer &figs)
{
    return [figs](const json &request, int) {
        const std::string asked = request.at("messages").back().at("content");
        const auto isAbout = [&](const char *fruit) { return asked.find(fruit) != std::string::npos; };
        return isAbout("apples")  ? ChatServer::Answer::text("2 and 3 are 5.\nThe answer is: 5")
               : isAbout("pears") ? ChatServer::Answer::text("The answer is: 7")
               : isAbout("plums") ? ChatServer::Answer::text("I cannot say.")
                                  : figs;
    };
}

} // namespace

class TestEvaluate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_evol = std::make_unique<Program>();
        m_evol->run({"new", "a.evol", "--seed", "1+1=?"});
        m_evol->run("evolve a.evol");
        QFile file(m_evol->file("q.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"question\":\"How many apples?\",\"answer\":\"#### 5\"}\n{\"question\":\"How many pears?\",\"answer\":\"#### 6\"}\n"
                   "{\"question\":\"How many plums?\",\"answer\":\"#### 8\"}\n{\"question\":\"How many figs?\",\"answer\":\"#### 9\"}\n");
    }

    void gradesWhatTheModelSaysAndRecordsItAsTheScoreOfAnEpoch()
    {
        ChatServer server(knowing(ChatServer::Answer::text("#### 9")));
        const ProgramResult result = evaluate(server, {"--epoch", "1", "--json"});
        QCOMPARE(result.status, 0);
        const json score = result.json();
        COMPARE_JSON(score.at("n"), 4);
        COMPARE_JSON(score.at("correct"), 2);
        COMPARE_JSON(score.at("invalid"), 1);
        COMPARE_JSON(score.at("failed"), 0);
        COMPARE_JSON(score.at("pass_at_1"), 0.5);
        COMPARE_JSON(server.requests().front().body.at("temperature"), 0.0);
        const json epochs = m_evol->run("epochs a.evol --json").json();
        COMPARE_JSON(epochs.at("best"), 1);
        COMPARE_JSON(epochs.at("epochs").at(1).at("dev_score"), 50.0);
        COMPARE_JSON(epochs.at("epochs").at(1).at("scored_by"), "m on 4 questions of q.jsonl");
        m_evol->run("undo a.evol");
        COMPARE_JSON(m_evol->run("epochs a.evol --json").json().at("best"), nullptr);
        QCOMPARE(m_evol->run("check a.evol").status, 0);
    }

    void goesOnWithTheQuestionsThatAreNotAnsweredYet()
    {
        ChatServer server(knowing(ChatServer::Answer::error(400, "no figs")));
        const ProgramResult first = evaluate(server, {});
        QCOMPARE(first.status, 3);
        QVERIFY2(first.err.contains("no figs"), first.err);
        QVERIFY2(first.out.contains("1 not answered"), first.out);
        const int before = server.requestCount();
        server.setResponder(knowing(ChatServer::Answer::text("", "length")));
        const ProgramResult second = evaluate(server, {"--json"});
        QCOMPARE(second.status, 0);
        QCOMPARE(server.requestCount(), before + 1);
        COMPARE_JSON(second.json().at("n"), 4);
        COMPARE_JSON(second.json().at("reused"), 3);
        COMPARE_JSON(second.json().at("invalid"), 2);
        COMPARE_JSON(evaluate(server, {"--limit", "2", "--json"}).json().at("n"), 2);
        QCOMPARE(server.requestCount(), before + 1);
    }

    void aModelServedUnderTheSameNameIsAskedAnewForAnotherEpoch()
    {
        ChatServer server(knowing(ChatServer::Answer::error(400, "no figs")));
        QCOMPARE(evaluate(server, {"--epoch", "0"}).status, 3);
        COMPARE_JSON(m_evol->run("epochs a.evol --json").json().at("best"), nullptr); // a score on some would mislead
        server.setResponder(knowing(ChatServer::Answer::text("#### 9")));
        QCOMPARE(evaluate(server, {"--epoch", "0"}).status, 0);
        server.setResponder([](const json &, int) { return ChatServer::Answer::text("The answer is: 6"); });
        COMPARE_JSON(evaluate(server, {"--epoch", "1", "--json"}).json().at("reused"), 0);
        const json epochs = m_evol->run("epochs a.evol --json").json();
        COMPARE_JSON(epochs.at("epochs").at(0).at("dev_score"), 50.0);
        COMPARE_JSON(epochs.at("epochs").at(1).at("dev_score"), 25.0);
        COMPARE_JSON(epochs.at("peaked"), true);
    }

    void aQuestionThatIsThereTwiceIsAskedOnceAndCountsTwice()
    {
        QFile file(m_evol->file("q.jsonl"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"question\":\"How many apples?\",\"answer\":\"#### 5\"}\n");
        file.close();
        ChatServer server(knowing(ChatServer::Answer::text("#### 9")));
        const json score = evaluate(server, {"--json"}).json();
        COMPARE_JSON(score.at("n"), 5);
        COMPARE_JSON(score.at("correct"), 3);
        QCOMPARE(server.requestCount(), 4);
    }

    void asManyAreAskedAtOnceAsIsSaid()
    {
        QFile file(m_evol->file("q.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 40; ++i)
            file.write("{\"question\":\"How many in box " + QByteArray::number(i) + "?\",\"answer\":\"#### 5\"}\n");
        file.close();
        ChatServer server([](const json &, int) {
            auto held = ChatServer::Answer::text("5");
            held.fault = ChatServer::Fault::HoldUntilRelease;
            return held;
        });
        const auto asking = m_evol->start(words(server, {"--concurrency", "20", "--json"}));
        QVERIFY(server.waitForRequests(20));
        server.release();
        COMPARE_JSON(Program::finish(*asking).json().at("correct"), 40);
        QCOMPARE(server.mostRequestsAtOnce(), 20);
    }

    void aPromptOfTheProjectsOwnIsAnotherQuestion()
    {
        ChatServer server(knowing(ChatServer::Answer::text("9")));
        evaluate(server, {});
        QFile file(m_evol->file("p.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Briefly: {instruction}{context}");
        file.close();
        QCOMPARE(m_evol->run("prompts set a.evol evaluate_gsm8k p.txt").status, 0);
        evaluate(server, {});
        QCOMPARE(server.requestCount(), 8);
        QCOMPARE(server.requestsContaining("Briefly: How many figs?"), 1);
    }

    void whatCannotBeDoneIsSaidBeforeAnythingIsAsked()
    {
        ChatServer server(knowing(ChatServer::Answer::text("9")));
        QVERIFY(evaluate(server, {"--epoch", "2"}).err.contains("no epoch 2"));
        QCOMPARE(m_evol->run({"evaluate", "a.evol", "gsm8k", "--questions", "none.jsonl", "--model", "builtin"}).status, 1);
        QCOMPARE(m_evol->run({"evaluate", "a.evol", "mmlu", "--questions", "q.jsonl", "--model", "builtin"}).status, 2);
        QCOMPARE(server.requestCount(), 0);
    }

private:
    static QStringList words(const ChatServer &server, const QStringList &more)
    {
        return QStringList{"evaluate", "a.evol", "gsm8k", "--questions", "q.jsonl", "--model", QString::fromStdString(server.baseUrl() + "#m")} + more;
    }
    ProgramResult evaluate(const ChatServer &server, const QStringList &more) const { return m_evol->run(words(server, more)); }

    std::unique_ptr<Program> m_evol;
};

QTEST_GUILESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
