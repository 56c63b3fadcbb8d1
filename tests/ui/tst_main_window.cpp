// SPDX-License-Identifier: GPL-3.0-or-later
// The window by keys and mouse, as a person uses it. GUI thread, no waiting by the clock.
#include "window_fixture.h"

#include "ui/panels/activity_bar.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/reading_view.h"
#include "ui/panels/seed_panel.h"
#include "ui/panels/start_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QThreadPool>

using namespace evol;

namespace {

/// Fails every request.
class FailingModel : public ChatModel
{
public:
    std::string name() const override { return "failing"; }
    std::string description() const override { return "fails"; }
    void send(const ChatRequest &, Completion completion) override
    {
        QThreadPool::globalInstance()->start(
            [completion] { completion(fail(ErrorKind::BadReply, "The server answered nonsense. Try again later.")); });
    }
    void cancelAll() override {}
};

/// Keeps requests until they are cancelled.
class SilentModel : public ChatModel
{
public:
    ~SilentModel() override { cancelAll(); }
    std::string name() const override { return "silent"; }
    std::string description() const override { return "says nothing"; }
    void send(const ChatRequest &, Completion completion) override
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(completion));
    }
    void cancelAll() override
    {
        std::vector<Completion> waiting;
        {
            const std::lock_guard lock(m_mutex);
            waiting.swap(m_waiting);
        }
        for (const Completion &completion : waiting)
            completion(fail(ErrorKind::Cancelled, "Cancelled."));
    }

private:
    std::mutex m_mutex;
    std::vector<Completion> m_waiting;
};

