// SPDX-License-Identifier: GPL-3.0-or-later
// Finding in a project of 250,000 instructions, by figures: what the panels cost the window's thread. GUI thread.
#include "project_fixture.h"

#include "ui/panels/find_panel.h"
#include "ui/panels/seed_panel.h"

#include <QApplication>
#include <QElapsedTimer>

#include <ctime>

using namespace evol;
using namespace evol::test;

namespace {

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Looks more often than QTRY_VERIFY.
template <class Condition>
void waitUntil(const Condition &holds)
{
    QElapsedTimer since;
    since.start();
    while (!holds() && since.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QVERIFY(holds());
}

} // namespace

class TestFindSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void aRealProjectIsSearchedAsOneTypes()
    {
        const QString path = qEnvironmentVariable("EVOL_BIG_PROJECT");
        if (path.isEmpty())
            QSKIP("EVOL_BIG_PROJECT names no project to measure with");
        initResources();
        const auto clock = std::make_shared<SetClock>();
        const auto project = projectOf(must(Document::make(path.toStdString(), must(openProject(path.toStdString())), must(openProjectReadOnly(path.toStdString())), clock, "Ada")));
        FindPanel panel;
        panel.resize(340, 900);
        panel.show();
        panel.setProject(project.get());
        QElapsedTimer since;
        since.start();
        const auto isIndexed = [&] {
            const SearchProgress progress = must(project->document().reader().searchProgress());
            return progress.indexed >= progress.total;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(), 280000);
        qInfo("indexed after %lld ms", since.elapsed());
        double longest = 0, last = 0;
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, &panel, [&] {
            const double now = threadMilliseconds();
            longest = std::max(longest, now - last);
            last = now;
        });
        ticker.start(1);
        auto *query = panel.findChild<QLineEdit *>(QStringLiteral("findQuery"));
        for (const char *words : {"customer", "the", "explain why", "sentences t", "zebra unicorn", "\u65e5\u672c"}) {
            panel.setFilter({});
            QTRY_VERIFY(panel.isSettled());
            last = threadMilliseconds();
            longest = 0;
            since.start();
            query->setText(QString::fromUtf8(words));
            waitUntil([&] { return panel.hitCount() > 0 || panel.isSettled(); });
            const qint64 first = since.elapsed();
            waitUntil([&] { return panel.isSettled(); });
            qInfo("%s: first hits %lld ms, all %d after %lld ms, longest stretch on the GUI thread %.1f ms", words, first, panel.hitCount(), since.elapsed(), longest);
            if (qstrcmp(words, "the") == 0) {
                QTRY_VERIFY(project->texts().isSettled());
                keepLook(panel, "find-big", {Theme::Light, 340}, [&] { return project->texts().isSettled(); });
            }
        }
        panel.setProject(nullptr);
    }

    void bigProjectsKeepTheWindowFree()
    {
        const auto project = bigProject(250'000);
        FindPanel panel;
        panel.resize(340, 720);
        panel.show();
        QElapsedTimer clock;
        clock.start();
        panel.setProject(project.get());
        qInfo("open: %lld ms", clock.restart());
        Filter filter;
        filter.states = {State::Kept};
        panel.setFilter(filter);
        qInfo("filter: %lld ms, %d hits", clock.restart(), panel.hitCount());
        panel.grab();
        qInfo("paint: %lld ms", clock.restart());
        SeedPanel seeds;
        seeds.resize(264, 720);
        seeds.show();
        clock.restart();
        seeds.setProject(project.get());
        qInfo("seeds, open: %lld ms", clock.restart());
        seeds.grab();
        qInfo("seeds, paint: %lld ms", clock.restart());
        auto *model = seeds.findChild<QListView *>(QStringLiteral("seedList"))->model();
        auto &pool = const_cast<Pool &>(project->pool());
        std::vector<Change> changes;
        for (int i = 0; i < 80; ++i) {
            changes.push_back(AddInstruction{childOf(1 + i, "x")});
            std::get<AddInstruction>(changes.back()).instruction.id = 250'001 + i;
            pool.apply(changes.back());
        }
        clock.restart();
        Q_EMIT project->document().changed(changes);
        const qint64 taken = clock.nsecsElapsed();
        clock.restart();
        static_cast<SeedListModel *>(model)->setFilter(TreeFilter::All);
        qInfo("seeds, 80 changes: %.2f ms, refresh: %.2f ms", double(taken) / 1e6, double(clock.nsecsElapsed()) / 1e6);
        panel.setProject(nullptr);
        seeds.setProject(nullptr);
    }
};

QTEST_MAIN(TestFindSpeed)
#include "tst_find_speed.moc"
