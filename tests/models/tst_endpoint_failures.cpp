// SPDX-License-Identifier: GPL-3.0-or-later
// EndpointModel against servers that misbehave: what is tried again and how often, and what the person is told.
#include "endpoint_fixture.h"

#include <QTest>

#include <array>

using namespace evol;
using Answer = ChatServer::Answer;
using Fault = ChatServer::Fault;

namespace {

Answer plain(const std::string &body, const std::string &contentType = "application/json")
{
    Answer answer;
    answer.body = body;
    answer.contentType = contentType;
    return answer;
}

Answer withStatus(int status, const std::string &body)
{
    Answer answer = plain(body);
    answer.status = status;
    return answer;
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

const std::string secret = "sk-0123456789abcdef";

} // namespace

class TestEndpointFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesAgainUntilTheServerRecovers_data();
    void triesAgainUntilTheServerRecovers();
    void givesUpWithASentenceAfterTheLastAttempt_data();
    void givesUpWithASentenceAfterTheLastAttempt();
    void failsAtOnceWhereAskingAgainCannotHelp_data();
    void failsAtOnceWhereAskingAgainCannotHelp();
    void obeysRetryAfter_data();
    void obeysRetryAfter();
    void doesNotFollowARedirectWithTheKey();
    void neverShowsTheKeyThatAServerEchoes_data();
    void neverShowsTheKeyThatAServerEchoes();
    void saysWhereTheRefusedKeyCameFrom();
    void saysThatNothingAnswersAtAClosedPort();
    void saysThatTheHostNameIsUnknown();
    void saysThatThereIsNoSecureConnection();
    void givesUpOnAServerThatNeverAnswers();
    void givesUpOnAServerThatFallsSilent();
    void refusesAReplyBeyondTheLimit();
};

void TestEndpointFailures::triesAgainUntilTheServerRecovers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("fault");
    const auto row = [](const char *name, int status, const char *body, Fault fault) {
        QTest::newRow(name) << status << QString::fromUtf8(body) << static_cast<int>(fault);
    };
    row("408", 408, "", Fault::None);
    row("429 without Retry-After", 429, "", Fault::None);
    row("500", 500, "oops", Fault::None);
    row("503", 503, R"({"error":"loading model"})", Fault::None);
    row("garbage", 200, "<html>Bad gateway</html>", Fault::None);
    row("an empty body", 200, "", Fault::None);
    row("an error of 429 inside a 200", 200, R"({"error":{"code":429,"message":"slow"}})", Fault::None);
    row("half a body", 200, R"({"choices":[{"message":{"content":"broken off"}}]})", Fault::HalfBody);
    row("nothing at all", 200, "", Fault::CloseWithoutReply);
}

void TestEndpointFailures::triesAgainUntilTheServerRecovers()
{
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(int, fault);
    Answer bad = withStatus(status, body.toStdString());
    bad.fault = static_cast<Fault>(fault);
    ChatServer server([bad](const nlohmann::json &, int nth) { return nth <= 2 ? bad : Answer::text("recovered"); });
    const auto reply = answerOf(*modelWith(settingsFor(server.baseUrl())));
    QVERIFY2(reply.has_value(), messageOf(reply).c_str());
    QCOMPARE(reply->text, std::string("recovered"));
    QCOMPARE(reply->attempts, 3);
    QCOMPARE(server.requestCount(), 3);
}

void TestEndpointFailures::givesUpWithASentenceAfterTheLastAttempt_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int status, const char *body, Fault fault, ErrorKind kind, int attempts,
                        const char *words) {
        QTest::newRow(name) << status << QString::fromUtf8(body) << static_cast<int>(fault) << static_cast<int>(kind)
                            << attempts << QString::fromUtf8(words);
    };
    row("429", 429, R"({"error":{"message":"rate limit"}})", Fault::None, ErrorKind::Network, 4,
        "gets too many requests (429). It says: \"rate limit\".");
    row("500", 500, "oops\n", Fault::None, ErrorKind::Network, 4, "trouble of its own (500). It says: \"oops \".");
    row("408", 408, "", Fault::None, ErrorKind::TimedOut, 4, "gave up waiting (408)");
    row("garbage", 200, "<html>\x01 no </html>", Fault::None, ErrorKind::BadReply, 4,
        "not a chat completion (application/json): \"<html>  no </html>\"");
    row("half a JSON", 200, R"({"choices":[{"mess)", Fault::None, ErrorKind::BadReply, 4, "{\"choices\":[{\"mess");
    row("an empty body", 200, "", Fault::None, ErrorKind::BadReply, 4, "answered with nothing at all");
    row("half a body", 200, R"({"choices":[{"message":{"content":"broken off"}}]})", Fault::HalfBody,
        ErrorKind::BadReply, 4, "broke off in the middle");
    row("nothing at all", 200, "", Fault::CloseWithoutReply, ErrorKind::Network, 4, "closed the connection without");
}

