// SPDX-License-Identifier: GPL-3.0-or-later
// EndpointModel against a real server of this computer: what is sent, how many at a time, how it stops.
#include "endpoint_fixture.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace evol;
using Answer = ChatServer::Answer;
using Fault = ChatServer::Fault;

class TestEndpointModel : public QObject
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
    void obeysRetryAfterForTheWholeEndpoint();
    void readsAStreamedReplyWithItsReasoningApart();
    void aStreamThatEndsWithoutAReasonIsAskedForAgain();
    void asksAnthropicByItsOwnProtocol();
    void asksAzureForItsDeployment();
    void countsTokensOfTheLastMinute();
    void halvesUnderLoadAndGrowsBack();
    void startsNoMoreRequestsAMinuteThanAllowed();
    void listsTheModelsOfTheServer();
    void testingSaysHowTheModelAnswers();
    void refusesSettingsThatCannotWork();
};

void TestEndpointModel::sendsTheRequestAsTheProtocolWantsIt()
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

void TestEndpointModel::returnsTextFinishReasonTokensAndAttempts()
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

void TestEndpointModel::toleratesATrailingSlashOfTheBaseUrl()
{
    ChatServer server;
    QVERIFY(answerOf(*modelWith(settingsFor(server.baseUrl() + "/"))).has_value());
    QCOMPARE(server.requests().at(0).path, std::string("/v1/chat/completions"));
}

void TestEndpointModel::sendsTheKeyAsABearerTokenAndNothingWithoutOne()
{
    ChatServer server;
    EndpointSettings settings = settingsFor(server.baseUrl());
    QVERIFY(answerOf(*modelWith(settings)).has_value());
    settings.key = ApiKey(" sk-secret\n", "a test");
    QVERIFY(answerOf(*modelWith(settings)).has_value());
    QVERIFY(!server.requests().at(0).headers.contains("authorization"));
    QCOMPARE(server.requests().at(1).headers.at("authorization"), std::string("Bearer sk-secret"));
}

void TestEndpointModel::saysItsNameAndWhereItIs()
{
    const auto model = modelWith(settingsFor("http://127.0.0.1:8080/v1/"));
    QCOMPARE(model->name(), std::string("test-model"));
    QCOMPARE(model->description(), std::string("test-model at 127.0.0.1:8080"));
}

void TestEndpointModel::answersFiveHundredRequestsOnAtMostSixtyFourConnections()
{
    ChatServer server([](const nlohmann::json &request, int) {
        return Answer::text("re: " + lastUserMessage(request)).after(std::chrono::milliseconds(5));
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
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

void TestEndpointModel::sharesOneTransportBetweenModels()
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

void TestEndpointModel::keepsToItsConcurrency()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::misbehaving(Fault::HoldUntilRelease); });
    EndpointSettings settings = settingsFor(server.baseUrl());
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

void TestEndpointModel::neverCompletesInsideSendOrOnTheSendersThread()
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

void TestEndpointModel::completesEverythingOnceWhenCancelledInFlight()
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

void TestEndpointModel::answersAgainAfterBeingCancelled()
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

void TestEndpointModel::cancelsWhatWaitsForAnotherAttempt()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::error(429, "slow down").with("Retry-After", "60"); });
    EndpointSettings settings = settingsFor(server.baseUrl());
    std::promise<void> waiting;
    settings.retrying = [&waiting](const RetryNotice &) { waiting.set_value(); };
    const auto model = modelWith(settings);
    auto answer = ask(*model, "?");
    waiting.get_future().get();
    model->cancelAll();
    QCOMPARE(wait(answer).error().kind, ErrorKind::Cancelled);
    QCOMPARE(server.requestCount(), 1);
}

void TestEndpointModel::destructorCompletesEverythingInFlight()
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

