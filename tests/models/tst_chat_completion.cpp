// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies that servers really send, and the sentences about those that cannot be used. No network.
#include "models/chat_completion.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace evol;

namespace {

EndpointFacts facts()
{
    EndpointFacts result;
    result.address = parseEndpointAddress("http://example.org/v1").value();
    result.model = "m";
    result.key = ApiKey("sk-very-secret-key", "a test");
    return result;
}

tl::expected<ChatReply, EndpointFailure> read(const std::string &body)
{
    HttpReply reply;
    reply.status = 200;
    reply.body = body;
    return readChatCompletion(reply, facts());
}

std::string textOf(const std::string &message)
{
    const auto reply = read(R"({"choices":[{"message":)" + message + R"(,"finish_reason":"stop"}]})");
    return reply ? reply->text : "error: " + reply.error().error.message;
}

} // namespace

class TestChatCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodyCarriesWhatTheProtocolNames();
    void bodyReplacesBytesThatAreNotUtf8();
    void readsContentInEveryShape_data();
    void readsContentInEveryShape();
    void leavesReasoningOut_data();
    void leavesReasoningOut();
    void saysHowAReplyEnded_data();
    void saysHowAReplyEnded();
    void readsALooseReply();
    void takesTheFirstChoiceAndNothingThatOnlyLooksLikeIt();
    void readsAlikeWhetherItsContentIsOneTextOrInParts();
    void keepsATextCutAtTheTokenLimit();
    void survivesEveryTruncationAndEveryWrongType();
    void takesTheKeyOutOfTheText();
    void excerptIsOneLineOfAtMostTwoHundredCharacters();
    void findsTheMessageInErrorsOfEveryShape_data();
    void findsTheMessageInErrorsOfEveryShape();
    void everyFaultHasItsSentence_data();
    void everyFaultHasItsSentence();
};

void TestChatCompletion::bodyCarriesWhatTheProtocolNames()
{
    ChatRequest request;
    request.messages = {{"user", "say \"hi\"\n"}};
    const auto body = nlohmann::json::parse(chatCompletionBody("m", request));
    QCOMPARE(body.at("messages").at(0).at("content").get<std::string>(), std::string("say \"hi\"\n"));
    QCOMPARE(body.at("temperature").get<double>(), 1.0);
    QCOMPARE(body.at("top_p").get<double>(), 0.9);
    QCOMPARE(body.at("max_tokens").get<int>(), 2048);
}

void TestChatCompletion::bodyReplacesBytesThatAreNotUtf8()
{
    ChatRequest request;
    request.messages = {{"user", "bad \xff byte"}};
    const auto body = nlohmann::json::parse(chatCompletionBody("m", request));
    QCOMPARE(body.at("messages").at(0).at("content").get<std::string>(), std::string("bad \xef\xbf\xbd byte"));
}

void TestChatCompletion::readsContentInEveryShape_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    QTest::newRow("a string") << R"({"content":"hi"})" << "hi";
    QTest::newRow("white space kept") << R"({"content":" hi\n"})" << " hi\n";
    QTest::newRow("parts") << R"({"content":[{"type":"text","text":"a"},{"type":"image"},{"type":"text","text":"b"}]})" << "ab";
    QTest::newRow("parts that are strings") << R"({"content":["a","b"]})" << "ab";
    QTest::newRow("a refusal") << R"({"content":null,"refusal":"I am sorry."})" << "I am sorry.";
}

void TestChatCompletion::readsContentInEveryShape()
{
    QFETCH(QString, message);
    QFETCH(QString, text);
    QCOMPARE(textOf(message.toStdString()), text.toStdString());
}

void TestChatCompletion::leavesReasoningOut_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    QTest::newRow("a field of its own") << R"({"content":"4","reasoning_content":"2+2"})" << "4";
    QTest::newRow("in front") << R"({"content":"<think>\n2+2\n</think>\n\n4"})" << "4";
    QTest::newRow("in the middle it is text") << R"({"content":"use <think>x</think>"})" << "use <think>x</think>";
    QTest::newRow("as a part") << R"({"content":[{"type":"reasoning","text":"2+2"},{"type":"text","text":"4"}]})" << "4";
}

void TestChatCompletion::leavesReasoningOut()
{
    QFETCH(QString, message);
    QFETCH(QString, text);
    QCOMPARE(textOf(message.toStdString()), text.toStdString());
    const bool isText = text.contains(QLatin1String("<think>"));
    const auto reply = read(R"({"choices":[{"message":)" + message.toStdString() + R"(,"finish_reason":"stop"}]})");
    QVERIFY(isText || message.contains(QLatin1String("\"type\"")) || reply->reasoning.find("2+2") != std::string::npos);
}

