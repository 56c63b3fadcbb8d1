// SPDX-License-Identifier: GPL-3.0-or-later
// A run by batch files, whose answers come back in pieces, against the same run over the network.
#include "support/batch_server.h"
#include "support/chat_server.h"
#include "support/evolving_responder.h"
#include "support/program.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <deque>
#include <random>

using namespace evol;
using nlohmann::json;

namespace {

QByteArrayList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

/// The answers that a server would have given, in disorder; `lost` of them missing, and one line twice.
QString answer(const Program &evol, const QString &requests, const QString &name, std::size_t lost, int &asked)
{
    const auto respond = evolvingResponder();
    std::vector<QByteArray> lines;
    for (const QByteArray &line : linesOf(evol.file(requests))) {
        const json request = json::parse(line.toStdString());
        const json body = json::parse(respond(request.at("body"), ++asked).body);
        const json result = {{"id", "r"}, {"custom_id", request.at("custom_id")}, {"error", nullptr},
                             {"response", {{"status_code", 200}, {"request_id", "x"}, {"body", body}}}};
        lines.push_back(QByteArray::fromStdString(result.dump()) + '\n');
    }
    std::shuffle(lines.begin(), lines.end(), std::mt19937(7));
    lines.resize(lines.size() - std::min(lost, lines.size() - 1));
    lines.push_back(lines.front());
    QFile file(evol.file(name));
    if (file.open(QIODevice::WriteOnly)) {
        for (const QByteArray &line : lines)
            file.write(line);
    }
    return name;
}

} // namespace

class TestBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunByBatchesEndsInTheTreeThatTheNetworkGives()
    {
        ChatServer server(evolvingResponder());
        const QString model = QString::fromStdString(server.baseUrl()) + "#m";
        const Program evol;
        const QStringList seeds{"--seed", "1+1=?", "--seed", "Name three rivers.", "--seed", "Write a sonnet.", "--seed", "2+2=?"};
        evol.run(QStringList{"new", "network.evol"} + seeds);
        evol.run(QStringList{"new", "batch.evol"} + seeds);
        QCOMPARE(evol.run({"evolve", "network.evol", "--epochs", "2", "--model", model}).status, 0);
        const int byNetwork = server.requestCount();

        const json begun = evol.run({"evolve", "batch.evol", "--epochs", "2", "--model", model, "--batch", "out", "--json"}).json();
        std::deque<QString> files;
        const auto queue = [&files](const json &pass) {
            for (const json &file : pass.at("files"))
                files.push_back(QString::fromStdString(file.at("file")));
        };
        queue(begun);
        for (int asked = 0; !files.empty(); files.pop_front()) {
            // First a part of the answers, later all of them, those known already among them.
            for (const std::size_t lost : {std::size_t{3}, std::size_t{0}}) {
                const QString results = answer(evol, files.front(), "r.jsonl", lost, asked);
                const ProgramResult read = evol.run({"batch", "read", "batch.evol", results, "-o", "out", "--json"});
                if (read.json().is_object())
                    queue(read.json());
                else
                    QVERIFY2(read.err.contains("no run"), read.err); // the first part was all that was left
            }
            QVERIFY(asked < 1000);
        }
        QCOMPARE(server.requestCount(), byNetwork);
        QCOMPARE(evol.run("list batch.evol --json").out, evol.run("list network.evol --json").out);
        COMPARE_JSON(evol.run("stats batch.evol --json").json().at("exchanges"), byNetwork);
        QCOMPARE(evol.run("check batch.evol").status, 0);
        QCOMPARE(evol.run("resume batch.evol").status, 1); // nothing is left
    }

    void aRunByAnEndpointsBatchesEndsInTheTreeThatTheNetworkGives()
    {
        ChatServer network(evolvingResponder());
        BatchServer server(evolvingResponder());
        const Program evol;
        const QStringList seeds{"--seed", "1+1=?", "--seed", "Name three rivers.", "--seed", "Write a sonnet."};
        evol.run(QStringList{"new", "network.evol"} + seeds);
        evol.run(QStringList{"new", "a.evol"} + seeds);
        QCOMPARE(evol.run({"evolve", "network.evol", "--model", QString::fromStdString(network.baseUrl()) + "#m"}).status, 0);
        QCOMPARE(evol.run({"evolve", "a.evol", "--model", QString::fromStdString(server.baseUrl()) + "#m", "--batch", "out"}).status, 0);
        server.leaveUnanswered(1);
        bool isOver = false;
        for (int i = 0; i < 40 && !isOver; ++i) {
            QCOMPARE(evol.run("batch send a.evol").status, 0);
            const int batches = server.batches();
            COMPARE_JSON(evol.run("batch send a.evol --json").json().at("sent"), nlohmann::json::array());
            QCOMPARE(server.batches(), batches); // no file goes out twice
            evol.run("batch fetch a.evol -o out"); // it is being worked on
            evol.run("batch fetch a.evol -o out");
            if (i == 2)
                server.leaveUnanswered(0);
            isOver = evol.run("batch write a.evol -o out").err.contains("no run");
        }
        QVERIFY(isOver);
        QCOMPARE(evol.run("list a.evol --json").out, evol.run("list network.evol --json").out);
        COMPARE_JSON(evol.run("stats a.evol --json").json().at("exchanges"), network.requestCount());
        QCOMPARE(evol.run("check a.evol").status, 0);
    }

    void aBatchThatExpiredWithoutAnAnswerIsSentAgain()
    {
        BatchServer server(evolvingResponder(), 1);
        server.leaveUnanswered(1);
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        evol.run({"respond", "a.evol", "--model", QString::fromStdString(server.baseUrl()) + "#m", "--batch", "out"});
        QCOMPARE(evol.run("batch send a.evol").status, 0);
        evol.run("batch fetch a.evol -o out"); // the same request, in a file of the same content
        server.leaveUnanswered(0);
        QCOMPARE(evol.run("batch send a.evol").status, 0);
        QCOMPARE(server.batches(), 2);
        QCOMPARE(evol.run("batch fetch a.evol").status, 0);
        COMPARE_JSON(evol.run("stats a.evol --json").json().at("responses"), 1);
    }

    void whileABatchIsWaitedForOthersMayWorkOnTheProject()
    {
        BatchServer server(evolvingResponder(), 1'000'000);
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        evol.run({"respond", "a.evol", "--model", QString::fromStdString(server.baseUrl()) + "#m", "--batch", "out"});
        evol.run("batch send a.evol");
        const auto waiting = evol.start({"batch", "fetch", "a.evol", "--wait", "--poll", "1"});
        QTRY_VERIFY_WITH_TIMEOUT(server.looks() > 0, 60'000);
        QCOMPARE(evol.run("override a.evol 1 keep --reason good").status, 0);
        server.answerAfter(1);
        QCOMPARE(Program::finish(*waiting).status, 0);
        COMPARE_JSON(evol.run("stats a.evol --json").json().at("responses"), 1);
        QCOMPARE(evol.run("check a.evol").status, 0);
    }

    void anEndpointWithoutBatchesIsToldInWords()
    {
        ChatServer server(evolvingResponder());
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        evol.run({"evolve", "a.evol", "--model", QString::fromStdString(server.baseUrl()) + "#m", "--batch", "out"});
        const ProgramResult sent = evol.run("batch send a.evol");
        QCOMPARE(sent.status, 1);
        QVERIFY2(sent.err.contains("127.0.0.1"), sent.err);
        COMPARE_JSON(evol.run("batch list a.evol --json").json().at(0).at("remote"), "");
    }

    void writesNoRequestTwiceUntilItsBatchIsForgotten()
    {
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "2+2=?"});
        COMPARE_JSON(evol.run("evolve a.evol --model http://127.0.0.1:9/v1#m --batch out --json").json().at("written"), 4);
        json again = evol.run("batch write a.evol -o out --json").json();
        COMPARE_JSON(again.at("written"), 0);
        COMPARE_JSON(again.at("waiting"), 4);
        const ProgramResult live = evol.run("resume a.evol");
        QCOMPARE(live.status, 1);
        QVERIFY(live.err.contains("batch"));
        COMPARE_JSON(evol.run("batch forget a.evol 1 --json").json().at("forgotten"), 4);
        COMPARE_JSON(evol.run("batch write a.evol -o out --json").json().at("written"), 4);
        QCOMPARE(linesOf(evol.file("out/m-002.jsonl")).size(), 4);
    }

    void aRequestThatFailedIsNamedAndAskedAgain()
    {
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        evol.run("evolve a.evol --model http://127.0.0.1:9/v1#m --batch out");
        QFile results(evol.file("r.jsonl"));
        QVERIFY(results.open(QIODevice::WriteOnly));
        for (const QByteArray &line : linesOf(evol.file("out/m-001.jsonl"))) {
            const json request = json::parse(line.toStdString());
            results.write(QByteArray::fromStdString(
                json{{"custom_id", request.at("custom_id")},
                     {"response", {{"status_code", 400}, {"body", {{"error", {{"message", "context too long"}}}}}}}}.dump()) + '\n');
        }
        results.close();
        const ProgramResult read = evol.run("batch read a.evol r.jsonl");
        QCOMPARE(read.status, 3);
        QVERIFY(read.err.contains("context too long"));
        COMPARE_JSON(evol.run("batch write a.evol -o out --json").json().at("written"), 2);
    }
};

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
