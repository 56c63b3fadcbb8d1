// SPDX-License-Identifier: GPL-3.0-or-later
// The window goes on working while 175 seeds are evolved by two epochs over HTTP: no stretch of work keeps its
// thread from its events for long. Measured in processor time, so that a busy computer does not matter. GUI thread.
#include "window_fixture.h"

#include "evolving_responder.h"

#include <QTimer>

#include <algorithm>
#include <ctime>

using namespace evol;

namespace {

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

constexpr int seedCount = 175;
// Builds for debugging and sanitizers are several times slower than what people use.
constexpr double longestStretch = 200;

} // namespace

class TestSmoothness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evolvingOverHttpKeepsTheWindowAlive()
    {
        applyTheme(Theme::Light);
        ChatServer server(evolvingResponder());
        const std::string model = server.baseUrl() + "#test";
        WindowFixture f;
        f.open(QSize(1440, 900));
        std::vector<std::string> seeds;
        for (int i = 0; i < seedCount; ++i)
            seeds.push_back("Name " + std::to_string(i + 2) + " rivers and say where each of them ends.");
        f.create("smooth.evol", seeds);
        f.click(1);

        double last = threadMilliseconds();
        double longest = 0;
        int ticks = 0;
        QTimer ticker;
        const auto look = [&] {
            const double now = threadMilliseconds();
            longest = std::max(longest, now - last);
            last = now;
        };
        connect(&ticker, &QTimer::timeout, this, [&] {
            look();
            ++ticks;
            // Somebody walks about meanwhile.
            if (ticks % 20 == 0)
                QTest::keyClick(&f.window->canvas(), ticks % 40 == 0 ? Qt::Key_Down : Qt::Key_Right);
        });
        ticker.start(5);

        RunSettings settings;
        settings.epochs = 2;
        settings.evolver = settings.judge = settings.responder = model;
        settings.concurrency = 64;
        settings.scoresDifficulty = true;
        f.window->project()->evolution().start({settings, QStringLiteral("Evolve, 2 epochs")});
        QTRY_VERIFY_WITH_TIMEOUT(f.isIdle(), 120000);
        ticker.stop();
        look(); // the stretch after the last tick counts, too: none is left out, however few the ticks are
        qInfo("%d instructions, %d ticks, longest stretch %.1f ms", f.pool().count(), ticks, longest);
        QVERIFY(f.pool().count() >= 3 * seedCount * 9 / 10);
        QVERIFY(ticks > 10); // it walked about at all; a run over the built-in server ends in well under a second
        QVERIFY2(longest < longestStretch, qPrintable(QString::number(longest)));
    }
};

QTEST_MAIN(TestSmoothness)
#include "tst_smoothness.moc"
