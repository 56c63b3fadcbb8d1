// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is kept from its events while instructions arrive in a big project: opens a copy of a
// project, evolves some thousand instructions with the built-in rules, and walks about meanwhile. Prints the longest
// stretches of work, in processor time of that thread. Usage: bench_window PROJECT.evol [INSTRUCTIONS]
#include "tests/ui/window_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace evol;

namespace {

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "Usage: bench_window PROJECT.evol [INSTRUCTIONS]\n");
        return 2;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(Theme::Light);
    WindowFixture f;
    const QString copy = f.file(QStringLiteral("big.evol"));
    if (!QFile::copy(QString::fromLocal8Bit(argv[1]), copy)) {
        std::fprintf(stderr, "bench_window: %s cannot be copied\n", argv[1]);
        return 1;
    }
    f.open(QSize(1600, 1000));
    f.openExisting(QStringLiteral("big.evol"));
    RunSettings settings;
    settings.scoresDifficulty = true;
    const std::size_t wanted = argc > 2 ? std::size_t(std::atoi(argv[2])) : 4000;
    for (NodeIndex n = 0; n < f.pool().size() && settings.only.size() < wanted; ++n) {
        if (f.pool().parent(n) == noNode)
            settings.only.push_back(f.pool().id(n));
    }

    // The first picture is opening's, not growing's.
    const auto isThere = [&f] { return f.window->canvas().isComplete() && f.window->project()->texts().isSettled(); };
    QElapsedTimer waiting;
    waiting.start();
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    } while ((!isThere() || waiting.elapsed() < 500) && waiting.elapsed() < 10'000);

    std::vector<double> stretches;
    double last = threadMilliseconds();
    int ticks = 0;
    QTimer ticker;
    QObject::connect(&ticker, &QTimer::timeout, &ticker, [&] {
        const double now = threadMilliseconds();
        stretches.push_back(now - last);
        last = now;
        if (++ticks % 20 == 0)
            QTest::keyClick(&f.window->canvas(), ticks % 40 == 0 ? Qt::Key_Down : Qt::Key_Right);
    });
    const int before = f.pool().count();
    QElapsedTimer time;
    time.start();
    ticker.start(4);
    f.window->project()->evolution().start({settings, QStringLiteral("Evolve")});
    while (!f.isIdle() && time.elapsed() < 300'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    ticker.stop();
    std::sort(stretches.begin(), stretches.end());
    const auto at = [&](double share) { return stretches[std::min(stretches.size() - 1, std::size_t(share * double(stretches.size())))]; };
    const int added = f.pool().count() - before;
    std::printf("{\"instructions\":%d,\"added\":%d,\"added_per_second\":%.0f,\"stretch_p50_ms\":%.2f,\"stretch_p99_ms\":%.2f,\"stretch_max_ms\":%.2f}\n",
                before, added, added * 1000.0 / double(std::max<qint64>(time.elapsed(), 1)), at(0.5), at(0.99), stretches.back());
    return 0;
}
