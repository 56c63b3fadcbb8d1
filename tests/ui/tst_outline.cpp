// SPDX-License-Identifier: GPL-3.0-or-later
// The tree as a list and as a table: opened and walked by keys and mouse, growing with the project, in step with the
// canvas, and at once even where it is big. GUI thread.
#include "project_fixture.h"

#include "ui/panels/instruction_table.h"
#include "ui/panels/outline_list.h"
#include "ui/panels/outline_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>

using namespace evol;
using namespace evol::test;

namespace {

using Ids = std::vector<InstructionId>;

class OutlineFixture : public ProjectFixture
{
public:
    OutlinePanel panel;
    QAbstractItemModelTester tester{&panel.outline(), QAbstractItemModelTester::FailureReportingMode::Fatal};

    OutlineFixture()
    {
        panel.resize(340, 640);
        panel.setProject(project.get());
        panel.show();
        QTest::qWait(0);
    }
    ~OutlineFixture() { panel.setProject(nullptr); }

    OutlineList *list() { return panel.findChild<OutlineList *>(); }
    InstructionTable *table() { return panel.findChild<InstructionTable *>(); }
    /// e.g. "1 .4 ..6 2": a dot for each level.
    QString shown()
    {
        QStringList rows;
        for (int row = 0; row < panel.outline().rowCount(); ++row)
            rows += QString(panel.outline().depthAt(row), QLatin1Char('.')) + QString::number(panel.outline().idAt(row));
        return rows.join(QLatin1Char(' '));
    }
    Ids tableIds()
    {
        Ids ids;
        for (int row = 0; row < panel.table().rowCount(); ++row)
            ids.push_back(panel.table().idAt(row));
        return ids;
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(list(), key, modifiers); }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, modifiers, list()->visualRect(panel.outline().index(row)).center());
    }
};

} // namespace

class TestOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void seedsAreClosedAtFirst()
    {
        OutlineFixture f;
        QCOMPARE(f.shown(), QStringLiteral("1 2 3"));
    }

    void rightOpensAndGoesInLeftClosesAndGoesOut()
    {
        OutlineFixture f;
        f.panel.setCurrent(1);
        f.key(Qt::Key_Right);
        QCOMPARE(f.shown(), QStringLiteral("1 .4 .5 2 3"));
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Right);
        QCOMPARE(f.shown(), QStringLiteral("1 .4 ..6 .5 2 3"));
        f.key(Qt::Key_Right);
        QCOMPARE(f.panel.selection(), Ids{6});
        f.key(Qt::Key_Left);
        QCOMPARE(f.panel.selection(), Ids{4});
        f.key(Qt::Key_Left);
        f.key(Qt::Key_Left);
        f.key(Qt::Key_Left);
        QCOMPARE(f.shown(), QStringLiteral("1 2 3"));
        f.key(Qt::Key_Right);
        QCOMPARE(f.shown(), QStringLiteral("1 .4 .5 2 3"));
    }

    void aClickOnTheChevronOpensWithoutChoosing()
    {
        OutlineFixture f;
        QSignalSpy chosen(&f.panel, &OutlinePanel::currentChosen);
        const QRect row = f.list()->visualRect(f.panel.outline().index(0));
        QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, QPoint(16, row.center().y()));
        QCOMPARE(f.shown(), QStringLiteral("1 .4 .5 2 3"));
        QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, QPoint(16, row.center().y()));
        QCOMPARE(f.shown(), QStringLiteral("1 2 3"));
        QCOMPARE(chosen.count(), 0);
    }

    void choosingIsAnnouncedAndBeingToldIsNot()
    {
        OutlineFixture f;
        QSignalSpy current(&f.panel, &OutlinePanel::currentChosen);
        QSignalSpy selection(&f.panel, &OutlinePanel::selectionChosen);
        f.panel.setCurrent(6);
        QCOMPARE(f.shown(), QStringLiteral("1 .4 ..6 .5 2 3"));
        QCOMPARE(f.panel.selection(), Ids{6});
        QTest::qWait(0);
        QCOMPARE(current.count() + selection.count(), 0);
        f.click(1);
        QCOMPARE(current.last()[0].value<InstructionId>(), InstructionId(4));
        f.click(4, Qt::ShiftModifier);
        f.click(0, Qt::ControlModifier);
        QTRY_COMPARE(selection.count(), 1);
        QCOMPARE(selection.last()[0].value<Ids>(), (Ids{1, 2, 4, 5, 6}));
    }

    void enterAndDoubleClickShowTheWhole()
    {
        OutlineFixture f;
        QSignalSpy activated(&f.panel, &OutlinePanel::activated);
        f.panel.setCurrent(2);
        f.key(Qt::Key_Return);
        QTest::mouseDClick(f.list()->viewport(), Qt::LeftButton, {}, f.list()->visualRect(f.panel.outline().index(0)).center());
        QCOMPARE(activated.count(), 2);
        QCOMPARE(activated[1][0].value<InstructionId>(), InstructionId(1));
    }

    void aNewInstructionIsOneNewRow()
    {
        OutlineFixture f;
        f.panel.setCurrent(5);
        QSignalSpy inserted(&f.panel.outline(), &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&f.panel.outline(), &QAbstractItemModel::modelReset);
        f.apply({AddInstruction{childOf(1, "New one")}});
        QCOMPARE(f.shown(), QStringLiteral("1 .4 .5 .7 2 3"));
        f.apply({AddInstruction{childOf(2, "Under a closed one")}, AddInstruction{seed("A seed")}});
        QCOMPARE(f.shown(), QStringLiteral("1 .4 .5 .7 2 3 9"));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(f.panel.selection(), Ids{5});
        f.document().undo();
        f.document().undo();
        f.document().waitUntilWritten();
        QCOMPARE(f.shown(), QStringLiteral("1 .4 .5 2 3"));
    }

    void movedBranchesAreShownWhereTheyAre()
    {
        OutlineFixture f;
        f.panel.setCurrent(6);
        f.apply({MoveInstruction{4, {}, 2}});
        f.panel.setCurrent(6);
        QCOMPARE(f.shown(), QStringLiteral("1 .5 2 .4 ..6 3"));
    }

    void whileHiddenItOnlyRemembers()
    {
        OutlineFixture f;
        f.panel.hide();
        QSignalSpy inserted(&f.panel.outline(), &QAbstractItemModel::rowsInserted);
        f.apply({AddInstruction{seed("A seed")}});
        QCOMPARE(inserted.count(), 0);
        f.panel.show();
        QCOMPARE(f.shown(), QStringLiteral("1 2 3 7"));
    }

    void theTableIsSortedByAnyColumn()
    {
        OutlineFixture f;
        QTest::mouseClick(f.panel.findChild<QToolButton *>(QStringLiteral("asTable")), Qt::LeftButton);
        QCOMPARE(f.tableIds(), (Ids{1, 2, 3, 4, 5, 6}));
        using T = InstructionTableModel;
        f.table()->sortByColumn(T::Id, Qt::DescendingOrder);
        QCOMPARE(f.tableIds(), (Ids{6, 5, 4, 3, 2, 1}));
        QTest::mouseClick(f.table()->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(f.table()->columnViewportPosition(T::Epoch) + 20, 8));
        QTest::mouseClick(f.table()->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(f.table()->columnViewportPosition(T::Epoch) + 20, 8));
        QCOMPARE(f.tableIds(), (Ids{6, 4, 5, 1, 2, 3}));
        f.table()->sortByColumn(T::Difficulty, Qt::DescendingOrder);
        QCOMPARE(f.tableIds().front(), InstructionId(4));
        f.table()->sortByColumn(T::StateColumn, Qt::DescendingOrder);
        QCOMPARE(f.tableIds().front(), InstructionId(5));
        f.table()->sortByColumn(T::Responses, Qt::DescendingOrder);
        QCOMPARE(f.tableIds().front(), InstructionId(4));
        f.table()->sortByColumn(T::Text, Qt::AscendingOrder);
        QTRY_COMPARE(f.tableIds(), (Ids{2, 6, 5, 4, 1, 3}));
    }

    void theTableShowsWhatTheFilterLetsThrough()
    {
        OutlineFixture f;
        f.panel.setShape(OutlinePanel::Shape::Table);
        NodeSet matches(static_cast<std::size_t>(f.project->pool().size()));
        matches[static_cast<std::size_t>(f.project->pool().indexOf(5))] = 1;
        f.panel.setMatches(&matches);
        QCOMPARE(f.tableIds(), Ids{5});
        QSignalSpy current(&f.panel, &OutlinePanel::currentChosen);
        QTest::mouseClick(f.table()->viewport(), Qt::LeftButton, {}, f.table()->visualRect(f.panel.table().index(0, 2)).center());
        QCOMPARE(current.last()[0].value<InstructionId>(), InstructionId(5));
        f.panel.setMatches(nullptr);
        QCOMPARE(f.panel.table().rowCount(), 6);
        QCOMPARE(f.panel.selection(), Ids{5});
    }

    void itIsReadableInBothThemesAndWidths_data() { addLooks(); }
    void itIsReadableInBothThemesAndWidths()
    {
        const Look look = currentLook();
        OutlineFixture f;
        f.panel.resize(look.width, 420);
        fillForLooks(f);
        f.panel.setCurrent(6);
        QTRY_VERIFY(f.project->texts().isSettled());
        keepLook(f.panel, "outline", look, [&] { return f.project->texts().isSettled(); });
        f.panel.setShape(OutlinePanel::Shape::Table);
        f.panel.resize(look.width * 3, 300);
        QTRY_VERIFY(f.project->texts().isSettled());
        keepLook(f.panel, "table", look, [&] { return f.project->texts().isSettled(); });
    }

    void openBranchesOfABigProjectGrowAtOnce()
    {
        const auto project = bigProject(250'000);
        OutlinePanel panel;
        panel.resize(340, 900);
        panel.show();
        QElapsedTimer clock;
        const auto lap = [&clock](const char *what) {
            qInfo("%s: %.1f ms", what, double(clock.nsecsElapsed()) / 1e6);
            clock.restart();
        };
        clock.start();
        panel.setProject(project.get());
        lap("open, seeds only");
        panel.outline().openAll();
        lap("open all");
        panel.grab();
        lap("first picture");
        QCOMPARE(panel.outline().rowCount(), 250'000);
        auto *list = panel.findChild<OutlineList *>();
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() / 2);
        list->grab();
        lap("scroll and paint");
        auto &pool = const_cast<Pool &>(project->pool());
        std::vector<Change> changes;
        for (int i = 0; i < 80; ++i) {
            changes.push_back(AddInstruction{childOf(1 + i * 600, "x")});
            std::get<AddInstruction>(changes.back()).instruction.id = 250'001 + i;
            pool.apply(changes.back());
        }
        clock.restart();
        Q_EMIT project->document().changed({changes.front()});
        lap("one new row");
        Q_EMIT project->document().changed(changes);
        lap("80 new rows");
        QCOMPARE(panel.outline().rowCount(), 250'080);
        panel.setCurrent(200'000);
        lap("to another row");
        list->selectAll();
        lap("select all");
        panel.setShape(OutlinePanel::Shape::Table);
        lap("table");
        panel.grab();
        lap("table, picture");
        for (int column = 0; column < InstructionTableModel::Text; ++column) {
            panel.findChild<InstructionTable *>()->sortByColumn(column, Qt::DescendingOrder);
            lap("sort");
        }
        panel.setProject(nullptr);
    }
};

QTEST_MAIN(TestOutline)
#include "tst_outline.moc"