template <class Model>
EvolutionQueue::MakeModels models()
{
    return [](const RunSettings &) -> Result<RunModels> {
        const auto model = std::make_shared<Model>();
        return RunModels{{model, {}}, {model, {}}, {model, {}}};
    };
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void startPageTeachesTheNextStep()
    {
        WindowFixture f;
        f.open();
        QVERIFY(f.child<QPushButton>("startNew")->isVisible());
        f.files.path = f.file("first.evol");
        QSignalSpy opened(f.window.get(), &MainWindow::projectOpened);
        QTest::mouseClick(f.child<QPushButton>("startNew"), Qt::LeftButton);
        QTRY_COMPARE(opened.count(), 1);
        auto *seed = f.child<QLineEdit>("firstSeed");
        QTRY_VERIFY(seed->isVisible());
        seed->setFocus();
        QTest::keyClicks(seed, "1+1=?");
        QTest::keyClick(seed, Qt::Key_Return);
        QTRY_COMPARE(f.pool().count(), 1);
        QTRY_VERIFY(f.window->canvas().isVisible());
    }

    void wholeWalk()
    {
        WindowFixture f;
        f.open();
        f.create("walk.evol", {"1+1=?"});
        // Evolve four epochs in the panel.
        QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        auto *epochs = f.child<QSpinBox>("epochs");
        QTRY_VERIFY(epochs->isVisible());
        epochs->setFocus();
        epochs->selectAll();
        QTest::keyClicks(epochs, "4");
        QTest::mouseClick(f.child<QPushButton>("startEvolving"), Qt::LeftButton);
        QTRY_VERIFY(f.window->project()->evolution().isRunning() || f.pool().count() > 1);
        QTRY_VERIFY_WITH_TIMEOUT(f.isIdle(), 30000);
        QCOMPARE(f.pool().lastEpoch(), 4);
        const int grown = f.pool().count();
        QVERIFY(grown >= 5);

        // Look: click a card, its text comes up on the right.
        f.window->canvas().fit();
        f.click(3);
        QCOMPARE(f.window->inspector().shown(), InstructionId(3));
        const auto three = f.window->project()->document().reader().instruction(3);
        QVERIFY(three);
        QVERIFY(f.child<ReadingView>("instructionText")->toPlainText().contains(QString::fromStdString(three->text).left(20)));

        // Override by key, with a reason on the line.
        QTest::keyClick(&f.window->canvas(), Qt::Key_E);
        auto *reason = f.child<QLineEdit>("reason");
        QTRY_VERIFY(reason->hasFocus());
        QTest::keyClicks(reason, "kept twice: 1 and 5");
        QTest::keyClick(reason, Qt::Key_Return);
        const NodeIndex node = f.pool().indexOf(3);
        QTRY_VERIFY(f.pool().isOverridden(node));
        QCOMPARE(f.pool().state(node), State::Eliminated);
        const auto decided = f.window->project()->document().reader().override(3);
        QCOMPARE((*decided)->reason, std::string("kept twice: 1 and 5"));

        // Undo and redo.
        QTRY_VERIFY(f.window->actions().undo->isEnabled());
        QTest::keyClick(&f.window->canvas(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!f.pool().isOverridden(node));
        QTest::keyClick(&f.window->canvas(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(f.pool().isOverridden(node));
        QTest::keyClick(&f.window->canvas(), Qt::Key_K);
        QTRY_COMPARE(f.pool().state(node), State::Kept);

        // Rate the response.
        QTRY_VERIFY(f.pool().responses(node) > 0);
        QTest::keyClick(&f.window->canvas(), Qt::Key_4);
        QTRY_COMPARE(f.pool().rating(node), 4.0);

        // Export.
        f.files.path = f.file("dataset.json");
        QSignalSpy ended(&f.window->fileJobs(), &FileJobs::ended);
        QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(f.child<QPushButton>("startExport")->isVisible());
        QTest::mouseClick(f.child<QPushButton>("startExport"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(QFile::exists(f.files.path));
        QVERIFY(f.window->messages().text().contains(QStringLiteral("written")));

        // Close and reopen: everything is there, and undo reaches over the restart.
        f.window->close();
        QVERIFY(!f.window->project());
        f.open();
        f.openExisting("walk.evol");
        QCOMPARE(f.pool().count(), grown);
        QVERIFY(f.pool().isOverridden(f.pool().indexOf(3)));
        QVERIFY(f.window->actions().undo->isEnabled());
        QTest::keyClick(&f.window->canvas(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(f.pool().rating(f.pool().indexOf(3)), 0.0);
    }

    void keysEvolveTheSelection()
    {
        WindowFixture f;
        f.open();
        f.create("keys.evol", {"1+1=?", "2+3=?"});
        f.click(1);
        QTest::keyClick(&f.window->canvas(), Qt::Key_D);
        QMenu *menu = f.window->actions().inDepthMenu();
        QTRY_VERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(f.pool().count() == 3 && f.isIdle(), 10000);
        QCOMPARE(f.pool().operatorKey(2), std::string("deepen"));
        QVERIFY(!menu->isVisible());
        // The platform without a screen gives the focus to the menu's window, and does not give it back.
        f.activate();
        QTest::keyClick(&f.window->canvas(), Qt::Key_B);
        QTRY_VERIFY_WITH_TIMEOUT(f.pool().count() == 4 && f.isIdle(), 10000);
        QCOMPARE(f.pool().operatorKey(3), std::string("breadth"));
        const int before = f.pool().responses(0);
        QTest::keyClick(&f.window->canvas(), Qt::Key_R);
        QTRY_COMPARE_WITH_TIMEOUT(f.pool().responses(0), before + 1, 10000);
        QTRY_VERIFY(f.isIdle());
        QTest::keyClick(&f.window->canvas(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1+1=?"));
    }

    void typingInALineTriggersNoKey()
    {
        WindowFixture f;
        f.open();
        f.create("typing.evol", {"1+1=?"});
        auto *line = f.child<QLineEdit>("newSeed");
        line->setFocus();
        QTest::keyClicks(line, "bred 5 kFe/");
        QCOMPARE(line->text(), QStringLiteral("bred 5 kFe/"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(f.pool().count(), 2);
        QVERIFY(!f.pool().isOverridden(0));
        QVERIFY(f.isIdle());
    }

    void listShowsTreesAndFilters()
    {
        WindowFixture f;
        f.open();
        f.create("filter.evol", {"1+1=?", "2+3=?", "Name a river."});
        auto *list = f.child<QListView>("seedList");
        QTRY_COMPARE(list->model()->rowCount(), 4);
        const QRect row = list->visualRect(list->model()->index(2, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(f.window->canvas().root(), InstructionId(2));
        QCOMPARE(f.window->inspector().shown(), InstructionId(2));
        auto *filter = f.child<QLineEdit>("seedFilter");
        filter->setFocus();
        QTest::keyClicks(filter, "river");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        filter->clear();
        QTRY_COMPARE(list->model()->rowCount(), 4);
    }

    void searchWalksThroughWhatItFinds()
    {
        WindowFixture f;
        f.open();
        f.create("search.evol", {"1+1=?", "Name a river.", "Name a lake."});
        QTest::keyClick(&f.window->canvas(), Qt::Key_F, Qt::ControlModifier);
        auto *search = f.child<QLineEdit>("search");
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, "name");
        QTRY_COMPARE(f.window->canvas().current(), InstructionId(2));
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(f.window->canvas().current(), InstructionId(3));
        QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(f.window->canvas().current(), InstructionId(2));
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_VERIFY(f.window->canvas().hasFocus());
    }

    void commandPaletteRunsWhatItLists()
    {
        WindowFixture f;
        f.open();
        f.create("palette.evol", {"1+1=?"});
        f.click(1);
        QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *line = f.child<QLineEdit>("commandLine");
        QTRY_VERIFY(line->isVisible());
        QTest::keyClicks(line, "keep");
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(f.pool().isOverridden(0));
    }

    void previewOpensAndClosesWithSpace()
    {
        WindowFixture f;
        f.open();
        f.create("preview.evol", {"1+1=?"});
        f.click(1);
        QTest::keyClick(&f.window->canvas(), Qt::Key_Space);
        auto *preview = f.child<QFrame>("preview");
        QTRY_VERIFY(preview->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(!preview->isVisible());
        QVERIFY(f.window->canvas().hasFocus());
    }

    void readOnlyChangesNothing()
    {
        WindowFixture f;
        f.open();
        f.create("read.evol", {"1+1=?"});
        f.openExisting("read.evol", Access::ReadOnly);
        QVERIFY(f.window->project()->isReadOnly());
        f.click(1);
        QVERIFY(!f.window->actions().keep->isEnabled());
        QVERIFY(!f.child<QLineEdit>("newSeed")->isEnabled());
        QTest::keyClick(&f.window->canvas(), Qt::Key_K);
        QTest::keyClick(&f.window->canvas(), Qt::Key_B);
        QVERIFY(f.isIdle());
        QVERIFY(!f.pool().isOverridden(0));
    }

    void busyProjectIsOfferedReadOnly()
    {
        WindowFixture holder;
        holder.open();
        holder.create("busy.evol", {"1+1=?"});
        WindowFixture f;
        f.open();
        QSignalSpy failed(f.window.get(), &MainWindow::openingFailed);
        f.window->openProject(holder.file("busy.evol"));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!f.window->project());
        auto *action = f.child<QPushButton>("messageAction");
        QTRY_VERIFY(action->isVisible());
        QTest::mouseClick(action, Qt::LeftButton);
        QTRY_VERIFY(f.window->project());
        QVERIFY(f.window->project()->isReadOnly());
        QCOMPARE(f.window->messages().count(), 0);
    }

    void messagesStayUntilRead()
    {
        WindowFixture f;
        f.open();
        for (int i = 0; i < 2; ++i)
            f.window->openProject(f.file("absent%1.evol").arg(i));
        QTRY_COMPARE(f.window->messages().count(), 1); // the first was overtaken by the second
        f.window->openProject(f.file("missing.evol"));
        QTRY_COMPARE(f.window->messages().count(), 2);
        QTest::mouseClick(f.child<QPushButton>("dismissMessage"), Qt::LeftButton);
        QTest::mouseClick(f.child<QPushButton>("dismissMessage"), Qt::LeftButton);
        QVERIFY(!f.window->messages().isVisible());
    }

    void failingModelShowsReasonsAndTriesAgain()
    {
        WindowFixture f;
        f.makeModels = models<FailingModel>();
        f.open();
        f.create("failing.evol", {"1+1=?", "2+2=?"});
        f.click(1);
        QTest::keyClick(&f.window->canvas(), Qt::Key_B);
        auto *failed = f.child<QToolButton>("failed");
        QTRY_VERIFY_WITH_TIMEOUT(f.isIdle() && failed->isVisible(), 20000);
        QTest::mouseClick(failed, Qt::LeftButton);
        auto *again = f.child<QPushButton>("tryAgain");
        QVERIFY(again);
        QVERIFY(again->isEnabled());
        QSignalSpy finished(&f.window->project()->evolution(), &EvolutionQueue::finished);
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        QCOMPARE(f.pool().count(), 2);
    }

    void closingDuringARunKeepsAndOffersToCarryOn()
    {
        WindowFixture f;
        f.makeModels = models<SilentModel>();
        f.open();
        f.create("carry.evol", {"1+1=?"});
        f.click(1);
        QTest::keyClick(&f.window->canvas(), Qt::Key_B);
        QTRY_VERIFY(f.window->project()->evolution().progress().inFlight > 0);
        QVERIFY(f.child<QPushButton>("pauseRun")->isVisible());
        f.window->close();
        f.makeModels = [](const RunSettings &settings) { return makeRunModels(settings); };
        f.open();
        f.openExisting("carry.evol");
        auto *carryOn = f.child<QPushButton>("carryOn");
        QTRY_VERIFY(carryOn->isVisible());
        QTest::mouseClick(carryOn, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(f.pool().count() == 2 && f.isIdle(), 10000);
        QTRY_VERIFY(!carryOn->isVisible());
    }

    void cancelEndsARun()
    {
        WindowFixture f;
        f.makeModels = models<SilentModel>();
        f.open();
        f.create("cancel.evol", {"1+1=?"});
        f.click(1);
        QTest::keyClick(&f.window->canvas(), Qt::Key_B);
        auto *cancel = f.child<QPushButton>("cancelRun");
        QTRY_VERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(f.isIdle(), 10000);
        QCOMPARE(f.pool().count(), 1);
    }

    void importBringsSeedsIn()
    {
        WindowFixture f;
        f.open();
        f.create("import.evol", {});
        f.files.path = f.file("seeds.txt");
        QFile file(f.files.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("1+1=?\nName a river.\n1+1=?\n");
        file.close();
        QSignalSpy ended(&f.window->fileJobs(), &FileJobs::ended);
        QTest::keyClick(f.window.get(), Qt::Key_I, Qt::ControlModifier);
        QTRY_COMPARE(ended.count(), 1);
        QTRY_COMPARE(f.pool().count(), 2);
        QVERIFY(f.window->canvas().isVisible());
    }

    void themeSwitchesAtOnce()
    {
        WindowFixture f;
        f.open();
        f.create("theme.evol", {"1+1=?"});
        f.window->actions().darkTheme->trigger();
        QCOMPARE(QApplication::palette().color(QPalette::Window), paletteOf(Theme::Dark).ground);
        const QImage dark = f.window->grab().toImage();
        QVERIFY(dark.pixelColor(dark.width() / 2, dark.height() / 2).lightness() < 80);
        f.window->actions().lightTheme->trigger();
        const QImage light = f.window->grab().toImage();
        QVERIFY(light.pixelColor(light.width() / 2, 60).lightness() > 200);
        QCOMPARE(f.preferences.theme(), ThemeChoice::Light);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
