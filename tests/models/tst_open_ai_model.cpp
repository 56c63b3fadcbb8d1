// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAiModel against a real server of this computer: what is sent, how many at a time, how it stops.
#include "open_ai_fixture.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace evol;
using Answer = ChatServer::Answer;
using Fault = ChatServer::Fault;

class TestOpenAiModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheRequestAsTheProtocolWantsIt();
    void returnsTextFinishReasonTokensAndAttempts();
    void toleratesATrailingSlashOfTheBaseUrl();
    void sendsTheKeyAsABearerTokenAndNothingWithoutOne();
    void saysItsNameAndWhereItIs();
    void answersFiveHundredRequestsOnAtMostSixtyFourConnections();
    void sharesOneTransportBetweenModels();
    void keepsToItsConcurrency();
    void neverCompletesInsideSendOrOnTheSendersThread();
    void completesEverythingOnceWhenCancelledInFlight();
    void answersAgainAfterBeingCancelled();
    void cancelsWhatWaitsForAnotherAttempt();
    void destructorCompletesEverythingInFlight();
    void mayBeDestroyedByItsOwnCompletion();
    void acceptsSendAndCancelFromSeveralThreads();
    void waitingForItsTurnIsNotPartOfTheTimeOut();
    void aWaitBeforeAnotherAttemptHoldsUpNobody();
    void startsNoMoreRequestsAMinuteThanAllowed();
    void listsTheModelsOfTheServer();
    void testingSaysHowTheModelAnswers();
    void refusesSettingsThatCannotWork();
};

void TestOpenAiModel::sendsTheRequestAsTheProtocolWantsIt()
{
    ChatServer server;
    std::promise<bool> done;
    const auto model = modelWith(settingsFor(server.baseUrl()));
    ChatRequest request;
    request.messages = {{"system", "Be brief."}, {"user", "1+1=? 日本"}};
    request.parameters = {0.5, 0.75, 99, 4'000'000'000U};
    model->send(request, [&done](const Result<ChatReply> &reply) { done.set_value(reply.has_value()); });
    QVERIFY(done.get_future().get());

    const auto sent = server.requests().at(0);
    QCOMPARE(sent.path, std::string("/v1/chat/completions"));
    QCOMPARE(sent.headers.at("content-type"), std::string("application/json"));
    const nlohmann::json expected = {
        {"model", "test-model"},
        {"messages", {{{"role", "system"}, {"content", "Be brief."}}, {{"role", "user"}, {"content", "1+1=? 日本"}}}},
        {"temperature", 0.5}, {"top_p", 0.75}, {"max_tokens", 99}, {"seed", 4'000'000'000U}};
    QCOMPARE(sent.body.dump(), expected.dump());
}

void TestOpenAiModel::returnsTextFinishReasonTokensAndAttempts()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::text("It is two.", "length"); });
    const auto model = modelWith(settingsFor(server.baseUrl()));
    const auto reply = answerOf(*model);
    QVERIFY2(reply.has_value(), messageOf(reply).c_str());
    QCOMPARE(reply->text, std::string("It is two."));
    QCOMPARE(reply->finishReason, std::string("length"));
    QCOMPARE(reply->promptTokens, 10);
    QCOMPARE(reply->completionTokens, 3);
    QCOMPARE(reply->attempts, 1);
}

void TestOpenAiModel::toleratesATrailingSlashOfTheBaseUrl()
{
    ChatServer server;
    QVERIFY(answerOf(*modelWith(settingsFor(server.baseUrl() + "/"))).has_value());
    QCOMPARE(server.requests().at(0).path, std::string("/v1/chat/completions"));
}

void TestOpenAiModel::sendsTheKeyAsABearerTokenAndNothingWithoutOne()
{
    ChatServer server;
    OpenAiSettings settings = settingsFor(server.baseUrl());
    QVERIFY(answerOf(*modelWith(settings)).has_value());
    settings.key = ApiKey(" sk-secret\n", "a test");
    QVERIFY(answerOf(*modelWith(settings)).has_value());
    QVERIFY(!server.requests().at(0).headers.contains("authorization"));
    QCOMPARE(server.requests().at(1).headers.at("authorization"), std::string("Bearer sk-secret"));
}