void TestChatCompletion::saysHowAReplyEnded_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *name, const char *choice, ReplyOutcome outcome) {
        QTest::newRow(name) << QString::fromUtf8(choice) << static_cast<int>(outcome);
    };
    row("whole", R"([{"message":{"content":"x"},"finish_reason":"stop"}])", ReplyOutcome::Complete);
    row("cut", R"([{"message":{"content":"x"},"finish_reason":"length"}])", ReplyOutcome::Truncated);
    row("no tokens left for text", R"([{"message":{"content":""},"finish_reason":"length"}])", ReplyOutcome::Truncated);
    row("filtered", R"([{"message":{"content":null},"finish_reason":"content_filter"}])", ReplyOutcome::Filtered);
    row("filtered on the way", R"([{"message":{"content":"x"},"finish_reason":"content_filter"}])", ReplyOutcome::Filtered);
    row("blank", R"([{"message":{"content":"  "},"finish_reason":"stop"}])", ReplyOutcome::Empty);
    row("no choices", "[]", ReplyOutcome::Empty);
    row("only reasoning", R"([{"message":{"content":null,"reasoning_content":"2+2"},"finish_reason":"stop"}])", ReplyOutcome::Empty);
    row("reasoning without end", R"([{"message":{"content":"<think>never ends"},"finish_reason":"stop"}])", ReplyOutcome::Empty);
}

void TestChatCompletion::saysHowAReplyEnded()
{
    QFETCH(QString, choice);
    QFETCH(int, outcome);
    const auto reply = read(R"({"choices":)" + choice.toStdString() + R"(,"usage":{"completion_tokens":7}})");
    QVERIFY2(reply.has_value(), reply ? "" : reply.error().error.message.c_str());
    QCOMPARE(static_cast<int>(reply->outcome), outcome);
    QCOMPARE(reply->completionTokens, 7); // paid for, however it ended
}

void TestChatCompletion::readsALooseReply()
{
    const auto reply = read("\xef\xbb\xbf\n" R"({"error":null,"choices":[{"message":{"content":"x"},"finish_reason":null}],
        "usage":{"prompt_tokens":"many","completion_tokens":3.0}})");
    QVERIFY2(reply.has_value(), reply ? "" : reply.error().error.message.c_str());
    QCOMPARE(reply->text, std::string("x"));
    QCOMPARE(reply->finishReason, std::string());
    QCOMPARE(reply->promptTokens, 0);
    QCOMPARE(reply->completionTokens, 3);
}

void TestChatCompletion::takesTheFirstChoiceAndNothingThatOnlyLooksLikeIt()
{
    const auto reply = read(R"({"content":"a","message":{"content":"b"},"prompt_tokens":1,
        "choices":[{"logprobs":{"content":[{"token":"c","message":{"content":"d"}}]},"message":
                      {"tool_calls":[{"message":{"content":"e"},"finish_reason":"f"}],"content":"right","annotations":{"content":"g"}},
                    "finish_reason":"stop"},
                   {"message":{"content":"h","reasoning":"i"},"finish_reason":"length"}],
        "usage":{"prompt_tokens_details":{"prompt_tokens":2},"prompt_tokens":3,"completion_tokens":4.0,"more":[{"completion_tokens":5}]},
        "late":{"message":{"content":"j"}}})");
    QVERIFY(reply);
    QCOMPARE(reply->text, std::string("right"));
    QCOMPARE(reply->reasoning, std::string());
    QCOMPARE(reply->finishReason, std::string("stop"));
    QCOMPARE(reply->promptTokens, 3);
    QCOMPARE(reply->completionTokens, 4);
    QVERIFY(!read(R"({"choices":[null,{"message":{"content":"second"},"finish_reason":"stop"}]})"));
    QVERIFY(!read(R"({"choices":[[{"message":{"content":"deeper"}}],{"message":{"content":"second"}}]})"));
}

void TestChatCompletion::readsAlikeWhetherItsContentIsOneTextOrInParts()
{
    for (const std::string message : {R"("content":CONTENT)", R"("reasoning":"r","content":CONTENT)", R"("reasoning_content":"rc","content":CONTENT,"reasoning":"r")",
                                      R"("reasoning_content":"","reasoning":"r","content":CONTENT)", R"("content":CONTENT,"refusal":"no")"}) {
        for (const std::string rest : {R"("finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":2e1})", R"("finish_reason":"length"}],"error":null)",
                                       R"("finish_reason":null}],"usage":null)", R"("finish_reason":"content_filter"}],"usage":{"prompt_tokens":-1,"completion_tokens":"9"})"}) {
            for (const std::string content : {R"("A \u00e9\ntext")", R"("")", R"("<think>so</think>then")"}) {
                const std::string whole = R"({"choices":[{"message":{)" + message + "}," + rest + '}';
                const auto filled = [&](const std::string &value) { return read(std::string(whole).replace(whole.find("CONTENT"), 7, value)); };
                const auto plain = filled(content), parts = filled(R"([{"type":"text","text":)" + content + "}]");
                QVERIFY(plain && parts);
                QCOMPARE(plain->text, parts->text);
                QCOMPARE(plain->reasoning, parts->reasoning);
                QCOMPARE(plain->finishReason, parts->finishReason);
                QCOMPARE(plain->outcome, parts->outcome);
                QCOMPARE(plain->promptTokens, parts->promptTokens);
                QCOMPARE(plain->completionTokens, parts->completionTokens);
            }
        }
    }
}

