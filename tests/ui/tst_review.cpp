// SPDX-License-Identifier: GPL-3.0-or-later
// Reviewing the eliminator with the keys alone, on project files.
#include "audit_fixture.h"

#include "ui/panels/review_pane.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTextBrowser>

#include <algorithm>

using namespace evol;
using namespace evol::test;

namespace {

class Review : public AuditFixture
{
public:
    QWidget window;
    ReviewPane pane{&window};

    void start(Opens how = Opens::Writable)
    {
        open(how);
        window.resize(900, 760);
        activate(window);
        pane.setProject(project.get());
        pane.review();
    }
    ~Review() { pane.setProject(nullptr); }

    ReviewQueue &queue() { return pane.queue(); }
    QTextBrowser *text() const { return pane.findChild<QTextBrowser *>(QStringLiteral("reviewText")); }
    QLineEdit *reason() const { return pane.findChild<QLineEdit *>(QStringLiteral("reviewReason")); }
    QString progress() const { return pane.findChild<QLabel *>(QStringLiteral("reviewProgress"))->text(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(text(), key, modifiers); }
    void settle() { document().waitUntilWritten(); }
    std::string undoLabel() { return document().undoState().undoLabel; }
};

std::string joined(const std::vector<MarkedPiece> &pieces)
{
    std::string all;
    for (const MarkedPiece &piece : pieces)
        all += (piece.isEvidence ? "<" : piece.kind == DiffKind::Added ? "[" : "") + piece.text + (piece.isEvidence ? ">" : piece.kind == DiffKind::Added ? "]" : "");
    return all;
}

} // namespace

class TestReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void beginsWithTheEliminatedThatNobodyHasDecidedOn()
    {
        Review r;
        r.addUsual();
        must(act(r.store(), {SetOverride{3, {}, Override{Decision::Keep, "fine", "Grace"}}}));
        r.start();
        QCOMPARE(r.queue().size(), 3);
        QVERIFY(r.pane.isVisible());
        QVERIFY(r.text()->hasFocus());
        QCOMPARE(r.progress(), QStringLiteral("1 of 3 · 0 overruled"));
        QVERIFY(r.text()->toPlainText().contains(QStringLiteral("The eliminator throws it away")));
    }

    void agreeingIsTheEliminatorsOwnDecisionAndOverrulingTheOpposite()
    {
        Review r;
        r.addUsual();
        r.start();
        const InstructionId first = r.queue().current();
        r.press(Qt::Key_A);
        const InstructionId second = r.queue().current();
        QVERIFY(first != second);
        r.press(Qt::Key_O);
        r.settle();
        QCOMPARE(r.decided(first), (Override{Decision::Eliminate, "", "Ada"}));
        QCOMPARE(r.decided(second), (Override{Decision::Keep, "", "Ada"}));
        QCOMPARE(r.progress(), QStringLiteral("3 of 4 · 1 overruled"));
        QCOMPARE(r.undoLabel(), "Overrule #" + std::to_string(second));
    }

    void aKeptOneOfARandomSampleIsOverruledIntoElimination()
    {
        Review r;
        r.addUsual();
        r.start();
        r.pane.start(AuditKind::Random, 6, 7);
        QCOMPARE(r.queue().size(), 6);
        while (r.queue().current() != 5)
            r.press(Qt::Key_S);
        r.press(Qt::Key_O);
        r.settle();
        QCOMPARE(r.decided(5).decision, Decision::Eliminate);
    }

    void aReasonIsTypedAndEnterOverrulesWithIt()
    {
        Review r;
        r.addUsual();
        r.start();
        const InstructionId id = r.queue().current();
        r.press(Qt::Key_R);
        QVERIFY(r.reason()->hasFocus());
        QTest::keyClicks(r.reason(), QStringLiteral("ask again"));
        QTest::keyClick(r.reason(), Qt::Key_Return);
        r.settle();
        QCOMPARE(r.decided(id), (Override{Decision::Keep, "ask again", "Ada"}));
        QVERIFY(r.text()->hasFocus());
        QVERIFY(r.reason()->text().isEmpty());
        QCOMPARE(r.reason()->completer()->model()->index(0, 0).data().toString(), QStringLiteral("ask again"));
    }

