// SPDX-License-Identifier: GPL-3.0-or-later
// Phrases of a person's own choice, in the forms in which models copy them.
#include "evolution/rules/leak_phrases.h"
#include "evolution/rules/rules.h"

#include <QTest>

using namespace evol;

namespace {

const std::vector<std::string> defaults = RuleThresholds().leakPhrases;

std::string first(const std::string &text, const std::vector<std::string> &phrases)
{
    const auto leaks = findLeaks(text, phrases);
    return leaks.empty() ? std::string() : text.substr(leaks.front().offset, leaks.front().length);
}

} // namespace

class TestLeakPhrases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownPhrasesAreFoundInTheirForms_data()
    {
        QTest::addColumn<QString>("phrase");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found"); // empty: nothing
        const auto row = [](const char *phrase, const char *text, const char *found) {
            QTest::newRow(text) << QString::fromUtf8(phrase) << QString::fromUtf8(text) << QString::fromUtf8(found);
        };
        row("evolved question", "The Evolved\nQuestion is", "Evolved\nQuestion");
        row("Evolved_Question", "an evolved question", "evolved question");
        row("evolved question", "#EvolvedQuestion#:", "#EvolvedQuestion#");
        row("evolved question", "evolvedQuestion()", "");
        row("evolved question", "two evolved questions", "evolved questions");
        row("evolved question", "evolved questionable", "");
        row("evolved question", "unevolved question", "");
        row("as an ai model", "So, as an AI model, I", "as an AI model");
        row("as an ai model", "as_an_AImodel", "");
        row("as an ai model", "##AsAnAiModel", "##AsAnAiModel");
        row("prompt", "any prompt here", "prompt");
        row("#prompt#", "any #Prompt# here", "#Prompt#");
        row("给定的提示", "请回答A给定的提示B。", "给定的提示");
        row("与えられた プロンプト", "#与えられたプロンプト#", "#与えられたプロンプト#");
        row("与えられた プロンプト", "与えられた　プロンプト", "与えられた　プロンプト");
        row(" - ", "a - b", "");
        row("", "anything", "");
    }

    void ownPhrasesAreFoundInTheirForms()
    {
        QFETCH(QString, phrase);
        QFETCH(QString, text);
        QFETCH(QString, found);
        QCOMPARE(QString::fromStdString(first(text.toStdString(), {phrase.toStdString()})), found);
    }

    void everyPlaceIsFoundInOrderAndMarkedOnesAreTold()
    {
        const std::string text = "a created prompt, #Given Prompt#, given prompt";
        QCOMPARE(findLeaks(text, defaults),
                 (std::vector<LeakedPhrase>{{2, 14, false}, {18, 14, true}, {34, 12, false}}));
    }

    void phrasesOverOneAnotherAreOnePlace()
    {
        const std::vector<std::string> phrases{"given prompt", "the given prompt"};
        QCOMPARE(findLeaks("see the given prompt", phrases), (std::vector<LeakedPhrase>{{4, 16, false}}));
    }

    void theRuleLooksForThePhrasesOfTheThresholds()
    {
        const std::string parent = "Name a bird.";
        const std::string leaking = "Answer the given prompt.";
        QVERIFY(!findRule("leaked_prompt")->check({parent, leaking, nullptr, {}}, {.leakPhrases = {}}));
        const auto fired = findRule("leaked_prompt")->check({parent, leaking, nullptr, {}}, {.leakPhrases = {"answer the"}});
        QCOMPARE(fired->evidence, std::string("Answer the"));
    }

    void onlyPhrasesWithAWordCanBeLookedFor()
    {
        QVERIFY(isLeakPhrase("given prompt"));
        QVERIFY(isLeakPhrase("提示"));
        QVERIFY(!isLeakPhrase(" _#!"));
        QVERIFY(!isLeakPhrase(""));
    }
};

QTEST_GUILESS_MAIN(TestLeakPhrases)
#include "tst_leak_phrases.moc"