void TestChatCompletion::keepsATextCutAtTheTokenLimit()
{
    const auto reply = read(R"({"choices":[{"message":{"content":"cut of"},"finish_reason":"length"}]})");
    QCOMPARE(reply->text, std::string("cut of"));
    QCOMPARE(reply->finishReason, std::string("length"));
}

void TestChatCompletion::survivesEveryTruncationAndEveryWrongType()
{
    const std::string whole = R"({"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}})";
    for (std::size_t length = 0; length < whole.size(); ++length)
        QCOMPARE(read(whole.substr(0, length)).error().error.kind, ErrorKind::BadReply);
    for (const char *wrong : {"null", "1", "\"x\"", "[]", "[[]]", "{}", "true"}) {
        const std::string value = wrong;
        QVERIFY(!read(value));
        QVERIFY(value == "[]" || !read(R"({"choices":)" + value + "}"));
        QVERIFY(!read(R"({"choices":[)" + value + "]}"));
        QVERIFY(value == "{}" || !read(R"({"choices":[{"message":)" + value + "}]}"));
        QVERIFY(read(R"({"choices":[{"message":{"content":"hi"},"finish_reason":)" + value + R"(}],"usage":)" + value + "}"));
    }
    const std::string deep(100'000, '[');
    QVERIFY(!read(deep));
}

void TestChatCompletion::takesTheKeyOutOfTheText()
{
    QCOMPARE(textOf(R"({"content":"you sent sk-very-secret-key!"})"), std::string("you sent [key]!"));
}

void TestChatCompletion::excerptIsOneLineOfAtMostTwoHundredCharacters()
{
    std::string text = "a\nb\x1b[31m \xff";
    for (int i = 0; i < 300; ++i)
        text += "語";
    const std::string cut = excerpt(text, {});
    const QString shown = QString::fromStdString(cut);
    QCOMPARE(shown.size(), 201);
    QVERIFY(shown.startsWith(QString::fromUtf8("a b [31m \xef\xbf\xbd語")));
    QVERIFY(shown.endsWith(QString::fromUtf8("語…")));
    QVERIFY(!shown.contains(QLatin1Char('\n')));
}

void TestChatCompletion::findsTheMessageInErrorsOfEveryShape_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("OpenAI") << R"({"error":{"message":"m","type":"t"}})" << "m";
    QTest::newRow("a string") << R"({"error":"m"})" << "m";
    QTest::newRow("detail") << R"({"detail":"m"})" << "m";
    QTest::newRow("message") << R"({"object":"error","message":"m"})" << "m";
    QTest::newRow("a list") << R"({"detail":[{"msg":"m"}]})" << R"([{"msg":"m"}])";
    QTest::newRow("plain text") << "m" << "m";
    QTest::newRow("nothing known") << R"({"x":1})" << "";
    QTest::newRow("no object") << "[1]" << "";
}

void TestChatCompletion::findsTheMessageInErrorsOfEveryShape()
{
    QFETCH(QString, body);
    QFETCH(QString, message);
    QCOMPARE(serverMessage(body.toStdString()), message.toStdString());
}

void TestChatCompletion::everyFaultHasItsSentence_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](HttpFault fault, ErrorKind kind, const char *words) {
        QTest::newRow(words) << static_cast<int>(fault) << static_cast<int>(kind) << QString::fromUtf8(words);
    };
    row(HttpFault::HostNotFound, ErrorKind::Network, "The host name example.org was not found");
    row(HttpFault::NotConnected, ErrorKind::Network, "Nothing answers at http://example.org/v1");
    row(HttpFault::ConnectTimedOut, ErrorKind::TimedOut, "No connection to http://example.org/v1 within 10 s");
    row(HttpFault::TlsFailed, ErrorKind::Network, "No secure connection to http://example.org/v1 (because)");
    row(HttpFault::TimedOut, ErrorKind::TimedOut, "no whole answer within 600 s");
    row(HttpFault::FellSilent, ErrorKind::TimedOut, "said nothing for 0 s");
    row(HttpFault::ClosedWithoutReply, ErrorKind::Network, "closed the connection without an answer");
    row(HttpFault::HalfReply, ErrorKind::BadReply, "broke off in the middle");
    row(HttpFault::TooLarge, ErrorKind::BadReply, "sent an answer because");
    row(HttpFault::BadUrl, ErrorKind::InvalidInput, "cannot be requested (because)");
    row(HttpFault::Cancelled, ErrorKind::Cancelled, "was cancelled");
    row(HttpFault::Other, ErrorKind::Network, "failed (because)");
}

void TestChatCompletion::everyFaultHasItsSentence()
{
    QFETCH(int, fault);
    QFETCH(int, kind);
    QFETCH(QString, words);
    const auto failure = explainFault({static_cast<HttpFault>(fault), "because"}, facts());
    QCOMPARE(static_cast<int>(failure.error.kind), kind);
    QVERIFY2(QString::fromStdString(failure.error.message).contains(words), failure.error.message.c_str());
    QVERIFY(failure.error.message.ends_with('.') || failure.error.message.ends_with('?'));
}

QTEST_GUILESS_MAIN(TestChatCompletion)
#include "tst_chat_completion.moc"
