// SPDX-License-Identifier: GPL-3.0-or-later
// A rater's session by keys alone: every kind of judgement, back and change, skipping, going on where one stopped, and
// that nothing on the screen names a contender.
#include "tests/support/open_document.h"
#include "tests/support/temporary_project.h"
#include "ui/labelling/comparison_page.h"
#include "ui/labelling/session_pane.h"
#include "ui/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>

using namespace evol;
using namespace evol::test;

namespace {

Study studyOf(JudgementKind kind, int items, int criteria = 1)
{
    Study study;
    study.uid = "uid";
    study.settings = {"Which is better?", {"As ChatGPT"}, false};
    study.design.kind = kind;
    const Criterion all[] = {{"overall", "Overall", "Which would you rather have?", {}}, {"accuracy", "Accuracy", "", {"1 bad", "2", "3", "4", "5 good"}}};
    study.design.criteria.assign(all, all + criteria);
    study.design.shown = kind == JudgementKind::Pairwise ? 2 : kind == JudgementKind::Ranking ? 3 : 1;
    study.contenders = {"vicuna-13b", "wizardlm-13b", "alpaca-7b"};
    for (int i = 0; i < items; ++i) {
        StudyItem item;
        item.text = "Question **" + std::to_string(i) + "**?";
        for (int c = 1; c <= 3; ++c)
            item.answers.push_back({c, 0, "As ChatGPT, I, vicuna-13b, say " + std::to_string(c) + ".\nSecond line\n\nThird line", 0});
        study.items.push_back(item);
    }
    return study;
}

/// A session of all items in their order, in a project of its own.
struct Rated {
    explicit Rated(Study study)
    {
        auto store = project.open();
        Session session{0, 0, "Ada", {}};
        for (std::size_t i = 0; i < study.items.size(); ++i) {
            std::vector<int> shown(static_cast<std::size_t>(study.design.shown));
            for (std::size_t position = 0; position < shown.size(); ++position)
                shown[position] = static_cast<int>((position + i) % 3) + 1;
            session.comparisons.push_back({static_cast<int>(i) + 1, shown, {}});
        }
        must(act(*store, {AddStudy{std::move(study)}, AddSession{std::move(session)}}));
        store.reset();
        document = openDocument(project, "Ada", clock);
        pane.resize(1200, 800);
        pane.show();
        reopen();
    }
    void reopen() { pane.open(*document, must(RatingSession::open(*document, 1))); }
    /// A key, and the answer of the disk to it.
    void press(int key)
    {
        QTest::keyClick(&pane, Qt::Key(key));
        document->waitUntilWritten();
    }
    void type(const QString &text)
    {
        auto *line = pane.findChild<QLineEdit *>(QStringLiteral("sessionLine"));
        QVERIFY(line->isVisible());
        line->clear();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        document->waitUntilWritten();
    }
    Vote vote(int number) { return must(document->reader().studies().session(1)).comparisons.at(std::size_t(number)).vote.value_or(Vote()); }
    std::vector<int> values(int number, std::size_t judgement = 0) { return vote(number).judgements.at(judgement).values; }

    TemporaryProject project;
    std::shared_ptr<SetClock> clock = std::make_shared<SetClock>();
    std::unique_ptr<Document> document;
    SessionPane pane;
};

} // namespace

