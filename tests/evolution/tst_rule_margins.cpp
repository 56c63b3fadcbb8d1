// SPDX-License-Identifier: GPL-3.0-or-later
// What is close to a threshold, at the edges of "close".
#include "evolution/rule_margins.h"
#include "tests/support/memory_reader.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

const std::string seed = "Name a bird that cannot fly.";
const std::string other = "Why is the sea salty?";

std::string words(std::size_t count, const std::string &first)
{
    std::string text = first;
    for (std::size_t i = 1; i < count; ++i)
        text += " word";
    return text;
}

std::vector<std::string> borderline(const std::string &instruction, const std::string *response = nullptr,
                                    const RuleThresholds &thresholds = {})
{
    const auto keys = borderlineRules(marginsOf({seed, instruction, response, {}}, thresholds), thresholds);
    return {keys.begin(), keys.end()};
}

bool isRefusalBorderline(std::size_t count, const std::string &first = "Sorry", const RuleThresholds &thresholds = {})
{
    const std::string response = words(count, first);
    return borderline(other, &response, thresholds) == std::vector<std::string>{"refusal"};
}

RuleMargins similar(double similarity)
{
    RuleMargins margins;
    margins.similarity = similarity;
    return margins;
}

} // namespace

class TestRuleMargins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalsOfAQuarterMoreOrFewerWordsAreBorderline()
    {
        QVERIFY(!isRefusalBorderline(59));
        QVERIFY(isRefusalBorderline(60));
        QVERIFY(isRefusalBorderline(80));
        QVERIFY(isRefusalBorderline(100));
        QVERIFY(!isRefusalBorderline(101));
        QVERIFY(!isRefusalBorderline(80, "Hello"));
        QVERIFY(isRefusalBorderline(80, "申し訳 "));
        QVERIFY(isRefusalBorderline(5, "Sorry", {.refusalWords = 4}));
        QVERIFY(!isRefusalBorderline(1, "Sorry", {.refusalWords = 0}));
    }

    void similaritiesATenthAwayAreBorderline()
    {
        const RuleThresholds on{.duplicateSimilarity = 0.6};
        QVERIFY(borderlineRules(similar(0.49), on).empty());
        QCOMPARE(borderlineRules(similar(0.5), on).size(), 1u);
        QCOMPARE(borderlineRules(similar(0.7), on).size(), 1u);
        QVERIFY(borderlineRules(similar(0.71), on).empty());
        QVERIFY(borderlineRules(similar(0.79), {}).empty());
        QCOMPARE(borderlineRules(similar(0.8), {}).size(), 1u);
        QCOMPARE(borderlineRules(similar(1), {}).size(), 1u);
        QVERIFY(borderlineRules({}, {}).empty());
    }

    void otherWritingsOfTheParentAreBorderlineButNotItsVeryText()
    {
        QCOMPARE(borderline("NAME a bird, that cannot fly!"), (std::vector<std::string>{"near_duplicate"}));
        QVERIFY(borderline(seed + "\n").empty());
        QVERIFY(!marginsOf({"", seed, nullptr, {}}, {}).similarity);
        QCOMPARE(marginsOf({seed, "Name a bird that cannot swim.", nullptr, {}}, {}).similarity, std::optional(0.6));
    }

    void oneLeakInOrdinaryWordsIsBorderline()
    {
        const std::vector<std::string> leak{"leaked_prompt"};
        QCOMPARE(borderline("Answer the given prompt."), leak);
        QVERIFY(borderline("Answer the #Given Prompt#.").empty());
        QVERIFY(borderline("The given prompt is a created prompt.").empty());
        QVERIFY(borderline("The given prompt: #Given Prompt#").empty());
        QVERIFY(borderline("Answer the given prompt.", nullptr, {.leakPhrases = {}}).empty());
        QCOMPARE(borderline("请回答给定的提示。", nullptr, {.leakPhrases = {"给定的提示"}}), leak);
    }

    void borderlineOnesOfAProjectAreFoundAmongTheJudged()
    {
        MemoryReader project;
        project.add(0, seed);
        project.judge(project.add(1, other), {});
        const InstructionId leaking = project.add(1, "Answer the given prompt.");
        project.judge(leaking, {{"leaked_prompt", "given prompt", EvidencePlace::Instruction, 11, 12}});
        project.add(1, "Answer the created prompt."); // not judged
        const InstructionId sorry = project.add(1, "Name a fish.");
        project.respond(sorry, words(90, "Sorry"));
        project.judge(sorry, {});
        QCOMPARE(findBorderline(project, {}).value(), (std::vector<InstructionId>{leaking, sorry}));
    }

    void aLookForBorderlineOnesCanBeStopped()
    {
        MemoryReader project;
        project.judge(project.add(project.add(0, seed), other), {});
        std::stop_source source;
        source.request_stop();
        QCOMPARE(findBorderline(project, {}, {{}, source.get_token()}).error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRuleMargins)
#include "tst_rule_margins.moc"
