// SPDX-License-Identifier: GPL-3.0-or-later
// The real program killed at random moments with many requests in flight, against a server that counts.
#include "support/chat_server.h"
#include "support/evolving_responder.h"
#include "support/program.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace evol;

namespace {

constexpr int concurrency = 48;

QStringList newProject(const QString &name)
{
    QStringList arguments{"new", name};
    for (int i = 1; i <= 90; ++i)
        arguments << "--seed" << QStringLiteral("Name %1 rivers.").arg(i);
    return arguments;
}

} // namespace

class TestKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsInTheSameTreeAndAsksNothingTwiceThatWasStored()
    {
        const bool isCampaign = qEnvironmentVariableIsSet("EVOL_KILLS");
        const int rounds = isCampaign ? 20 : 2;
        const unsigned first = isCampaign ? std::random_device()() % 1'000'000 : 7;
        for (int round = 0; round < rounds; ++round)
            killAndResume(first + static_cast<unsigned>(round));
    }

private:
    /// Requests the server has seen, and replies that are in the project.
    struct Count {
        int asked = 0, stored = 0;
    };
    static Count count(const Program &evol, const ChatServer &server)
    {
        return {server.requestCount(), evol.run("stats a.evol --json").json().value("exchanges", 0)};
    }

    void killAndResume(unsigned number)
    {
        qInfo("the moments of number %u", number);
        std::mt19937 random(number);
        const auto well = evolvingResponder();
        // The same latency for the same request: what decides is the moment of the kill.
        ChatServer server([well](const nlohmann::json &request, int nth) {
            return well(request, nth).after(std::chrono::milliseconds(std::hash<std::string>()(lastUserMessage(request)) % 25));
        });
        const Program evol;
        const QString model = QString::fromStdString(server.baseUrl()) + "#m";
        const QString atOnce = QString::number(concurrency);
        evol.run(newProject("whole.evol"));
        QCOMPARE(evol.run({"evolve", "whole.evol", "--epochs", "3", "--model", model, "--concurrency", atOnce}).status, 0);
        const int needed = server.requestCount();

        evol.run(newProject("a.evol"));
        Count before{needed, 0};
        QStringList command{"evolve", "a.evol", "--epochs", "3", "--model", model, "--concurrency", atOnce};
        for (int kills = 0; kills < 5; ++kills) {
            auto process = evol.start(command);
            // Before the first kill something is stored: no more than four times as many items are begun as are in flight.
            const int moment = before.asked + (kills == 0 ? 5 * concurrency : 1) + static_cast<int>(random() % 100);
            while (server.requestCount() < moment && process->state() != QProcess::NotRunning)
                process->waitForFinished(1);
            process->kill();
            process->waitForFinished();
            QCOMPARE(evol.run("check a.evol").status, 0);
            const Count now = count(evol, server);
            const int lost = (now.asked - before.asked) - (now.stored - before.stored);
            // In flight, or answered within the last group of writes.
            QVERIFY2(lost >= 0 && lost <= 2 * concurrency, qPrintable(QString::number(lost)));
            before = now;
            QVERIFY(now.stored > 0);
            command = QStringList{"resume", "a.evol"};
        }
        const ProgramResult last = evol.run(command);
        QVERIFY2(last.status == 0 || last.err.contains("no interrupted run"), last.err);
        const Count end = count(evol, server);
        QCOMPARE(end.stored, needed);
        QCOMPARE(end.asked - before.asked, end.stored - before.stored);
        std::set<std::string> distinct;
        for (const ChatServer::Request &request : server.requests())
            distinct.insert(request.body.dump());
        QCOMPARE(static_cast<int>(distinct.size()), needed);
        QCOMPARE(evol.run("list a.evol --json").out, evol.run("list whole.evol --json").out);
        QCOMPARE(evol.run("check a.evol").status, 0);
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
