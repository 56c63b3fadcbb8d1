// SPDX-License-Identifier: GPL-3.0-or-later
// A model behind several endpoints: where requests go, and what becomes of one that fails.
#include "endpoint_fixture.h"
#include "models/pool_model.h"

#include <QTest>

using namespace evol;
using Answer = ChatServer::Answer;

namespace {

/// Attempts are single: what to do after a failure is the pool's to decide.
PoolMember memberAt(const ChatServer &server, int concurrency = 4)
{
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.retries.attempts = settings.retries.connectionAttempts = 1;
    settings.limits.concurrency = concurrency;
    return {modelWith(settings), concurrency};
}

PoolRests shortRests()
{
    return {std::chrono::milliseconds(1), std::chrono::milliseconds(5), 8};
}

} // namespace

class TestPoolModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sharesRequestsAmongEndpointsByTheirRoom()
    {
        ChatServer small([](const nlohmann::json &, int) { return Answer::misbehaving(ChatServer::Fault::HoldUntilRelease); });
        ChatServer large([](const nlohmann::json &, int) { return Answer::misbehaving(ChatServer::Fault::HoldUntilRelease); });
        PoolModel pool("m", {memberAt(small, 2), memberAt(large, 6)});
        std::vector<Answering> answers;
        for (int i = 0; i < 12; ++i)
            answers.push_back(ask(pool, std::to_string(i)));
        QVERIFY(small.waitForRequests(2) && large.waitForRequests(6));
        QCOMPARE(small.requestCount(), 2);
        QCOMPARE(large.requestCount(), 6);
        small.release();
        large.release();
        for (Answering &answer : answers)
            QVERIFY(wait(answer).has_value());
        QCOMPARE(small.requestCount() + large.requestCount(), 12);
        QVERIFY(small.mostRequestsAtOnce() <= 2 && large.mostRequestsAtOnce() <= 6);
    }

    void aFailingEndpointRestsAndTheOthersAnswer()
    {
        ChatServer broken([](const nlohmann::json &, int) { return Answer::misbehaving(ChatServer::Fault::CloseWithoutReply); });
        ChatServer sound;
        PoolModel pool("m", {memberAt(broken, 8), memberAt(sound, 2)}, {std::chrono::hours(1), std::chrono::hours(1), 8});
        std::vector<Answering> answers;
        for (int i = 0; i < 40; ++i)
            answers.push_back(ask(pool, std::to_string(i)));
        for (Answering &answer : answers)
            QVERIFY(wait(answer).has_value());
        QCOMPARE(sound.requestCount(), 40);
        QVERIFY(broken.requestCount() <= 8); // those under way when the first failed
    }

    void anEndpointThatRecoversComesBack()
    {
        ChatServer server([](const nlohmann::json &, int nth) {
            return nth <= 3 ? Answer::misbehaving(ChatServer::Fault::CloseWithoutReply) : Answer::text("back");
        });
        PoolModel pool("m", {memberAt(server)}, shortRests());
        const auto reply = answerOf(pool);
        QVERIFY2(reply.has_value(), messageOf(reply).c_str());
        QCOMPARE(reply->text, std::string("back"));
        QCOMPARE(reply->attempts, 4);
    }

    void aRequestThatIsRefusedIsNotTriedElsewhere()
    {
        ChatServer refusing([](const nlohmann::json &, int) { return Answer::error(400, "context too long"); });
        ChatServer other([](const nlohmann::json &, int) { return Answer::error(400, "context too long"); });
        PoolModel pool("m", {memberAt(refusing), memberAt(other)}, shortRests());
        QVERIFY(!answerOf(pool));
        QCOMPARE(refusing.requestCount() + other.requestCount(), 1);
    }

    void givesUpWhereNoEndpointAnswers()
    {
        ChatServer one([](const nlohmann::json &, int) { return Answer::error(503, "down"); });
        ChatServer two([](const nlohmann::json &, int) { return Answer::error(500, "down"); });
        PoolModel pool("m", {memberAt(one), memberAt(two)}, shortRests());
        const auto reply = answerOf(pool);
        QVERIFY(!reply);
        QVERIFY2(reply.error().message.find("tried 8 times") != std::string::npos, reply.error().message.c_str());
        QCOMPARE(one.requestCount() + two.requestCount(), 8);
    }

    void cancelsWhatWaitsAndWhatIsUnderWay()
    {
        ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(ChatServer::Fault::NeverAnswer); });
        PoolModel pool("m", {memberAt(server, 2)});
        std::vector<Answering> answers;
        for (int i = 0; i < 6; ++i)
            answers.push_back(ask(pool, std::to_string(i)));
        QVERIFY(server.waitForRequests(2));
        pool.cancelAll();
        for (Answering &answer : answers)
            QCOMPARE(wait(answer).error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestPoolModel)
#include "tst_pool_model.moc"