void TestEndpointFailures::givesUpWithASentenceAfterTheLastAttempt()
{
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(int, fault);
    QFETCH(int, kind);
    QFETCH(int, attempts);
    QFETCH(QString, words);
    Answer bad = withStatus(status, body.toStdString());
    bad.fault = static_cast<Fault>(fault);
    ChatServer server([bad](const nlohmann::json &, int) { return bad; });
    const auto reply = answerOf(*modelWith(settingsFor(server.baseUrl())));
    QVERIFY(!reply);
    QCOMPARE(static_cast<int>(reply.error().kind), kind);
    QVERIFY2(contains(reply.error().message, words.toStdString()), reply.error().message.c_str());
    QVERIFY2(contains(reply.error().message, server.baseUrl()), reply.error().message.c_str());
    QVERIFY2(contains(reply.error().message, "(tried " + std::to_string(attempts) + " times)"),
             reply.error().message.c_str());
    QCOMPARE(server.requestCount(), attempts);
}

void TestEndpointFailures::failsAtOnceWhereAskingAgainCannotHelp_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int status, const char *body, ErrorKind kind, const char *words) {
        QTest::newRow(name) << status << QString::fromUtf8(body) << static_cast<int>(kind) << QString::fromUtf8(words);
    };
    row("400", 400, R"({"error":{"message":"seed is not supported"}})", ErrorKind::Network,
        "does not accept the request (400). It says: \"seed is not supported\".");
    row("401", 401, "", ErrorKind::Network, "refuses access (401). No key was sent");
    row("403", 403, "", ErrorKind::Network, "refuses access (403)");
    row("404", 404, R"({"detail":"Not Found"})", ErrorKind::NotFound,
        "no such address or no model \"test-model\" (404). It says: \"Not Found\".");
    row("422", 422, R"({"detail":[{"msg":"bad"}]})", ErrorKind::Network, "(422)");
    row("no quota left", 429, R"({"error":{"code":"insufficient_quota","message":"pay"}})", ErrorKind::Network,
        "quota is used up (429). It says: \"pay\".");
    row("an error inside a 200", 200, R"({"error":{"code":400,"message":"context too long"}})", ErrorKind::Network,
        "reports an error: \"context too long\"");
}

void TestEndpointFailures::failsAtOnceWhereAskingAgainCannotHelp()
{
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(int, kind);
    QFETCH(QString, words);
    const Answer bad = withStatus(status, body.toStdString());
    ChatServer server([bad](const nlohmann::json &, int) { return bad; });
    const auto reply = answerOf(*modelWith(settingsFor(server.baseUrl())));
    QVERIFY(!reply);
    QCOMPARE(static_cast<int>(reply.error().kind), kind);
    QVERIFY2(contains(reply.error().message, words.toStdString()), reply.error().message.c_str());
    QCOMPARE(server.requestCount(), 1);
}

void TestEndpointFailures::obeysRetryAfter_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("seconds of a 429") << 429 << "Retry-After" << "20" << 20'000;
    QTest::newRow("seconds of a 503") << 503 << "retry-after" << "7" << 7'000;
    QTest::newRow("more than the cap") << 429 << "Retry-After" << "86400" << 120'000;
    QTest::newRow("a date far ahead") << 429 << "Retry-After" << "Fri, 01 Jan 2100 00:00:00 GMT" << 120'000;
    QTest::newRow("milliseconds") << 429 << "Retry-After-Ms" << "12500" << 12'500;
}

void TestEndpointFailures::obeysRetryAfter()
{
    QFETCH(int, status);
    QFETCH(QString, header);
    QFETCH(QString, value);
    QFETCH(int, milliseconds);
    const Answer busy = Answer::error(status, "busy").with(header.toStdString(), value.toStdString());
    ChatServer server([busy](const nlohmann::json &, int) { return busy; });
    EndpointSettings settings = settingsFor(server.baseUrl());
    std::promise<RetryNotice> noticed;
    settings.retrying = [&noticed](const RetryNotice &notice) { noticed.set_value(notice); };
    const auto model = modelWith(settings);
    auto answer = ask(*model, "?");
    const RetryNotice notice = noticed.get_future().get();
    QCOMPARE(notice.delay.count(), milliseconds);
    QCOMPARE(notice.attempt, 1);
    QVERIFY(contains(notice.reason, "busy"));
    model->cancelAll();
    QCOMPARE(wait(answer).error().kind, ErrorKind::Cancelled);
}