void TestEndpointModel::mayBeDestroyedByItsOwnCompletion()
{
    ChatServer server([](const nlohmann::json &, int nth) {
        return nth == 1 ? Answer::text("first") : Answer::misbehaving(Fault::NeverAnswer);
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 1;
    const auto othersDone = std::make_shared<std::promise<int>>();
    auto answered = othersDone->get_future();
    std::atomic<int> others = 0;
    std::mutex mutex;
    std::unique_lock hold(mutex);
    // A transport of its own, which goes with the model.
    auto model = EndpointModel::create(settings, std::make_shared<CurlTransport>()).value();
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

void TestEndpointModel::acceptsSendAndCancelFromSeveralThreads()
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

void TestEndpointModel::waitingForItsTurnIsNotPartOfTheTimeOut()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::text("late").after(std::chrono::milliseconds(150)); });
    EndpointSettings settings = settingsFor(server.baseUrl());
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

void TestEndpointModel::aWaitBeforeAnotherAttemptHoldsUpNobody()
{
    ChatServer server([](const nlohmann::json &request, int) {
        return lastUserMessage(request) == "unlucky" ? Answer::error(503, "busy") : Answer::text("served");
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.limits.concurrency = 1;
    settings.retries.firstDelay = settings.retries.longestDelay = std::chrono::seconds(100);
    auto model = modelWith(settings);
    auto unlucky = ask(*model, "unlucky");
    auto lucky = ask(*model, "lucky");
    QCOMPARE(wait(lucky)->text, std::string("served"));
    QCOMPARE(server.connectionsOpened(), 1);
    model.reset();
    QCOMPARE(wait(unlucky).error().kind, ErrorKind::Cancelled);
}

void TestEndpointModel::obeysRetryAfterForTheWholeEndpoint()
{
    ChatServer server([](const nlohmann::json &request, int) {
        return lastUserMessage(request) == "unlucky" ? Answer::error(429, "slow").with("Retry-After", "100") : Answer::text("served");
    });
    std::promise<void> told;
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.retrying = [&told](const RetryNotice &) { told.set_value(); };
    auto model = modelWith(settings);
    const auto other = modelWith(settingsFor(server.baseUrl()));
    auto unlucky = ask(*model, "unlucky");
    told.get_future().wait();
    auto waiting = ask(*model, "waits");
    // By the time that another model of the same thread is answered, this one would have been sent.
    QCOMPARE(answerOf(*other, "other")->text, std::string("served"));
    QCOMPARE(server.requestsContaining("waits"), 0);
    model.reset();
    QCOMPARE(wait(waiting).error().kind, ErrorKind::Cancelled);
    QCOMPARE(wait(unlucky).error().kind, ErrorKind::Cancelled);
}

void TestEndpointModel::readsAStreamedReplyWithItsReasoningApart()
{
    ChatServer server([](const nlohmann::json &request, int) {
        Answer answer = Answer::text("");
        answer.contentType = "text/event-stream";
        if (!request.value("stream", false))
            return answer;
        answer.body = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"reasoning_content\":\"let me \"}}]}\n\n"
                      ": a comment\n\ndata: {\"choices\":[{\"delta\":{\"reasoning_content\":\"think\"}}]}\n\n"
                      "data: {\"choices\":[{\"delta\":{\"content\":\"It is \"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"two.\"},"
                      "\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\ndata: [DONE]\n\n";
        return answer;
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.streams = true;
    settings.timeouts.firstByte = settings.timeouts.idle = std::chrono::seconds(20);
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY2(reply.has_value(), messageOf(reply).c_str());
    QCOMPARE(reply->text, std::string("It is two."));
    QCOMPARE(reply->reasoning, std::string("let me think"));
    QCOMPARE(reply->promptTokens, 9);
    QCOMPARE(reply->completionTokens, 4);
    QVERIFY(reply->firstToken.has_value());
    QVERIFY(server.baseUrl().find(reply->endpoint) != std::string::npos);
}

void TestEndpointModel::aStreamThatEndsWithoutAReasonIsAskedForAgain()
{
    ChatServer server([](const nlohmann::json &, int nth) {
        Answer answer = Answer::text("");
        answer.contentType = "text/event-stream";
        answer.body = "data: {\"choices\":[{\"delta\":{\"content\":\"whole\"}" +
                      std::string(nth > 1 ? ",\"finish_reason\":\"stop\"" : "") + "}]}\n\n";
        return answer;
    });
    const auto reply = answerOf(*modelWith(settingsFor(server.baseUrl())));
    QCOMPARE(reply->text, std::string("whole"));
    QCOMPARE(server.requestCount(), 2);
}

void TestEndpointModel::asksAnthropicByItsOwnProtocol()
{
    ChatServer server([](const nlohmann::json &, int) {
        Answer answer = Answer::text("");
        answer.body = R"({"type":"message","content":[{"type":"thinking","thinking":"1+1"},{"type":"text","text":"Two."}],
            "stop_reason":"max_tokens","usage":{"input_tokens":12,"output_tokens":3}})";
        return answer;
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.protocol = "anthropic";
    settings.key = ApiKey("sk-secret", "a test");
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY2(reply.has_value(), messageOf(reply).c_str());
    QCOMPARE(reply->text, std::string("Two."));
    QCOMPARE(reply->reasoning, std::string("1+1"));
    QCOMPARE(reply->outcome, ReplyOutcome::Truncated);
    QCOMPARE(reply->promptTokens, 12);
    const ChatServer::Request request = server.requests().front();
    QCOMPARE(request.path, std::string("/v1/messages"));
    QCOMPARE(request.headers.at("x-api-key"), std::string("sk-secret"));
    QCOMPARE(request.headers.at("anthropic-version"), std::string("2023-06-01"));
    QVERIFY(!request.headers.contains("authorization"));
    QVERIFY(!request.body.contains("seed") && !request.body.contains("top_p"));
    QCOMPARE(request.body.at("max_tokens").get<int>(), 2048);
}

void TestEndpointModel::asksAzureForItsDeployment()
{
    ChatServer server([](const nlohmann::json &, int) {
        Answer refused = Answer::error(400, "filtered");
        refused.body = R"({"error":{"code":"content_filter","message":"The prompt was filtered."}})";
        return refused;
    });
    EndpointSettings settings = settingsFor(server.baseUrl());
    settings.protocol = "azure";
    settings.key = ApiKey("sk-secret", "a test");
    const auto reply = answerOf(*modelWith(settings));
    QVERIFY2(reply.has_value(), messageOf(reply).c_str());
    QCOMPARE(reply->outcome, ReplyOutcome::Filtered);
    const ChatServer::Request request = server.requests().front();
    QCOMPARE(request.path, std::string("/v1/openai/deployments/test-model/chat/completions"));
    QCOMPARE(request.headers.at("api-key"), std::string("sk-secret"));
    QVERIFY(request.body.contains("max_completion_tokens"));
}

void TestEndpointModel::countsTokensOfTheLastMinute()
{
    using Minutes = std::chrono::minutes;
    const RateLimit::TimePoint start{};
    RateLimit limit(1000);
    limit.started(start, 600);
    QCOMPARE(limit.nextStart(start, 400), start);
    QCOMPARE(limit.nextStart(start, 401), start + Minutes(1));
    limit.correct(-300);
    QCOMPARE(limit.nextStart(start, 700), start);
    QCOMPARE(limit.nextStart(start + Minutes(2), 5000), start + Minutes(2)); // more than a minute's worth, and nothing else
}

void TestEndpointModel::halvesUnderLoadAndGrowsBack()
{
    const AdaptiveLimit::TimePoint start{};
    const auto later = start + std::chrono::seconds(2);
    AdaptiveLimit limit(8);
    limit.overloaded(later);
    QCOMPARE(limit.limit(), 4);
    limit.overloaded(later + std::chrono::milliseconds(500)); // sent before the first sign came
    QCOMPARE(limit.limit(), 4);
    limit.overloaded(later + std::chrono::seconds(1));
    QCOMPARE(limit.limit(), 2);
    for (int i = 0; i < 2 + 3 + 4 + 5 + 6 + 7; ++i)
        limit.succeeded();
    QCOMPARE(limit.limit(), 8);
    for (int i = 0; i < 100; ++i)
        limit.succeeded();
    QCOMPARE(limit.limit(), 8);
}

void TestEndpointModel::startsNoMoreRequestsAMinuteThanAllowed()
{
    ChatServer server;
    EndpointSettings settings = settingsFor(server.baseUrl());
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

void TestEndpointModel::listsTheModelsOfTheServer()
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

void TestEndpointModel::testingSaysHowTheModelAnswers()
{
    ChatServer server([](const nlohmann::json &, int) { return Answer::text("ready"); });
    const auto model = modelWith(settingsFor(server.baseUrl()));
    const auto sentence = testModel(*model);
    QVERIFY(sentence.has_value());
    QVERIFY2(sentence->starts_with("test-model at 127.0.0.1:"), sentence->c_str());
    QVERIFY2(sentence->ends_with(": \"ready\"."), sentence->c_str());
}

void TestEndpointModel::refusesSettingsThatCannotWork()
{
    EndpointSettings settings = settingsFor("http://127.0.0.1:1/v1");
    settings.model.clear();
    QCOMPARE(EndpointModel::create(settings).error().kind, ErrorKind::InvalidInput);
    settings = settingsFor("not a url");
    QCOMPARE(EndpointModel::create(settings).error().kind, ErrorKind::InvalidInput);
    settings = settingsFor("http://127.0.0.1:1/v1");
    settings.limits.concurrency = 0;
    QCOMPARE(EndpointModel::create(settings).error().kind, ErrorKind::InvalidInput);
}

QTEST_GUILESS_MAIN(TestEndpointModel)
#include "tst_endpoint_model.moc"
