// SPDX-License-Identifier: GPL-3.0-or-later
// Other thresholds on a project in memory: which verdicts would differ, what stays as the judge said it, and how a
// long look is watched and stopped.
#include "evolution/rule_trial.h"
#include "evolution/rules/rules.h"
#include "tests/support/memory_reader.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

const FiredRule judged{"no_information_gain", "Equal", EvidencePlace::Judge, 0, 5};

std::string refusalOf(int words)
{
    std::string text = "Sorry";
    for (int i = 1; i < words; ++i)
        text += " word";
    return text;
}

/// A seed and five evolved instructions, judged as the engine does by default.
class Project : public MemoryReader
{
public:
    Project()
    {
        add(0, "Name a bird that cannot fly.");
        answered = evolved("Name two seas.", refusalOf(60)); // eliminated
        close = evolved("Name a bird that cannot swim.", "The penguin can, the hen cannot.");
        leaked = add(1, "Rewritten Prompt: name a sea.");
        judge(leaked, {{"leaked_prompt", "Rewritten Prompt", EvidencePlace::Instruction, 0, 16}}, 7);
        equal = add(1, "Which bird cannot fly?");
        judge(equal, {judged}, 8);
        good = evolved("Why do some birds not fly?", "They lost it on islands.");
    }

    InstructionId evolved(const std::string &text, const std::string &response)
    {
        const InstructionId id = add(1, text);
        respond(id, response);
        judge(id, judgeByRules({instruction(1)->text, text, &response, {}}));
        return id;
    }

    InstructionId answered, close, leaked, equal, good;
};

RuleTrial tryOn(ProjectReader &reader, const RuleThresholds &thresholds)
{
    auto trial = tryThresholds(reader, thresholds);
    if (!trial)
        qFatal("%s", trial.error().message.c_str());
    return *trial;
}

std::vector<std::string> rulesOf(const Verdict &verdict)
{
    std::vector<std::string> keys;
    for (const FiredRule &fired : verdict.fired)
        keys.push_back(fired.rule);
    return keys;
}

std::vector<InstructionId> idsOf(const RuleTrial &trial)
{
    std::vector<InstructionId> ids;
    for (const VerdictDifference &difference : trial.differences)
        ids.push_back(difference.instruction);
    return ids;
}

RuleTrial::RuleCount countOf(const RuleTrial &trial, const std::string &rule)
{
    const auto found = std::find_if(trial.rules.begin(), trial.rules.end(), [&](const auto &count) { return count.rule == rule; });
    return found == trial.rules.end() ? RuleTrial::RuleCount() : *found;
}

} // namespace

class TestRuleTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDefaultsChangeNothing()
    {
        Project project;
        const RuleTrial trial = tryOn(project, {});
        QCOMPARE(trial.judged, std::int64_t{5});
        QVERIFY(trial.differences.empty());
        QCOMPARE(trial.nowKept + trial.nowEliminated, std::int64_t{0});
        QCOMPARE(countOf(trial, "refusal"), (RuleTrial::RuleCount{"refusal", 1, 1}));
        QCOMPARE(countOf(trial, "no_information_gain"), (RuleTrial::RuleCount{"no_information_gain", 1, 1}));
        QCOMPARE(countOf(trial, "near_duplicate"), (RuleTrial::RuleCount{"near_duplicate", 0, 0}));
    }

    void fewerWordsOfRefusalKeepWhatWasEliminated()
    {
        Project project;
        QCOMPARE(idsOf(tryOn(project, {.refusalWords = 61})), (std::vector<InstructionId>{}));
        const RuleTrial trial = tryOn(project, {.refusalWords = 60});
        QCOMPARE(idsOf(trial), (std::vector<InstructionId>{project.answered}));
        QCOMPARE(rulesOf(trial.differences.front().from), (std::vector<std::string>{"refusal"}));
        QVERIFY(trial.differences.front().to.kept());
        QCOMPARE(trial.nowKept, std::int64_t{1});
        QCOMPARE(trial.unanswered, std::int64_t{0});
        QCOMPARE(countOf(trial, "refusal"), (RuleTrial::RuleCount{"refusal", 1, 0}));
    }

    void nearDuplicatesAreEliminatedWhereTheRuleIsOn()
    {
        Project project;
        const RuleTrial trial = tryOn(project, {.duplicateSimilarity = 0.6});
        QCOMPARE(idsOf(trial), (std::vector<InstructionId>{project.close}));
        QCOMPARE(rulesOf(trial.differences.front().to), (std::vector<std::string>{"near_duplicate"}));
        QCOMPARE(trial.nowEliminated, std::int64_t{1});
    }

    void whatIsKeptNowMayHaveNoAnswer()
    {
        Project project;
        const RuleTrial trial = tryOn(project, {.leakPhrases = {}});
        QCOMPARE(idsOf(trial), (std::vector<InstructionId>{project.leaked}));
        QCOMPARE(trial.differences.front().to, (Verdict{{}, 7})); // the judge's exchange stays
        QCOMPARE(trial.unanswered, std::int64_t{1});
    }

    void whatTheJudgeSaidStays()
    {
        Project project;
        const RuleTrial trial = tryOn(project, {.leakPhrases = {"which bird"}});
        QCOMPARE(idsOf(trial), (std::vector<InstructionId>{project.leaked, project.equal}));
        const Verdict &verdict = trial.differences.at(1).to;
        QCOMPARE(rulesOf(verdict), (std::vector<std::string>{"no_information_gain", "leaked_prompt"}));
        QCOMPARE(verdict.fired.front(), judged);
        QCOMPARE(verdict.judgeExchange, ExchangeId{8});
        QCOMPARE(trial.nowEliminated, std::int64_t{0});
    }

    void aRuleNotKnownHereStays()
    {
        MemoryReader project;
        const InstructionId id = project.add(project.add(0, "Name a bird."), "Name a given prompt.");
        project.judge(id, {{"too_long", "9999 words", EvidencePlace::Response, 0, 4}});
        const RuleTrial trial = tryOn(project, {});
        QCOMPARE(rulesOf(trial.differences.at(0).to), (std::vector<std::string>{"leaked_prompt", "too_long"}));
        QCOMPARE(countOf(trial, "too_long"), (RuleTrial::RuleCount{"too_long", 1, 1}));
    }

    void theSameTextIsSeenFromTheTextsAsTheyAreNow()
    {
        MemoryReader project;
        const InstructionId seed = project.add(0, "Name a bird.", "A list");
        const InstructionId other = project.add(0, "Name a sea.");
        const InstructionId same = project.add(seed, "Name a bird.\n\nA list");
        project.judge(same, {{"no_information_gain", "same text as its parent", EvidencePlace::Instruction, 0, 12}});
        QVERIFY(tryOn(project, {}).differences.empty());
        project.move(same, other);
        QCOMPARE(tryOn(project, {}).nowKept, std::int64_t{1});
    }

    void onlyTheFirstResponseIsLookedAt()
    {
        Project project;
        project.respond(project.good, refusalOf(3));
        QVERIFY(tryOn(project, {}).differences.empty());
    }

    void chineseAndJapaneseAreTriedToo()
    {
        MemoryReader project;
        const InstructionId seed = project.add(0, "请写一首关于春天的诗。");
        const InstructionId same = project.add(seed, "请写一首关于春天的诗！");
        project.judge(same, {});
        const InstructionId refused = project.add(seed, "春についての詩を書いてください。");
        project.respond(refused, "申し訳ありませんが、書けません。");
        project.judge(refused, {{"refusal", "申し訳", EvidencePlace::Response, 0, 9}});
        const RuleTrial trial = tryOn(project, {.refusalWords = 3, .duplicateSimilarity = 0.9});
        QCOMPARE(rulesOf(trial.differences.at(0).to), (std::vector<std::string>{"near_duplicate"}));
        QVERIFY(trial.differences.at(1).to.kept());
    }

    void whatIsAppliedIsTheSettingAndTheVerdictsThatDiffer()
    {
        Project project;
        const std::vector<Change> written = changes(tryOn(project, {.refusalWords = 60}));
        QCOMPARE(written.size(), 2u);
        const auto &setting = std::get<SetSetting>(written.at(0));
        QCOMPARE(setting.key, std::string("thresholds"));
        QCOMPARE(setting.to, std::optional<std::string>(R"({"refusal_words":60})"));
        const auto &verdict = std::get<SetVerdict>(written.at(1));
        QCOMPARE(verdict.instruction, project.answered);
        QVERIFY(verdict.to->kept());
        QVERIFY(!std::get<SetSetting>(changes(tryOn(project, {})).at(0)).to); // the defaults need no setting
    }

    void aLookCanBeStopped()
    {
        MemoryReader project;
        const InstructionId seed = project.add(0, "Name a bird.");
        for (int i = 0; i < 2000; ++i)
            project.judge(project.add(seed, "Name a bird that cannot fly."), {});
        std::stop_source source;
        std::vector<std::int64_t> told;
        const ScanWatch watch{[&](std::int64_t seen) {
                                  told.push_back(seen);
                                  source.request_stop();
                              },
                              source.get_token()};
        const auto trial = tryThresholds(project, {}, watch);
        QVERIFY(!trial);
        QCOMPARE(trial.error().kind, ErrorKind::Cancelled);
        QCOMPARE(told.size(), 1u);
        QVERIFY(told.front() < 2000);
    }

    void progressEndsWithAllInstructions()
    {
        Project project;
        std::int64_t seen = 0;
        QVERIFY(tryThresholds(project, {}, {[&seen](std::int64_t now) { seen = now; }, {}}));
        QCOMPARE(seen, std::int64_t{6});
    }

    void whatCannotBeReadIsAnError()
    {
        Project project;
        project.failsResponses = true;
        QCOMPARE(tryThresholds(project, {}).error().kind, ErrorKind::Io);
        Project orphaned;
        orphaned.move(orphaned.good, 99);
        QCOMPARE(tryThresholds(orphaned, {}).error().kind, ErrorKind::NotFound);
    }

    void aProjectWithoutVerdictsHasNothingToTry()
    {
        MemoryReader project;
        QCOMPARE(tryOn(project, {}).judged, std::int64_t{0});
        project.add(0, "Name a bird.");
        QCOMPARE(tryOn(project, {.refusalWords = 1}).judged, std::int64_t{0});
    }

    void aParentIsReadOnceForItsChildren()
    {
        MemoryReader project;
        for (int seed = 0; seed < 100; ++seed)
            project.add(0, "Name bird number " + std::to_string(seed));
        for (int child = 0; child < 1000; ++child)
            project.judge(project.add(1 + child / 10, "Name another bird."), {});
        tryOn(project, {});
        QCOMPARE(project.instructionReads, 100);
    }
};

QTEST_GUILESS_MAIN(TestRuleTrial)
#include "tst_rule_trial.moc"