void TestEndpointFailures::doesNotFollowARedirectWithTheKey()
{
    ChatServer thief;
    ChatServer server([&thief](const nlohmann::json &, int) {
        return withStatus(307, "").with("Location", thief.baseUrl() + "/chat/completions");
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.key = ApiKey(secret, "a test");
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY(!reply);
    QVERIFY2(contains(reply.error().message, "redirects are not followed"), reply.error().message.c_str());
    QVERIFY2(contains(reply.error().message, thief.baseUrl()), reply.error().message.c_str());
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(thief.connectionsOpened(), 0);
}

void TestEndpointFailures::neverShowsTheKeyThatAServerEchoes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("before");
    for (const int status : {200, 302, 400, 401, 404, 429, 500})
        QTest::newRow(std::to_string(status).c_str()) << status << QString();
    QTest::newRow("across the cut") << 500 << QString(190, QLatin1Char('x'));
    QTest::newRow("inside JSON") << 401 << QStringLiteral("{\"error\":{\"message\":\"wrong key ");
}

void TestEndpointFailures::neverShowsTheKeyThatAServerEchoes()
{
    QFETCH(int, status);
    QFETCH(QString, before);
    ChatServer server([status, before](const nlohmann::json &, int) {
        const std::string end = before.startsWith(QLatin1Char('{')) ? "\"}}" : "";
        return withStatus(status, before.toStdString() + secret + end).with("Location", "http://x/" + secret);
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.key = ApiKey(secret, "the environment variable TEST_KEY");
    std::string told;
    settings.retrying = [&told](const RetryNotice &notice) { told += notice.reason; };
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY(!reply);
    told += reply.error().message;
    QVERIFY2(!contains(told, secret.substr(0, 6)), told.c_str());
    QVERIFY2(!contains(told, secret.substr(10)), told.c_str());
}

void TestEndpointFailures::saysWhereTheRefusedKeyCameFrom()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::error(401, "invalid api key"); });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.keyAdvice = "set EVOL_API_KEY";
    QVERIFY(contains(messageOf(answerOf(*modelWith(settings))), "No key was sent; set EVOL_API_KEY."));
    settings.key = ApiKey(secret, "the environment variable TEST_KEY");
    QVERIFY(contains(messageOf(answerOf(*modelWith(settings))), "Check the key from the environment variable TEST_KEY."));
}

void TestEndpointFailures::saysThatNothingAnswersAtAClosedPort()
{
    const auto reply = answerOf(*modelWith(settingsFor("http://127.0.0.1:1/v1")));
    QCOMPARE(messageOf(reply),
             std::string("Nothing answers at http://127.0.0.1:1/v1; is the server running? (tried 2 times)"));
    QCOMPARE(reply.error().kind, ErrorKind::Network);
}

void TestEndpointFailures::saysThatTheHostNameIsUnknown()
{
    EndpointSettings settings = settingsFor("http://no-such-host.invalid/v1");
    settings.retries.connectionAttempts = 1;
    const std::string message = messageOf(answerOf(*modelWith(settings)));
    QVERIFY2(contains(message, "host name no-such-host.invalid was not found"), message.c_str());
}

void TestEndpointFailures::saysThatThereIsNoSecureConnection()
{
    ChatServer server;
    const auto reply = answerOf(*modelWith(settingsFor("https" + server.baseUrl().substr(4))));
    QVERIFY2(contains(messageOf(reply), "No secure connection to https://127.0.0.1:"), messageOf(reply).c_str());
    QCOMPARE(server.requestCount(), 0);
}

void TestEndpointFailures::givesUpOnAServerThatNeverAnswers()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(Fault::NeverAnswer); });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.timeouts.overall = std::chrono::milliseconds(50);
    settings.retries.attempts = 2;
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::TimedOut);
    QVERIFY2(contains(reply.error().message, "no whole answer within 50 ms"), reply.error().message.c_str());
    QVERIFY2(contains(reply.error().message, "(tried 2 times)"), reply.error().message.c_str());
}

void TestEndpointFailures::givesUpOnAServerThatFallsSilent()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(Fault::NeverAnswer); });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.timeouts.idle = std::chrono::milliseconds(50);
    settings.retries.attempts = 1;
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::TimedOut);
    QVERIFY2(contains(reply.error().message, "said nothing for 50 ms"), reply.error().message.c_str());
}

void TestEndpointFailures::refusesAReplyBeyondTheLimit()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::text(std::string(1'000'000, 'x')); });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.maximumReplyBytes = 100'000;
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::BadReply);
    QVERIFY2(contains(reply.error().message, "larger than 100000 bytes"), reply.error().message.c_str());
    QCOMPARE(server.requestCount(), 1);
    settings.maximumReplyBytes = 2'000'000;
    QVERIFY(answerOf(*modelWith(settings)).has_value());
}

QTEST_GUILESS_MAIN(TestEndpointFailures)
#include "tst_endpoint_failures.moc"
