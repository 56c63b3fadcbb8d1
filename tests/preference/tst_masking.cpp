// SPDX-License-Identifier: GPL-3.0-or-later
// What is hidden of an answer that says who made it, and what is left alone: by hand, and over real models' answers.
#include "preference/masking.h"

#include <QFile>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace evol;

namespace {

std::string byDefault(std::string_view text)
{
    return mask(text, defaultMaskedPhrases()).text;
}

/// "input" and "expected" of a row named after the input.
void row(const char *input, const char *expected)
{
    QTest::newRow(input) << std::string(input) << std::string(expected);
}

Study studyOf(std::vector<std::string> contenders)
{
    Study study;
    study.contenders = std::move(contenders);
    return study;
}

} // namespace

class TestMasking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hidesByWhichAnAnswerNamesItself_data()
    {
        QTest::addColumn<std::string>("input");
        QTest::addColumn<std::string>("expected");
        row("As ChatGPT, I cannot say.", "As ▇▇▇, I cannot say.");
        row("I am Vicuna, a language model.", "I am ▇▇▇, a language model.");
        row("You can call me Vicuna, as I was trained by researchers.", "You can call me ▇▇▇, as I was trained by researchers.");
        row("I'm Claude, made by Anthropic.", "I'm ▇▇▇, made by ▇▇▇.");
        row("I’m **Gemini**!", "I’m **▇▇▇**!");
        row("My name is \"Bard\".", "My name is \"▇▇▇\".");
        row("As Gemini, I have no opinion.", "As ▇▇▇, I have no opinion.");
        row("As Llama 2, an AI model, I try.", "As ▇▇▇, an AI model, I try.");
        row("I am a large language model, trained by Google.", "I am a large language model, trained by ▇▇▇.");
        row("I am an AI assistant named Claude.", "I am an AI assistant named ▇▇▇.");
        row("i am\nclaude", "i am\nclaude"); // another line is another sentence
        row("I am Llama-2-7b-chat.", "I am ▇▇▇.");
        row("I am Claude2.1, hello.", "I am ▇▇▇, hello.");
        row("It runs GPT-4-turbo.", "It runs ▇▇▇.");
        row("chatgpt's view", "▇▇▇'s view");
        row("我是ChatGPT，由OpenAI训练。", "我是▇▇▇，由▇▇▇训练。");
        row("我是通义千问，由阿里云开发的语言模型。", "我是▇▇▇，由▇▇▇开发的语言模型。");
        row("作为Claude，我不能回答。", "作为▇▇▇，我不能回答。");
        row("私はGeminiです。", "私は▇▇▇です。");
        row("저는 Claude입니다.", "저는 ▇▇▇입니다.");
    }
    void hidesByWhichAnAnswerNamesItself()
    {
        QFETCH(std::string, input);
        QFETCH(std::string, expected);
        QCOMPARE(byDefault(input), expected);
    }

    void leavesOrdinaryWordsAlone_data()
    {
        QTest::addColumn<std::string>("text");
        for (const char *text : {
                 "Alpacas and llamas live in Peru. An alpaca has soft fleece, such as alpaca, vicuna or llama wool.",
                 "Painters such as Claude Monet, I think, and Jean-Claude Devèze.",
                 "Shakespeare is known as the Bard. The bard sang.",
                 "As a Gemini, you are curious; Gemini, the twins, is known as Gemini.",
                 "TensorFlow was developed by Google. Google Maps is a product of Google.",
                 "The falcon and the koala. A bird called falcon. Letters such as phi, psi.",
                 "Open Meta's page. The mistral blows. An orca swims.",
                 "Mr. Bardeen won two prizes.",
                 "Use `gemini` as alpaca, please.",
                 "百度是一家公司，阿里巴巴也是。",
                 "AlphaGo was made by DeepMind.",
             })
            QTest::newRow(text) << std::string(text);
    }
    void leavesOrdinaryWordsAlone()
    {
        QFETCH(std::string, text);
        QCOMPARE(byDefault(text), text);
        QCOMPARE(mask(text, defaultMaskedPhrases()).count, 0);
    }

    void countsWhatItHides()
    {
        const MaskedText masked = mask("ChatGPT and ChatGPT by OpenAI", defaultMaskedPhrases());
        QCOMPARE(masked.count, 3);
        QCOMPARE(masked.text, std::string("▇▇▇ and ▇▇▇ by ▇▇▇"));
    }

    void aPhraseOfOnesOwnIsFoundWhateverItsCaseAndBlanks()
    {
        QCOMPARE(mask("the  Blue\nHorse; bluehorse, BLUE HORSES", {"blue horse"}).text, std::string("the  ▇▇▇; bluehorse, BLUE HORSES"));
        QCOMPARE(mask("Bluebell said: I am Bluebell.", {"... bluebell"}).text, std::string("Bluebell said: I am ▇▇▇."));
        QCOMPARE(mask("自称小明的人是小明", {"小明"}).text, std::string("自称▇▇▇的人是▇▇▇"));
    }

    void theLongestPhraseWins()
    {
        QCOMPARE(mask("Meta AI Research", {"Meta", "Meta AI", "Meta AI Research"}).count, 1);
    }

    void nothingIsHiddenWithoutPhrases()
    {
        QCOMPARE(mask("I am ChatGPT", {}).text, std::string("I am ChatGPT"));
        QCOMPARE(mask("I am ChatGPT", {"", " ", "…", "..."}).text, std::string("I am ChatGPT"));
        QCOMPARE(mask("", defaultMaskedPhrases()).text, std::string());
    }

    void bytesThatAreNoTextComeThrough()
    {
        const std::string odd("\xff\0ChatGPT\xe9\x80", 11);
        QCOMPARE(byDefault(odd), std::string("\xff\0▇▇▇\xe9\x80", 13));
    }

    void contendersAreHiddenByTheirNames()
    {
        const auto phrases = maskedPhrases(studyOf({"lmsys/vicuna-13b-v1.5", "alpaca", "text_davinci_003", "WizardLM"}));
        const auto hidden = [&](const char *text) { return mask(text, phrases).text; };
        QCOMPARE(hidden("I am Vicuna."), std::string("I am ▇▇▇."));
        QCOMPARE(hidden("lmsys/vicuna-13b-v1.5 says"), std::string("▇▇▇ says"));
        QCOMPARE(hidden("An alpaca is an animal; save it as text, the text is long."), std::string("An alpaca is an animal; save it as text, the text is long."));
        QCOMPARE(hidden("I'm Alpaca, and as WizardLM, I know."), std::string("I'm ▇▇▇, and as ▇▇▇, I know."));
        QCOMPARE(hidden("TEXT_DAVINCI_003"), std::string("▇▇▇"));
    }

    void shortOrPlainNamesOfContendersDestroyNothing()
    {
        const auto phrases = maskedPhrases(studyOf({"A", "human", "a1", "2023-01"}));
        const std::string text = "A human wrote a1 in 2023-01.";
        QCOMPARE(mask(text, phrases).text, text);
    }

    void theStudysOwnListIsUsed()
    {
        Study study = studyOf({"model-x"});
        study.settings.masked = {"Acme Labs"};
        QCOMPARE(mask("Acme Labs made model-x", maskedPhrases(study)).text, std::string("▇▇▇ made ▇▇▇"));
    }

    void realAnswersLoseOnlyWhatNamesModels_data()
    {
        QTest::addColumn<QString>("contender");
        QTest::addColumn<int>("expected");
        // Counted by reading them: what is left are Google and Microsoft as companies, Stanford, and a Jean-Claude.
        QTest::newRow("vicuna-13b") << "vicuna-13b" << 10;
        QTest::newRow("alpaca-7b") << "alpaca-7b" << 9;
        QTest::newRow("wizardlm-13b") << "wizardlm-13b" << 10;
    }
    void realAnswersLoseOnlyWhatNamesModels()
    {
        QFETCH(QString, contender);
        QFETCH(int, expected);
        QFile file(QStringLiteral(EVOL_SHARED_DATA "/alpaca_eval_outputs_") + contender + QStringLiteral(".json"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("The outputs of AlpacaEval are not there.");
        Study study = studyOf({"vicuna-13b", "alpaca-7b", "wizardlm-13b"});
        study.settings.masked = defaultMaskedPhrases();
        const auto phrases = maskedPhrases(study);
        int count = 0;
        for (const auto &output : nlohmann::json::parse(file.readAll().toStdString())) {
            const std::string text = output["output"];
            const MaskedText masked = mask(text, phrases);
            count += masked.count;
        }
        QCOMPARE(count, expected);
    }

    void aTextOfTenMegabytesIsMaskedThroughout()
    {
        std::string text;
        int sentences = 0;
        for (; text.size() < 10'000'000; ++sentences)
            text += "I am as able as Claude Monet, and my name is known in all of Paris; a large language model, made by Google, is an alpaca to me. ";
        const MaskedText masked = mask(text, defaultMaskedPhrases());
        QVERIFY(masked.count >= sentences);
        QCOMPARE(masked.count % sentences, 0);
    }

    void blanksWithoutEndTakeNoLonger()
    {
        std::string text = "meta";
        text.append(5'000'000, ' ');
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(mask(text + text, defaultMaskedPhrases()).count, 0);
        QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestMasking)
#include "tst_masking.moc"
