// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for llama-server: says 503 on /health until it is asked a third time, answers chat completions with "ok".
// A model file that holds "broken" ends it with a line of complaint, as does a file or connection of the program that
// started it that is still open here. Leaves its process number in the file PID beside the model file.
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHttpServer>

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    for (int descriptor = STDERR_FILENO + 1; descriptor < 256; ++descriptor) {
        if (fcntl(descriptor, F_GETFD) != -1) {
            std::fputs("error: something is open that is not mine\n", stderr);
            return 3;
        }
    }
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto after = [&](const char *name) { return words.value(words.indexOf(QLatin1String(name)) + 1); };
    QFile model(after("--model"));
    if (!model.open(QIODevice::ReadOnly) || model.readAll().contains("broken")) {
        std::fputs("loading\nerror: failed to load model\n\n", stderr);
        return 1;
    }
    QFile process(QFileInfo(model).absolutePath() + QStringLiteral("/PID"));
    if (process.open(QIODevice::WriteOnly))
        process.write(QByteArray::number(QCoreApplication::applicationPid()));
    process.close();
    QHttpServer server;
    int asked = 0;
    server.route(QStringLiteral("/health"), [&asked] {
        return QHttpServerResponse(++asked < 3 ? QHttpServerResponse::StatusCode::ServiceUnavailable : QHttpServerResponse::StatusCode::Ok);
    });
    server.route(QStringLiteral("/v1/chat/completions"), [] {
        return QHttpServerResponse("application/json", R"({"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"ok"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}})");
    });
    if (server.listen(QHostAddress::LocalHost, static_cast<quint16>(after("--port").toUInt())) == 0)
        return 2;
    return QCoreApplication::exec();
}