class TestLabelling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void oneKeyJudgesAPairAndShowsTheNext()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 5));
        const int keys[] = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Down, Qt::Key_Up};
        const Outcome outcomes[] = {Outcome::First, Outcome::Second, Outcome::Tie, Outcome::BothBad};
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(r.pane.current(), i);
            r.press(keys[i]);
            QCOMPARE(r.values(i), std::vector<int>{static_cast<int>(outcomes[i])});
        }
        QCOMPARE(r.pane.current(), 4);
    }

    void theNextPairIsLaidOutBeforeItIsNeeded()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 3));
        QTRY_VERIFY(r.pane.isNextReady());
        const auto texts = r.pane.findChildren<QTextBrowser *>(QStringLiteral("sessionInstruction"));
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](QTextBrowser *text) { return text->toPlainText().contains("Question 1?"); }));
        r.press(Qt::Key_Left);
        QCOMPARE(r.pane.current(), 1);
    }

    void aVoteIsOnDiskBeforeTheNextItemShows()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 3));
        QSignalSpy shown(&r.pane, &SessionPane::shown);
        QTest::keyClick(&r.pane, Qt::Key_Left);
        QCOMPARE(shown.count(), 0); // not before the disk has answered
        QTest::keyClick(&r.pane, Qt::Key_Right); // and nothing is judged unseen meanwhile
        r.document->waitUntilWritten();
        QCOMPARE(shown.count(), 1);
        QCOMPARE(r.values(0), std::vector<int>{static_cast<int>(Outcome::First)});
        QVERIFY(!r.vote(1).isDone());
    }

    void strengthIsAskedForAPreferenceOnly()
    {
        Study study = studyOf(JudgementKind::Pairwise, 3);
        study.design.asksStrength = true;
        Rated r(study);
        r.press(Qt::Key_Right);
        QCOMPARE(r.pane.current(), 0);
        r.press(Qt::Key_3);
        QCOMPARE(r.values(0), (std::vector<int>{static_cast<int>(Outcome::Second), 3}));
        r.press(Qt::Key_Down);
        QCOMPARE(r.values(1), std::vector<int>{static_cast<int>(Outcome::Tie)});
    }

    void aRankingTakesANumberForEachAnswer()
    {
        Rated r(studyOf(JudgementKind::Ranking, 2));
        r.press(Qt::Key_2);
        r.press(Qt::Key_Return);
        QVERIFY(!r.vote(0).isDone()); // two have no rank yet
        r.press(Qt::Key_1);
        r.press(Qt::Key_2);
        r.press(Qt::Key_Left);
        r.press(Qt::Key_3); // the one before is given another
        r.press(Qt::Key_Return);
        QCOMPARE(r.values(0), (std::vector<int>{2, 3, 2}));
    }

    void pointsAreGivenByEachCriterionInTurn()
    {
        Rated r(studyOf(JudgementKind::Rating, 2, 2));
        auto *title = r.pane.findChild<QLabel *>(QStringLiteral("criterionTitle"));
        QVERIFY(title->text().startsWith("Overall"));
        r.press(Qt::Key_4);
        QVERIFY(title->text().startsWith("Accuracy"));
        QVERIFY(!r.vote(0).isDone());
        r.press(Qt::Key_Backspace); // to the first criterion of the same item
        QVERIFY(title->text().startsWith("Overall"));
        r.press(Qt::Key_5);
        r.press(Qt::Key_1);
        QCOMPARE(r.values(0), std::vector<int>{5});
        QCOMPARE(r.values(0, 1), std::vector<int>{1});
    }

    void everyStepGetsALabel()
    {
        Rated r(studyOf(JudgementKind::Steps, 2));
        r.press(Qt::Key_1);
        r.press(Qt::Key_2);
        r.press(Qt::Key_Return);
        QVERIFY(!r.vote(0).isDone());
        r.press(Qt::Key_3);
        r.press(Qt::Key_Return);
        QCOMPARE(r.values(0), (std::vector<int>{1, 0, -1}));
    }

    void backShowsWhatWasSaidAndChangesIt()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 3));
        r.press(Qt::Key_Left);
        r.press(Qt::Key_Backspace);
        QCOMPARE(r.pane.current(), 0);
        QCOMPARE(r.pane.draft().values()[0], std::optional<int>(static_cast<int>(Outcome::First)));
        r.press(Qt::Key_Right);
        QCOMPARE(r.values(0), std::vector<int>{static_cast<int>(Outcome::Second)});
        QCOMPARE(r.pane.current(), 1);
    }

    void whatIsSkippedHasAReasonAndCanBeDoneAfterAll()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 2));
        r.press(Qt::Key_S);
        r.type("too hard");
        QCOMPARE(r.vote(0).skipped, std::string("too hard"));
        r.press(Qt::Key_Left);
        QCOMPARE(r.pane.current(), -1);
        QVERIFY(r.pane.findChild<QLabel *>(QStringLiteral("sessionEnd"))->text().contains("1 judged, 1 skipped"));
        r.press(Qt::Key_S);
        QCOMPARE(r.pane.current(), 0);
        r.press(Qt::Key_Down);
        QVERIFY(r.vote(0).skipped.empty());
        QCOMPARE(r.pane.current(), -1);
    }

    void escapeInTheLineSkipsNothing()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 2));
        r.press(Qt::Key_S);
        QTest::keyClick(r.pane.findChild<QLineEdit *>(QStringLiteral("sessionLine")), Qt::Key_Escape);
        QVERIFY(!r.vote(0).isDone());
        r.press(Qt::Key_Left);
        QVERIFY(r.vote(0).isDone());
    }

    void flagsAndNotesGoWithTheVote()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 2));
        r.press(Qt::Key_F);
        r.press(Qt::Key_N);
        r.type("both cite the same source");
        r.press(Qt::Key_Down);
        QVERIFY(r.vote(0).flagged);
        QCOMPARE(r.vote(0).note, std::string("both cite the same source"));
        QVERIFY(!r.vote(1).flagged);
    }

    void aSessionGoesOnWhereItStopped()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 4));
        r.press(Qt::Key_Left);
        r.press(Qt::Key_Left);
        QSignalSpy left(&r.pane, &SessionPane::left);
        r.press(Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
        r.reopen();
        QCOMPARE(r.pane.current(), 2);
        QCOMPARE(r.pane.findChild<QLabel *>(QStringLiteral("sessionCount"))->text(), QStringLiteral("3 of 4 · 2 done"));
    }

    void timeIsThatSpentOnTheItem()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 3));
        r.clock->time += 7000;
        r.press(Qt::Key_Left);
        QCOMPARE(r.vote(0).milliseconds, std::int64_t{7000});
        r.clock->time += 3'600'000; // away for an hour: two minutes of it count
        r.press(Qt::Key_Left);
        QCOMPARE(r.vote(1).milliseconds, std::int64_t{120'000});
        QCOMPARE(r.vote(1).time, r.clock->time.load());
    }

    void aBreakIsProposedAfter25Minutes()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 40));
        const auto labels = [&] {
            QString all;
            for (const QLabel *label : r.pane.findChildren<QLabel *>())
                all += label->text();
            return all;
        };
        for (int i = 0; i < 26; ++i) {
            QVERIFY(!labels().contains("break"));
            r.clock->time += 60'000;
            r.press(Qt::Key_Left);
            if (labels().contains("break"))
                return;
        }
        QVERIFY(false);
    }

    void aVoteThatCannotBeSavedStaysOnTheScreen()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 3));
        // Somebody closes the study meanwhile.
        r.document->apply("Close", {EditStudy{1, {}, {"Study", {}, true}}});
        r.document->waitUntilWritten();
        r.press(Qt::Key_Left);
        QCOMPARE(r.pane.current(), 0);
        auto *trouble = r.pane.findChild<QLabel *>(QStringLiteral("sessionTrouble"));
        QVERIFY(trouble->isVisible());
        QVERIFY(trouble->text().contains("closed"));
        r.document->apply("Open", {EditStudy{1, {}, {"Study", {}, false}}});
        r.document->waitUntilWritten();
        r.press(Qt::Key_Left);
        QCOMPARE(r.pane.current(), 1);
        QVERIFY(!trouble->isVisible());
    }

    void answersScrollTogether()
    {
        Study study = studyOf(JudgementKind::Pairwise, 2);
        for (StudyAnswer &answer : study.items[0].answers) {
            for (int line = 0; line < 80 * answer.contender; ++line)
                answer.text += "\n\nparagraph";
        }
        Rated r(study);
        QTest::qWait(0);
        const auto bar = [&](const char *name) {
            for (auto *text : r.pane.findChildren<QTextBrowser *>(QLatin1String(name))) {
                if (text->verticalScrollBar()->maximum() > 0)
                    return text->verticalScrollBar();
            }
            return static_cast<QScrollBar *>(nullptr);
        };
        QScrollBar *a = bar("sessionAnswerA"), *b = bar("sessionAnswerB");
        QVERIFY(a && b && a->maximum() != b->maximum());
        r.press(Qt::Key_Space);
        QVERIFY(a->value() > 0 && b->value() > 0);
        b->setValue(b->maximum());
        QCOMPARE(a->value(), a->maximum());
    }

    void nothingNamesAContender()
    {
        Rated r(studyOf(JudgementKind::Pairwise, 3));
        QTRY_VERIFY(r.pane.isNextReady());
        QString all = r.pane.windowTitle();
        for (const QWidget *widget : r.pane.findChildren<QWidget *>()) {
            all += widget->toolTip() + widget->accessibleName() + widget->accessibleDescription() + widget->statusTip() + widget->windowTitle() + widget->objectName();
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                all += label->text();
            if (const auto *text = qobject_cast<const QTextBrowser *>(widget))
                all += text->toPlainText() + text->documentTitle();
        }
        QVERIFY(all.contains("Question 0?") && all.contains("▇▇▇"));
        for (const char *name : {"vicuna", "wizardlm", "alpaca", "ChatGPT"})
            QVERIFY2(!all.contains(QLatin1String(name), Qt::CaseInsensitive), name);
    }

    void aTextOfTenMegabytesCanBeJudged()
    {
        Study study = studyOf(JudgementKind::Pairwise, 2);
        study.items[0].answers[0].text = std::string(10'000'000, 'x');
        Rated r(study);
        r.press(Qt::Key_Right);
        QVERIFY(r.vote(0).isDone());
    }
};

QTEST_MAIN(TestLabelling)
#include "tst_labelling.moc"
