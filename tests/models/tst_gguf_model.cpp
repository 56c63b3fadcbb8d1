// SPDX-License-Identifier: GPL-3.0-or-later
// A model file served by a program that is started for it, and ends with it.
#include "models/model_list.h"

#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>

using namespace evol;

namespace {

struct Fixture {
    QTemporaryDir folder;
    ModelSources sources;
    QFile open; ///< in a way that a child would inherit

    Fixture()
    {
        sources.environment = [](const std::string &name) {
            return name == "EVOL_LLAMA_SERVER" ? std::optional<std::string>(EVOL_FAKE_LLAMA_SERVER) : std::nullopt;
        };
        if (open.open(::open("/dev/null", O_RDONLY), QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
            fcntl(open.handle(), F_SETFD, 0);
        sources.retries.attempts = sources.retries.connectionAttempts = 1;
    }
    std::string write(const char *name, const char *content) const
    {
        QFile file(folder.filePath(QString::fromUtf8(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName().toStdString();
    }
    pid_t server() const
    {
        QFile file(folder.filePath(QStringLiteral("PID")));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toInt() : 0;
    }
};

ChatRequest question()
{
    ChatRequest request;
    request.messages = {{"user", "?"}};
    return request;
}

} // namespace

class TestGgufModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersOnceItsServerIsHealthyAndEndsItWithItself()
    {
        Fixture f;
        auto model = makeModel(f.write("Qwen 2.gguf", "weights"), f.sources);
        QVERIFY(model);
        QCOMPARE((*model)->name(), std::string("Qwen 2"));
        QSemaphore answered;
        std::vector<Result<ChatReply>> replies;
        std::mutex mutex;
        for (int i = 0; i < 3; ++i) {
            (*model)->send(question(), [&](Result<ChatReply> reply) {
                const std::lock_guard lock(mutex);
                replies.push_back(std::move(reply));
                answered.release();
            });
        }
        QVERIFY(answered.tryAcquire(3, 30'000));
        for (const auto &reply : replies)
            QVERIFY2(reply && reply->text == "ok", reply ? "" : reply.error().message.c_str());
        const pid_t server = f.server();
        QVERIFY(server > 0 && ::kill(server, 0) == 0);
        model->reset();
        QVERIFY(::kill(server, 0) != 0);
    }

    void aServerThatEndsIsToldInItsOwnWords()
    {
        Fixture f;
        auto model = makeModel(f.write("bad.gguf", "broken"), f.sources);
        QSemaphore answered;
        for (int i = 0; i < 2; ++i) { // it is tried anew
            Result<ChatReply> reply;
            (*model)->send(question(), [&](Result<ChatReply> r) {
                reply = std::move(r);
                answered.release();
            });
            QVERIFY(answered.tryAcquire(1, 30'000));
            QVERIFY(!reply);
            QVERIFY2(reply.error().message.find("failed to load model") != std::string::npos, reply.error().message.c_str());
        }
    }

    void cancelledWhileItsServerStarts()
    {
        Fixture f;
        auto model = makeModel(f.write("m.gguf", "weights"), f.sources);
        QSemaphore answered;
        Result<ChatReply> reply;
        (*model)->send(question(), [&](Result<ChatReply> r) {
            reply = std::move(r);
            answered.release();
        });
        model->reset();
        QVERIFY(answered.tryAcquire(1, 30'000));
        QVERIFY(!reply || reply->text == "ok");
        QVERIFY(f.server() == 0 || ::kill(f.server(), 0) != 0);
    }

    void saysWhatIsMissing()
    {
        Fixture f;
        f.sources.environment = [](const std::string &) { return std::optional<std::string>("/no/such/llama-server"); };
        const auto none = makeModel("m.gguf", f.sources);
        QVERIFY(!none);
        QVERIFY(none.error().message.find("llama.cpp") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestGgufModel)
#include "tst_gguf_model.moc"
