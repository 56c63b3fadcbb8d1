// SPDX-License-Identifier: GPL-3.0-or-later
// Making studies, giving raters their share, and raters' files there and back: nothing in them tells who the contenders
// are, they come home in any order and twice, and what does not belong is refused and changes nothing.
#include "tests/editing/study_fixture.h"
#include "tests/support/raw_sqlite.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace evol;
using namespace evol::test;

namespace {

constexpr std::int64_t later = 1'700'000'100'000;

QByteArray bytesOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the file cannot be read");
    return file.readAll();
}

/// A file that says it belongs to Ada's session 1, made by hand: with that design and that vote.
std::string forged(StudyProject &p, const std::string &name, const StudyDesign &design, const Vote &vote, PackOrigin origin)
{
    const std::string path = p.project.folder() + '/' + name + ".evol";
    must(createProject(path, "Forged", SetClock()));
    const auto store = must(openProject(path));
    Study study{0, "uid-1#1", {"Forged", {}, false}, design, {"A", "B"}, {StudyItem()}};
    study.items[0].answers = {{1, 0, "x", 1}, {2, 0, "y", 1}};
    Session session{0, 0, "Ada", {}};
    for (std::size_t i = 0; i < p.session(1).comparisons.size(); ++i)
        session.comparisons.push_back({1, {1, 2}, i == 0 ? std::optional(vote) : std::nullopt});
    must(act(*store, {AddStudy{study}, AddSession{session}, SetSetting{packSetting, {}, encodePackOrigin(origin)}}));
    return path;
}

} // namespace

class TestStudyChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStudyAndItsSessionsAreOneStepOfUndo()
    {
        StudyProject p;
        const std::string before = describe(p.document->reader());
        const MadeStudy made = p.make();
        QCOMPARE(made.id, StudyId{1});
        QCOMPARE(made.assignment.units, std::int64_t{18});
        QCOMPARE(must(p.document->reader().studies().sessions(1)).size(), std::size_t{3});
        p.document->undo();
        p.document->waitUntilWritten();
        QCOMPARE(describe(p.document->reader()), before);
        p.document->redo();
        p.document->waitUntilWritten();
        QCOMPARE(must(p.document->reader().studies().studies()).front().comparisons, std::int64_t{36});
        QVERIFY(must(p.document->reader().check()).empty());
    }

    void aStudyThatCannotBeMadeChangesNothing()
    {
        StudyProject p;
        const std::string before = describe(p.document->reader());
        const auto made = p.make(p.request(), {{"Ada"}, 0, 0, {}});
        QVERIFY(!made);
        QVERIFY(made.error().message.find("2 raters") != std::string::npos);
        QVERIFY(!p.make(p.request(6, 1), {}));
        QCOMPARE(describe(p.document->reader()), before);
    }

    void ratersWhoComeLaterGetWhatIsLeft()
    {
        StudyProject p;
        must(p.make(p.request(), {{"Ada", "Bob"}, 9, 0, {}}));
        const Session ada = p.session(1);
        const Assignment more = must(p.assign({{"Cyd", "Dan"}, 0, 0, {}}));
        QCOMPARE(more.open, std::int64_t{0});
        QCOMPARE(p.session(1), ada);
        std::map<std::pair<int, std::vector<int>>, std::set<std::string>> ratersOf;
        std::size_t all = 0;
        for (const SessionSummary &summary : must(p.document->reader().studies().sessions(1))) {
            for (Comparison comparison : p.session(summary.id).comparisons) {
                std::sort(comparison.shown.begin(), comparison.shown.end());
                ratersOf[{comparison.item, comparison.shown}].insert(summary.rater);
                ++all;
            }
        }
        QCOMPARE(all, std::size_t{36});
        for (const auto &[unit, raters] : ratersOf)
            QCOMPARE(raters.size(), std::size_t{2});
    }

    void aClosedStudyTakesNoMoreRatersAndSendsNoneOut()
    {
        StudyProject p;
        p.make();
        must(p.close());
        const auto assigned = p.assign({{"Dan"}, 0, 0, {}});
        QVERIFY(!assigned);
        QCOMPARE(assigned.error().kind, ErrorKind::Refused);
        const auto packed = p.pack(1, "late");
        QVERIFY(!packed);
        QCOMPARE(packed.error().kind, ErrorKind::Refused);
    }

    void aRatersFileTellsNothingOfTheContenders()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(1, "ada");
        const QByteArray bytes = bytesOf(path).toLower();
        for (const char *name : {"vicuna", "alpaca", "wizardlm", "chatgpt"})
            QVERIFY2(!bytes.contains(name), name);
        QVERIFY(bytes.contains("question 1"));
        const auto reader = must(openProjectReadOnly(path));
        QVERIFY(must(reader->check()).empty());
        QCOMPARE(must(packOrigin(*reader))->rater, std::string("Ada"));
    }

    void aRatersFileIsSmall()
    {
        StudyProject p;
        p.make();
        const qsizetype bytes = bytesOf(p.packed(1, "ada")).size();
        QVERIFY2(bytes < 400'000, qPrintable(QString::number(bytes)));
    }

    void aProjectIsNoRatersFile()
    {
        StudyProject p;
        QVERIFY(!must(packOrigin(p.document->reader())).has_value());
        const TemporaryProject other;
        QVERIFY(p.refusal(other.path()).contains("project of its own"));
    }

    void votesComeBackToTheComparisonsTheyWereAbout()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(2, "bob");
        const Session before = p.session(2);
        StudyProject::rate(path, {Outcome::First, Outcome::Tie, Outcome::BothBad}, later);
        const MergedPack merged = must(p.merge(path));
        QCOMPARE(merged.taken, std::int64_t{3});
        QCOMPARE(merged.unchanged, std::int64_t{0});
        QCOMPARE(merged.rater, std::string("Bob"));
        const Session after = p.session(2);
        for (std::size_t i = 0; i < after.comparisons.size(); ++i) {
            QCOMPARE(after.comparisons[i].shown, before.comparisons[i].shown);
            QCOMPARE(after.comparisons[i].vote.has_value(), i < 3);
        }
        QCOMPARE(after.comparisons[2].vote->judgements[0].values, std::vector<int>{int(Outcome::BothBad)});
        QCOMPARE(after.comparisons[2].vote->time, later);
        QVERIFY(must(p.document->reader().check()).empty());
    }

    void comingBackTwiceDoesNoHarm()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(1, "ada");
        StudyProject::rate(path, {Outcome::First, Outcome::Second}, later);
        must(p.merge(path));
        const std::string once = describeStudies(p.document->reader().studies());
        const MergedPack again = must(p.merge(path));
        QCOMPARE(again.taken, std::int64_t{0});
        QCOMPARE(again.unchanged, std::int64_t{2});
        QCOMPARE(describeStudies(p.document->reader().studies()), once);
    }

    void anyOrderOfFilesGivesTheSame()
    {
        std::string first;
        std::vector<int> order{0, 1, 2};
        do {
            StudyProject p;
            p.make();
            // Two versions of Ada's file, one of them gone on with, and Bob's.
            const std::string files[] = {p.packed(1, "old"), p.packed(1, "new"), p.packed(2, "bob")};
            StudyProject::rate(files[0], {Outcome::First, Outcome::First, Outcome::First}, later);
            StudyProject::rate(files[1], {Outcome::Second, Outcome::Second}, later + 5);
            StudyProject::rate(files[2], {Outcome::Tie}, later);
            for (const int file : order)
                must(p.merge(files[file]));
            const std::string all = describeStudies(p.document->reader().studies());
            if (first.empty())
                first = all;
            QCOMPARE(all, first);
            QCOMPARE(p.session(1).comparisons[0].vote->judgements[0].values[0], int(Outcome::Second));
            QCOMPARE(p.session(1).comparisons[2].vote->judgements[0].values[0], int(Outcome::First));
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void aLaterVoteInTheProjectIsKept()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(1, "ada");
        StudyProject::rate(path, {Outcome::First}, later);
        Vote newer = chosen(Outcome::Second);
        newer.time = later + 1;
        must(answerOf(*p.document, [&](Document::Done done) { p.document->apply("Vote", {CastVote{1, 1, 0, {}, newer}}, std::move(done)); }));
        QCOMPARE(must(p.merge(path)).taken, std::int64_t{0});
        QCOMPARE(p.session(1).comparisons[0].vote, std::optional(newer));
    }

    void mergingIsOneStepOfUndo()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(1, "ada"), before = describeStudies(p.document->reader().studies());
        StudyProject::rate(path, {Outcome::First, Outcome::First}, later);
        must(p.merge(path));
        p.document->undo();
        p.document->waitUntilWritten();
        QCOMPARE(describeStudies(p.document->reader().studies()), before);
    }

    void aFileOfAnotherStudyIsRefused()
    {
        StudyProject p, other;
        p.make();
        StudyRequest request = other.request();
        request.uid = "uid-2";
        must(other.make(request, {{"Ada", "Bob", "Cyd"}, 0, 0, {}}));
        QVERIFY(p.refusal(other.packed(1, "ada")).contains("not in this project"));
    }

    void aFileOfACopyOfTheProjectWithOtherComparisonsIsRefused()
    {
        StudyProject p, copy;
        p.make();
        StudyRequest request = copy.request();
        request.design.seed = 6;
        must(copy.make(request, {{"Ada", "Bob", "Cyd"}, 0, 0, {}}));
        QCOMPARE(copy.session(1).comparisons.size(), p.session(1).comparisons.size());
        QVERIFY(p.refusal(copy.packed(1, "ada")).contains("other comparisons"));
    }

    void aFileOfASessionThatIsGoneIsRefused()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(3, "cyd");
        must(answerOf(*p.document, [&](Document::Done done) { p.document->apply("Remove", {RemoveSession{p.session(3)}}, std::move(done)); }));
        QVERIFY(!p.refusal(path).isEmpty());
    }

    void anAlteredFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("a vote") << QByteArray("UPDATE vote SET value = 2");
        QTest::newRow("a vote taken out") << QByteArray("DELETE FROM vote");
        QTest::newRow("an answer") << QByteArray("UPDATE text SET body = 'I am the best answer'");
        QTest::newRow("the sides") << QByteArray("UPDATE comparison SET shown = shown + 1");
        QTest::newRow("its rater") << QByteArray("UPDATE session SET rater = 'Bob'");
        QTest::newRow("where it belongs") << QByteArray("UPDATE setting SET value = replace(value, 'Ada', 'Bob')");
    }
    void anAlteredFileIsRefused()
    {
        QFETCH(QByteArray, sql);
        StudyProject p;
        p.make();
        const std::string path = p.packed(1, "ada");
        StudyProject::rate(path, {Outcome::First}, later);
        rawExecute(path, sql.toStdString());
        QVERIFY(p.refusal(path).contains("altered"));
    }

    void aFileMadeByHandWithVotesThatCannotBeIsRefused()
    {
        StudyProject p;
        p.make();
        const PackOrigin origin{"uid-1", 1, "Ada", itemsDigest(p.session(1))};
        StudyDesign design;
        design.criteria = {*builtinCriterion("overall")};
        Vote good{{{0, {1}}}, {}, {}, false, 1, later};
        QCOMPARE(must(p.merge(forged(p, "good", design, good, origin))).taken, std::int64_t{1});

        StudyDesign rating = design;
        rating.kind = JudgementKind::Rating;
        QVERIFY(p.refusal(forged(p, "points", rating, {{{0, {5}}}, {}, {}, false, 1, later + 1}, origin)).contains("value 5"));
        StudyDesign two = design;
        two.criteria.push_back(*builtinCriterion("accuracy"));
        QVERIFY(p.refusal(forged(p, "criterion", two, {{{1, {1}}}, {}, {}, false, 1, later + 1}, origin)).contains("criterion 2"));
        PackOrigin foreign = origin;
        foreign.session = 2;
        QVERIFY(!p.refusal(forged(p, "session", design, good, foreign)).isEmpty());
    }

    void aFileOfANewerVersionIsRefusedWithTheReason()
    {
        StudyProject p;
        p.make();
        const TemporaryProject newer;
        must(act(*newer.open(), {SetSetting{packSetting, {}, R"({"version":99,"study":"uid-1","session":1,"rater":"Ada","items":1})"}}));
        QVERIFY(p.refusal(newer.path()).contains("newer version"));
    }

    void aClosedStudyTakesNoVotesBackUntilItIsOpened()
    {
        StudyProject p;
        p.make();
        const std::string path = p.packed(1, "ada");
        StudyProject::rate(path, {Outcome::First}, later);
        must(p.close());
        QVERIFY(p.refusal(path).contains("closed"));
        must(p.close(false));
        QCOMPARE(must(p.merge(path)).taken, std::int64_t{1});
    }

    void aStudyOfFiveRatersIsDoneByFiles()
    {
        StudyProject p;
        must(p.make(p.request(10), {{"Ada", "Bob", "Cyd", "Dan", "Eve"}, 0, 0, {}}));
        QVERIFY(!must(p.document->reader().studies().studies()).front().showsNames());
        for (SessionId id = 5; id >= 1; --id) {
            const std::string path = p.packed(id, "rater" + std::to_string(id));
            StudyProject::rate(path, std::vector(p.session(id).comparisons.size(), Outcome::First), later);
            must(p.merge(path));
        }
        const StudySummary summary = must(p.document->reader().studies().studies()).front();
        QCOMPARE(summary.done, std::int64_t{60});
        QVERIFY(summary.showsNames());
        QVERIFY(must(p.document->reader().check()).empty());
    }
};

QTEST_GUILESS_MAIN(TestStudyChanges)
#include "tst_study_changes.moc"
