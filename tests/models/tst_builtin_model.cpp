// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in model as a ChatModel: order, threads, cancelling, and what it says of itself.
#include "models/builtin/builtin_model.h"
#include "models/builtin/builtin_reply.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace evol;

namespace {

ChatRequest requestFor(const std::string& instruction, std::uint32_t seed = 1)
{
    ChatRequest request;
    request.parameters.seed = seed;
    request.task.operatorKey = "concretize";
    request.task.instruction = instruction;
    return request;
}

} // namespace

class BuiltinModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIs()
    {
        BuiltinModel model;
        QCOMPARE(model.name(), std::string("builtin"));
        QCOMPARE(model.description(), std::string("built-in rules, no language model"));
    }

    void repliesOnItsOwnThreadWithTheSameTextAsTheFunction()
    {
        BuiltinModel model;
        std::promise<ChatReply> promise;
        std::thread::id thread;
        model.send(requestFor("1+1=?", 5), [&](Result<ChatReply> reply) {
            thread = std::this_thread::get_id();
            promise.set_value(*reply);
        });
        const ChatReply reply = promise.get_future().get();
        QCOMPARE(reply.text, builtinReply(requestFor("1+1=?").task, 5));
        QCOMPARE(reply.finishReason, std::string("stop"));
        QCOMPARE(reply.promptTokens + reply.completionTokens, 0);
        QVERIFY(thread != std::this_thread::get_id());
    }

    void callsEveryCompletionOnceAndInOrder()
    {
        std::vector<int> order;
        {
            BuiltinModel model;
            std::promise<void> last;
            for (int i = 0; i < 200; ++i)
                model.send(requestFor("1+1=?", static_cast<std::uint32_t>(i)), [&order, &last, i](const Result<ChatReply>& reply) {
                    QVERIFY(reply);
                    order.push_back(i);
                    if (i == 199)
                        last.set_value();
                });
            last.get_future().wait();
        }
        QCOMPARE(order.size(), std::size_t(200));
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void cancellingCompletesWhatWaitsWithCancelled()
    {
        std::atomic<int> cancelled = 0;
        std::atomic<int> answered = 0;
        const auto count = [&](const Result<ChatReply>& reply) {
            const bool isCancelled = !reply && reply.error().kind == ErrorKind::Cancelled;
            ++(isCancelled ? cancelled : answered);
        };
        {
            BuiltinModel model;
            std::promise<void> started;
            std::promise<void> goOn;
            model.send(requestFor("1+1=?"), [&](const Result<ChatReply>&) {
                started.set_value();
                goOn.get_future().wait();
            });
            started.get_future().wait();
            for (int i = 0; i < 50; ++i)
                model.send(requestFor("1+1=?"), count);
            model.cancelAll();
            model.send(requestFor("1+1=?"), count);
            goOn.set_value();
            QTRY_COMPARE(answered + cancelled, 51);
        }
        QCOMPARE(cancelled.load(), 50);
        QCOMPARE(answered.load(), 1);
    }

    void destructionCompletesEverything()
    {
        std::atomic<int> completed = 0;
        {
            BuiltinModel model;
            for (int i = 0; i < 500; ++i)
                model.send(requestFor("1+1=?", static_cast<std::uint32_t>(i)), [&](const Result<ChatReply>&) { ++completed; });
        }
        QCOMPARE(completed.load(), 500);
    }

    void completionsMaySendAgain()
    {
        BuiltinModel model;
        std::promise<std::string> done;
        model.send(requestFor("1+1=?"), [&](const Result<ChatReply>& first) {
            model.send(requestFor(first->text), [&](const Result<ChatReply>& second) { done.set_value(second->text); });
        });
        QVERIFY(!done.get_future().get().empty());
    }
};

QTEST_GUILESS_MAIN(BuiltinModelTest)
#include "tst_builtin_model.moc"
