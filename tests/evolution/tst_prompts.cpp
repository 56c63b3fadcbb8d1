// SPDX-License-Identifier: GPL-3.0-or-later
// The prompts that come with the program, whole, and how placeholders and overrides behave.
// EVOL_UPDATE_GOLDEN=1 writes the golden files anew.
#include "evolution/prompts.h"
#include "evolution/rules/rules.h"

#include <QFile>
#include <QTest>

using namespace evol;

namespace {

/// In order.
const std::vector<std::string> expectedKeys = {
    "code/add_constraints", "code/erroneous_code", "code/higher_complexity", "code/increase_reasoning",
    "code/rarer_requirement", "evaluate_gsm8k", "general/add_constraints", "general/breadth", "general/complicate_input",
    "general/concretize", "general/deepen", "general/increase_reasoning", "judge_equal",
    "label_step", "math/add_constraints", "math/concretize", "math/deepen",
    "math/easier_topic", "math/increase_reasoning", "math/make_easier", "respond",
    "score_difficulty", "score_math",
};

const PromptValues plain = {"How many legs does a spider have?", "", "How many legs do two spiders have?",
                            "A spider has 8 legs.", "2 × 8 = 16"};
const PromptValues withContext = {"Sort the table by price.", "| fruit | price |\n| --- | --- |\n| fig | 3 |",
                                  "Sort the table by price, then by name.\n\n| fruit | price |"};
const PromptValues chinese = {"把下面的句子翻译成英文。", "“山重水复疑无路”", "把下面的句子翻译成英文，并保留韵脚。"};
const PromptValues japanese = {"次の文を要約してください。", "", "次の文を三十字以内で要約してください。"};

std::string renderedAll(const std::string &key)
{
    const auto prompt = PromptLibrary().prompt(key);
    if (!prompt)
        return prompt.error().message;
    const std::vector<std::pair<std::string, PromptValues>> cases = {
        {"plain", plain}, {"context", withContext}, {"chinese", chinese}, {"japanese", japanese}};
    std::string all;
    for (const auto &[name, values] : cases) {
        const auto text = render(*prompt, values);
        all += "==== " + name + " ====\n" + (text ? *text : text.error().message) + "\n";
    }
    return all;
}

} // namespace

class TestPrompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPromptIsThere();
    void promptsRenderAsTheirGoldenFiles_data();
    void promptsRenderAsTheirGoldenFiles();
    void rewritersForbidTheirOwnWords();
    void labelsOfPromptsAreLeaksWhenCopied();
    void contextIsAddedOnlyWhereItExists();
    void valuesAreNotReadForPlaceholders();
    void otherBracesArePlainText();
    void versionsAreHashesOfTheText();
    void overridesReplaceAndAddPrompts();
    void aPromptWithoutItsPlaceholderIsRefusedByName();
    void unknownPromptsAreRefusedByName();
};

void TestPrompts::everyPromptIsThere()
{
    const auto keys = PromptLibrary::builtInKeys();
    QCOMPARE(keys, expectedKeys);
    for (const std::string &key : keys)
        QVERIFY2(PromptLibrary().prompt(key).has_value(), key.c_str());
}

void TestPrompts::promptsRenderAsTheirGoldenFiles_data()
{
    QTest::addColumn<QString>("key");
    for (const std::string &key : expectedKeys)
        QTest::newRow(key.c_str()) << QString::fromStdString(key);
}

void TestPrompts::promptsRenderAsTheirGoldenFiles()
{
    QFETCH(QString, key);
    const std::string actual = renderedAll(key.toStdString());
    QFile golden(QStringLiteral(EVOL_TESTS_DIR "/evolution/golden/%1.txt").arg(QString(key).replace('/', '_')));
    if (qEnvironmentVariableIsSet("EVOL_UPDATE_GOLDEN")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(QByteArray::fromStdString(actual));
        return;
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
    QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(golden.readAll()));
}

void TestPrompts::rewritersForbidTheirOwnWords()
{
    for (const std::string &key : PromptLibrary::builtInKeys()) {
        if (key.find('/') == std::string::npos)
            continue;
        const std::string text = PromptLibrary().prompt(key)->text;
        const bool isNew = key == "general/breadth" || key == "math/easier_topic";
        const std::string label = isNew ? "Created Prompt" : "Rewritten Prompt";
        QVERIFY2(text.find("'#Given Prompt#' and '#" + label + "#' must not appear") != std::string::npos, key.c_str());
        QVERIFY2(text.ends_with("#Given Prompt#:\n{instruction}{context}\n\n#" + label + "#:"), key.c_str());
    }
}

