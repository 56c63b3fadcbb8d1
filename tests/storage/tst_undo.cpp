// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo as the store does them: every kind of change, over restarts, in the right order, and never in part.
#include "tests/support/temporary_project.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

struct Step {
    const char *name;
    std::vector<Change> changes;
};

Study smallStudy()
{
    Study study;
    study.uid = "uid";
    study.settings.name = "Which is better?";
    study.design.criteria = {{"overall", "Overall", "", {}}};
    study.design.asksStrength = true;
    study.contenders = {"a", "b"};
    study.items = {{1, "1+1=?", "input", "Math", 8, 2, "deepen", {{1, 0, "2", 0}, {2, 1, "two", 0}}, {1, 0}}};
    return study;
}

/// One action of each kind of change; each fits after the ones before it.
std::vector<Step> stepsOfEveryKind()
{
    Instruction child;
    child.id = 3;
    Response response;
    response.id = 2;
    Instruction full{0, 1, 2, "breadth", "text", "context", "skill", "origin", "model", "version", 5, {}};
    return {
        {"add instruction", {AddInstruction{seed("1+1=?", "input")}}},
        {"add child", {AddInstruction{full}}},
        {"add response", {AddResponse{{0, 1, "2", "qwen", "version", 6, {}}}}},
        {"set verdict", {SetVerdict{2, {}, eliminatedBy("refusal")}}},
        {"change verdict", {SetVerdict{2, {}, Verdict{}}}},
        {"override", {SetOverride{2, {}, Override{Decision::Eliminate, "no", "Ada"}}}},
        {"change override", {SetOverride{2, {}, Override{Decision::Keep, "yes", "Ben"}}}},
        {"take back override", {SetOverride{2, {}, {}}}},
        {"set difficulty", {SetDifficulty{2, {}, 7}}},
        {"take back difficulty", {SetDifficulty{2, {}, {}}}},
        {"rate", {RateResponse{1, 1, {}, Rating{4, "good"}}}},
        {"change rating", {RateResponse{1, 1, {}, Rating{0, "only a note"}}}},
        {"set title", {SetTitle{{}, "New"}}},
        {"add to remove", {AddInstruction{childOf(2, "leaf", 3)}, AddResponse{answer(0, "leaf's")}}},
        {"remove response", {RemoveResponse{response}}},
        {"remove instruction", {RemoveInstruction{child}}},
        {"edit instruction", {EditInstruction{2, {}, {"new words", "", "Ada"}}}},
        {"edit again", {EditInstruction{2, {}, {"newer words", "new context", "Ben"}}}},
        {"edit response", {EditResponse{1, 0, {}, {"two", "", "Ada"}}}},
        {"move to the top", {MoveInstruction{2, 0, 0}}},
        {"add a seed", {AddInstruction{seed("another")}}},
        {"move", {MoveInstruction{2, 0, 4}}},
        {"tag", {SetTag{2, "math", {}, true}}},
        {"take back tag", {SetTag{2, "math", {}, false}}},
        {"note", {SetNote{2, {}, "look again"}}},
        {"change note", {SetNote{2, {}, "looked"}}},
        {"flag", {SetFlag{2, {}, true}}},
        {"setting", {SetSetting{"thresholds", {}, "{}"}}},
        {"take back setting", {SetSetting{"thresholds", {}, {}}}},
        {"add study", {AddStudy{smallStudy()}}},
        {"add session", {AddSession{{0, 1, "Ada", {{1, {1, 2}, {}}, {1, {2, 1}, Vote{{{0, {2}}}, {}, {}, false, 0, 0}}}}}}},
        {"vote", {CastVote{0, 1, 0, {}, Vote{{{0, {1, 3}}}, {}, "close", true, 1200, 7}}}},
        {"change a vote", {CastVote{0, 1, 0, {}, Vote{{}, "too hard", {}, false, 0, 8}}}},
        {"take back a vote", {CastVote{0, 1, 1, {}, {}}}},
        {"close study", {EditStudy{1, {}, {"Closed", {"As X"}, true}}}},
        {"reopen study", {EditStudy{1, {}, {"Open", {}, false}}}},
        {"remove session", {RemoveSession{{1, 0, {}, {}}}}},
        {"remove study", {RemoveStudy{{1, {}, {}, {}, {}, {}}}}},
        {"several at once", {SetTitle{{}, "A"}, SetTitle{{}, "B"}, SetDifficulty{1, {}, 1}, SetDifficulty{1, {}, 2}}},
    };
}

} // namespace

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBackAndDoesAgainEveryKindOfChange_data()
    {
        QTest::addColumn<bool>("reopens");
        QTest::newRow("in one go") << false;
        QTest::newRow("over restarts") << true;
    }
    void takesBackAndDoesAgainEveryKindOfChange()
    {
        QFETCH(bool, reopens);
        const TemporaryProject project;
        auto store = project.open();
        const auto reopen = [&] {
            if (reopens) {
                store.reset();
                store = project.open();
            }
        };
        const auto steps = stepsOfEveryKind();
        std::vector<std::string> states{describe(store->reader())};
        for (const Step &step : steps) {
            must(act(*store, step.changes, step.name));
            states.push_back(describe(store->reader()));
        }
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = steps.size(); i-- > 0;) {
                reopen();
                QCOMPARE(must(store->reader().undoState()).undoLabel, std::string(steps[i].name));
                must(store->undo("Ada", 2));
                QCOMPARE(describe(store->reader()), states[i]);
            }
            QCOMPARE(must(store->reader().undoState()).undoAction, ActionId{0});
            for (std::size_t i = 0; i < steps.size(); ++i) {
                reopen();
                QCOMPARE(must(store->reader().undoState()).redoLabel, std::string(steps[i].name));
                must(store->redo("Ada", 3));
                QCOMPARE(describe(store->reader()), states[i + 1]);
            }
            QCOMPARE(must(store->reader().undoState()).redoAction, ActionId{0});
        }
        QVERIFY(must(store->reader().check()).empty());
    }

    void returnsTheChangesItWrote()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        must(act(*store, {SetDifficulty{1, {}, 3}, SetTitle{{}, "New"}}));
        const auto undone = must(store->undo("Ben", 2));
        QCOMPARE(undone.size(), std::size_t{2});
        QCOMPARE(std::get<SetTitle>(undone[0]).to, std::string("Sums"));
        QCOMPARE(std::get<SetDifficulty>(undone[1]).from, std::optional(3));
        QVERIFY(!std::get<SetDifficulty>(undone[1]).to);
    }

    void staysInTheAuditTrail()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        must(store->undo("Ben", 2));
        must(store->redo("Cid", 3));
        const auto history = must(store->reader().history({}));
        QCOMPARE(history.size(), std::size_t{3});
        QCOMPARE(history[1].by, std::string("Ben"));
        QCOMPARE(history[1].time, std::int64_t{2});
        QVERIFY(std::holds_alternative<RemoveInstruction>(history[1].change));
        const auto actions = must(store->reader().actions(10));
        QCOMPARE(actions[0].kind, ActionKind::Redo);
        QCOMPARE(actions[0].target, ActionId{1});
        QCOMPARE(actions[1].kind, ActionKind::Undo);
        QVERIFY(!actions[2].undone);
    }

    void refusesWhereThereIsNothingLeft()
    {
        const TemporaryProject project;
        const auto store = project.open();
        QCOMPARE(store->undo("Ada", 2).error().kind, ErrorKind::Refused);
        QCOMPARE(store->redo("Ada", 2).error().kind, ErrorKind::Refused);
        addSeed(*store, "a");
        QCOMPARE(store->redo("Ada", 2).error().kind, ErrorKind::Refused);
        must(store->undo("Ada", 2));
        QCOMPARE(store->undo("Ada", 2).error().kind, ErrorKind::Refused);
    }

    void somethingNewEndsRedo()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        addSeed(*store, "b");
        must(store->undo("Ada", 2));
        must(store->undo("Ada", 2));
        addSeed(*store, "c");
        QCOMPARE(store->redo("Ada", 2).error().kind, ErrorKind::Refused);
        must(store->undo("Ada", 2));
        must(store->redo("Ada", 2));
        QCOMPARE(must(store->reader().instruction(3)).text, std::string("c"));
        QCOMPARE(store->redo("Ada", 2).error().kind, ErrorKind::Refused);
    }

    void undoesAgainWhatWasDoneAgain()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        addSeed(*store, "b");
        must(store->undo("Ada", 2)); // b
        must(store->undo("Ada", 2)); // a
        must(store->redo("Ada", 2)); // a
        must(store->undo("Ada", 2)); // a
        must(store->redo("Ada", 2)); // a
        must(store->redo("Ada", 2)); // b
        QCOMPARE(must(store->reader().pool()).count(), 2);
        QCOMPARE(store->redo("Ada", 2).error().kind, ErrorKind::Refused);
        QVERIFY(must(store->reader().check()).empty());
    }

    void takesBackALargeActionAtOnce()
    {
        const TemporaryProject project;
        const auto store = project.open();
        std::vector<Change> changes;
        for (int i = 0; i < 2000; ++i) {
            changes.push_back(AddInstruction{seed("Instruction " + std::to_string(i))});
            changes.push_back(AddResponse{answer(0, "Answer " + std::to_string(i % 7))});
            changes.push_back(SetDifficulty{0, {}, 1 + i % 10});
        }
        must(act(*store, std::move(changes), "Import"));
        const std::string imported = describe(store->reader());
        must(store->undo("Ada", 2));
        QCOMPARE(must(store->reader().pool()).count(), 0);
        must(store->redo("Ada", 2));
        QCOMPARE(describe(store->reader()), imported);
        QVERIFY(must(store->reader().check()).empty());
    }

    void takesBackAllThatALongActionWrote()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        const std::string before = describe(store->reader());
        Action run{0, "Evolve", "engine"};
        must(store->append(run, {AddInstruction{childOf(1, "b")}, SetVerdict{0, {}, {}}}, 1));
        must(store->append(run, {AddInstruction{childOf(2, "c", 2)}, AddResponse{answer(0, "C")}}, 2));
        QCOMPARE(must(store->reader().actions(1)).front().changes, std::int64_t{4});
        must(store->undo("Ada", 3));
        QCOMPARE(describe(store->reader()), before);
    }

    void anActionWithoutChangesIsNoStep()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        Run run;
        must(store->saveRun(run, {0, "Evolve", "Ada"}, 1));
        QCOMPARE(must(store->reader().undoState()).undoLabel, std::string("Add"));
    }

    void theRunOfAnUndoneActionIsNotTheLastRun()
    {
        const TemporaryProject project;
        const auto store = project.open();
        Run run;
        must(store->saveRun(run, {0, "Evolve", "Ada"}, 1));
        Action action{run.action, {}, {}};
        must(store->append(action, {AddInstruction{seed("a")}}, 1));
        must(store->undo("Ada", 2));
        QVERIFY(!must(store->reader().lastRun()));
        must(store->redo("Ada", 2));
        QCOMPARE(must(store->reader().lastRun())->id, run.id);
    }

    void refusesToTakeBackWhatLaterChangesStandOn()
    {
        const TemporaryProject project;
        const auto store = project.open();
        Action run{0, "Evolve", "engine"};
        must(store->append(run, {AddInstruction{seed("a")}}, 1));
        addSeed(*store, "by hand, while the run goes on");
        must(store->append(run, {AddInstruction{childOf(2, "the run's child of it")}}, 1));
        const std::string before = describe(store->reader());
        const auto undone = store->undo("Ada", 2);
        QVERIFY(!undone);
        QCOMPARE(undone.error().kind, ErrorKind::Refused);
        QCOMPARE(describe(store->reader()), before);
        QVERIFY(must(store->reader().check()).empty());
        QCOMPARE(must(store->reader().undoState()).undoLabel, std::string("Add"));
    }
};

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
