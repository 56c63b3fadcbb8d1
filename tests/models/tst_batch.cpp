// SPDX-License-Identifier: GPL-3.0-or-later
// Batch files: the lines that go out, held against the documented format, and results as they come back.
#include "evolution/exchange_key.h"
#include "models/batch/batch_pass.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <future>

using namespace evol;
using nlohmann::json;

namespace {

ChatRequest question(const std::string &text, int sample = 0)
{
    ChatRequest request;
    request.messages = {{"user", text}};
    request.parameters.seed = 7;
    request.sample = sample;
    return request;
}

std::string keyOf(const ChatRequest &request)
{
    return exchangeKey("qwen", request);
}

std::string customId(const std::string &key)
{
    return QByteArray::fromStdString(key).toHex().toStdString();
}

json answered(const std::string &key, const std::string &text)
{
    return {{"id", "batch_req_1"},
            {"custom_id", customId(key)},
            {"response",
             {{"status_code", 200},
              {"request_id", "req_1"},
              {"body",
               {{"choices", {{{"index", 0}, {"message", {{"role", "assistant"}, {"content", text}}}, {"finish_reason", "stop"}}}},
                {"usage", {{"prompt_tokens", 11}, {"completion_tokens", 5}}}}}}},
            {"error", nullptr}};
}

json refused(const std::string &key, int status, const std::string &message)
{
    json line = answered(key, "");
    line["response"]["status_code"] = status;
    line["response"]["body"] = {{"error", {{"message", message}}}};
    return line;
}

json unsent(const std::string &key, const std::string &code)
{
    json line = answered(key, "");
    line["response"] = nullptr;
    line["error"] = {{"code", code}, {"message", "This request could not be executed in time."}};
    return line;
}

class Folder
{
public:
    std::string file(const std::string &name, const std::vector<std::string> &lines)
    {
        QFile file(m_folder.filePath(QString::fromStdString(name)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        for (const std::string &line : lines)
            file.write((line + '\n').c_str());
        return file.fileName().toStdString();
    }
    std::string path() const { return m_folder.path().toStdString(); }
    QStringList names() const { return QDir(m_folder.path()).entryList(QDir::Files, QDir::Name); }
    std::vector<json> lines(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        std::vector<json> all;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    all.push_back(json::parse(line.toStdString()));
            }
        }
        return all;
    }

private:
    QTemporaryDir m_folder;
};

Result<ChatReply> answerOf(ChatModel &model, const ChatRequest &request)
{
    std::promise<Result<ChatReply>> promise;
    model.send(request, [&](Result<ChatReply> reply) { promise.set_value(std::move(reply)); });
    return promise.get_future().get();
}


} // namespace

class TestBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesLinesOfTheDocumentedFormat()
    {
        const ChatRequest request = question("1+1=? \"数学\"\n{x}");
        const std::string line = batchLine(keyOf(request), "qwen", request);
        QCOMPARE(line.find('\n'), line.size() - 1);
        const json parsed = json::parse(line);
        QCOMPARE(parsed.size(), std::size_t{4});
        QCOMPARE(parsed.at("custom_id").get<std::string>(), customId(keyOf(request)));
        QCOMPARE(parsed.at("method").get<std::string>(), std::string("POST"));
        QCOMPARE(parsed.at("url").get<std::string>(), std::string("/v1/chat/completions"));
        const json &body = parsed.at("body");
        QCOMPARE(body.at("model").get<std::string>(), std::string("qwen"));
        QVERIFY(body.at("messages") == json({{{"role", "user"}, {"content", request.messages.front().content}}}));
        QCOMPARE(body.at("temperature").get<double>(), 1.0);
        QCOMPARE(body.at("top_p").get<double>(), 0.9);
        QCOMPARE(body.at("max_tokens").get<int>(), 2048);
        QCOMPARE(body.at("seed").get<int>(), 7);
        QCOMPARE(batchLineKey(line), keyOf(request));
    }

    void readsAnAnswerWithItsTokens()
    {
        const std::string key = keyOf(question("a"));
        const auto result = readBatchLine(answered(key, "Two.").dump(), "r.jsonl");
        QVERIFY(result);
        QCOMPARE(result->key, key);
        QCOMPARE(result->fate, BatchFate::Answered);
        QCOMPARE(result->reply.text, std::string("Two."));
        QCOMPARE(result->reply.promptTokens, 11);
        QCOMPARE(result->reply.completionTokens, 5);
    }

    void tellsWhatWouldFailAgainFromWhatWasNotWorkedOn()
    {
        const std::string key = keyOf(question("a"));
        QCOMPARE(readBatchLine(refused(key, 400, "context too long").dump(), "r")->fate, BatchFate::Failed);
        QVERIFY(readBatchLine(refused(key, 400, "context too long").dump(), "r")->reason.find("context too long") != std::string::npos);
        QCOMPARE(readBatchLine(refused(key, 429, "slow down").dump(), "r")->fate, BatchFate::Unsent);
        QCOMPARE(readBatchLine(refused(key, 503, "busy").dump(), "r")->fate, BatchFate::Unsent);
        QCOMPARE(readBatchLine(unsent(key, "batch_expired").dump(), "r")->fate, BatchFate::Unsent);
        QCOMPARE(readBatchLine(unsent(key, "batch_cancelled").dump(), "r")->fate, BatchFate::Unsent);
        QCOMPARE(readBatchLine(unsent(key, "invalid_request").dump(), "r")->fate, BatchFate::Failed);
    }

    void refusesALineThatIsNoResult()
    {
        for (const char *line : {"", "{", "[]", "{}", "{\"custom_id\":\"abc\"}", "{\"custom_id\":7,\"response\":{}}"})
            QVERIFY(!readBatchLine(line, "r.jsonl"));
        json empty = answered(keyOf(question("a")), "");
        empty["response"] = nullptr;
        QVERIFY(!readBatchLine(empty.dump(), "r.jsonl"));
    }

    void answersFromFilesInAnyOrderRepeatedAndPartial()
    {
        Folder folder;
        const ChatRequest a = question("a"), b = question("b"), c = question("c"), d = question("d");
        const std::string first = folder.file("1.jsonl", {answered(keyOf(c), "C").dump(), unsent(keyOf(a), "batch_expired").dump(),
                                                          "half a li", refused(keyOf(b), 400, "no").dump()});
        const std::string second = folder.file("2.jsonl", {answered(keyOf(a), "A").dump(), "", answered(keyOf(c), "other").dump()});
        auto results = BatchResults::open({first, second});
        QVERIFY(results);
        QCOMPARE(results->counts().lines, std::int64_t{6});
        QCOMPARE(results->counts().answered, std::int64_t{2});
        QCOMPARE(results->counts().failed, std::int64_t{1});
        QCOMPARE(results->counts().unsent, std::int64_t{0});
        QCOMPARE(results->counts().repeated, std::int64_t{2});
        QCOMPARE(results->counts().unreadableLines, std::int64_t{1});
        QVERIFY(results->counts().unreadable.front().find("line 3") != std::string::npos);
        QCOMPARE(results->unansweredKeys(), std::vector<std::string>{keyOf(b)});

        BatchPass pass(std::move(*results), {}, {});
        const auto model = pass.model("qwen", "q");
        QCOMPARE(answerOf(*model, c)->text, std::string("C"));
        QCOMPARE(answerOf(*model, a)->text, std::string("A"));
        QCOMPARE(answerOf(*model, b).error().kind, ErrorKind::BadReply);
        QCOMPARE(answerOf(*model, d).error().kind, ErrorKind::Deferred);
    }

    void writesEachRequestOnceAndWhatIsGivenOutNotAtAll()
    {
        Folder folder;
        const ChatRequest a = question("a"), b = question("b"), given = question("given");
        BatchPass pass({}, {keyOf(given)}, folder.path());
        const auto model = pass.model("org/qwen", "q");
        for (const ChatRequest &request : {a, b, given, a})
            QCOMPARE(answerOf(*model, request).error().kind, ErrorKind::Deferred);
        QVERIFY(folder.names().isEmpty());
        std::vector<std::string> remembered;
        const auto written = pass.finish([&](const std::string &name, const std::string &, const WrittenBatch &batch) -> Result<> {
            remembered = batch.keys;
            return name == "org/qwen" ? Result<>() : fail(ErrorKind::Refused, name);
        });
        QVERIFY(written);
        QCOMPARE(folder.names(), QStringList{"org-qwen-001.jsonl"});
        QCOMPARE(folder.lines("org-qwen-001.jsonl").size(), std::size_t{3});
        QCOMPARE(pass.counts().toBeAsked, std::int64_t{3});
        QCOMPARE(remembered.size(), std::size_t{3});
    }

    void leavesNoFileThatNobodyRemembers()
    {
        Folder folder;
        BatchWriter writer(folder.path() + "/m");
        writer.add(keyOf(question("a")), "{}\n");
        QVERIFY(!writer.finish([](const WrittenBatch &) -> Result<> { return fail(ErrorKind::Io, "The disk is full."); }));
        QVERIFY(folder.names().isEmpty());
    }

    void startsANewFileWhereOneIsFull()
    {
        Folder folder;
        BatchWriter byNumber(folder.path() + "/number", 0, 2, 1000);
        BatchWriter bySize(folder.path() + "/size", 0, 100, 9);
        for (int i = 0; i < 5; ++i) {
            byNumber.add(std::to_string(i), "{}\n");
            bySize.add(std::to_string(i), "{\"a\":1}\n");
        }
        const auto keep = [](const WrittenBatch &) -> Result<> { return {}; };
        QCOMPARE(byNumber.finish(keep)->size(), std::size_t{3});
        QCOMPARE(bySize.finish(keep)->size(), std::size_t{5});
        QCOMPARE(folder.lines("number-003.jsonl").size(), std::size_t{1});
    }

    void saysWhichFileIsMissing()
    {
        const auto results = BatchResults::open({"/nowhere/r.jsonl"});
        QVERIFY(!results);
        QCOMPARE(results.error().kind, ErrorKind::NotFound);
        QVERIFY(results.error().message.find("/nowhere/r.jsonl") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
