// SPDX-License-Identifier: GPL-3.0-or-later
// Keys in a real keychain, by the real program: a session bus and a GNOME keyring of the test's own. Skipped where there
// are none.
#include "support/chat_server.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace evol;

namespace {

const char *script = R"sh(
printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || { echo none; exit; }
printf %s "$KEY" | "$EVOL" models add m --url "$URL" --model m --key-stdin || exit
"$EVOL" models test m || exit
"$EVOL" models remove m || exit
"$EVOL" models add m --url "$URL" --model m && "$EVOL" models test m
)sh";

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyGoesFromTheKeychainToTheServerAndNowhereElse()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-run-session")).isEmpty() || QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
            QSKIP("dbus-run-session or gnome-keyring-daemon is not here");
        ChatServer server;
        QTemporaryDir home;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("EVOL_API_KEY"));
        environment.remove(QStringLiteral("OPENAI_API_KEY"));
        for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "EVOL_CONFIG_DIR", "XDG_DATA_HOME"})
            environment.insert(QString::fromLatin1(name), home.path());
        environment.insert(QStringLiteral("EVOL"), QStringLiteral(EVOL_PROGRAMS_DIR "/evol"));
        environment.insert(QStringLiteral("URL"), QString::fromStdString(server.baseUrl()));
        environment.insert(QStringLiteral("KEY"), QStringLiteral("sk-kept-by-the-keychain"));
        QProcess session;
        session.setProcessEnvironment(environment);
        session.setProcessChannelMode(QProcess::MergedChannels);
        session.start(QStringLiteral("dbus-run-session"), {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(script)});
        QVERIFY(session.waitForFinished(240'000));
        const QByteArray said = session.readAll();
        if (said.contains("none\n"))
            QSKIP("no keyring can be started here");
        QVERIFY2(said.count("answers") == 2, said);
        const auto requests = server.requests();
        QCOMPARE(requests.size(), std::size_t{2});
        QCOMPARE(requests.front().headers.at("authorization"), std::string("Bearer sk-kept-by-the-keychain"));
        QVERIFY(!requests.back().headers.contains("authorization"));
        QVERIFY2(!said.contains("sk-kept"), said);
        QFile settings(home.filePath(QStringLiteral("models.json")));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        QVERIFY(!settings.readAll().contains("sk-kept"));
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
