// SPDX-License-Identifier: GPL-3.0-or-later
// A session as its rater sees it: answers by position and masked, votes on disk at once, and where it goes on.
#include "tests/editing/study_fixture.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

/// A study of solutions whose steps are labelled, with one session of one comparison.
void makeSteps(Document &document)
{
    Study study;
    study.uid = "steps";
    study.settings.name = "Steps";
    study.design.kind = JudgementKind::Steps;
    study.design.shown = 1;
    study.design.criteria = {*builtinCriterion("overall")};
    study.contenders = {"solver"};
    study.items.resize(1);
    study.items[0].text = "1+1+1=?";
    study.items[0].answers = {{1, 0, "1+1=2\n\n2+1=3\nA: 3", 0}};
    Session session{0, 0, "Ada", {{1, {1}, {}}}};
    must(answerOf(document, [&](Document::Done done) { document.apply("New", {AddStudy{study}, AddSession{session}}, std::move(done)); }));
}

} // namespace

class TestRatingSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheAnswersInTheSessionsOrderWithoutTheirNames()
    {
        StudyProject p;
        p.make();
        const auto session = must(RatingSession::open(*p.document, 1));
        const Session stored = p.session(1);
        QCOMPARE(session->size(), int(stored.comparisons.size()));
        for (int i = 0; i < session->size(); ++i) {
            const Comparison &comparison = stored.comparisons[std::size_t(i)];
            const ShownComparison shown = must(session->shown(i));
            QCOMPARE(shown.instruction, "Question " + std::to_string(comparison.item));
            QCOMPARE(shown.answers.size(), std::size_t{2});
            for (std::size_t position = 0; position < 2; ++position)
                QCOMPARE(shown.answers[position], "I am ▇▇▇ and say " + std::to_string(10 * comparison.item + comparison.shown[position] - 1));
        }
    }

    void aRatersFileShowsTheSame()
    {
        StudyProject p;
        p.make();
        const auto here = must(RatingSession::open(*p.document, 2));
        const std::string path = p.packed(2, "bob");
        const auto opened = must(Document::make(path, must(openProject(path)), must(openProjectReadOnly(path)), std::make_shared<SetClock>(), "Bob"));
        const auto there = must(RatingSession::open(*opened, 1));
        QCOMPARE(there->size(), here->size());
        QCOMPARE(there->rater(), here->rater());
        for (int i = 0; i < here->size(); ++i) {
            QCOMPARE(must(there->shown(i)).instruction, must(here->shown(i)).instruction);
            QCOMPARE(must(there->shown(i)).answers, must(here->shown(i)).answers);
        }
    }

    void aVoteIsOnDiskWhenItIsAnswered()
    {
        StudyProject p;
        p.make();
        const auto session = must(RatingSession::open(*p.document, 1));
        bool answered = false;
        session->cast(0, chosen(Outcome::First, "clear"), [&](const Result<> &written) {
            answered = true;
            QVERIFY(written.has_value());
            const auto other = p.project.openReadOnly();
            const auto vote = must(other->studies().session(1)).comparisons[0].vote;
            QVERIFY(vote.has_value());
            QCOMPARE(vote->note, std::string("clear"));
            QCOMPARE(vote->time, p.document->clock().now());
        });
        p.document->waitUntilWritten();
        QVERIFY(answered);
        QCOMPARE(session->vote(0)->judgements[0].values, std::vector<int>{int(Outcome::First)});
    }

    void goesOnWhereItStopped()
    {
        StudyProject p;
        p.make();
        {
            const auto session = must(RatingSession::open(*p.document, 1));
            QCOMPARE(session->nextOpen(0), 0);
            must(cast(*p.document, *session, 0, chosen(Outcome::Tie)));
            Vote skipped;
            skipped.skipped = "I cannot tell";
            must(cast(*p.document, *session, 1, skipped));
            Vote noted;
            noted.note = "Come back to it";
            noted.flagged = true;
            must(cast(*p.document, *session, 2, noted));
            QCOMPARE(session->done(), 2);
        }
        const auto session = must(RatingSession::open(*p.document, 1));
        QCOMPARE(session->done(), 2);
        QCOMPARE(session->nextOpen(0), 2);
        QCOMPARE(session->nextOpen(3), 3);
        QCOMPARE(session->vote(2)->note, std::string("Come back to it"));
    }

    void fromTheEndItGoesBackToWhatWasLeftOpen()
    {
        StudyProject p;
        p.make();
        const auto session = must(RatingSession::open(*p.document, 1));
        for (int i = 0; i < session->size(); ++i) {
            if (i != 4)
                must(cast(*p.document, *session, i, chosen(Outcome::First)));
        }
        QCOMPARE(session->nextOpen(session->size() - 1), 4);
        must(cast(*p.document, *session, 4, chosen(Outcome::First)));
        QCOMPARE(session->nextOpen(0), -1);
        QCOMPARE(session->done(), session->size());
    }

    void aVoteCanBeChanged()
    {
        StudyProject p;
        p.make();
        const auto session = must(RatingSession::open(*p.document, 1));
        must(cast(*p.document, *session, 0, chosen(Outcome::First)));
        must(cast(*p.document, *session, 0, chosen(Outcome::Second)));
        QCOMPARE(p.session(1).comparisons[0].vote->judgements[0].values, std::vector<int>{int(Outcome::Second)});
        QCOMPARE(session->done(), 1);
    }

    void aVoteThatDoesNotFitIsRefusedAndChangesNothing()
    {
        StudyProject p;
        p.make();
        const auto session = must(RatingSession::open(*p.document, 1));
        Vote wild = chosen(Outcome::First);
        wild.judgements[0].values = {7};
        QVERIFY(!cast(*p.document, *session, 0, wild));
        wild.judgements = {{3, {1}}};
        QVERIFY(!cast(*p.document, *session, 0, wild));
        for (const int number : {-1, session->size()}) {
            const auto outside = cast(*p.document, *session, number, chosen(Outcome::First));
            QVERIFY(!outside);
            QCOMPARE(outside.error().kind, ErrorKind::NotFound);
            QVERIFY(!session->shown(number));
        }
        QVERIFY(!session->vote(0));
        QVERIFY(!p.session(1).comparisons[0].vote);
    }

    void aClosedStudyTakesNoVote()
    {
        StudyProject p;
        p.make();
        const auto before = must(RatingSession::open(*p.document, 1));
        QVERIFY(!before->isClosed());
        must(p.close());
        const auto refused = cast(*p.document, *before, 0, chosen(Outcome::First));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(!before->vote(0));
        QVERIFY(must(RatingSession::open(*p.document, 1))->isClosed());
    }

    void stepsAreAsManyAsTheSolutionHasLines()
    {
        StudyProject p;
        makeSteps(*p.document);
        const auto session = must(RatingSession::open(*p.document, 1));
        Vote vote;
        vote.judgements = {{0, {1, -1}}};
        QVERIFY(!cast(*p.document, *session, 0, vote));
        vote.judgements = {{0, {1, -1, 0}}};
        QVERIFY(cast(*p.document, *session, 0, vote).has_value());
    }

    void aVoteOnItsWayOutlivesTheSession()
    {
        StudyProject p;
        p.make();
        auto session = must(RatingSession::open(*p.document, 1));
        bool written = false;
        session->cast(0, chosen(Outcome::First), [&](const Result<> &result) { written = result.has_value(); });
        session.reset();
        p.document->waitUntilWritten();
        QVERIFY(written);
        QVERIFY(p.session(1).comparisons[0].vote.has_value());
    }

    void aReadOnlyProjectTakesNoVote()
    {
        StudyProject p;
        p.make();
        const auto reading = openDocumentReadOnly(p.project);
        const auto session = must(RatingSession::open(*reading, 1));
        bool refused = false;
        session->cast(0, chosen(Outcome::First), [&](const Result<> &result) { refused = !result; });
        reading->waitUntilWritten();
        QVERIFY(refused);
    }

    void aRaterIsFoundByName()
    {
        StudyProject p;
        must(p.make(p.request(), {{"Ada", "Bob"}, 9, 0, {}}));
        must(p.assign({{"Ada", "Bob", "Cyd"}, 0, 0, {}}));
        StudyReader &reader = p.document->reader().studies();
        QCOMPARE(must(sessionOf(reader, 1, "Ada")), std::optional<SessionId>(1));
        QVERIFY(!must(sessionOf(reader, 1, "Zoe")));
        const auto session = must(RatingSession::open(*p.document, 1));
        for (int i = 0; i < session->size(); ++i)
            must(cast(*p.document, *session, i, chosen(Outcome::First)));
        QVERIFY(must(sessionOf(reader, 1, "Ada")) != std::optional<SessionId>(1)); // her next one
    }

    void aSessionThatIsNotThereCannotBeOpened()
    {
        StudyProject p;
        QVERIFY(!RatingSession::open(*p.document, 1));
    }
};

QTEST_GUILESS_MAIN(TestRatingSession)
#include "tst_rating_session.moc"
