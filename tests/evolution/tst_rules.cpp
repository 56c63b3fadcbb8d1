// SPDX-License-Identifier: GPL-3.0-or-later
// The eliminator's rules at their edges, in three languages, and over real responses.
#include "evolution/rules/rules.h"

#include "evolution/rules/stop_words.h"
#include "evolution/words.h"

#include <QElapsedTimer>
#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>

using namespace evol;

namespace {

const std::string seed = "Name a bird.";
const std::string child = "Name a bird that cannot fly.";

std::optional<FiredRule> check(const char *key, const std::string &instruction, const std::string *response,
                               const RuleThresholds &thresholds = {})
{
    return findRule(key)->check({seed, instruction, response, {}}, thresholds);
}

std::optional<FiredRule> checkResponse(const char *key, const std::string &response)
{
    return check(key, child, &response);
}

std::optional<FiredRule> leak(const std::string &instruction)
{
    return check("leaked_prompt", instruction, nullptr);
}

std::string repeated(const std::string &unit, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += unit;
    return text;
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesAreInThePapersOrderThenOurs();
    void everyRuleThatFiresIsNamed();
    void nothingFiresBeforeItIsAsked();

    void equalInTheJudgesEyesIsNoGain();
    void theSameTextNeedsNoJudge();

    void refusalsHaveFewerThan80Words_data();
    void refusalsHaveFewerThan80Words();
    void theRefusalThresholdCanBeTried();
    void apologiesAreFoundInAnyCaseAndPlace_data();
    void apologiesAreFoundInAnyCaseAndPlace();

    void emptyAnswers_data();
    void emptyAnswers();
    void everyStopWordIsReachable();

    void leakedPrompts_data();
    void leakedPrompts();
    void theFirstLeakIsTheEvidence();

    void hostileTextsAreJudged_data();
    void hostileTextsAreJudged();
    void realResponsesAreRarelyEliminated();
};

void TestRules::rulesAreInThePapersOrderThenOurs()
{
    std::vector<int> numbers;
    for (const Rule *rule : rules()) {
        numbers.push_back(rule->number());
        QCOMPARE(findRule(rule->key()), rule);
        QVERIFY(!std::string_view(rule->title()).empty());
    }
    QCOMPARE(numbers, (std::vector<int>{1, 2, 3, 4, 0, 0})); // then ours
    QVERIFY(!findRule("unheard_of"));
}

void TestRules::everyRuleThatFiresIsNamed()
{
    const std::string leaking = "Answer the given prompt.";
    const std::string response = "Sorry!";
    const auto fired = judgeByRules({seed, leaking, &response, JudgeOpinion{JudgeVerdict::Equal, "Equal", 0}});
    QCOMPARE(fired.size(), 3u);
    QCOMPARE(fired[0].rule, std::string("no_information_gain"));
    QCOMPARE(fired[1].rule, std::string("refusal"));
    QCOMPARE(fired[2].rule, std::string("leaked_prompt"));
}

void TestRules::nothingFiresBeforeItIsAsked()
{
    QVERIFY(judgeByRules({seed, child, nullptr, {}}).empty());
}

void TestRules::equalInTheJudgesEyesIsNoGain()
{
    const Rule &rule = *findRule("no_information_gain");
    const auto fired = rule.check({seed, child, nullptr, *parseJudgement(" **Equal**\n")}, {});
    QVERIFY(fired.has_value());
    QVERIFY(*fired == (FiredRule{"no_information_gain", "**Equal**", EvidencePlace::Judge, 1, 9}));
    QVERIFY(!rule.check({seed, child, nullptr, *parseJudgement("Not Equal")}, {}));

    const auto longWinded = rule.check({seed, child, nullptr, *parseJudgement("Equal. " + repeated("词", 500))}, {});
    QCOMPARE(QString::fromStdString(longWinded->evidence).size(), 201);
    QVERIFY(QString::fromStdString(longWinded->evidence).endsWith(u"词…"));
}

void TestRules::theSameTextNeedsNoJudge()
{
    const Rule &rule = *findRule("no_information_gain");
    const std::string same = " \n" + seed + "　";
    const auto fired = rule.check({seed, same, nullptr, {}}, {});
    QVERIFY(fired.has_value());
    QCOMPARE(fired->evidence, std::string("same text as its parent"));
    QCOMPARE(fired->offset, 2u);
    QCOMPARE(fired->length, seed.size());
    QVERIFY(rule.check({seed, same, nullptr, JudgeOpinion{JudgeVerdict::NotEqual, "Not Equal", 0}}, {}));

    const std::string otherCase = "name a bird.";
    const std::string empty;
    QVERIFY(!rule.check({seed, otherCase, nullptr, {}}, {}));
    QVERIFY(!rule.check({empty, empty, nullptr, {}}, {}));
}

void TestRules::refusalsHaveFewerThan80Words_data()
{
    QTest::addColumn<QString>("apology"); // one word
    QTest::addColumn<QString>("word");
    QTest::newRow("english") << "Sorry, " << "word ";
    QTest::newRow("english, hyphens count twice") << "Sorry: " << "x. ";
    QTest::newRow("chinese, with punctuation") << "抱歉，" << "水。";
    QTest::newRow("chinese, without spaces") << "抱歉" << "语言";
    QTest::newRow("traditional chinese") << "對不起，" << "語言，";
    QTest::newRow("japanese, with punctuation") << "すみません、" << "犬、";
    QTest::newRow("japanese, without spaces") << "申し訳" << "日本語の";
}

void TestRules::refusalsHaveFewerThan80Words()
{
    QFETCH(QString, apology);
    QFETCH(QString, word);
    const std::size_t perUnit = countWords(word.toStdString());
    const std::size_t apologyWords = countWords(apology.toStdString());
    std::string response = apology.toStdString();
    std::size_t count = apologyWords;
    for (; count + perUnit <= 79; count += perUnit)
        response += word.toStdString();
    if (count < 79)
        response += " end";
    QCOMPARE(countWords(response), 79u);

    const auto fired = checkResponse("refusal", response);
    QVERIFY(fired.has_value());
    QCOMPARE(int(fired->place), int(EvidencePlace::Response));
    QCOMPARE(fired->offset, 0u);
    QCOMPARE(fired->evidence, response.substr(0, fired->length));

    response += " more";
    QCOMPARE(countWords(response), 80u);
    QVERIFY(!checkResponse("refusal", response));
}

void TestRules::theRefusalThresholdCanBeTried()
{
    const std::string response = "I am sorry."; // three words
    QVERIFY(check("refusal", child, &response, {.refusalWords = 4}));
    QVERIFY(!check("refusal", child, &response, {.refusalWords = 3}));
    QVERIFY(!check("refusal", child, &response, {.refusalWords = 0}));
}

void TestRules::apologiesAreFoundInAnyCaseAndPlace_data()
{
    QTest::addColumn<QString>("response");
    QTest::addColumn<QString>("evidence"); // empty: does not fire
    QTest::newRow("upper case") << "I'm SORRY, no." << "SORRY";
    QTest::newRow("part of a word, as in the paper") << "How sorrybad." << "sorry";
    QTest::newRow("the first of two") << "我很抱歉, sorry" << "抱歉";
    QTest::newRow("chinese") << "对不起，我不能回答。" << "对不起";
    QTest::newRow("traditional chinese") << "對不起，我不能回答。" << "對不起";
    QTest::newRow("japanese") << "大変申し訳ございませんが、できません。" << "申し訳";
    QTest::newRow("plain japanese") << "すみません、わかりません。" << "すみません";
    QTest::newRow("informal japanese") << "ごめんなさい。" << "ごめんなさい";
    QTest::newRow("regret is no apology") << "我们很遗憾看到您决定取消预约。" << "";
    QTest::newRow("sorrow") << "Sorrow is not the word." << "";
    QTest::newRow("an answer") << "An ostrich." << "";
    QTest::newRow("nothing") << "" << "";
}

void TestRules::apologiesAreFoundInAnyCaseAndPlace()
{
    QFETCH(QString, response);
    QFETCH(QString, evidence);
    const std::string text = response.toStdString();
    const auto fired = checkResponse("refusal", text);
    QCOMPARE(fired.has_value(), !evidence.isEmpty());
    if (fired) {
        QCOMPARE(fired->evidence, evidence.toStdString());
        QCOMPARE(text.substr(fired->offset, fired->length), fired->evidence);
    }
}

void TestRules::emptyAnswers_data()
{
    QTest::addColumn<QString>("response");
    QTest::addColumn<bool>("fires");
    QTest::newRow("nothing") << "" << true;
    QTest::newRow("space") << " \n\t　\u00a0" << true;
    QTest::newRow("punctuation") << "...!? — “”" << true;
    QTest::newRow("signs of ASCII") << "$ + ` | ~ ^ < = >" << true;
    QTest::newRow("chinese punctuation") << "。，！？「」《》……" << true;
    QTest::newRow("english stop words") << "It is, and THE of." << true;
    QTest::newRow("contractions") << "I don't; they’re WON’T." << true;
    QTest::newRow("chinese stop words") << "的，了，是，在。" << true;
    QTest::newRow("chinese phrase") << "我是你的，这也是他们的。" << true;
    QTest::newRow("traditional chinese stop words") << "這個，我們也有嗎？" << true;
    QTest::newRow("japanese stop words") << "これは、それです。ありました。" << true;
    QTest::newRow("japanese verbs") << "していました" << true;
    QTest::newRow("invisible") << "\u200b\ufeff\u0301" << true;
    QTest::newRow("no is an answer") << "No." << false;
    QTest::newRow("no, in full") << "No, it is not." << false;
    QTest::newRow("yes is an answer") << "Yes" << false;
    QTest::newRow("chinese yes") << "是" << false;
    QTest::newRow("chinese yes, longer") << "是的。" << false;
    QTest::newRow("chinese can") << "可以！" << false;
    QTest::newRow("chinese no") << "不是。" << false;
    QTest::newRow("japanese yes") << "はい、そうです。" << false;
    QTest::newRow("japanese no") << "いいえ。" << false;
    QTest::newRow("japanese can") << "できます。" << false;
    QTest::newRow("number") << "2" << false;
    QTest::newRow("fraction") << "½" << false;
    QTest::newRow("emoji") << "👍" << false;
    QTest::newRow("mathematical symbol") << "∞" << false;
    QTest::newRow("one word of content") << "the bird" << false;
    QTest::newRow("chinese content") << "是鸟" << false;
    QTest::newRow("japanese content") << "犬です" << false;
    QTest::newRow("another language") << "Да" << false;
}

void TestRules::emptyAnswers()
{
    QFETCH(QString, response);
    QFETCH(bool, fires);
    const std::string text = response.toStdString();
    const auto fired = checkResponse("empty_answer", text);
    QCOMPARE(fired.has_value(), fires);
    if (fired) {
        QCOMPARE(fired->evidence, text);
        QCOMPARE(fired->offset, 0u);
        QCOMPARE(fired->length, text.size());
    }
}

// Segmentation differs between versions of ICU. A stop word that it cuts into pieces which are none would
// never be recognized.
void TestRules::everyStopWordIsReachable()
{
    for (const std::string_view list : stopWordLists()) {
        std::istringstream stream{std::string(list)};
        for (std::string word; stream >> word;) {
            for (const WordSpan span : words(word))
                QVERIFY2(isStopWord(word.substr(span.offset, span.length)), word.c_str());
        }
    }
}

void TestRules::leakedPrompts_data()
{
    QTest::addColumn<QString>("instruction");
    QTest::addColumn<QString>("evidence"); // empty: does not fire
    const auto row = [](const char *instruction, const char *evidence) {
        QTest::newRow(instruction) << QString::fromUtf8(instruction) << QString::fromUtf8(evidence);
    };
    row("Answer the given prompt.", "given prompt");
    row("The Rewritten Prompt: name birds", "Rewritten Prompt");
    row("CREATED PROMPT", "CREATED PROMPT");
    row("#Rewritten Prompt#: name birds", "#Rewritten Prompt#");
    row("text ##given prompt## text", "##given prompt##");
    row("#The Given Prompt#:\n", "#The Given Prompt#");
    row("The given prompt", "given prompt");
    row("#Rewritten_Prompt#", "#Rewritten_Prompt#");
    row("#RewrittenPrompt#", "#RewrittenPrompt#");
    row("#GivenPrompt", "#GivenPrompt");
    row("created_prompt", "created_prompt");
    row("Rewritten-Prompt", "Rewritten-Prompt");
    row("given \n\t prompt", "given \n\t prompt");
    row("given\u00a0prompt", "given\u00a0prompt");
    row("Given　Prompt", "Given　Prompt");
    row("all given prompts here", "given prompts");
    row("the given prompt's end", "given prompt");
    row("given prompt2", "given prompt");
    row("请回答given prompt中的问题", "given prompt");
    row("**given prompt**", "given prompt");
    row("given given prompt", "given prompt");
    row("given\nRewritten Prompt", "Rewritten Prompt");
    row("created it, given promptly", "");
    row("given prompting", "");
    row("given promptsmith", "");
    row("a forgiven prompt", "");
    row("recreated prompt", "");
    row("givenPrompt", "");
    row("call rewrittenPrompt()", "");
    row("given, prompt", "");
    row("given a prompt", "");
    row("the prompt given", "");
    row("given", "");
    row("given ", "");
    row("given pro", "");
    row("prompt", "");
    row("", "");
}

void TestRules::leakedPrompts()
{
    QFETCH(QString, instruction);
    QFETCH(QString, evidence);
    const std::string text = instruction.toStdString();
    const auto fired = leak(text);
    QCOMPARE(fired.has_value(), !evidence.isEmpty());
    if (fired) {
        QCOMPARE(QString::fromStdString(fired->evidence), evidence);
        QCOMPARE(int(fired->place), int(EvidencePlace::Instruction));
        QCOMPARE(text.substr(fired->offset, fired->length), fired->evidence);
    }
}

void TestRules::theFirstLeakIsTheEvidence()
{
    const auto fired = leak("鸟 #Rewritten Prompt# and given prompt");
    QCOMPARE(fired->offset, 4u);
    QCOMPARE(fired->length, 18u);
}

void TestRules::hostileTextsAreJudged_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("NUL") << QByteArray(1, '\0');
    QTest::newRow("nothing valid") << QByteArray("\xff\xc0\xed\xa0");
    QTest::newRow("stop words") << QByteArray("the of ");
    QTest::newRow("given") << QByteArray("given ");
    QTest::newRow("given and number signs") << QByteArray("given#####");
    QTest::newRow("number signs") << QByteArray("#");
    QTest::newRow("chinese") << QByteArray("的了是");
    QTest::newRow("emoji") << QByteArray("👩‍👩‍👧");
}