    void escapeLeavesTheReasonThenTheReview()
    {
        Review r;
        r.addUsual();
        r.start();
        QSignalSpy closed(&r.pane, &OverlayPane::closed);
        r.press(Qt::Key_R);
        QTest::keyClick(r.reason(), Qt::Key_Escape);
        QVERIFY(r.pane.isVisible());
        QVERIFY(r.text()->hasFocus());
        r.press(Qt::Key_Escape);
        QVERIFY(!r.pane.isVisible());
        QCOMPARE(closed.count(), 1);
    }

    void reasonsOfFormerDecisionsAreOffered()
    {
        Review r;
        r.addUsual();
        must(act(r.store(), {SetOverride{3, {}, Override{Decision::Keep, "a fair question", "Ada"}}}));
        must(act(r.store(), {SetOverride{5, {}, Override{Decision::Keep, "not mine", "Grace"}}}, "Keep", "Grace"));
        r.start();
        QTRY_COMPARE(r.reason()->completer()->model()->rowCount(), 1);
        QCOMPARE(r.reason()->completer()->model()->index(0, 0).data().toString(), QStringLiteral("a fair question"));
    }

    void skippedOnesAreGoneThroughAtTheEnd()
    {
        Review r;
        r.addUsual();
        r.start();
        const InstructionId first = r.queue().current();
        r.press(Qt::Key_S);
        for (int i = 0; i < 3; ++i) {
            r.press(Qt::Key_A);
            r.settle();
        }
        QCOMPARE(r.queue().current(), InstructionId{0});
        QVERIFY(r.text()->toPlainText().contains(QStringLiteral("Press S")));
        r.press(Qt::Key_S);
        QCOMPARE(r.queue().current(), first);
        r.press(Qt::Key_A);
        r.settle();
        QVERIFY(r.text()->toPlainText().contains(QStringLiteral("Calibrate")));
        r.press(Qt::Key_Backspace);
        QCOMPARE(r.queue().current(), first);
    }

    void undoTakesADecisionBackAndGoesThere()
    {
        Review r;
        r.addUsual();
        r.start();
        const InstructionId first = r.queue().current();
        r.press(Qt::Key_O);
        r.settle();
        QVERIFY(r.queue().current() != first);
        r.document().undo();
        r.settle();
        QCOMPARE(r.queue().current(), first);
        QVERIFY(!r.pool().isOverridden(r.pool().indexOf(first)));
        QCOMPARE(r.progress(), QStringLiteral("1 of 4 · 0 overruled"));
    }

    void keysAreTheReviewsNotTheWindows()
    {
        Review r;
        r.addUsual();
        QAction addChild;
        addChild.setShortcut(Qt::Key_A);
        r.window.addAction(&addChild);
        QSignalSpy triggered(&addChild, &QAction::triggered);
        r.start();
        const InstructionId id = r.queue().current();
        r.press(Qt::Key_A);
        r.settle();
        QCOMPARE(triggered.count(), 0);
        QVERIFY(r.pool().isOverridden(r.pool().indexOf(id)));
    }