void TestPrompts::labelsOfPromptsAreLeaksWhenCopied()
{
    const std::string parent = "parent";
    for (const std::string &key : PromptLibrary::builtInKeys()) {
        if (key.find('/') == std::string::npos)
            continue;
        const std::string text = PromptLibrary().prompt(key)->text;
        // Every "#…#" of the prompt.
        for (std::size_t start = text.find('#'); start != std::string::npos;) {
            const std::size_t end = text.find('#', start + 1);
            QVERIFY(end != std::string::npos);
            const std::string label = text.substr(start, end - start + 1);
            const auto fired = judgeByRules({parent, label, nullptr, {}});
            QCOMPARE(fired.size(), 1u);
            QCOMPARE(fired[0].evidence, label);
            start = text.find('#', end + 1);
        }
    }
}

void TestPrompts::contextIsAddedOnlyWhereItExists()
{
    const auto respond = PromptLibrary().prompt("respond");
    QVERIFY(respond.has_value());
    QCOMPARE(*render(*respond, {"Add them.", "1 2", ""}), std::string("Add them.\n\n1 2"));
    QCOMPARE(*render(*respond, {"Add them.", "", ""}), std::string("Add them."));
    QCOMPARE(*render(*respond, {"Add them.", " \n", ""}), std::string("Add them."));
}

void TestPrompts::valuesAreNotReadForPlaceholders()
{
    const Prompt prompt = makePrompt("judge_equal", "{instruction}|{context}|{child}|{instruction}");
    const auto text = render(prompt, {"{child}{context}", "{instruction}", "{context}"});
    QCOMPARE(*text, std::string("{child}{context}|\n\n{instruction}|{context}|{child}{context}"));
}

void TestPrompts::otherBracesArePlainText()
{
    const Prompt prompt = makePrompt("own", "{\"a\": {instruction}} {Instruction} {instruction {context}{");
    QCOMPARE(*render(prompt, {"x", "", ""}), std::string("{\"a\": x} {Instruction} {instruction {"));
}

void TestPrompts::versionsAreHashesOfTheText()
{
    // printf 'abc' | sha256sum
    QCOMPARE(makePrompt("own", "abc").version, std::string("ba7816bf8f01"));
    QCOMPARE(makePrompt("own", "abc\r\n \n").version, std::string("ba7816bf8f01"));
    QVERIFY(makePrompt("own", "abd").version != makePrompt("own", "abc").version);
}

void TestPrompts::overridesReplaceAndAddPrompts()
{
    const PromptLibrary library({{"general/deepen", "Deeper: {instruction}{context}\n"},
                                 {"own/shorten", "Shorter: {instruction}{context}"}});
    QCOMPARE(library.prompt("general/deepen")->text, std::string("Deeper: {instruction}{context}"));
    QCOMPARE(library.prompt("own/shorten")->key, std::string("own/shorten"));
    QCOMPARE(library.prompt("respond")->version, PromptLibrary().prompt("respond")->version);
    QVERIFY(library.prompt("general/deepen")->version != PromptLibrary::builtInPrompt("general/deepen")->version);
}

void TestPrompts::aPromptWithoutItsPlaceholderIsRefusedByName()
{
    const PromptLibrary library({{"general/deepen", "Deeper: {context}"},
                                 {"respond", "{instruction}"},
                                 {"judge_equal", "{instruction}{context}"},
                                 {"score_difficulty", ""}});
    const auto refused = [&library](std::string_view key, const char *placeholder) {
        const auto prompt = library.prompt(key);
        return !prompt && prompt.error().kind == ErrorKind::InvalidInput
            && prompt.error().message.find(key) != std::string::npos
            && prompt.error().message.find(placeholder) != std::string::npos;
    };
    QVERIFY(refused("general/deepen", "{instruction}"));
    QVERIFY(refused("respond", "{context}"));
    QVERIFY(refused("judge_equal", "{child}"));
    QVERIFY(refused("score_difficulty", "{instruction}"));
    QVERIFY(!render(makePrompt("own", "no place for it"), {"x", "", ""}));
}

void TestPrompts::unknownPromptsAreRefusedByName()
{
    for (const std::string key : {"general/unheard_of", "", "../prompts/respond", "general"}) {
        const auto prompt = PromptLibrary().prompt(key);
        QVERIFY2(!prompt, key.c_str());
        QCOMPARE(int(prompt.error().kind), int(ErrorKind::NotFound));
        QVERIFY(prompt.error().message.find("\"" + key + "\"") != std::string::npos);
    }
}

QTEST_GUILESS_MAIN(TestPrompts)
#include "tst_prompts.moc"