void TestOpenAiModel::saysItsNameAndWhereItIs()
{
    const auto model = modelWith(settingsFor("http://127.0.0.1:8080/v1/"));
    QCOMPARE(model->name(), std::string("test-model"));
    QCOMPARE(model->description(), std::string("test-model at 127.0.0.1:8080"));
}

void TestOpenAiModel::answersFiveHundredRequestsOnAtMostSixtyFourConnections()
{
    ChatServer server([](const nlohmann::json &request, int) {
        return Answer::text("re: " + lastUserMessage(request)).after(std::chrono::milliseconds(5));
    });
    OpenAiSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 64;
    const auto model = modelWith(settings);
    std::vector<Answering> answers;
    for (int i = 0; i < 500; ++i)
        answers.push_back(ask(*model, std::to_string(i)));
    for (int i = 0; i < 500; ++i) {
        const auto reply = wait(answers[static_cast<std::size_t>(i)]);
        QVERIFY2(reply.has_value(), messageOf(reply).c_str());
        QCOMPARE(reply->text, "re: " + std::to_string(i));
    }
    QCOMPARE(server.requestCount(), 500);
    QVERIFY2(server.connectionsOpened() <= 64, std::to_string(server.connectionsOpened()).c_str());
    QVERIFY2(server.mostRequestsAtOnce() <= 64, std::to_string(server.mostRequestsAtOnce()).c_str());
    QVERIFY2(server.mostRequestsAtOnce() > 8, std::to_string(server.mostRequestsAtOnce()).c_str());
}

void TestOpenAiModel::sharesOneTransportBetweenModels()
{
    const auto first = CurlTransport::shared();
    QCOMPARE(CurlTransport::shared(), first);
    ChatServer one([](const nlohmann::json &, int) { return Answer::text("one"); });
    ChatServer two([](const nlohmann::json &, int) { return Answer::text("two"); });
    const auto modelOne = modelWith(settingsFor(one.baseUrl()));
    const auto modelTwo = modelWith(settingsFor(two.baseUrl()));
    auto fromOne = ask(*modelOne, "?");
    auto fromTwo = ask(*modelTwo, "?");
    QCOMPARE(wait(fromOne)->text, std::string("one"));
    QCOMPARE(wait(fromTwo)->text, std::string("two"));
}

void TestOpenAiModel::keepsToItsConcurrency()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(Fault::HoldUntilRelease); });
    OpenAiSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 3;
    const auto model = modelWith(settings);
    std::vector<Answering> answers;
    for (int i = 0; i < 10; ++i)
        answers.push_back(ask(*model, std::to_string(i)));
    QVERIFY(server.waitForRequests(3));
    server.release();
    for (auto &answer : answers)
        QVERIFY(wait(answer).has_value());
    QCOMPARE(server.mostRequestsAtOnce(), 3);
}

void TestOpenAiModel::neverCompletesInsideSendOrOnTheSendersThread()
{
    std::promise<std::thread::id> completedOn;
    std::mutex heldWhileSending;
    const auto model = modelWith(settingsFor("http://127.0.0.1:1/v1"));
    {
        const std::lock_guard lock(heldWhileSending);
        model->send(question("?"), [&](const Result<ChatReply> &) {
            const std::lock_guard inner(heldWhileSending);
            completedOn.set_value(std::this_thread::get_id());
        });
    }
    QVERIFY(completedOn.get_future().get() != std::this_thread::get_id());
}

void TestOpenAiModel::completesEverythingOnceWhenCancelledInFlight()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(Fault::NeverAnswer); });
    std::atomic<int> completions = 0;
    std::atomic<int> cancelled = 0;
    const auto model = modelWith(settingsFor(server.baseUrl()));
    for (int i = 0; i < 100; ++i)
        model->send(question(std::to_string(i)), [&](const Result<ChatReply> &reply) {
            cancelled += !reply && reply.error().kind == ErrorKind::Cancelled ? 1 : 0;
            ++completions;
        });
    QVERIFY(server.waitForRequests(8));
    model->cancelAll();
    QTRY_COMPARE(completions.load(), 100);
    QCOMPARE(cancelled.load(), 100);
    QCOMPARE(server.requestCount(), 8);
}

