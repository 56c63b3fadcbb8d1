// SPDX-License-Identifier: GPL-3.0-or-later
// Paints every screen of the window in both themes and two sizes, with texts in several scripts. What a machine can
// check is checked; with EVOL_LOOKS_DIR set the pictures are kept for a person to judge. GUI thread.
#include "window_fixture.h"

#include "ui/dialogs/settings_dialog.h"
#include "ui/panels/inspector_panel.h"

#include <QSet>

using namespace evol;

class TestLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScreen_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<QSize>("size");
        for (const int theme : {0, 1}) {
            for (const QSize size : {QSize(1440, 900), QSize(1024, 700)})
                QTest::addRow("%s %d", theme == 0 ? "light" : "dark", size.width()) << theme << size;
        }
    }

    void everyScreen()
    {
        QFETCH(int, theme);
        QFETCH(QSize, size);
        m_prefix = QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('-'));
        applyTheme(theme == 0 ? Theme::Light : Theme::Dark);
        WindowFixture f;
        f.preferences.setTheme(theme == 0 ? ThemeChoice::Light : ThemeChoice::Dark);
        f.open(size);
        keep(f, "start");
        f.create("looks.evol", {});
        keep(f, "empty");
        for (const char *name : {"/seed_tasks.jsonl", "/alpaca_zh.json"}) {
            const QString path = QStringLiteral(EVOL_SHARED_DATA) + QLatin1String(name);
            if (!QFile::exists(path))
                continue;
            QSignalSpy ended(&f.window->fileJobs(), &FileJobs::ended);
            f.window->fileJobs().importSeeds(path, {});
            QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30000);
        }
        f.window->messages().clear();
        if (f.pool().count() == 0)
            QSKIP("no texts to show");
        f.window->canvas().fit();
        keep(f, "forest");
        evolve(f, 1);
        f.window->showInstruction(1);
        keep(f, "evolved");
        const NodeIndex child = f.pool().firstChild(0);
        QVERIFY(child != noNode);
        f.window->canvas().setRoot(1);
        f.window->showInstruction(f.pool().id(child));
        showTabs(f);
        showHandWork(f, f.pool().id(child));
        f.window->actions().evolveProject->trigger();
        keep(f, "evolve-panel");
        f.window->actions().exportFile->trigger();
        keep(f, "export-panel");
        f.window->messages().add({MessageKind::Trouble, QStringLiteral("The disk is full: /data could not be written. Nothing was lost; free some space and try again."), QStringLiteral("Try again"), {}});
        f.window->actions().palette->trigger();
        keepWidget(f.child<QWidget>("commandPalette"), "palette");
        f.child<QWidget>("commandPalette")->hide();
        keep(f, "message");
        f.window->actions().settings->trigger();
        keepWidget(f.child<QWidget>("settings"), "settings");
    }

private:
    void evolve(WindowFixture &f, InstructionId id)
    {
        RunSettings settings;
        settings.only = {id, id + 1, id + 180};
        std::erase_if(settings.only, [&](InstructionId each) { return !f.pool().contains(each); });
        settings.choice = Choice::Each;
        settings.scoresDifficulty = true;
        f.window->project()->evolution().start({settings, QStringLiteral("Evolve")});
        QTRY_VERIFY_WITH_TIMEOUT(f.isIdle(), 30000);
    }

    /// What lies over the canvas, and what it can show of a tree.
    void showHandWork(WindowFixture &f, InstructionId id)
    {
        StudioActions &actions = f.window->actions();
        for (const auto &[action, name] : {std::pair(actions.edit, "edit-pane"), {actions.addChild, "add-child-pane"}, {actions.compare, "compare-pane"}}) {
            f.window->canvas().goTo(id);
            action->trigger();
            keep(f, name);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        }
        actions.move->trigger();
        keep(f, "move-line");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        actions.showLineage->trigger();
        keep(f, "lineage-only");
        actions.showSeeds->trigger();
        actions.growDown->trigger();
        actions.colourings.back()->trigger();
        keep(f, "downwards-by-difficulty");
        actions.growDown->trigger();
        actions.colourings.front()->trigger();
        f.window->canvas().setRoot(1);
        f.window->showInstruction(id);
    }

    void showTabs(WindowFixture &f)
    {
        const char *const names[] = {"response", "verdict", "lineage", "history", "raw"};
        for (int tab = InspectorPanel::ResponseTab; tab <= InspectorPanel::RawTab; ++tab) {
            f.window->inspector().showTab(static_cast<InspectorPanel::Tab>(tab));
            keep(f, names[tab]);
        }
        f.window->inspector().showTab(InspectorPanel::ResponseTab);
    }

    void keep(WindowFixture &f, const char *name)
    {
        const auto isThere = [&f] {
            f.window->canvas().repaint();
            return !f.window->project() || (f.window->canvas().isComplete() && f.window->project()->texts().isSettled());
        };
        QTRY_VERIFY(isThere());
        keepWidget(f.window.get(), name);
    }

    void keepWidget(QWidget *widget, const char *name)
    {
        QVERIFY(widget);
        QTest::qWait(0);
        const QImage image = widget->grab().toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours += image.pixel(x, y);
        }
        QVERIFY2(colours.size() > 8, name);
        const QString folder = qEnvironmentVariable("EVOL_LOOKS_DIR");
        if (!folder.isEmpty())
            QVERIFY(image.save(QStringLiteral("%1/%2-%3.png").arg(folder, m_prefix, QLatin1String(name))));
    }

    QString m_prefix;
};

QTEST_MAIN(TestLooks)
#include "tst_looks.moc"
