// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in model on text that is not arithmetic: clauses that fit, languages kept apart, data left
// alone, honest answers, and texts made to break it.
#include "models/builtin/builtin_reply.h"
#include "models/builtin/general_text.h"
#include "models/builtin/language.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <set>

using namespace evol;
using namespace evol::builtin;

namespace {

const std::vector<std::string> inDepth = {"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input"};

std::string rewrite(const std::string& instruction, const std::string& key, std::uint32_t seed = 1)
{
    ChatTask task;
    task.operatorKey = key;
    task.instruction = instruction;
    return builtinReply(task, seed);
}

std::string respond(const std::string& instruction, const std::string& context = {})
{
    ChatTask task;
    task.stage = Stage::Respond;
    task.instruction = instruction;
    task.context = context;
    return builtinReply(task, 1);
}

QStringList sharedTexts(const char* name, const char* key)
{
    QStringList texts;
    QFile file(QStringLiteral(EVOL_SHARED_DATA "/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    if (file.fileName().endsWith(QStringLiteral(".json"))) {
        const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
        for (const auto& row : rows)
            texts += row.toObject().value(QLatin1String(key)).toString();
        return texts;
    }
    while (!file.atEnd())
        texts += QJsonDocument::fromJson(file.readLine()).object().value(QLatin1String(key)).toString();
    return texts;
}

bool hasEastern(std::string_view text)
{
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = nextCodePoint(text, position);
        if (isHan(c) || isKana(c))
            return true;
    }
    return false;
}

bool hasEnglishClause(const std::string& text)
{
    for (const char* word : {" the ", " and ", " with ", " of ", " every ", " Keep ", " Explain "})
        if (text.find(word) != std::string::npos)
            return true;
    return false;
}

bool leaks(const std::string& text)
{
    const QString lower = QString::fromStdString(text).toLower();
    return lower.contains(QStringLiteral("given prompt")) || lower.contains(QStringLiteral("rewritten prompt")) || lower.contains(QStringLiteral("created prompt"));
}

} // namespace

class BuiltinGeneralTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsLanguagesApart()
    {
        QVERIFY(detectLanguage("Write a poem about the sea.") == Language::English);
        QVERIFY(detectLanguage("写一首关于大海的诗。") == Language::Chinese);
        QVERIFY(detectLanguage("海についての詩を書いてください。") == Language::Japanese);
        QVERIFY(detectLanguage("Напишите стихотворение о море.") == Language::Other);
        QVERIFY(detectLanguage("Escribe un poema sobre las olas del mar bravo por favor") == Language::Other);
        QVERIFY(detectLanguage("???") == Language::Other);
        QVERIFY(detectLanguage("将以下 HTML 文档转换为 Markdown 格式") == Language::Chinese);
    }

    void completesTheSentenceBeforeAddingOne()
    {
        QVERIFY(rewrite("Generate a haiku using the following word:", "deepen").starts_with("Generate a haiku using the following word. "));
        QVERIFY(rewrite("Explain how rain forms", "deepen").starts_with("Explain how rain forms. "));
        QVERIFY(rewrite("why is the sky blue", "deepen").starts_with("why is the sky blue? "));
        QVERIFY(rewrite("Why is the sky blue?", "deepen").starts_with("Why is the sky blue? "));
    }

    void keepsDataAndLabelsInPlace()
    {
        const std::string code = "Explain this code:\n\n```python\nprint( 1 )\n```";
        for (const std::string& key : inDepth)
            QVERIFY(rewrite(code, key).starts_with(code + "\n\n"));
        const std::string list = "Sort these:\n- b\n- a";
        QVERIFY(rewrite(list, "add_constraints").starts_with(list + "\n\n"));
        const std::string asked = rewrite("Question: who wrote Emma?\nAnswer:", "add_constraints");
        QVERIFY2(asked.starts_with("Question: who wrote Emma?\n") && asked.ends_with("\nAnswer:"), asked.c_str());
    }

    void putsSpecificThingsInThePlaceOfGeneralOnes()
    {
        const std::string text = rewrite("Write a mission statement for a company.", "concretize");
        QVERIFY2(text.find("bakery in Lisbon") != std::string::npos, text.c_str());
        QVERIFY(rewrite("Describe a company logo.", "concretize").find("Lisbon") == std::string::npos);
    }

    void differentOperatorsAskForDifferentThings()
    {
        const std::string seed = "Explain the water cycle to a class.";
        std::set<std::string> texts;
        for (const std::string& key : inDepth)
            texts.insert(rewrite(seed, key));
        QCOMPARE(texts.size(), inDepth.size());
        for (const std::string& text : texts)
            QVERIFY(text.starts_with(seed + " "));
    }

    void neverAddsTheSameClauseTwiceAndStopsWhenNoneIsLeft()
    {
        std::string text = "Write a short story about a bridge.";
        int changes = 0;
        for (std::uint32_t i = 0; i < 40; ++i) {
            const std::string next = rewrite(text, inDepth[i % inDepth.size()], i);
            if (next == text)
                continue;
            ++changes;
            const std::string added = next.substr(text.size());
            QVERIFY2(text.find(added) == std::string::npos, added.c_str());
            text = next;
        }
        QVERIFY(changes >= 10 && changes < 40);
    }

    void leavesAloneWhatIsNoInstruction()
    {
        for (const char* text : {"", " ", "???", "🙂", "ok", "...", "\n\n", "Привет, как твои дела сегодня?", "12:30"})
            for (const std::string& key : inDepth)
                QCOMPARE(rewrite(text, key), std::string(text));
    }

    void chineseAndJapaneseGetNoEnglishClauses()
    {
        for (const char* text : {"描述一个重要历史事件。", "政府可以采取哪些策略来减少空气污染？", "将以下句子改写成祈使句。", "写一首关于秋天的诗", "用Python写一个排序函数",
                 "日本の首都について説明してください。", "猫の物語を書いてください。", "次の文を要約してください。"})
            for (std::uint32_t seed = 0; seed < 12; ++seed) {
                for (const std::string& key : {std::string("add_constraints"), std::string("deepen"), std::string("concretize"), std::string("increase_reasoning"), std::string("breadth")}) {
                    const std::string next = rewrite(text, key, seed);
                    QVERIFY2(next != text, (key + text).c_str());
                    QVERIFY2(!hasEnglishClause(next), next.c_str());
                }
                QVERIFY(!hasEnglishClause(respond(text)));
            }
    }

    void answersSayThatRulesWroteThem()
    {
        const std::string answer = respond("Describe the history of tea in Britain.");
        QVERIFY(answer.starts_with("Outline by built-in rules (no language model):"));
        for (const char* word : {"history", "tea", "britain"})
            QVERIFY2(answer.find(word) != std::string::npos, answer.c_str());
        QVERIFY(QString::fromStdString(answer).split(QChar(' ')).size() >= 30);
        QVERIFY(respond("Summarize the text.", "Bees live in hives.").find("Bees live in hives.") != std::string::npos);
        QVERIFY(respond("介绍一种鸟。").starts_with("由内置规则（没有语言模型）"));
        QVERIFY(respond("鳥を一つ紹介してください。").starts_with("内蔵の規則（言語モデルなし）"));
    }

    void wordProblemsGetNoInventedNumber()
    {
        const QStringList questions = sharedTexts("gsm8k_test.jsonl", "question");
        if (questions.isEmpty())
            QSKIP("the shared data is not there");
        for (const QString& question : questions)
            QVERIFY2(!QString::fromStdString(respond(question.toStdString())).contains(QStringLiteral("The answer is")), qPrintable(question));
    }

    void promptWordsOfTheSeedDoNotComeBack()
    {
        const std::string text = rewrite("Identify the bias or stereotype in the Given Prompt.", "deepen");
        QVERIFY2(!leaks(text) && text.find("Given text") != std::string::npos, text.c_str());
    }

    void everySharedInstructionIsRewrittenSoundly_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("seed tasks") << QByteArray("seed_tasks.jsonl") << QByteArray("instruction");
        QTest::newRow("test set") << QByteArray("wizardlm_testset.jsonl") << QByteArray("Instruction");
        QTest::newRow("word problems") << QByteArray("gsm8k_test.jsonl") << QByteArray("question");
        QTest::newRow("Chinese") << QByteArray("alpaca_zh.json") << QByteArray("instruction");
    }
    void everySharedInstructionIsRewrittenSoundly()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, key);
        const QStringList texts = sharedTexts(file.constData(), key.constData());
        if (texts.isEmpty())
            QSKIP("the shared data is not there");
        int unchanged = 0;
        for (const QString& text : texts) {
            const std::string seed = text.toStdString();
            for (const std::string& op : inDepth) {
                const std::string next = rewrite(seed, op);
                unchanged += next == seed ? 1 : 0;
                QVERIFY2(!leaks(next), next.c_str());
                for (const char* flaw : {"..", " .", "[work]", "[topic]", "[x]", "[y]", ":.", "?."})
                    QVERIFY2(next.find("```") != std::string::npos || seed.find(flaw) != std::string::npos || next.find(flaw) == std::string::npos, next.c_str());
                QVERIFY2(hasEastern(seed) == hasEastern(next), next.c_str());
            }
            const std::string answer = respond(seed);
            QVERIFY2(!QString::fromStdString(answer).toLower().contains(QStringLiteral("sorry")), answer.c_str());
        }
        QVERIFY2(unchanged < texts.size() * 5 / 20, qPrintable(QString::number(unchanged)));
    }

    void hostileTextsNeitherCrashNorHang()
    {
        using namespace std::string_literals;
        std::vector<std::string> hostile = {"\xff\xfe\x80"s, "Write \xc3 a poem about it."s, "Write a\0poem about it."s, "\x01\x02\x03"s, std::string(100'000, '['),
            std::string(100'000, '(') + "1+1", std::string(100'000, '\n'), "```", "[a] [work] [expr] what is $1?", std::string(50'000, '`')};
        std::string manyNumbers;
        for (int i = 0; i < 50'000; ++i)
            manyNumbers += "1+";
        hostile.push_back(manyNumbers);
        for (const std::string& text : hostile)
            for (const Stage stage : {Stage::Rewrite, Stage::Judge, Stage::Respond, Stage::Score})
                for (const std::string& key : inDepth) {
                    ChatTask task{stage, key, text, text, text + "x"};
                    QVERIFY(!builtinReply(task, 1).empty() || text.empty());
                }
    }

    void tenMegabytesTakeLinearTime()
    {
        std::string text = "Summarize the following text. ";
        while (text.size() < 10'000'000)
            text += "The quick brown fox jumps over the lazy dog, again and again; ";
        QElapsedTimer timer;
        timer.start();
        for (const Stage stage : {Stage::Rewrite, Stage::Judge, Stage::Respond, Stage::Score})
            QVERIFY(!builtinReply({stage, "deepen", text, text, text + "more"}, 1).empty());
        QVERIFY2(timer.elapsed() < 5000, std::to_string(timer.elapsed()).c_str());
    }
};

QTEST_APPLESS_MAIN(BuiltinGeneralTest)
#include "tst_builtin_general.moc"
