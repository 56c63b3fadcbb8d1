// SPDX-License-Identifier: GPL-3.0-or-later
// Preference studies in a project file: what is read back, what is refused, and that an alteration shows.
#include "tests/support/raw_sqlite.h"
#include "tests/support/temporary_project.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

Study twoContenders()
{
    Study study;
    study.uid = "uid";
    study.settings = {"Study", {"As ChatGPT"}, false};
    study.design.criteria = {{"overall", "Overall", "", {}}, {"accuracy", "Accuracy", "", {}}};
    study.contenders = {"a", "b"};
    study.items = {{0, "1+1=?", "", "Math", 8, 2, "deepen", {{1, 0, "2", 0}, {2, 0, "two", 0}}, {}},
                   {0, "2+2=?", "in words", "", 0, 0, "", {{1, 0, "4", 0}, {2, 0, "", 0}}, {1, 0}}};
    return study;
}

Vote said(int first, int second)
{
    return {{{0, {first}}, {1, {second}}}, {}, {}, false, 1000, 5};
}

} // namespace

class TestStudies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_project = std::make_unique<TemporaryProject>();
        m_store = m_project->open();
        must(act(*m_store, {AddStudy{twoContenders()},
                            AddSession{{0, 0, "Ada", {{1, {1, 2}, {}}, {2, {2, 1}, {}}}}},
                            AddSession{{0, 0, "Ben", {{2, {1, 2}, said(2, 0)}}}}}));
    }
    void cleanup()
    {
        m_store.reset();
        m_project.reset();
    }

    void readsAStudyWithoutTextsAndAnItemWithThem()
    {
        const Study study = must(reader().study(1));
        QCOMPARE(study.items.size(), std::size_t{2});
        QCOMPARE(study.items[0].answers[1].text, std::string());
        QCOMPARE(study.items[0].answers[1].length, std::int64_t{3});
        QCOMPARE(study.items[1].gold, (std::vector<int>{1, 0}));
        const StudyItem item = must(reader().studyItem(1, 2));
        QCOMPARE(item.text, std::string("2+2=?"));
        QCOMPARE(item.context, std::string("in words"));
        QCOMPARE(item.answers[0].text, std::string("4"));
        QCOMPARE(item.answers[1].text, std::string());
    }

    void countsWhatIsDone()
    {
        must(act(*m_store, {CastVote{0, 1, 0, {}, Vote{{}, "too long", {}, true, 0, 0}}}));
        const auto sessions = must(reader().sessions(1));
        QCOMPARE(sessions.size(), std::size_t{2});
        QCOMPARE(sessions[0].done, 1);
        QCOMPARE(sessions[0].judged, 0);
        QCOMPARE(sessions[0].flagged, 1);
        const auto studies = must(reader().studies());
        QCOMPARE(studies[0].comparisons, std::int64_t{3});
        QCOMPARE(studies[0].done, std::int64_t{2});
        QVERIFY(!studies[0].showsNames());
        must(act(*m_store, {CastVote{0, 1, 1, {}, said(1, 1)}}));
        QVERIFY(must(reader().studies())[0].showsNames());
    }

    void givesEveryVoteInOrder()
    {
        must(act(*m_store, {CastVote{0, 1, 1, {}, said(1, 3)}, CastVote{0, 1, 0, {}, Vote{{{0, {2, 3}}}, {}, {}, false, 0, 0}}}));
        QStringList rows;
        must(reader().eachVote(1, [&](const VoteRow &row) {
            QString values;
            for (const int value : row.values)
                values += QString::number(value) + ' ';
            rows += QString("%1/%2/%3 item %4 shows %5 %6: %7")
                        .arg(row.session).arg(row.comparison).arg(row.criterion).arg(row.item)
                        .arg(contenderAt(row.shown, 0)).arg(contenderAt(row.shown, 1)).arg(values.trimmed());
        }));
        QCOMPARE(rows, QStringList({"1/0/0 item 1 shows 1 2: 2 3", "1/1/0 item 2 shows 2 1: 1", "1/1/1 item 2 shows 2 1: 3",
                                    "2/0/0 item 2 shows 1 2: 2", "2/0/1 item 2 shows 1 2: 0"}));
    }

    void aChangedVoteTakesThePlaceOfTheOneBefore()
    {
        must(act(*m_store, {CastVote{0, 2, 0, {}, Vote{{{1, {1}}}, {}, "sure", false, 5, 6}}}));
        const Session session = must(reader().session(2));
        QCOMPARE(session.comparisons[0].vote->judgements.size(), std::size_t{1});
        QCOMPARE(session.comparisons[0].vote->note, std::string("sure"));
        must(act(*m_store, {CastVote{0, 2, 0, {}, {}}}));
        QVERIFY(!must(reader().session(2)).comparisons[0].vote);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("sentence");
        int which = 0;
        for (const char *sentence : {"has no comparison 2", "Session 9", "\"Study\" does not have", "show contenders", "no study 7",
                                     "has the value 4", "criterion 3", "name of its rater", "needs a name", "is there twice"})
            QTest::newRow(sentence) << which++ << QString::fromUtf8(sentence);
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(int, which);
        QFETCH(QString, sentence);
        Study twice = twoContenders();
        twice.contenders = {"a", "a"};
        const std::vector<Change> bad{CastVote{0, 1, 2, {}, said(1, 1)},
                                      CastVote{0, 9, 0, {}, said(1, 1)},
                                      AddSession{{0, 1, "Cem", {{3, {1, 2}, {}}}}},
                                      AddSession{{0, 1, "Cem", {{1, {1, 3}, {}}}}},
                                      AddSession{{0, 7, "Cem", {}}},
                                      CastVote{0, 1, 0, {}, said(4, 1)},
                                      CastVote{0, 1, 0, {}, Vote{{{2, {1}}}, {}, {}, false, 0, 0}},
                                      AddSession{{0, 1, "", {}}},
                                      EditStudy{1, {}, {}},
                                      AddStudy{twice}};
        const std::string before = describe(m_store->reader());
        const auto refused = act(*m_store, {bad[static_cast<std::size_t>(which)]});
        QVERIFY(!refused);
        QVERIFY2(QString::fromStdString(refused.error().message).contains(sentence), refused.error().message.c_str());
        QCOMPARE(describe(m_store->reader()), before);
    }

    void aClosedStudyTakesNoVotes()
    {
        must(act(*m_store, {EditStudy{1, {}, {"Study", {}, true}}}));
        const auto refused = act(*m_store, {CastVote{0, 1, 0, {}, said(1, 1)}});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("closed") != std::string::npos);
    }

    void aStudyWithSessionsIsNotRemoved()
    {
        QVERIFY(!act(*m_store, {RemoveStudy{{1, {}, {}, {}, {}, {}}}}));
    }

    void anAlterationShows_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("problem");
        QTest::newRow("vote") << "UPDATE vote SET value = 1 WHERE session = 2 AND criterion = 0" << "Comparison 0 of number 2";
        QTest::newRow("orientation") << "UPDATE comparison SET shown = 513 WHERE session = 1 AND number = 1" << "Comparison 1 of number 1";
        QTest::newRow("answer") << "UPDATE study_answer SET response = 7 WHERE item = 1 AND contender = 2" << "Item 1 of number 1";
        QTest::newRow("gold") << "UPDATE study_item SET gold = '[0,1]' WHERE number = 2" << "Item 2 of number 1";
        QTest::newRow("name") << "UPDATE study SET contenders = '[\"b\",\"a\"]'" << "The study 1";
        QTest::newRow("rater") << "UPDATE session SET rater = 'Eve' WHERE id = 2" << "The session 2";
    }
    void anAlterationShows()
    {
        QFETCH(QString, sql);
        QFETCH(QString, problem);
        QVERIFY(must(m_store->reader().check()).empty());
        m_store.reset();
        rawExecute(m_project->path(), sql.toStdString());
        const auto problems = must(m_project->openReadOnly()->check());
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY2(QString::fromStdString(problems[0]).startsWith(problem), problems[0].c_str());
    }

private:
    StudyReader &reader() { return m_store->reader().studies(); }

    std::unique_ptr<TemporaryProject> m_project;
    std::unique_ptr<ProjectStore> m_store;
};

QTEST_APPLESS_MAIN(TestStudies)
#include "tst_studies.moc"
