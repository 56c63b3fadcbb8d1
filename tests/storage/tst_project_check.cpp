// SPDX-License-Identifier: GPL-3.0-or-later
// The integrity check finds whatever was altered behind the program's back, and nothing in a sound project.
#include "tests/support/raw_sqlite.h"
#include "tests/support/temporary_project.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

/// Every table has rows, some changes are undone and some done again.
void fill(ProjectStore &store)
{
    must(act(store, {AddInstruction{seed("1+1=?", "context")}, AddResponse{answer(0, "2")}, AddInstruction{seed("other")}}));
    must(act(store, {AddInstruction{childOf(1, "2+2=?")}, SetVerdict{3, {}, eliminatedBy("refusal")}}));
    must(act(store, {SetOverride{3, {}, Override{Decision::Keep, "fine", "Ada"}}, SetDifficulty{3, {}, 4}}));
    must(act(store, {RateResponse{1, 1, {}, Rating{4, "good"}}, SetTitle{{}, "New"}}));
    must(act(store, {SetTag{1, "math", {}, true}, SetNote{1, {}, "look again"}, SetFlag{1, {}, true}, SetSetting{"thresholds", {}, "{}"}}));
    must(act(store, {EditInstruction{2, {}, {"other words", "", "Ada"}}, EditResponse{1, 0, {}, {"two", "", "Ada"}}}));
    must(act(store, {AddInstruction{childOf(1, "undone")}}));
    must(store.undo("Ada", 7));
    must(act(store, {SetDifficulty{1, {}, 2}, SetQuality{1, {}, Quality{4, 5, 3}}, LabelStep{1, 0, 0, {}, StepMark{StepLabel::Right, "Ada", 0}}}));
    must(act(store, {AddResponse{answer(2, "done again")}}));
    must(store.undo("Ada", 7));
    must(store.redo("Ada", 7));
}

} // namespace

class TestProjectCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInASoundProject()
    {
        const TemporaryProject project;
        QVERIFY(must(project.openReadOnly()->check()).empty());
        fill(*project.open());
        const auto problems = must(project.openReadOnly()->check());
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
    }

    void findsEveryAlteration_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char *sql, const char *told) { QTest::newRow(sql) << QByteArray(sql) << QByteArray(told); };
        row("UPDATE change SET payload = replace(payload, 'deepen', 'breadth') WHERE number = 4", "Change 4");
        row("UPDATE change SET payload = '{}' WHERE number = 6", "Change 6");
        row("UPDATE change SET payload = 'no JSON' WHERE number = 6", "Change 6");
        row("UPDATE change SET kind = 3 WHERE number = 2", "Change 2");
        row("UPDATE change SET kind = 99 WHERE number = 2", "Change 2");
        row("UPDATE change SET time = time + 1 WHERE number = 5", "Change 5");
        row("UPDATE change SET instruction = 2 WHERE number = 1", "Change 1");
        row("UPDATE change SET action = 1 WHERE number = 5", "Change 5");
        row("UPDATE change SET hash = zeroblob(32) WHERE number = 3", "Change 3");
        row("UPDATE action SET label = 'Another' WHERE id = 2", "Change 4");
        row("UPDATE action SET by = 'Eve' WHERE id = 3", "Change 6");
        row("UPDATE action SET undone_by = NULL WHERE undone_by IS NOT NULL", "Action 7");
        row("UPDATE action SET undone_by = 3 WHERE id = 2", "Action 2");
        row("UPDATE action SET kind = 0 WHERE kind = 1", "Action 7");
        row("UPDATE action SET target = 2 WHERE kind = 1", "Action");
        row("DELETE FROM action WHERE id = 3", "Change 6");
        row("DELETE FROM change WHERE number = 5", "Changes 5 to 5 are missing");
        row("DELETE FROM change WHERE number = 1", "Changes 1 to 1 are missing");
        row("DELETE FROM change WHERE number = (SELECT max(number) FROM change)", "Response 2 is there, though no change made it");
        row("DELETE FROM change", "is there, though no change made it");
        row("UPDATE change SET number = -4 WHERE number = 4; UPDATE change SET number = 4 WHERE number = 5; "
            "UPDATE change SET number = 5 WHERE number = -4", "Change 4");
        row("INSERT INTO change SELECT max(number) + 1, action, kind, instruction, time, payload, hash FROM change", "was altered");
        row("UPDATE text SET body = 'forged' WHERE body = '1+1=?'", "was altered");
        row("UPDATE text SET body = CAST('1+1=?' AS BLOB) || x'00' WHERE body = '1+1=?'", "was altered");
        row("UPDATE text SET sha256 = (SELECT sha256 FROM text WHERE id = 2), body = (SELECT body FROM text WHERE id = 2) WHERE id = 1",
            "missing or altered");
        row("DELETE FROM text WHERE body = 'context'", "missing or altered");
        row("UPDATE instruction SET text = 2 WHERE id = 1", "Instruction 1 is not what the changes say");
        row("UPDATE instruction SET context = NULL WHERE id = 1", "Instruction 1");
        row("UPDATE instruction SET context = 999 WHERE id = 1", "Instruction 1");
        row("UPDATE instruction SET parent = 2 WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET parent = 999 WHERE id = 3", "points at a row");
        row("UPDATE instruction SET epoch = 5 WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET operator = 'breadth' WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET skill = 'x' WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET origin = 'x' WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET model = 'x' WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET prompt_version = 'x' WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET exchange = 9 WHERE id = 3", "Instruction 3");
        row("UPDATE instruction SET difficulty = 9 WHERE id = 3", "difficulty of instruction 3");
        row("UPDATE instruction SET difficulty = NULL WHERE id = 3", "difficulty of instruction 3 is missing");
        row("UPDATE instruction SET difficulty = 1 WHERE id = 2", "difficulty of instruction 2 is there");
        row("DELETE FROM instruction WHERE id = 3", "Instruction 3 is missing");
        row("INSERT INTO instruction SELECT 99, parent, epoch, operator, text, context, skill, origin, model, prompt_version, "
            "exchange, NULL, editor, note, flagged, created FROM instruction WHERE id = 1", "Instruction 99 is there");
        row("UPDATE response SET text = 1 WHERE id = 1", "Response 1");
        row("UPDATE response SET source = 'x' WHERE id = 1", "Response 1");
        row("UPDATE response SET instruction = 2 WHERE id = 1", "Response 1");
        row("DELETE FROM response WHERE id = 2", "Response 2 is missing");
        row("UPDATE verdict SET fired = '[]'", "verdict on instruction 3");
        row("UPDATE verdict SET judge_exchange = 3", "verdict on instruction 3");
        row("DELETE FROM verdict", "verdict on instruction 3 is missing");
        row("UPDATE override SET decision = 2", "override of instruction 3");
        row("UPDATE override SET reason = 'x'", "override of instruction 3");
        row("UPDATE override SET by = 'Eve'", "override of instruction 3");
        row("DELETE FROM override", "override of instruction 3 is missing");
        row("UPDATE quality SET integrity = 1", "quality of instruction 1");
        row("DELETE FROM quality", "quality of instruction 1 is missing");
        row("UPDATE step_mark SET label = 0", "mark of step 0 of number 1");
        row("UPDATE step_mark SET by = 'Eve'", "mark of step 0 of number 1");
        row("UPDATE rating SET stars = 1", "rating of response 1");
        row("UPDATE rating SET note = 'x'", "rating of response 1");
        row("INSERT INTO rating VALUES (2, 5, '')", "rating of response 2 is there");
        row("UPDATE instruction SET editor = 'Eve' WHERE id = 2", "Instruction 2");
        row("UPDATE instruction SET created = created + 1 WHERE id = 2", "Instruction 2");
        row("UPDATE instruction SET text = 1 WHERE id = 2", "Instruction 2");
        row("UPDATE instruction SET note = NULL", "note on instruction 1 is missing");
        row("UPDATE instruction SET note = 1 WHERE id = 2", "note on instruction 2 is there");
        row("UPDATE instruction SET flagged = 0", "flag of instruction 1 is missing");
        row("UPDATE instruction SET flagged = 1 WHERE id = 2", "flag of instruction 2 is there");
        row("UPDATE response SET editor = '' WHERE id = 1", "Response 1");
        row("DELETE FROM tag", "tag math of instruction 1 is missing");
        row("INSERT INTO tag VALUES (2, 'forged')", "tag forged of instruction 2 is there");
        row("UPDATE setting SET value = '[]'", "setting thresholds is not what");
        row("INSERT INTO setting VALUES ('forged', '1')", "setting forged is there");
        for (const char *column : {"parent", "epoch", "operator", "model", "created", "difficulty", "rules", "decision",
                                   "overridden_by", "responses", "rating_sum", "ratings", "marks"}) {
            const QByteArray sql = QByteArray("UPDATE skeleton SET ") + column + " = " + column + " + 1 WHERE id = 3";
            QTest::newRow(sql.constData()) << sql << QByteArray("skeleton of instruction 3 is not");
        }
        row("DELETE FROM skeleton WHERE id = 3", "skeleton of instruction 3 is not");
        row("INSERT INTO skeleton SELECT 99, parent, epoch, operator, model, created, difficulty, rules, decision, overridden_by, "
            "responses, rating_sum, ratings, marks FROM skeleton WHERE id = 1", "skeleton of instruction 99 is there");
        row("UPDATE key_number SET key = 'forged' WHERE key = 'deepen'", "skeleton of instruction 3 is not");
        row("UPDATE key_number SET key = 'Eve' WHERE kind = 2 AND key = 'Ada'", "skeleton of instruction 3 is not");
        row("INSERT INTO property VALUES ('indexed_change', 99)", "search index");
        row("UPDATE property SET value = 'Forged' WHERE key = 'title'", "title");
        row("DELETE FROM property WHERE key = 'title'", "title");
    }
    void findsEveryAlteration()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, told);
        const TemporaryProject project;
        fill(*project.open());
        rawExecute(project.path(), sql.toStdString());
        const auto problems = must(project.openReadOnly()->check());
        QByteArray all;
        for (const std::string &problem : problems)
            all += problem + '\n';
        QVERIFY2(all.contains(told), ("told: " + all).constData());
    }

    void namesTheChangeFromWhichTheChainIsBroken()
    {
        const TemporaryProject project;
        fill(*project.open());
        rawExecute(project.path(), "UPDATE change SET time = time + 1 WHERE number = 5");
        const auto problems = must(project.openReadOnly()->check());
        QCOMPARE(problems.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestProjectCheck)
#include "tst_project_check.moc"