void TestOpenAiModel::answersAgainAfterBeingCancelled()
{
    ChatServer server([](const nlohmann::json &, int nth) {
        return nth == 1 ? Answer::misbehaving(Fault::NeverAnswer) : Answer::text("back");
    });
    const auto model = modelWith(settingsFor(server.baseUrl()));
    auto first = ask(*model, "first");
    QVERIFY(server.waitForRequests(1));
    model->cancelAll();
    auto second = ask(*model, "second");
    QCOMPARE(wait(first).error().kind, ErrorKind::Cancelled);
    QCOMPARE(wait(second)->text, std::string("back"));
}

void TestOpenAiModel::cancelsWhatWaitsForAnotherAttempt()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::error(429, "slow down").with("Retry-After", "60"); });
    OpenAiSettings settings = settingsFor(server.baseUrl());
    std::promise<void> waiting;
    settings.retrying = [&waiting](const RetryNotice &) { waiting.set_value(); };
    const auto model = modelWith(settings);
    auto answer = ask(*model, "?");
    waiting.get_future().get();
    model->cancelAll();
    QCOMPARE(wait(answer).error().kind, ErrorKind::Cancelled);
    QCOMPARE(server.requestCount(), 1);
}

void TestOpenAiModel::destructorCompletesEverythingInFlight()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(Fault::NeverAnswer); });
    auto model = modelWith(settingsFor(server.baseUrl()));
    int completions = 0; // not atomic: the destructor has to wait for the last one
    for (int i = 0; i < 50; ++i)
        model->send(question(std::to_string(i)), [&completions](const Result<ChatReply> &) { ++completions; });
    QVERIFY(server.waitForRequests(8));
    model.reset();
    QCOMPARE(completions, 50);
}

void TestOpenAiModel::mayBeDestroyedByItsOwnCompletion()
{
    ChatServer server([](const nlohmann::json &, int nth) {
        return nth == 1 ? Answer::text("first") : Answer::misbehaving(Fault::NeverAnswer);
    });
    OpenAiSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 1;
    const auto othersDone = std::make_shared<std::promise<int>>();
    auto answered = othersDone->get_future();
    std::atomic<int> others = 0;
    std::mutex mutex;
    std::unique_lock hold(mutex);
    // A transport of its own, which goes with the model.
    auto model = OpenAiModel::create(settings, std::make_shared<CurlTransport>()).value();
    ChatModel &chat = *model;
    chat.send(question("first"), [&, othersDone](const Result<ChatReply> &) {
        {
            const std::lock_guard lock(mutex);
        }
        model.reset();
        // The last thing here: the test ends with it, and takes its variables along.
        othersDone->set_value(others.load());
    });
    for (int i = 0; i < 5; ++i)
        chat.send(question("other"), [&others](const Result<ChatReply> &) { ++others; });
    hold.unlock();
    QCOMPARE(answered.get(), 5);
}

void TestOpenAiModel::acceptsSendAndCancelFromSeveralThreads()
{
    ChatServer server([](const nlohmann::json &, int nth) {
        return nth % 5 == 0 ? Answer::error(500, "now and then") : Answer::text("fine");
    });
    auto model = modelWith(settingsFor(server.baseUrl()));
    std::atomic<int> completions = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&model, &completions, thread] {
            for (int i = 0; i < 50; ++i) {
                model->send(question(std::to_string(i)), [&completions](const Result<ChatReply> &) { ++completions; });
                if (thread == 0 && i % 10 == 9)
                    model->cancelAll();
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    model.reset();
    QCOMPARE(completions.load(), 200);
}

void TestOpenAiModel::waitingForItsTurnIsNotPartOfTheTimeOut()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::text("late").after(std::chrono::milliseconds(150)); });
    OpenAiSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 1;
    settings.timeouts.overall = std::chrono::milliseconds(1000);
    settings.retries.attempts = 1;
    const auto model = modelWith(settings);
    std::vector<Answering> answers;
    for (int i = 0; i < 10; ++i)
        answers.push_back(ask(*model, std::to_string(i)));
    for (auto &answer : answers) {
        const auto reply = wait(answer);
        QVERIFY2(reply.has_value(), messageOf(reply).c_str());
    }
}

