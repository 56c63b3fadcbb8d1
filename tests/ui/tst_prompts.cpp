// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts, operators, weights and stages in the window, by keys and mouse. GUI thread, no waiting by the clock.
#include "window_fixture.h"

#include "evolution/epoch_sets.h"
#include "evolution/prompt_versions.h"
#include "ui/dialogs/prompts_dialog.h"
#include "ui/panels/epoch_table.h"
#include "ui/panels/evolve_panel.h"
#include "ui/panels/reading_view.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>

using namespace evol;

namespace {

PromptsDialog *openDialog(WindowFixture &f)
{
    QTest::keyClick(f.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = f.child<PromptsDialog>("prompts");
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

void choose(const PromptsDialog &dialog, const QString &key)
{
    auto *list = dialog.findChild<QListWidget *>(QStringLiteral("promptList"));
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(Qt::UserRole).toString() == key) {
            list->scrollToItem(list->item(row));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
        }
    }
}

std::vector<PromptVersion> versions(WindowFixture &f, const std::string &key)
{
    return promptVersions(f.window->project()->document().reader(), key).value_or(std::vector<PromptVersion>());
}

} // namespace

class TestPrompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPromptIsTypedSavedAndTakenBack()
    {
        WindowFixture f;
        f.open();
        f.create("p.evol", {"1+1=?"});
        PromptsDialog *dialog = openDialog(f);
        QVERIFY(dialog);
        choose(*dialog, "general/deepen");
        auto *text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("promptText"));
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("savePrompt"));
        QVERIFY(text->toPlainText().contains("depth"));
        text->selectAll();
        QTest::keyClicks(text, "Deeper: {instruction}");
        QVERIFY(!save->isEnabled()); // {context} is missing
        QTest::keyClicks(text, "{context}");
        QVERIFY(save->isEnabled());
        QCOMPARE(f.child<ReadingView>("promptPreview")->toPlainText(), QString("Deeper: 1+1=?"));
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE(versions(f, "general/deepen").size(), std::size_t{2});
        QVERIFY(versions(f, "general/deepen").back().isCurrent);
        auto *reset = dialog->findChild<QPushButton *>(QStringLiteral("resetPrompt"));
        QTRY_VERIFY(reset->isEnabled());
        QTest::mouseClick(reset, Qt::LeftButton);
        QTRY_VERIFY(versions(f, "general/deepen").front().isCurrent);
        QTRY_VERIFY(text->toPlainText().contains("depth"));
    }

    void anOperatorOfOnesOwnIsMadeTriedAndUsed()
    {
        WindowFixture f;
        f.open();
        f.create("p.evol", {"1+1=?"});
        PromptsDialog *dialog = openDialog(f);
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("newOperator")), Qt::LeftButton);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("operatorKey")), "riddle");
        dialog->findChild<QLineEdit *>(QStringLiteral("operatorTitle"))->setText(QStringLiteral("謎"));
        auto *pages = dialog->findChild<QTabWidget *>();
        pages->setCurrentIndex(2);
        auto *tryOut = dialog->findChild<QPushButton *>(QStringLiteral("tryPrompt"));
        QTest::mouseClick(tryOut, Qt::LeftButton);
        QTRY_VERIFY(tryOut->isEnabled());
        QTRY_VERIFY(f.child<ReadingView>("promptAnswers")->toPlainText().startsWith("#1"));
        QCOMPARE(f.pool().count(), 1); // a trial changes nothing
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("savePrompt")), Qt::LeftButton);
        QTRY_COMPARE(f.window->project()->texts().ownOperators().size(), std::size_t{1});
        dialog->close();
        f.activate();

        f.click(1);
        QMenu *menu = f.window->actions().inDepthMenu();
        QCOMPARE(menu->actions().back()->text(), QString("謎"));
        menu->actions().back()->trigger();
        QTRY_VERIFY(f.isIdle() && f.pool().count() == 2);
        QCOMPARE(f.pool().operatorKey(f.pool().indexOf(2)), std::string("riddle"));
        QCOMPARE(f.window->project()->texts().operatorTitle("riddle"), QString("謎"));
    }

    void weightsAndResponsesGoIntoTheRun()
    {
        WindowFixture f;
        f.open();
        f.create("p.evol", {"1+1=?"});
        QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        auto *panel = f.window->findChild<EvolvePanel *>();
        QTRY_VERIFY(panel->isVisible());
        auto *responses = f.child<QSpinBox>("responses");
        responses->selectAll();
        QTest::keyClicks(responses, "3");
        for (auto *weight : panel->findChildren<QDoubleSpinBox *>()) {
            if (weight->accessibleName() == QLatin1String("Weight of Deepen")) {
                weight->selectAll();
                QTest::keyClicks(weight, "0");
            }
        }
        const RunSettings settings = panel->settings();
        QCOMPARE(settings.responses, 3);
        QCOMPARE(settings.weights.size(), std::size_t{1});
        QCOMPARE(settings.weights.at("deepen"), 0.0);
        QTRY_VERIFY(panel->findChild<QLabel *>(QStringLiteral("estimate"))->text().contains("requests"));
    }

    void theBestEpochIsMarkedByTheScoresTypedIn()
    {
        WindowFixture f;
        f.open();
        f.create("p.evol", {"1+1=?"});
        f.click(1);
        f.window->actions().inDepthMenu()->actions().front()->trigger();
        QTRY_VERIFY(f.isIdle() && f.pool().count() == 2);
        QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier);
        auto *table = f.child<EpochTable>("epochTable");
        QTRY_VERIFY(table->isVisible() && table->rowCount() == 2);
        for (const auto &[row, score] : {std::pair(0, "41.5"), std::pair(1, "40")}) {
            const QRect place = table->visualItemRect(table->item(row, 3));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place.center());
            QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place.center());
            auto *editor = table->viewport()->findChild<QLineEdit *>();
            QVERIFY(editor);
            editor->selectAll();
            QTest::keyClicks(editor, score);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_VERIFY(!table->viewport()->findChild<QLineEdit *>());
        }
        QTRY_VERIFY(table->advice().contains("0"));
        const auto sets = epochSets(f.pool(), f.window->project()->document().reader());
        QVERIFY(sets->front().isBest && !sets->back().isBest);
    }

    void aStageRunsAgainOverTheSelection()
    {
        WindowFixture f;
        f.open();
        f.create("p.evol", {"1+1=?"});
        f.click(1);
        ProjectReader &reader = f.window->project()->document().reader();
        f.window->actions().scoreQuality->trigger();
        QTRY_VERIFY(f.isIdle() && reader.quality(1).value_or(std::nullopt));
        f.window->actions().respond->trigger();
        QTRY_VERIFY(f.isIdle() && f.pool().responses(0) == 1);
        f.window->actions().labelSteps->trigger();
        const ResponseId response = reader.responses(1)->front().id;
        QTRY_VERIFY(f.isIdle() && !reader.stepMarks(response).value_or(std::map<int, StepMark>()).empty());
    }
};

QTEST_MAIN(TestPrompts)
#include "tst_prompts.moc"
