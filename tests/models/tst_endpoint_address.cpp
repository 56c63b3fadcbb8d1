// SPDX-License-Identifier: GPL-3.0-or-later
// Base URLs as people write them.
#include "models/endpoint_address.h"

#include <QTest>

using namespace evol;

class TestEndpointAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsThePathsUnderTheBaseUrl_data();
    void putsThePathsUnderTheBaseUrl();
    void refusesWhatIsNoBaseUrl_data();
    void refusesWhatIsNoBaseUrl();
    void refusesAPasswordWithoutShowingIt();
};

void TestEndpointAddress::putsThePathsUnderTheBaseUrl_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("chat");
    const auto row = [](const char *given, const char *base, const char *host, const char *chat) {
        QTest::newRow(given) << QString::fromUtf8(given) << QString::fromUtf8(base) << QString::fromUtf8(host)
                             << QString::fromUtf8(chat);
    };
    row("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions");
    row("http://127.0.0.1:8080/v1//", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions");
    row("https://api.example.org", "https://api.example.org", "api.example.org", "https://api.example.org/chat/completions");
    row("http://[::1]:9/v1", "http://[::1]:9/v1", "[::1]:9", "http://[::1]:9/v1/chat/completions");
    row("http://h/v1/chat/completions", "http://h/v1", "h", "http://h/v1/chat/completions");
    row("https://h/openai?api-version=1", "https://h/openai?api-version=1", "h", "https://h/openai/chat/completions?api-version=1");
}

void TestEndpointAddress::putsThePathsUnderTheBaseUrl()
{
    QFETCH(QString, given);
    QFETCH(QString, base);
    QFETCH(QString, host);
    QFETCH(QString, chat);
    const auto address = parseEndpointAddress(given.toStdString());
    QVERIFY2(address.has_value(), address ? "" : address.error().message.c_str());
    QCOMPARE(address->base, base.toStdString());
    QCOMPARE(address->host, host.toStdString());
    QCOMPARE(address->chat, chat.toStdString());
}

void TestEndpointAddress::refusesWhatIsNoBaseUrl_data()
{
    QTest::addColumn<QString>("given");
    for (const char *given : {"", "qwen", "127.0.0.1:8080", "ftp://h/v1", "file:///etc/passwd", "http://", "http://a b/v1"})
        QTest::newRow(given) << QString::fromUtf8(given);
}

void TestEndpointAddress::refusesWhatIsNoBaseUrl()
{
    QFETCH(QString, given);
    const auto address = parseEndpointAddress(given.toStdString());
    QVERIFY(!address);
    QCOMPARE(address.error().kind, ErrorKind::InvalidInput);
    QVERIFY(QString::fromStdString(address.error().message).contains(QLatin1String("http://127.0.0.1:8080/v1")));
}

void TestEndpointAddress::refusesAPasswordWithoutShowingIt()
{
    for (const char *given : {"http://me:hunter2@h/v1", "https://hunter2@h/v1", "ftp://me:hunter2@h/"}) {
        const auto address = parseEndpointAddress(given);
        QVERIFY(!address);
        QVERIFY2(!QString::fromStdString(address.error().message).contains(QLatin1String("hunter2")), given);
    }
}

QTEST_GUILESS_MAIN(TestEndpointAddress)
#include "tst_endpoint_address.moc"
