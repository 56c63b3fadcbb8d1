// SPDX-License-Identifier: GPL-3.0-or-later
// Changes and their inverses.
#include "domain/change.h"

#include <QTest>

#include <set>

using namespace evol;

namespace {

Instruction instruction()
{
    Instruction i;
    i.id = 3;
    i.text = "1+1=?";
    return i;
}

std::vector<Change> everyKind()
{
    return {AddInstruction{instruction()},
            RemoveInstruction{instruction()},
            AddResponse{{4, 3, "2", "qwen", "", 0, {}}},
            RemoveResponse{{4, 3, "2", "qwen", "", 0, {}}},
            SetVerdict{3, std::nullopt, Verdict{{{"refusal", "sorry", EvidencePlace::Response, 1, 5}}, 0}},
            SetOverride{3, Override{Decision::Keep, "a", "b"}, std::nullopt},
            SetDifficulty{3, 1, 9},
            RateResponse{4, 3, Rating{1, ""}, Rating{5, "good"}},
            SetTitle{"from", "to"},
            EditInstruction{3, {"a", "context", ""}, {"b", "", "Ada"}},
            EditResponse{4, 3, {"a", "", ""}, {"b", "", "Ada"}},
            MoveInstruction{3, 1, 2},
            SetTag{3, "math", false, true},
            SetNote{3, "", "note"},
            SetFlag{3, true, false},
            SetSetting{"thresholds", std::nullopt, "{}"},
            AddStudy{{1, "uid", {"Study", {}, false}, {}, {"a", "b"}, {}}},
            RemoveStudy{{1, "uid", {"Study", {}, false}, {}, {"a", "b"}, {}}},
            EditStudy{1, {"Study", {}, false}, {"Study", {}, true}},
            AddSession{{1, 1, "Ada", {}}},
            RemoveSession{{1, 1, "Ada", {}}},
            CastVote{1, 1, 0, std::nullopt, Vote{{{0, {1}}}, {}, {}, false, 900, 5}},
            SetQuality{3, std::nullopt, Quality{4, 5, 3}},
            LabelStep{2, 3, 1, std::nullopt, StepMark{StepLabel::Wrong, "Ada", 0}}};
}

} // namespace

class TestChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNumbersUnderWhichKindsAreStored()
    {
        const auto all = everyKind();
        QCOMPARE(all.size(), std::variant_size_v<Change>);
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].index(), i);
    }

    void givesEveryKindANameOfItsOwn()
    {
        std::set<std::string> names;
        for (const Change &change : everyKind())
            QVERIFY(names.insert(changeName(change)).second);
        QCOMPARE(changeName(SetTitle{}), "set title");
    }

    void knowsWhatItIsAbout()
    {
        for (const Change &change : everyKind()) {
            const bool isOfTheProject = std::holds_alternative<SetTitle>(change) || (change.index() >= Change(SetSetting{}).index() && change.index() < Change(SetQuality{}).index());
            QCOMPARE(subject(change), InstructionId{isOfTheProject ? 0 : 3});
        }
    }

    void addingIsTheInverseOfRemoving()
    {
        const auto all = everyKind();
        QVERIFY(std::get<RemoveInstruction>(inverse(all[0])).instruction == instruction());
        QVERIFY(std::get<RemoveStudy>(inverse(all[16])).study == std::get<AddStudy>(all[16]).study);
        QVERIFY(std::get<AddSession>(inverse(all[20])).session == std::get<RemoveSession>(all[20]).session);
        QVERIFY(std::get<AddInstruction>(inverse(all[1])).instruction == instruction());
        QCOMPARE(std::get<RemoveResponse>(inverse(all[2])).response.text, std::string("2"));
        QCOMPARE(std::get<AddResponse>(inverse(all[3])).response.text, std::string("2"));
    }

    void theInverseLeadsBack()
    {
        const auto difficulty = std::get<SetDifficulty>(inverse(everyKind()[6]));
        QCOMPARE(difficulty.from, std::optional(9));
        QCOMPARE(difficulty.to, std::optional(1));
        QCOMPARE(difficulty.instruction, InstructionId{3});
        QVERIFY(!std::get<SetVerdict>(inverse(everyKind()[4])).to);
        QCOMPARE(std::get<SetOverride>(inverse(everyKind()[5])).to->reason, std::string("a"));
        const auto rating = std::get<RateResponse>(inverse(everyKind()[7]));
        QCOMPARE(rating.to->stars, 1);
        QCOMPARE(rating.response, ResponseId{4});
        QCOMPARE(std::get<SetTitle>(inverse(everyKind()[8])).to, std::string("from"));
    }

    void severalAreTakenBackLastFirst()
    {
        const auto back = inverse(everyKind());
        QCOMPARE(back.size(), everyKind().size());
        QVERIFY(std::holds_alternative<LabelStep>(back.front()));
        QVERIFY(std::holds_alternative<RemoveInstruction>(back.back()));
    }
};

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
