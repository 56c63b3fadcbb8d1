// SPDX-License-Identifier: GPL-3.0-or-later
// What people's decisions say of the rules, and other thresholds tried and put in force, on project files.
#include "audit_fixture.h"

#include "evolution/project_terms.h"
#include "ui/panels/calibration_panel.h"
#include "ui/panels/trial_list.h"
#include "ui/panels/threshold_form.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTextDocument>

using namespace evol;
using namespace evol::test;

namespace {

class Calibrating : public AuditFixture
{
public:
    CalibrationPanel panel;

    void start(Opens how = Opens::Writable)
    {
        open(how);
        panel.resize(400, 900);
        panel.setProject(project.get());
        activate(panel);
    }
    ~Calibrating() { panel.setProject(nullptr); }

    template <class Widget>
    Widget *child(const char *name) const
    {
        return panel.findChild<Widget *>(QString::fromLatin1(name));
    }
    QString text(const char *name) const
    {
        QTextDocument document;
        document.setHtml(child<QLabel>(name)->text());
        return document.toPlainText();
    }
    void click(const char *name)
    {
        auto *button = child<QPushButton>(name);
        QVERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void tryWords(int words)
    {
        child<QSpinBox>("refusalWords")->setValue(words);
        click("tryThresholds");
        QTRY_VERIFY(child<QPushButton>("tryThresholds")->isEnabled());
    }
    void decide(InstructionId id, Decision decision) { must(act(store(), {SetOverride{id, {}, Override{decision, "", "Ada"}}})); }
    RuleThresholds inForce() { return must(projectThresholds(reader())); }
};

} // namespace

class TestCalibrationPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void saysWhatIsMissingBeforeAnybodyDecided()
    {
        Calibrating c;
        c.addUsual();
        c.start();
        QVERIFY(c.text("whatItTells").contains(QStringLiteral("Review a random sample of 6")));
        QSignalSpy asked(&c.panel, &CalibrationPanel::reviewAsked);
        c.click("reviewSample");
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front()[0].value<AuditKind>(), AuditKind::Random);
        QCOMPARE(asked.front()[1].toLongLong(), 6);
        c.click("reviewBorderline");
        QCOMPARE(asked.back()[0].value<AuditKind>(), AuditKind::Borderline);
    }

    void saysWhatIsMissingWhereNothingWasJudged()
    {
        Calibrating c;
        c.addSeed("1+1=?");
        c.start();
        QVERIFY(c.text("whatItTells").contains(QStringLiteral("Evolve first")));
        QVERIFY(!c.child<QPushButton>("reviewSample")->isEnabled());
        QVERIFY(!c.child<QPushButton>("tryThresholds")->isEnabled());
    }

    void precisionAndRecallComeFromDecisions()
    {
        Calibrating c;
        c.addUsual();
        c.decide(2, Decision::Eliminate);
        c.decide(3, Decision::Keep);
        c.start();
        QVERIFY(c.text("whatItTells").contains(QStringLiteral("recall is not known")));
        QVERIFY(c.text("calibrationTable").contains(QStringLiteral("fired 4 · audited 2 · overruled 1")));
        QVERIFY(c.text("calibrationTable").contains(QStringLiteral("50 %")));
        c.document().apply("Eliminate #5", {SetOverride{5, {}, Override{Decision::Eliminate, "", "Ada"}}});
        c.document().waitUntilWritten();
        QTRY_VERIFY(c.text("whatItTells").contains(QStringLiteral("recall in the project is known")));
    }

    void otherThresholdsAreTriedAndNothingChanges()
    {
        Calibrating c;
        c.addUsual();
        c.start();
        c.tryWords(10);
        // The Japanese apology has 12 words, the English ones have 8.
        QVERIFY2(c.text("trialResult").contains(QStringLiteral("1 would become kept, 0 eliminated, of 6")), qPrintable(c.text("trialResult")));
        QVERIFY(c.text("trialResult").contains(QStringLiteral("3 → 2")));
        QCOMPARE(c.pool().judged(c.pool().indexOf(7)), State::Eliminated);
        QCOMPARE(c.inForce(), RuleThresholds());
        auto *list = c.child<TrialList>("trialList");
        QCOMPARE(list->model()->rowCount(), 1);
        QSignalSpy asked(&c.panel, &CalibrationPanel::instructionAsked);
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(asked.count(), 2);
        QCOMPARE(asked.front().front().value<InstructionId>(), InstructionId{7});
    }

    void applyingIsOneActionThatUndoTakesBack()
    {
        Calibrating c;
        c.addUsual();
        c.start();
        c.tryWords(0);
        c.click("applyThresholds");
        c.document().waitUntilWritten();
        QCOMPARE(c.inForce().refusalWords, std::size_t{0});
        for (const InstructionId id : {2, 3, 7})
            QCOMPARE(c.pool().judged(c.pool().indexOf(id)), State::Kept);
        QCOMPARE(c.pool().judged(c.pool().indexOf(4)), State::Eliminated);
        QVERIFY(!c.child<QPushButton>("applyThresholds")->isEnabled());
        c.document().undo();
        c.document().waitUntilWritten();
        QCOMPARE(c.inForce(), RuleThresholds());
        QCOMPARE(c.pool().judged(c.pool().indexOf(7)), State::Eliminated);
        QCOMPARE(c.child<QSpinBox>("refusalWords")->value(), 80);
        QVERIFY(must(c.reader().check()).empty());
    }

    void thresholdsInForceAreShownWhenAProjectIsOpened()
    {
        Calibrating c;
        c.addUsual();
        must(act(c.store(), {SetSetting{"thresholds", {}, R"({"refusal_words":60,"duplicate_similarity":0.875,"leak_phrases":["secret"]})"}}));
        c.start();
        QCOMPARE(c.child<QSpinBox>("refusalWords")->value(), 60);
        QCOMPARE(c.panel.findChild<ThresholdForm *>()->thresholds(), c.inForce());
        c.click("resetThresholds");
        QCOMPARE(c.panel.findChild<ThresholdForm *>()->thresholds(), RuleThresholds());
        QCOMPARE(c.inForce().refusalWords, std::size_t{60});
    }

    void similarityIsOffOrFromOneHalf()
    {
        SimilarityBox box;
        QCOMPARE(box.text(), QStringLiteral("off"));
        QTest::keyClick(&box, Qt::Key_Up);
        QCOMPARE(box.value(), 0.5);
        QTest::keyClick(&box, Qt::Key_Up);
        QCOMPARE(box.value(), 0.51);
        QTest::keyClick(&box, Qt::Key_Down);
        QTest::keyClick(&box, Qt::Key_Down);
        QCOMPARE(box.value(), 0.0);
    }

    void aPhraseWithoutWordsIsNotTried()
    {
        Calibrating c;
        c.addUsual();
        c.start();
        c.child<QPlainTextEdit>("leakPhrases")->setPlainText(QStringLiteral("given prompt\n###\n"));
        QVERIFY(!c.child<QPushButton>("tryThresholds")->isEnabled());
        QVERIFY(c.text("trialMessage").contains(QStringLiteral("###")));
    }

    void aTrialOfBeforeAChangeIsNotApplied()
    {
        Calibrating c;
        c.addUsual();
        c.start();
        c.tryWords(10);
        QVERIFY(c.child<QPushButton>("applyThresholds")->isEnabled());
        c.document().apply("Edit #7", {EditInstruction{7, {}, {"2+2?", "", "Ada"}}});
        c.document().waitUntilWritten();
        QVERIFY(!c.child<QPushButton>("applyThresholds")->isEnabled());
        QVERIFY(c.text("trialMessage").contains(QStringLiteral("Try again")));
    }

    void aTrialCanBeCancelled()
    {
        Calibrating c;
        c.addUsual();
        c.start();
        c.click("tryThresholds");
        QVERIFY(c.child<QPushButton>("cancelTrial")->isVisible());
        c.click("cancelTrial");
        QVERIFY(!c.child<QPushButton>("cancelTrial")->isVisible());
        QVERIFY(c.child<QPushButton>("tryThresholds")->isEnabled());
        QVERIFY(!c.child<QPushButton>("applyThresholds")->isEnabled());
    }

    void aReadOnlyProjectIsTriedNotChanged()
    {
        Calibrating c;
        c.addUsual();
        c.start(AuditFixture::Opens::ReadOnly);
        c.tryWords(0);
        QVERIFY(c.text("trialResult").contains(QStringLiteral("3 would become kept")));
        QVERIFY(!c.child<QPushButton>("applyThresholds")->isEnabled());
        QVERIFY(c.text("trialMessage").contains(QStringLiteral("read-only")));
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
        const QString name = QStringLiteral("calibration-%1-").arg(QLatin1String(QTest::currentDataTag()));
        Calibrating c;
        c.addUsual();
        c.start();
        c.panel.resize(width, 900);
        QVERIFY(isPainted(c.panel, name + QStringLiteral("first")));
        for (const InstructionId id : {2, 3, 4, 5})
            c.document().apply("Decide", {SetOverride{id, {}, Override{id == 3 ? Decision::Keep : Decision::Eliminate, "", "Ada"}}});
        c.document().waitUntilWritten();
        c.tryWords(0);
        QTRY_VERIFY(c.project->texts().isSettled());
        QTRY_VERIFY(c.text("whatItTells").contains(QStringLiteral("recall in the project")));
        QVERIFY(isPainted(c.panel, name + QStringLiteral("table")));
        auto *scroll = c.panel.findChild<QScrollArea *>();
        scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        QVERIFY(isPainted(c.panel, name + QStringLiteral("trial")));
        QTRY_VERIFY(c.project->texts().isSettled());
        QVERIFY(isPainted(c.panel, name + QStringLiteral("trial")));
        applyTheme(Theme::Light);
    }
};

QTEST_MAIN(TestCalibrationPanel)
#include "tst_calibration_panel.moc"
