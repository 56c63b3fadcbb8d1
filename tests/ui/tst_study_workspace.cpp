// SPDX-License-Identifier: GPL-3.0-or-later
// A study from design to figures in the window: once by keys only, once with a file for each rater; and what is shown of it.
// Reads alpaca_eval_outputs_*.json.
#include "editing/project_import.h"
#include "editing/study_changes.h"
#include "storage/project_file.h"
#include "tests/support/temporary_project.h"
#include "ui/charts/chart_file.h"
#include "ui/charts/interval_chart.h"
#include "ui/labelling/session_pane.h"
#include "ui/studies/figure_table.h"
#include "ui/studies/results_page.h"
#include "ui/studies/study_workspace.h"
#include "ui/theme.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>

using namespace evol;
using namespace evol::test;

namespace {

const QStringList names{"alpaca-7b", "vicuna-13b", "wizardlm-13b"};
const QStringList raters{"Ada", "Ben", "Cem", "Dan", "Eve"};

QString outputsOf(const QString &name)
{
    return QStringLiteral(EVOL_SHARED_DATA "/alpaca_eval_outputs_%1.json").arg(name);
}

struct Window : WindowFixture {
    Window()
    {
        open();
        create(QStringLiteral("p.evol"), {});
        for (const QString &name : names)
            importOutputs(name);
    }