void TestOpenAiModel::aWaitBeforeAnotherAttemptHoldsUpNobody()
{
    ChatServer server([](const nlohmann::json &request, int) {
        return lastUserMessage(request) == "unlucky" ? Answer::error(503, "busy").with("Retry-After", "100")
                                                     : Answer::text("served");
    });
    OpenAiSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 1;
    auto model = modelWith(settings);
    auto unlucky = ask(*model, "unlucky");
    auto lucky = ask(*model, "lucky");
    QCOMPARE(wait(lucky)->text, std::string("served"));
    QCOMPARE(server.connectionsOpened(), 1);
    model.reset();
    QCOMPARE(wait(unlucky).error().kind, ErrorKind::Cancelled);
}

void TestOpenAiModel::startsNoMoreRequestsAMinuteThanAllowed()
{
    ChatServer server;
    OpenAiSettings settings = settingsFor(server.baseUrl());
    settings.limits.requestsPerMinute = 3;
    auto model = modelWith(settings);
    std::vector<Answering> answers;
    for (int i = 0; i < 5; ++i)
        answers.push_back(ask(*model, std::to_string(i)));
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(wait(answers[i]).has_value());
    model.reset();
    QCOMPARE(wait(answers[3]).error().kind, ErrorKind::Cancelled);
    QCOMPARE(wait(answers[4]).error().kind, ErrorKind::Cancelled);
    QCOMPARE(server.requestCount(), 3);

    const RateLimit::TimePoint start{};
    RateLimit limit(2);
    limit.started(start);
    limit.started(start + std::chrono::seconds(10));
    QVERIFY(limit.nextStart(start + std::chrono::seconds(20)) == start + std::chrono::seconds(60));
    limit.started(start + std::chrono::seconds(60));
    QVERIFY(limit.nextStart(start + std::chrono::seconds(61)) == start + std::chrono::seconds(70));
}

void TestOpenAiModel::listsTheModelsOfTheServer()
{
    ChatServer server;
    Answer models;
    models.body = R"({"object":"list","data":[{"id":"qwen"},{"id":"llama"},{"id":null}]})";
    server.setModelsAnswer(models);
    const auto model = modelWith(settingsFor(server.baseUrl()));
    const auto names = model->listModels();
    QVERIFY(names.has_value());
    QCOMPARE(*names, (std::vector<std::string>{"qwen", "llama"}));

    server.setModelsAnswer(Answer::error(404, "no such thing"));
    QCOMPARE(model->listModels().error().kind, ErrorKind::NotFound);
    models.body = "<html>";
    server.setModelsAnswer(models);
    QCOMPARE(model->listModels().error().kind, ErrorKind::BadReply);
    QCOMPARE(modelWith(settingsFor("http://127.0.0.1:1/v1"))->listModels().error().kind, ErrorKind::Network);
}

void TestOpenAiModel::testingSaysHowTheModelAnswers()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::text("ready"); });
    const auto model = modelWith(settingsFor(server.baseUrl()));
    const auto sentence = testModel(*model);
    QVERIFY(sentence.has_value());
    QVERIFY2(sentence->starts_with("test-model at 127.0.0.1:"), sentence->c_str());
    QVERIFY2(sentence->ends_with(": \"ready\"."), sentence->c_str());
}

void TestOpenAiModel::refusesSettingsThatCannotWork()
{
    OpenAiSettings settings = settingsFor("http://127.0.0.1:1/v1");
    settings.model.clear();
    QCOMPARE(OpenAiModel::create(settings).error().kind, ErrorKind::InvalidInput);
    settings = settingsFor("not a url");
    QCOMPARE(OpenAiModel::create(settings).error().kind, ErrorKind::InvalidInput);
    settings = settingsFor("http://127.0.0.1:1/v1");
    settings.limits.concurrency = 0;
    QCOMPARE(OpenAiModel::create(settings).error().kind, ErrorKind::InvalidInput);
}

QTEST_GUILESS_MAIN(TestOpenAiModel)
#include "tst_open_ai_model.moc"