void TestRules::hostileTextsAreJudged()
{
    QFETCH(QByteArray, unit);
    const std::string text = repeated(unit.toStdString(), 10'000'000 / static_cast<std::size_t>(unit.size()));
    const std::string response = "sorry " + text;
    QElapsedTimer timer;
    timer.start();
    for (const FiredRule &fired : judgeByRules({seed, text, &response, {}})) {
        QVERIFY(fired.offset + fired.length <= response.size());
        QVERIFY(QString::fromStdString(fired.evidence).size() < 300);
    }
    QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
}

void TestRules::realResponsesAreRarelyEliminated()
{
    const std::filesystem::path path = EVOL_SHARED_DATA "/alpaca_eval_outputs_vicuna-13b.json";
    if (!std::filesystem::exists(path))
        QSKIP("The AlpacaEval responses are not here.");
    std::ifstream file(path);
    std::map<std::string, int> fired;
    for (const auto &row : nlohmann::json::parse(file)) {
        const auto response = row.at("output").get<std::string>();
        for (const FiredRule &rule : judgeByRules({seed, child, &response, {}}))
            ++fired[rule.rule];
    }
    // Read by eye: five true refusals, and no answer among the 805 is empty. Another with "sorry" has exactly
    // 80 words.
    QCOMPARE(fired["refusal"], 5);
    QCOMPARE(fired["empty_answer"], 0);
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
