// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a project: read page by page, filtered, and what was there before put back; on project files.
#include "audit_fixture.h"

#include "ui/panels/project_history_panel.h"
#include "ui/panels/two_line_delegate.h"

#include <QLabel>
#include <QSignalSpy>

using namespace evol;
using namespace evol::test;

namespace {

class History : public AuditFixture
{
public:
    ProjectHistoryPanel panel;

    void start(Opens how = Opens::Writable)
    {
        open(how);
        panel.resize(400, 800);
        panel.setProject(project.get());
        activate(panel);
        settle();
    }
    ~History() { panel.setProject(nullptr); }

    const HistoryModel &model() const { return panel.model(); }
    void settle() { QTRY_VERIFY(model().isSettled()); }
    QTreeView *list() const { return panel.findChild<QTreeView *>(QStringLiteral("historyList")); }
    QString text(const char *name) const { return panel.findChild<QLabel *>(QString::fromLatin1(name))->text(); }
    QModelIndex top(int row) const { return model().index(row, 0); }
    QString title(const QModelIndex &index) const { return index.data().toString(); }
    void choose(const char *name, const QString &choice)
    {
        auto *box = panel.findChild<QComboBox *>(QString::fromLatin1(name));
        const int index = box->findText(choice);
        QVERIFY2(index >= 0, qPrintable(choice));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
        settle();
    }
    void restore(const QModelIndex &index)
    {
        list()->setCurrentIndex(index);
        QTest::keyClick(list(), Qt::Key_R);
        document().waitUntilWritten();
    }
};

} // namespace

class TestProjectHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void newestActionsComeFirstWithTheirNumberOfChanges()
    {
        History h;
        h.addSeed("1+1=?");
        must(act(h.store(), {SetFlag{1, false, true}, SetDifficulty{1, {}, 3}}, "Mark", "Grace"));
        must(act(h.store(), {SetOverride{1, {}, Override{Decision::Eliminate, "too easy", "Ada"}}}, "Eliminate #1"));
        h.start();
        QCOMPARE(h.model().rowCount(), 3);
        QCOMPARE(h.title(h.top(0)), QStringLiteral("Eliminate #1"));
        QVERIFY(h.top(0).data(TwoLineDelegate::SecondLineRole).toString().contains(QStringLiteral("none → eliminate “too easy”")));
        QCOMPARE(h.title(h.top(1)), QStringLiteral("Mark"));
        QCOMPARE(h.top(1).data(TwoLineDelegate::RightRole).toString(), QStringLiteral("2 changes"));
        QVERIFY(h.model().hasChildren(h.top(1)));
        QVERIFY(!h.model().hasChildren(h.top(0)));
        h.list()->setCurrentIndex(h.top(1));
        QTest::keyClick(h.list(), Qt::Key_Right);
        QTRY_COMPARE(h.model().rowCount(h.top(1)), 2);
        QCOMPARE(h.title(h.model().index(0, 0, h.top(1))), QStringLiteral("#1 · set difficulty"));
    }

    void manyActionsAndChangesAreReadByAndBy()
    {
        History h;
        h.addSeed("1+1=?");
        for (int i = 0; i < 450; ++i)
            must(act(h.store(), {SetDifficulty{1, {}, i % 10 + 1}}, "Score " + std::to_string(i)));
        std::vector<Change> many;
        for (int i = 0; i < 450; ++i)
            many.push_back(SetNote{1, {}, "note " + std::to_string(i)});
        must(act(h.store(), many, "Notes"));
        h.start();
        QCOMPARE(h.model().rowCount(), 200);
        const auto scrollTo = [&h](int rows, const QModelIndex &parent) {
            h.list()->scrollTo(h.model().index(h.model().rowCount(parent) - 1, 0, parent));
            return h.model().rowCount(parent) == rows;
        };
        QTRY_VERIFY(scrollTo(452, {}));
        QCOMPARE(h.model().rowCount(), 452);
        QCOMPARE(h.title(h.top(451)), QStringLiteral("Add"));
        h.list()->expand(h.top(0));
        h.list()->scrollToTop();
        QTRY_COMPARE(h.model().rowCount(h.top(0)), 200);
        QTRY_VERIFY(scrollTo(450, h.top(0)));
        QCOMPARE(h.model().index(449, 0, h.top(0)).data(TwoLineDelegate::SecondLineRole).toString(), QStringLiteral("none → “note 0”"));
    }

    void isFilteredByPersonKindAndInstruction()
    {
        History h;
        h.addUsual();
        must(act(h.store(), {SetOverride{3, {}, Override{Decision::Keep, "fine", "Grace"}}}, "Keep #3", "Grace"));
        must(act(h.store(), {SetFlag{4, false, true}}, "Flag #4"));
        h.start();
        h.choose("historyPerson", QStringLiteral("Grace"));
        QCOMPARE(h.model().rowCount(), 1);
        QCOMPARE(h.title(h.top(0)), QStringLiteral("Keep #3"));
        h.choose("historyPerson", QStringLiteral("Everybody"));
        h.choose("historyKind", QStringLiteral("flag"));
        QCOMPARE(h.model().rowCount(), 1);
        QCOMPARE(h.title(h.top(0)), QStringLiteral("Flag #4"));
        h.choose("historyKind", QStringLiteral("All changes"));
        h.panel.setSelected(3);
        QTest::mouseClick(h.panel.findChild<QToolButton *>(QStringLiteral("historyOnly")), Qt::LeftButton);
        h.settle();
        QCOMPARE(h.model().rowCount(), 3);
        h.choose("historyKind", QStringLiteral("note"));
        QCOMPARE(h.model().rowCount(), 0);
        QVERIFY(h.text("historyEmpty").startsWith(QStringLiteral("No change is like that")));
    }

    void whatHappensMeanwhileAppears()
    {
        History h;
        h.addUsual();
        h.start();
        const int before = h.model().rowCount();
        h.list()->setCurrentIndex(h.top(2));
        const QString current = h.title(h.list()->currentIndex());
        h.document().apply("Flag #2", {SetFlag{2, false, true}});
        QTRY_COMPARE(h.model().rowCount(), before + 1);
        QCOMPARE(h.title(h.top(0)), QStringLiteral("Flag #2"));
        QCOMPARE(h.list()->currentIndex().row(), 3);
        QCOMPARE(h.title(h.list()->currentIndex()), current);
        h.document().undo();
        QTRY_COMPARE(h.model().rowCount(), before + 2);
        QTRY_VERIFY(h.top(1).data(TwoLineDelegate::StruckRole).toBool());
    }

    void enterAndClickShowTheInstruction()
    {
        History h;
        h.addUsual();
        must(act(h.store(), {SetFlag{4, false, true}}, "Flag #4"));
        h.start();
        QSignalSpy asked(&h.panel, &ProjectHistoryPanel::instructionAsked);
        h.list()->setCurrentIndex(h.top(0));
        QTest::keyClick(h.list(), Qt::Key_Return);
        QTest::mouseClick(h.list()->viewport(), Qt::LeftButton, {}, h.list()->visualRect(h.top(0)).center());
        QCOMPARE(asked.count(), 2);
        QCOMPARE(asked.back().front().value<InstructionId>(), InstructionId{4});
        QSignalSpy closed(&h.panel, &ProjectHistoryPanel::closed);
        QTest::keyClick(h.list(), Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
    }

    void aWordingIsRestoredAsANewStep()
    {
        History h;
        h.addSeed("1+1=?");
        must(act(h.store(), {EditInstruction{1, {}, {"2+2=?", "", "Ada"}}}, "Edit #1"));
        must(act(h.store(), {EditInstruction{1, {}, {"3+3=?", "", "Ada"}}}, "Edit #1"));
        h.start();
        h.restore(h.top(0));
        QCOMPARE(must(h.reader().instruction(1)).text, std::string("2+2=?"));
        QCOMPARE(h.document().undoState().undoLabel, std::string("Restore: edit instruction of #1"));
        QVERIFY(h.text("historyMessage").contains(QStringLiteral("Ctrl+Z")));
        QTRY_COMPARE(h.model().rowCount(), 4);
        h.document().undo();
        h.document().waitUntilWritten();
        QCOMPARE(must(h.reader().instruction(1)).text, std::string("3+3=?"));
        QVERIFY(must(h.reader().check()).empty());
    }

    void whatTheProjectRefusesIsSaid()
    {
        History h;
        h.addSeed("1+1=?");
        h.addEvolved(1, "What is 1+1?", goodAnswer);
        h.start();
        const int last = h.model().rowCount() - 1;
        QCOMPARE(h.title(h.top(last)), QStringLiteral("Add"));
        h.restore(h.top(last));
        QVERIFY(h.text("historyMessage").startsWith(QStringLiteral("Not restored.")));
        QVERIFY(h.pool().contains(1));
    }

    void aReadOnlyProjectShowsItsHistory()
    {
        History h;
        h.addUsual();
        h.start(AuditFixture::Opens::ReadOnly);
        QVERIFY(h.model().rowCount() > 0);
        h.list()->setCurrentIndex(h.top(h.model().rowCount() - 1));
        QVERIFY(!h.panel.findChild<QPushButton *>(QStringLiteral("restoreChange"))->isEnabled());
    }

    void aProjectWithoutHistorySaysWhatWillStandThere()
    {
        History h;
        h.start();
        QVERIFY(h.text("historyEmpty").startsWith(QStringLiteral("Nothing has been changed yet")));
        QVERIFY(isPainted(h.panel, QStringLiteral("history-empty")));
    }

    void looks_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        QTest::newRow("light") << false << 400;
        QTest::newRow("dark") << true << 400;
        QTest::newRow("narrow") << false << 304;
    }
    void looks()
    {
        QFETCH(bool, dark);
        QFETCH(int, width);
        applyTheme(dark ? Theme::Dark : Theme::Light);
        History h;
        h.addUsual();
        must(act(h.store(), {EditInstruction{7, {}, {"1足す1は？", "", "Ada"}}}, "Edit #7"));
        must(act(h.store(), {SetOverride{3, {}, Override{Decision::Keep, "a fair question", "Grace"}}}, "Overrule #3", "Grace"));
        must(act(h.store(), {SetFlag{2, false, true}, SetFlag{3, false, true}, SetNote{4, {}, "look again"}}, "Mark 3 instructions"));
        h.start();
        h.panel.resize(width, 800);
        h.panel.setSelected(3);
        h.document().apply("Flag #5", {SetFlag{5, false, true}});
        h.document().undo();
        h.document().waitUntilWritten();
        QTRY_VERIFY(h.top(1).data(TwoLineDelegate::StruckRole).toBool());
        h.list()->expand(h.top(2));
        h.settle();
        h.list()->setCurrentIndex(h.top(4));
        h.list()->setFocus();
        QVERIFY(isPainted(h.panel, QStringLiteral("history-%1").arg(QLatin1String(QTest::currentDataTag()))));
        applyTheme(Theme::Light);
    }
};

QTEST_MAIN(TestProjectHistory)
#include "tst_project_history.moc"
