// SPDX-License-Identifier: GPL-3.0-or-later
// The panel that finds: as one types, by ticking, with names for filters, by keys and mouse. GUI thread.
#include "project_fixture.h"

#include "ui/panels/facet_list.h"
#include "ui/panels/filter_chips.h"
#include "ui/panels/find_panel.h"
#include "ui/panels/search_line.h"
#include "ui/panels/seed_panel.h"
#include "ui/panels/word_marks.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>

using namespace evol;
using namespace evol::test;

namespace {

class PanelFixture : public ProjectFixture
{
public:
    FindPanel panel;

    explicit PanelFixture(int width = 340)
    {
        waitForIndex();
        panel.resize(width, 720);
        panel.setProject(project.get());
        panel.show();
        QTest::qWait(0);
    }
    ~PanelFixture() { panel.setProject(nullptr); }

    template <class Widget>
    Widget *child(const char *name)
    {
        return panel.findChild<Widget *>(QString::fromLatin1(name));
    }
    void type(const QString &text)
    {
        panel.focusQuery();
        QTest::keyClicks(child<QLineEdit>("findQuery"), text);
        QTRY_VERIFY(panel.isSettled());
    }
    QAbstractItemModel &facets() { return *child<FacetList>("facets")->model(); }
    int rowOf(const QString &words)
    {
        for (int row = 0; row < facets().rowCount(); ++row) {
            if (facets().index(row, 0).data().toString() == words)
                return row;
        }
        return -1;
    }
    qlonglong count(const QString &words) { return facets().index(rowOf(words), 0).data(FacetModel::CountRole).toLongLong(); }
    void click(const QString &words)
    {
        auto *list = child<FacetList>("facets");
        const QModelIndex index = facets().index(rowOf(words), 0);
        list->scrollTo(index);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    }
    std::vector<InstructionId> hits()
    {
        std::vector<InstructionId> ids;
        auto *model = static_cast<HitListModel *>(child<QAbstractItemView>("hits")->model());
        for (int row = 0; row < model->rowCount(); ++row)
            ids.push_back(model->idAt(row));
        return ids;
    }
};

using Ids = std::vector<InstructionId>;

QStringList marked(const QString &query, const QString &text)
{
    QStringList words;
    for (const WordMark &mark : QueryWords(query).marksIn(text))
        words += text.mid(mark.start, mark.length);
    return words;
}

} // namespace

class TestFindPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void wordsAreMarkedAsTheSearchReadsThem()
    {
        QCOMPARE(marked("riv", "A River arrives"), QStringList{"Riv"});
        QCOMPARE(marked("a river", "A river, a RIVERBED"), (QStringList{"A", "river", "a", "RIVER"}));
        QCOMPARE(marked("\"two long\"", "long two long"), QStringList{"two long"});
        QCOMPARE(marked("cafe", "Caf\u00e9s"), QStringList{"Caf\u00e9"});
        QCOMPARE(marked("\u65e5\u672c", "\u5927\u65e5\u672c\u8a9e"), QStringList{"\u65e5\u672c"});
        QCOMPARE(marked("", "text"), QStringList());
    }

    void anExcerptBeginsShortlyBeforeAMarkFurtherIn()
    {
        std::vector<WordMark> marks;
        const QString text = QString(300, QLatin1Char('x')) + QStringLiteral(" here is the river at last");
        const QString shown = excerpt(text, QueryWords(QStringLiteral("river")), 60, marks);
        QVERIFY(shown.startsWith(QStringLiteral("… ")));
        QCOMPARE(marks.size(), std::size_t(1));
        QCOMPARE(shown.mid(marks[0].start, marks[0].length), QStringLiteral("river"));
    }

    void anEmptyPanelSaysWhatToDoAndListsNothing()
    {
        PanelFixture f;
        QCOMPARE(f.panel.hitCount(), 0);
        QVERIFY(f.panel.isSettled());
        QCOMPARE(f.count("Kept"), 5);
        QCOMPARE(f.count("Eliminated"), 1);
    }

    void typingFindsWordsInInstructionsResponsesAndNotes()
    {
        PanelFixture f;
        f.type("river");
        QCOMPARE(f.hits(), (Ids{1, 4, 6}));
        f.panel.setFilter({});
        f.type("danube");
        QCOMPARE(f.hits(), (Ids{4}));
        f.panel.setFilter({});
        f.type("archive");
        QCOMPARE(f.hits(), (Ids{6}));
        f.panel.setFilter({});
        f.child<QLineEdit>("findQuery")->setText(QStringLiteral("\u65e5\u672c"));
        QTRY_COMPARE(f.hits(), (Ids{3}));
    }

    void countsFollowWhatIsFound()
    {
        PanelFixture f;
        f.type("river");
        QCOMPARE(f.count("Kept"), 3);
        QCOMPARE(f.count("Eliminated"), 0);
        QCOMPARE(f.count("Deepen"), 1);
    }

    void tickingAValueFiltersAndAChipTakesItOut()
    {
        PanelFixture f;
        QSignalSpy changed(&f.panel, &FindPanel::filterChanged);
        f.click("Eliminated");
        QCOMPARE(f.hits(), (Ids{5}));
        QCOMPARE(f.panel.filter().states, std::vector<State>{State::Eliminated});
        QCOMPARE(changed.count(), 1);
        f.click("Kept");
        QCOMPARE(f.panel.hitCount(), 6);
        f.click("Kept");
        auto *chip = f.panel.findChild<FilterChip *>();
        QVERIFY(chip);
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(f.panel.filter().isEmpty());
        QCOMPARE(f.panel.hitCount(), 0);
    }

    void groupsOpenAndValuesAreTickedByKeys()
    {
        PanelFixture f;
        auto *list = f.child<FacetList>("facets");
        QVERIFY(f.rowOf("7") < 0);
        list->setFocus();
        list->goToRow(f.rowOf("Difficulty"));
        QTest::keyClick(list, Qt::Key_Right);
        QVERIFY(f.rowOf("7") > 0);
        QCOMPARE(f.count("7"), 1);
        list->goToRow(f.rowOf("7"));
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(f.panel.filter().difficulties, std::vector<int>{7});
        QCOMPARE(f.hits(), (Ids{4}));
        QTest::keyClick(list, Qt::Key_Left);
        QTest::keyClick(list, Qt::Key_Left);
        QVERIFY(f.rowOf("7") < 0);
    }

    void aRangeThatWasGivenIsShownAsItsValues()
    {
        PanelFixture f;
        Filter filter;
        filter.difficultyFrom = 6;
        f.panel.setFilter(filter);
        QCOMPARE(f.hits(), (Ids{4}));
        QVERIFY(isChosen(Facet::Difficulty, filter, f.project->pool(), 10));
        toggle(Facet::Difficulty, filter, f.project->pool(), 6);
        QVERIFY(!filter.difficultyFrom);
        QCOMPARE(filter.difficulties, (std::vector<int>{7, 8, 9, 10}));
    }

    void aDateIsWrittenInItsRow()
    {
        PanelFixture f;
        f.click("Created");
        f.click("From");
        auto *editor = f.child<FacetList>("facets")->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QTest::keyClicks(editor, "2999-01-01");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(createdDate(f.panel.filter(), CreatedFrom), QStringLiteral("2999-01-01"));
        QCOMPARE(f.panel.hitCount(), 0);
        Filter filter;
        QVERIFY(!setCreatedDate(filter, CreatedTo, "not a day"));
        QVERIFY(setCreatedDate(filter, CreatedTo, "2026-11-23"));
        QCOMPARE(createdDate(filter, CreatedTo), QStringLiteral("2026-11-23"));
    }

    void arrowsWalkTheHitsAndEnterAsksAgain()
    {
        PanelFixture f;
        QSignalSpy asked(&f.panel, &FindPanel::instructionAsked);
        f.type("river");
        auto *query = f.child<QLineEdit>("findQuery");
        QTest::keyClick(query, Qt::Key_Down);
        QTest::keyClick(query, Qt::Key_Down);
        QTest::keyClick(query, Qt::Key_Up);
        QTest::keyClick(query, Qt::Key_Return);
        Ids ids;
        for (const auto &signal : asked)
            ids.push_back(signal[0].value<InstructionId>());
        QCOMPARE(ids, (Ids{1, 4, 1, 1}));
        auto *list = f.child<UniformList>("hits");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(2, 0)).center());
        QCOMPARE(asked.count(), 5);
        QCOMPARE(asked.last()[0].value<InstructionId>(), InstructionId(6));
        QTest::keyClick(list, Qt::Key_Up);
        QCOMPARE(asked.last()[0].value<InstructionId>(), InstructionId(4));
    }

    void allHitsAreSelectedAtOnce()
    {
        PanelFixture f;
        QSignalSpy asked(&f.panel, &FindPanel::selectionAsked);
        f.type("river");
        QTest::mouseClick(f.child<QPushButton>("selectAllHits"), Qt::LeftButton);
        QCOMPARE(asked.at(0).at(0).value<Ids>(), (Ids{1, 4, 6}));
    }

    void newestComeFirstWhereThatIsAsked()
    {
        PanelFixture f;
        f.type("river");
        f.child<QComboBox>("hitOrder")->setCurrentIndex(1);
        QCOMPARE(f.hits(), (Ids{6, 4, 1}));
    }

    void escapeLeaves()
    {
        PanelFixture f;
        QSignalSpy left(&f.panel, &FindPanel::left);
        QTest::keyClick(f.child<QLineEdit>("findQuery"), Qt::Key_Escape);
        QTest::keyClick(f.child<UniformList>("hits"), Qt::Key_Escape);
        QCOMPARE(left.count(), 2);
    }

    void aFilterIsSavedByNameRenamedDeletedAndAllOfThatUndone()
    {
        PanelFixture f;
        f.click("Eliminated");
        QTest::mouseClick(f.child<QToolButton>("saveFilter"), Qt::LeftButton);
        auto *name = f.child<QLineEdit>("filterName");
        QVERIFY(name->isVisible());
        QTest::keyClicks(name, "Bad ones");
        QTest::keyClick(name, Qt::Key_Return);
        auto *list = f.child<QComboBox>("savedFilters");
        QTRY_COMPARE(list->currentText(), QStringLiteral("Bad ones"));
        QCOMPARE(must(f.document().reader().settings("filter:")).size(), std::size_t(1));
        f.panel.setFilter({});
        QCOMPARE(list->currentIndex(), -1);
        Q_EMIT list->activated(0);
        QCOMPARE(f.hits(), (Ids{5}));
        const QList<QAction *> menu = f.child<QToolButton>("moreOfFilter")->menu()->actions();
        menu[0]->trigger();
        name->clear();
        QTest::keyClicks(name, "Eliminated ones");
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(list->currentText(), QStringLiteral("Eliminated ones"));
        menu[1]->trigger();
        QTRY_COMPARE(list->count(), 0);
        f.document().undo();
        QTRY_COMPARE(list->itemText(0), QStringLiteral("Eliminated ones"));
        f.document().undo();
        QTRY_COMPARE(list->itemText(0), QStringLiteral("Bad ones"));
        f.document().undo();
        QTRY_COMPARE(list->count(), 0);
    }

    void savedFiltersAreThereWhenTheProjectIsOpenedAgain()
    {
        PanelFixture f;
        f.apply({SetSetting{"filter:Gold", {}, std::string(R"({"tags":["gold"]})")}});
        f.panel.setProject(nullptr);
        f.panel.setProject(f.project.get());
        auto *list = f.child<QComboBox>("savedFilters");
        QTRY_COMPARE(list->count(), 1);
        Q_EMIT list->activated(0);
        QCOMPARE(f.hits(), (Ids{4}));
    }

    void whatComesWhileOneLooksIsFoundToo()
    {
        PanelFixture f;
        f.click("Kept");
        QCOMPARE(f.panel.hitCount(), 5);
        f.apply({AddInstruction{childOf(2, "1+2=?")}});
        QTRY_COMPARE(f.panel.hitCount(), 6);
        f.apply({SetVerdict{4, {}, eliminatedBy("refusal")}});
        QTRY_COMPARE(f.panel.hitCount(), 5);
        f.panel.setFilter({});
        f.type("volcano");
        QCOMPARE(f.panel.hitCount(), 0);
        f.apply({AddInstruction{childOf(2, "Name a volcano.")}});
        QTRY_COMPARE_WITH_TIMEOUT(f.panel.hitCount(), 1, 10000);
    }

    void searchLineWalksThroughWhatWasFound()
    {
        ProjectFixture f;
        f.waitForIndex();
        SearchLine line;
        line.setProject(f.project.get());
        line.show();
        QSignalSpy asked(&line, &SearchLine::instructionAsked);
        auto *edit = line.findChild<QLineEdit *>(QStringLiteral("search"));
        QTest::keyClicks(edit, "long riv");
        QTRY_COMPARE(asked.count(), 1);
        const auto first = asked[0][0].value<InstructionId>();
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(asked.count(), 2);
        QVERIFY(asked[1][0].value<InstructionId>() != first);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(asked[2][0].value<InstructionId>(), first);
    }

    void seedsAreFilteredByTheTextsOfTheirTrees()
    {
        ProjectFixture f;
        f.waitForIndex();
        SeedPanel panel;
        panel.setProject(f.project.get());
        panel.show();
        auto *list = panel.findChild<QListView *>(QStringLiteral("seedList"));
        QCOMPARE(list->model()->rowCount(), 4);
        QTest::keyClicks(panel.findChild<QLineEdit *>(QStringLiteral("seedFilter")), "danube");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QCOMPARE(list->model()->index(1, 0).data(SeedListModel::CountRole).toInt(), 4);
        panel.findChild<QLineEdit *>(QStringLiteral("seedFilter"))->clear();
        QTRY_COMPARE(list->model()->rowCount(), 4);
        f.apply({AddInstruction{childOf(2, "1+2=?")}, AddInstruction{seed("Another")}});
        QTRY_COMPARE(list->model()->rowCount(), 5);
        QCOMPARE(list->model()->index(2, 0).data(SeedListModel::CountRole).toInt(), 2);
        f.apply({MoveInstruction{4, {}, 2}});
        QTRY_COMPARE(list->model()->index(2, 0).data(SeedListModel::CountRole).toInt(), 4);
        panel.setProject(nullptr);
    }

    void itIsReadableInBothThemesAndWidths_data() { addLooks(); }
    void itIsReadableInBothThemesAndWidths()
    {
        const Look look = currentLook();
        PanelFixture f(look.width);
        fillForLooks(f);
        f.waitForIndex();
        keepLook(f.panel, "find-empty", look, [&] { return f.project->texts().isSettled(); });
        f.type("river");
        f.click("Kept");
        f.click("Deepen");
        f.click("Breadth");
        f.click("Seed");
        f.click("Marks");
        QTRY_VERIFY(f.panel.isSettled() && f.project->texts().isSettled());
        f.child<UniformList>("hits")->goToRow(1);
        keepLook(f.panel, "find", look, [&] { return f.project->texts().isSettled(); });
        f.panel.setFilter({});
        f.child<QLineEdit>("findQuery")->setText(QStringLiteral("\u65e5\u672c"));
        QTRY_VERIFY(f.panel.isSettled() && f.panel.hitCount() > 0 && f.project->texts().isSettled());
        keepLook(f.panel, "find-japanese", look, [&] { return f.project->texts().isSettled(); });
        f.panel.setFilter({});
        f.type("danube");
        f.panel.resize(look.width, 480);
        keepLook(f.panel, "find-response", look, [&] { return f.project->texts().isSettled(); });
        f.panel.resize(look.width, 720);
        f.type(" nowhere");
        keepLook(f.panel, "find-nothing", look, [&] { return f.project->texts().isSettled(); });
    }
};

QTEST_MAIN(TestFindPanel)
#include "tst_find_panel.moc"