    void importOutputs(const QString &name)
    {
        bool done = false;
        ImportRequest request;
        request.path = outputsOf(name).toStdString();
        request.as = name == names.front() ? ImportAs::Seeds : ImportAs::Responses;
        importInto(window->project()->document(), request, [&](const Result<ImportOutcome> &outcome) {
            QVERIFY(outcome.has_value());
            done = true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(done, 30'000);
    }

    QWidget *focused() const { return QApplication::focusWidget(); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(focused() ? focused() : window.get(), Qt::Key(key), modifiers); }
    /// With the Tab key, as far as it takes.
    void tabTo(const char *name)
    {
        for (int i = 0; i < 60 && !(focused() && focused()->objectName() == QLatin1String(name)); ++i)
            key(Qt::Key_Tab);
        QVERIFY2(focused() && focused()->objectName() == QLatin1String(name), name);
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window->studies().isSettled() && (window->project()->document().waitUntilWritten(), true), 30'000); }

    /// Twelve instructions, five raters, overlap two.
    void makeStudyByKeys()
    {
        key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(window->studies().isVisible());
        settle();
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        auto *contenders = child<QListWidget>("studyContenders");
        QTRY_COMPARE(contenders->count(), 3);
        tabTo("studyName");
        QTest::keyClicks(focused(), QStringLiteral("Three models"));
        tabTo("studyLimit");
        QTest::keyClicks(focused(), QStringLiteral("12"));
        tabTo("studyRaters");
        QTest::keyClicks(focused(), raters.join(QLatin1Char(',')));
        tabTo("studyOverlap");
        key(Qt::Key_Up);
        QCOMPARE(child<QSpinBox>("studyOverlap")->value(), 2);
        tabTo("makeStudy");
        key(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(window->studies().current() != 0, 30'000);
        settle();
    }

    void openSessionByKeys(int rater)
    {
        tabTo("rateStudy");
        key(Qt::Key_Space);
        QTRY_VERIFY(child<QMenu>("raterMenu") && child<QMenu>("raterMenu")->isVisible());
        QMenu *menu = child<QMenu>("raterMenu");
        QCOMPARE(menu->actions().size(), raters.size());
        for (int i = 0; i < rater; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(window->session().session());
    }

    /// Prefers the longer answer, which stands where it may.
    int rateByKeys()
    {
        SessionPane &pane = window->session();
        const RatingSession &session = *pane.session();
        int votes = 0;
        while (pane.current() >= 0 && votes < 100) {
            const int number = pane.current();
            const auto shown = const_cast<RatingSession &>(session).shown(number);
            key(shown->answers[0].size() > shown->answers[1].size() ? Qt::Key_Left : Qt::Key_Right);
            window->project()->document().waitUntilWritten();
            ++votes;
        }
        return votes;
    }

    StudyResults results() const { return must(studyResults(window->project()->document().reader().studies(), window->studies().current(), {100, 1, 0.95})); }
};

QString shownIn(QWidget &widget)
{
    QString all;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        all += label->text() + label->toolTip();
    for (const FigureTable *table : widget.findChildren<FigureTable *>()) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            for (int column = 0; column < table->model()->columnCount(); ++column)
                all += table->model()->index(row, column).data().toString() + QLatin1Char(' ');
        }
    }
    for (const QComboBox *box : widget.findChildren<QComboBox *>()) {
        for (int i = 0; i < box->count(); ++i)
            all += box->itemText(i);
    }
    for (const IntervalChart *chart : widget.findChildren<IntervalChart *>())
        all += chart->accessibleName();
    return all;
}

} // namespace

class TestStudyWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(Theme::Light);
        for (const QString &name : names) {
            if (!QFile::exists(outputsOf(name)))
                QSKIP("alpaca_eval_outputs_*.json are not here");
        }
    }

    void aStudyIsMadeJudgedAndReadByKeysOnly()
    {
        Window w;
        w.makeStudyByKeys();
        int votes = 0;
        for (int rater = 0; rater < raters.size(); ++rater) {
            w.openSessionByKeys(rater);
            votes += w.rateByKeys();
            w.key(Qt::Key_Escape);
            QVERIFY(!w.window->session().session());
            w.settle();
        }
        QCOMPARE(votes, 12 * 3 * 2);
        const StudyResults results = w.results();
        QCOMPARE(results.judged, std::int64_t{72});
        QVERIFY(results.namesShown);
        // All preferred the longer answer, so they agree and the bias is seen.
        QCOMPARE(*results.mainCriterion().agreement.percent.value, 100.0);
        QCOMPARE(results.mainCriterion().length.toward, (Proportion{72, 72}));
        w.settle();
        QTRY_VERIFY(shownIn(w.window->studies()).contains("wizardlm-13b"));
        QVERIFY(must(w.window->project()->document().reader().check()).empty());
    }

    void aStudyIsJudgedInRatersFiles()
    {
        Window w;
        w.makeStudyByKeys();
        const StudyId study = w.window->studies().current();
        const auto sessions = must(w.window->project()->document().reader().studies().sessions(study));
        QStringList packs;
        for (const SessionSummary &session : sessions) {
            const QString pack = w.file(QStringLiteral("for-%1.evol").arg(QString::fromStdString(session.rater)));
            must(createProject(pack.toStdString(), "Pack", SystemClock()));
            must(writePack(w.window->project()->document().reader(), session.id, *must(openProject(pack.toStdString())), 1));
            packs += pack;
        }
        for (const QString &pack : packs) {
            w.openExisting(QFileInfo(pack).fileName());
            QVERIFY(w.window->session().session()); // it opens as a session
            QVERIFY(!w.window->menuBar()->isVisible());
            QVERIFY(w.rateByKeys() > 0);
        }
        w.openExisting(QStringLiteral("p.evol"));
        QVERIFY(!w.window->session().session());
        w.key(Qt::Key_2, Qt::ControlModifier);
        w.settle();
        std::reverse(packs.begin(), packs.end());
        for (int round = 0; round < 2; ++round) { // the second time without harm
            for (const QString &pack : packs) {
                w.files.path = pack;
                QPushButton *merge = nullptr;
                for (QPushButton *button : w.window->studies().findChildren<QPushButton *>()) {
                    if (button->text().startsWith("Merge"))
                        merge = button;
                }
                QTest::mouseClick(merge, Qt::LeftButton);
                w.settle();
            }
            QCOMPARE(must(studyResults(w.window->project()->document().reader().studies(), study, {50, 1, 0.95})).judged, std::int64_t{72});
        }
    }

    void namesAreNowhereBeforeTheEnd()
    {
        Window w;
        w.makeStudyByKeys();
        w.openSessionByKeys(0);
        w.key(Qt::Key_Left);
        w.window->project()->document().waitUntilWritten();
        QString session = shownIn(w.window->session());
        w.key(Qt::Key_Escape);
        w.settle();
        QTRY_VERIFY(shownIn(w.window->studies()).contains("Contender A"));
        // The form for a new study lists who there is; nothing else may.
        const QString all = session + shownIn(*w.window->studies().findChild<ResultsPage *>());
        for (const QString &name : names)
            QVERIFY2(!all.contains(name, Qt::CaseInsensitive), qPrintable(name));
    }

    void aModelIsAskedForAnswersAndBecomesAContender()
    {
        WindowFixture w;
        w.open();
        w.create(QStringLiteral("ask.evol"), {"1+1=?", "2+2=?"});
        w.window->actions().newStudy->trigger();
        auto *model = w.child<QLineEdit>("studyModel");
        QTRY_VERIFY(model->isVisible());
        QTest::keyClicks(model, QStringLiteral("builtin"));
        QTest::keyClick(model, Qt::Key_Return);
        auto *contenders = w.child<QListWidget>("studyContenders");
        QTRY_COMPARE_WITH_TIMEOUT(contenders->count(), 1, 30'000);
        QVERIFY(contenders->item(0)->text().contains("2 answers"));
    }

    void keysOfExploreRestInStudy()
    {
        Window w;
        w.key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!w.window->actions().fit->isEnabled());
        QVERIFY(!w.window->actions().respond->isEnabled());
        QVERIFY(w.window->actions().studyWorkspace->isChecked());
        w.key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(w.window->canvas().isVisible());
        QVERIFY(w.window->actions().fit->isEnabled());
    }

    void anEmptyWorkspaceTeaches()
    {
        WindowFixture w;
        w.open();
        w.create(QStringLiteral("empty.evol"), {"1+1=?"});
        w.window->showWorkspace(Workspace::Study);
        QTRY_VERIFY(w.window->studies().isSettled());
        QVERIFY(w.child<QPushButton>("firstStudy")->isVisible());
    }

    void importedVotesAreShownWithTheirFigures()
    {
        const QString votes = QStringLiteral(EVOL_SHARED_DATA "/alpaca_eval_votes_alpaca-7b.json");
        if (!QFile::exists(votes))
            QSKIP("alpaca_eval_votes_alpaca-7b.json is not here");
        WindowFixture w;
        w.open();
        w.create(QStringLiteral("votes.evol"), {});
        w.files.path = votes;
        w.window->actions().importVotes->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(w.window->studies().current() != 0 && w.window->studies().isSettled(), 30'000);
        QTRY_VERIFY(w.child<QLabel>("studyHeadline")->text().contains("text_davinci_003"));
        auto *table = w.child<FigureTable>("contenderTable");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, 0).data().toString(), QStringLiteral("alpaca-7b"));
        QCOMPARE(table->model()->index(1, 4).data().toString(), QStringLiteral("26.5"));
        QVERIFY(table->save(w.file("t.csv")).has_value());
        QFile csv(w.file("t.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().contains("26.459627329192"));
        QVERIFY(table->save(w.file("t.json")).has_value());
        QVERIFY(!table->save("/no/such/folder/t.csv"));
    }

    void picturesAreSavedInEveryFormat()
    {
        IntervalChart chart;
        chart.resize(500, 300);
        chart.setRows(QStringLiteral("Win rate"), QStringLiteral("%"), 50, {{QStringLiteral("a"), 60, 55, 65}, {QStringLiteral("日本語"), 40, 35, 45}});
        chart.grab();
        QTemporaryDir folder;
        const std::pair<const char *, QByteArray> files[] = {{"c.png", "\x89PNG"}, {"c.svg", "<?xml"}, {"c.pdf", "%PDF"}};
        for (const auto &[name, magic] : files) {
            QVERIFY(saveChart(*chart.scene(), folder.filePath(name)).has_value());
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(magic));
        }
        QVERIFY(!saveChart(*chart.scene(), QStringLiteral("/no/such/folder/c.svg")));
        QVERIFY(chart.accessibleName().contains(QStringLiteral("a: 60.0, from 55.0 to 65.0")));
    }
};

QTEST_MAIN(TestStudyWorkspace)
#include "tst_study_workspace.moc"
