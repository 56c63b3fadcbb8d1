// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does in the tree by keys: write, compare, mark, move, look around. The real window. GUI thread.
#include "window_fixture.h"

#include "ui/panels/inspector_panel.h"

#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>

using namespace evol;

namespace {

using Ids = std::vector<InstructionId>;

/// Two seeds, and two children of the first: 3 in depth, 4 in breadth.
void grow(WindowFixture &f)
{
    f.open(QSize(1440, 900));
    f.create(QStringLiteral("explore.evol"), {"Name a river.", "Name a lake."});
    std::vector<Change> changes;
    for (const char *key : {"deepen", "breadth"}) {
        AddInstruction child;
        child.instruction.parent = 1;
        child.instruction.epoch = 1;
        child.instruction.operatorKey = key;
        child.instruction.text = std::string("Name a river that flows north, by ") + key + ".";
        changes.push_back(child);
    }
    f.window->project()->document().apply("Children", changes);
    QTRY_COMPARE(f.pool().count(), 4);
    f.window->canvas().setFocus();
}

QString textOf(WindowFixture &f, InstructionId id)
{
    return f.window->project()->texts().textNow(id);
}

} // namespace

class TestExplore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewWordingIsAPersonsVersionAndCanBeUndone()
    {
        WindowFixture f;
        grow(f);
        f.click(3);
        key(f, Qt::Key_F2);
        auto *text = f.child<QPlainTextEdit>("editedText");
        QTRY_VERIFY(text->hasFocus());
        text->selectAll();
        QTest::keyClicks(text, "Name three rivers that flow north.");
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(textOf(f, 3), QStringLiteral("Name three rivers that flow north."));
        QTRY_VERIFY(f.window->canvas().hasFocus());
        QTRY_VERIFY(f.pool().isEdited(f.pool().indexOf(3)));
        const auto stored = f.window->project()->document().reader().instruction(3);
        QCOMPARE(stored->editor, f.window->project()->document().person());
        const auto history = f.window->project()->document().reader().history({3, 0, 10, {}});
        const auto *edited = std::get_if<EditInstruction>(&history->front().change);
        QVERIFY(edited && edited->from.text == "Name a river that flows north, by deepen.");
        key(f, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(textOf(f, 3), QStringLiteral("Name a river that flows north, by deepen."));
        QTRY_VERIFY(!f.pool().isEdited(f.pool().indexOf(3))); // the file has it before the pool
    }

    void escapeAsksOnceBeforeWhatWasTypedIsLost()
    {
        WindowFixture f;
        grow(f);
        f.click(3);
        key(f, Qt::Key_F2);
        auto *text = f.child<QPlainTextEdit>("editedText");
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, "x");
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(text->isVisible());
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!text->isVisible());
        QCOMPARE(textOf(f, 3), QStringLiteral("Name a river that flows north, by deepen."));
    }

    void aChildWrittenByHandHasAPersonAsItsEditor()
    {
        WindowFixture f;
        grow(f);
        f.click(2);
        key(f, Qt::Key_A);
        auto *text = f.child<QPlainTextEdit>("editedText");
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, " How deep is it?");
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(f.pool().count(), 5);
        QTRY_COMPARE(f.window->canvas().current(), InstructionId(5));
        QCOMPARE(f.pool().parent(f.pool().indexOf(5)), f.pool().indexOf(2));
        QCOMPARE(f.pool().epoch(f.pool().indexOf(5)), 1);
        QVERIFY(f.pool().isEdited(f.pool().indexOf(5)));
        QCOMPARE(textOf(f, 5), QStringLiteral("Name a lake. How deep is it?"));
    }

    void theBetterWordingOfAnotherIsMerged()
    {
        WindowFixture f;
        grow(f);
        f.window->canvas().setSelection({4});
        f.window->canvas().setSelection({3, 4}); // 4 stays the current one
        key(f, Qt::Key_M, Qt::ShiftModifier);
        auto *text = f.child<QPlainTextEdit>("editedText");
        QTRY_VERIFY(text->hasFocus());
        QCOMPARE(text->toPlainText(), textOf(f, 3));
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(textOf(f, 4), textOf(f, 3));
    }

    void anInstructionMovesUnderTheParentWhoseNumberIsGiven()
    {
        WindowFixture f;
        grow(f);
        f.click(3);
        key(f, Qt::Key_M);
        auto *answer = f.child<QLineEdit>("answer");
        QTRY_VERIFY(answer->hasFocus());
        QTest::keyClicks(answer, "3");
        QTest::keyClick(answer, Qt::Key_Return);
        QVERIFY(answer->isVisible()); // not under itself
        answer->clear();
        QTest::keyClicks(answer, "#2");
        QTest::keyClick(answer, Qt::Key_Return);
        QTRY_COMPARE(f.pool().parent(f.pool().indexOf(3)), f.pool().indexOf(2));
        QTRY_VERIFY(f.window->canvas().hasFocus());
        key(f, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(f.pool().parent(f.pool().indexOf(3)), f.pool().indexOf(1));
    }

    void responsesAreKeptThatAgreeWithAKnownAnswerOfTheSelection()
    {
        WindowFixture f;
        f.open(QSize(1440, 900));
        f.create(QStringLiteral("known.evol"), {"1+1=?", "2+2=?"});
        std::vector<Change> known;
        for (const auto &[id, text] : std::vector<std::pair<InstructionId, std::string>>{{1, "#### 2"}, {2, "#### 5"}}) {
            AddResponse answer;
            answer.response.instruction = id;
            answer.response.text = text;
            answer.response.source = "A & B.jsonl";
            known.push_back(answer);
        }
        f.window->project()->document().apply("Answers", known);
        QTRY_COMPARE(f.pool().responses(f.pool().indexOf(2)), 1u);
        QMenu *menu = f.window->actions().agreeing;
        for (const InstructionId id : {1, 2}) {
            f.click(id);
            Q_EMIT menu->aboutToShow();
            QCOMPARE(menu->actions().size(), 1);
            QCOMPARE(menu->actions().front()->text(), QStringLiteral("A && B.jsonl"));
            menu->actions().front()->trigger();
            QTRY_VERIFY(f.isIdle());
        }
        QTRY_COMPARE(f.pool().responses(f.pool().indexOf(1)), 2u);
        QCOMPARE(f.pool().responses(f.pool().indexOf(2)), 1u);
        f.window->createProject(f.file(QStringLiteral("other.evol")), QStringLiteral("Other"), {"3+3=?"});
        QTRY_COMPARE(f.pool().size(), 1u);
        f.click(1);
        Q_EMIT menu->aboutToShow();
        QVERIFY(!menu->actions().front()->isEnabled());
    }

    void flagTagsAndNoteGoToAllThatAreSelected()
    {
        WindowFixture f;
        grow(f);
        f.window->canvas().setSelection({3, 4});
        key(f, Qt::Key_G);
        QTRY_VERIFY(f.pool().isFlagged(f.pool().indexOf(3)) && f.pool().isFlagged(f.pool().indexOf(4)));
        key(f, Qt::Key_T);
        auto *tags = f.child<QLineEdit>("tags");
        QTRY_VERIFY(tags->hasFocus());
        QTest::keyClicks(tags, "water, geography");
        QTest::keyClick(tags, Qt::Key_Return);
        QTRY_COMPARE(f.pool().tagKeys().size(), std::size_t(2));
        QTRY_VERIFY(f.pool().hasTag(f.pool().indexOf(3), 0) && f.pool().hasTag(f.pool().indexOf(4), 1));
        QTRY_VERIFY(f.window->canvas().hasFocus());
        key(f, Qt::Key_N);
        auto *note = f.child<QLineEdit>("note");
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, "check the map");
        QTest::keyClick(note, Qt::Key_Return);
        QTRY_VERIFY(f.pool().isNoted(f.pool().indexOf(3)) && f.pool().isNoted(f.pool().indexOf(4)));
        QCOMPARE(*f.window->project()->document().reader().note(4), std::string("check the map"));
        key(f, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!f.pool().isNoted(f.pool().indexOf(3)));
    }

    void twoInstructionsAreComparedSideBySide()
    {
        WindowFixture f;
        grow(f);
        f.window->canvas().setSelection({3, 4});
        key(f, Qt::Key_C);
        auto *pane = f.child<QWidget>("comparePane");
        QTRY_VERIFY(pane->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!pane->isVisible());
        QVERIFY(f.window->canvas().hasFocus());
    }

    void oneTreeOneLineageAndBackToTheForest()
    {
        WindowFixture f;
        grow(f);
        f.click(3);
        key(f, Qt::Key_O);
        QCOMPARE(f.window->canvas().root(), InstructionId(1));
        QVERIFY(f.window->canvas().cardOf(2).isNull());
        key(f, Qt::Key_O, Qt::ShiftModifier);
        QVERIFY(f.window->canvas().cardOf(4).isNull());
        key(f, Qt::Key_Left, Qt::AltModifier);
        QVERIFY(!f.window->canvas().cardOf(4).isNull());
        key(f, Qt::Key_Backspace);
        QVERIFY(!f.window->canvas().cardOf(2).isNull());
    }

    void numbersAreGoneTo()
    {
        WindowFixture f;
        grow(f);
        key(f, Qt::Key_G, Qt::ControlModifier);
        auto *answer = f.child<QLineEdit>("answer");
        QTRY_VERIFY(answer->hasFocus());
        QTest::keyClicks(answer, "4");
        QTest::keyClick(answer, Qt::Key_Return);
        QTRY_COMPARE(f.window->canvas().current(), InstructionId(4));
    }

    void whatOneSeesCanBeFoldedHiddenTurnedAndColoured()
    {
        WindowFixture f;
        grow(f);
        f.click(1);
        key(f, Qt::Key_X);
        QVERIFY(f.window->canvas().cardOf(3).isNull());
        key(f, Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(!f.window->canvas().cardOf(3).isNull());
        key(f, Qt::Key_D, Qt::ShiftModifier);
        QCOMPARE(f.window->canvas().orientation(), Orientation::TopDown);
        key(f, Qt::Key_5, Qt::AltModifier);
        QCOMPARE(f.window->canvas().colouring(), Colouring::Difficulty);
        key(f, Qt::Key_L);
        QCOMPARE(f.window->canvas().selection(), Ids{1});
        key(f, Qt::Key_L, Qt::ShiftModifier);
        QCOMPARE(f.window->canvas().selection(), (Ids{1, 3, 4}));
    }

private:
    void key(WindowFixture &f, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&f.window->canvas(), key, modifiers);
    }
};

QTEST_MAIN(TestExplore)
#include "tst_explore.moc"