    void showingItInTheTreeLeavesAndComesBackToTheSamePlace()
    {
        Review r;
        r.addUsual();
        r.start();
        r.press(Qt::Key_S);
        const InstructionId id = r.queue().current();
        QSignalSpy asked(&r.pane, &ReviewPane::instructionAsked);
        r.press(Qt::Key_T);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().value<InstructionId>(), id);
        QVERIFY(!r.pane.isVisible());
        r.pane.review();
        QCOMPARE(r.queue().current(), id);
    }

    void onlyOneRuleIsReviewed()
    {
        Review r;
        r.addUsual();
        r.start();
        auto *rule = r.pane.findChild<QComboBox *>(QStringLiteral("reviewRule"));
        QCOMPARE(rule->count(), 3);
        const int leaks = rule->findData(QStringLiteral("leaked_prompt"));
        QVERIFY(leaks > 0);
        rule->setCurrentIndex(leaks);
        Q_EMIT rule->activated(leaks);
        QCOMPARE(r.queue().size(), 1);
        QCOMPARE(r.queue().current(), InstructionId{4});
        QVERIFY(r.text()->hasFocus());
    }

    void severalAlikeAreDecidedWithOneReasonAndOneUndo_data()
    {
        QTest::addColumn<int>("scope");
        QTest::addColumn<int>("count");
        QTest::newRow("the same evidence") << 0 << 2;
        QTest::newRow("the same rules") << 1 << 3;
        QTest::newRow("all that are left") << 2 << 4;
    }
    void severalAlikeAreDecidedWithOneReasonAndOneUndo()
    {
        QFETCH(int, scope);
        QFETCH(int, count);
        Review r;
        r.addUsual();
        r.start();
        r.queue().goTo(2);
        r.press(Qt::Key_O, Qt::ShiftModifier);
        auto *scopes = r.pane.findChild<QComboBox *>(QStringLiteral("togetherScope"));
        QTRY_VERIFY(scopes->itemText(0).startsWith(QLatin1Char('2')));
        QVERIFY(scopes->itemText(scope).contains(QString::number(count)));
        scopes->setCurrentIndex(scope);
        QVERIFY(r.reason()->hasFocus());
        QTest::keyClicks(r.reason(), QStringLiteral("the model was broken"));
        QTest::keyClick(r.reason(), Qt::Key_Return);
        r.settle();
        QCOMPARE(r.queue().counts().overruled, count);
        QCOMPARE(r.decided(3), (Override{Decision::Keep, "the model was broken", "Ada"}));
        r.document().undo();
        r.settle();
        QCOMPARE(r.queue().counts().decided, 0);
    }

    void aSampleIsDrawnAgainFromItsSeed()
    {
        Review r;
        r.addSeed("1+1=?");
        for (int i = 0; i < 60; ++i)
            r.addEvolved(1, "Question " + std::to_string(i), i % 3 ? goodAnswer : apology);
        r.start();
        const auto drawn = [&r](quint64 seed) {
            r.pane.start(AuditKind::Random, 10, seed);
            std::vector<InstructionId> ids;
            for (; r.queue().current() != 0; r.press(Qt::Key_S))
                ids.push_back(r.queue().current());
            return ids;
        };
        const auto first = drawn(5);
        QCOMPARE(first.size(), std::size_t{10});
        QVERIFY(drawn(6) != first);
        QVERIFY(drawn(5) == first);
        QCOMPARE(r.pane.findChild<QLineEdit *>(QStringLiteral("reviewSeed"))->text(), QStringLiteral("5"));
        r.press(Qt::Key_2);
        auto *size = r.pane.findChild<QSpinBox *>(QStringLiteral("reviewSize"));
        QVERIFY(size->isVisible());
        size->setFocus();
        size->setValue(20);
        QTest::keyClick(size, Qt::Key_Return);
        QCOMPARE(r.queue().size(), 20);
        QVERIFY(r.text()->hasFocus());
    }

    void borderlineOnesAreLookedFor()
    {
        Review r;
        r.addUsual();
        std::string longApology = "Sorry";
        for (int i = 0; i < 81; ++i)
            longApology += " word";
        const InstructionId borderline = r.addEvolved(1, "What is two and two?", longApology);
        r.start();
        r.press(Qt::Key_3);
        // The leaked words may be meant, too.
        QTRY_COMPARE(r.queue().size(), 2);
        r.queue().goTo(borderline);
        QVERIFY(r.text()->toPlainText().contains(QStringLiteral("82 words")));
    }

    void whatTheRulesSawIsMarkedInTheWordsThatAreNew()
    {
        const std::string text = "Rewrite the given prompt: what is 1+1?";
        Verdict verdict{{{"leaked_prompt", "given prompt", EvidencePlace::Instruction, 12, 12}}, 0};
        const auto pieces = wordDiff("what is 1+1?", text);
        QCOMPARE(joined(markEvidence(pieces, verdict, EvidencePlace::Instruction)), std::string("[Rewrite the ]<given prompt>[: ]what is 1+1?"));
        QCOMPARE(joined(markEvidence(pieces, verdict, EvidencePlace::Response)), std::string("[Rewrite the given prompt: ]what is 1+1?"));
        verdict.fired.front().offset = 400;
        QCOMPARE(joined(markEvidence(pieces, verdict, EvidencePlace::Instruction)), std::string("[Rewrite the given prompt: ]what is 1+1?"));
    }

    void theNextOneIsThereAtOnceForItWasReadAhead()
    {
        Review r;
        r.addSeed("1+1=?");
        std::string words;
        for (int i = 0; i < 700; ++i)
            words += "word" + std::to_string(i) + ' ';
        for (int i = 0; i < 40; ++i)
            r.addEvolved(1, "Rewrite the given prompt " + std::to_string(i) + ' ' + words, words);
        r.start();
        QVERIFY(r.text()->toPlainText().contains(QStringLiteral("word699")));
        for (int i = 0; i < 20; ++i) {
            QTRY_VERIFY(r.queue().isReadAhead());
            const QString before = r.text()->toPlainText();
            r.press(Qt::Key_O);
            // No event has been handled since: it did not have to be read first.
            QVERIFY(r.text()->toPlainText() != before);
            QVERIFY(r.text()->toPlainText().contains(QStringLiteral("word699")));
        }
    }

    void anEmptyReviewSaysWhatToDoNext()
    {
        Review r;
        r.addSeed("1+1=?");
        r.start();
        QVERIFY(r.text()->toPlainText().contains(QStringLiteral("Evolve first")));
        r.press(Qt::Key_A);
        r.settle();
        QVERIFY(r.undoLabel() != "Agree on #0");
    }

    void aReadOnlyProjectIsReadNotDecided()
    {
        Review r;
        r.addUsual();
        r.start(AuditFixture::Opens::ReadOnly);
        const InstructionId id = r.queue().current();
        QVERIFY(id != 0);
        r.press(Qt::Key_O);
        QCOMPARE(r.queue().current(), id);
        QVERIFY(!r.reason()->isEnabled());
        r.press(Qt::Key_S);
        QVERIFY(r.queue().current() != id);
    }

    void looks_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        QTest::newRow("light") << false << 900;
        QTest::newRow("dark") << true << 900;
        QTest::newRow("narrow") << false << 620;
    }
    void looks()
    {
        QFETCH(bool, dark);
        QFETCH(int, width);
        applyTheme(dark ? Theme::Dark : Theme::Light);
        const QString name = QStringLiteral("review-%1-").arg(QLatin1String(QTest::currentDataTag()));
        Review r;
        r.addUsual();
        r.start();
        r.window.resize(width, 760);
        r.queue().goTo(2);
        QVERIFY(isPainted(r.window, name + QStringLiteral("refusal")));
        r.queue().goTo(4);
        QVERIFY(isPainted(r.window, name + QStringLiteral("leak")));
        r.queue().goTo(7);
        QVERIFY(isPainted(r.window, name + QStringLiteral("japanese")));
        r.press(Qt::Key_O, Qt::ShiftModifier);
        QTest::qWait(0);
        QVERIFY(isPainted(r.window, name + QStringLiteral("together")));
        r.pane.start(AuditKind::Random, 5, 3);
        r.press(Qt::Key_O);
        r.settle();
        QVERIFY(isPainted(r.window, name + QStringLiteral("sample")));
        while (r.queue().current() != 0) {
            r.press(Qt::Key_A);
            r.settle();
        }
        QVERIFY(isPainted(r.window, name + QStringLiteral("end")));
        applyTheme(Theme::Light);
    }
};

QTEST_MAIN(TestReview)
#include "tst_review.moc"
