// SPDX-License-Identifier: GPL-3.0-or-later
// Thresholds as JSON: what is written, what is read, and what is said of what cannot be used.
#include "evolution/rules/thresholds_codec.h"

#include <QTest>

using namespace evol;

class TestThresholdsCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatDiffersFromTheDefaultsIsWritten()
    {
        QCOMPARE(encodeThresholds({}), std::string("{}"));
        QCOMPARE(encodeThresholds({.refusalWords = 40}), std::string(R"({"refusal_words":40})"));
    }

    void whatIsWrittenIsRead()
    {
        const RuleThresholds thresholds{0, 0.85, {"given prompt", "给定的提示", "\"quoted\""}};
        QCOMPARE(decodeThresholds(encodeThresholds(thresholds)).value(), thresholds);
        const RuleThresholds none{.leakPhrases = {}};
        QCOMPARE(decodeThresholds(encodeThresholds(none)).value(), none);
    }

    void nothingWrittenIsTheDefaults()
    {
        QCOMPARE(decodeThresholds("").value(), RuleThresholds());
        QCOMPARE(decodeThresholds("{}").value(), RuleThresholds());
        QCOMPARE(RuleThresholds().refusalWords, 80u);
        QCOMPARE(RuleThresholds().duplicateSimilarity, 0.0);
    }

    void whatCannotBeUsedIsNamed_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("no JSON") << "refusal" << "JSON object";
        QTest::newRow("a list") << "[1]" << "JSON object";
        QTest::newRow("words as a text") << R"({"refusal_words":"80"})" << "refusal_words must be a whole number";
        QTest::newRow("half a word") << R"({"refusal_words":79.5})" << "refusal_words";
        QTest::newRow("negative words") << R"({"refusal_words":-1})" << "refusal_words";
        QTest::newRow("too many words") << R"({"refusal_words":18446744073709551615})" << "refusal_words";
        QTest::newRow("similarity in percent") << R"({"duplicate_similarity":90})" << "from 0 (the rule is off) to 1";
        QTest::newRow("negative similarity") << R"({"duplicate_similarity":-0.1})" << "duplicate_similarity";
        QTest::newRow("no similarity") << R"({"duplicate_similarity":null})" << "duplicate_similarity";
        QTest::newRow("one phrase") << R"({"leak_phrases":"given prompt"})" << "leak_phrases must be a list";
        QTest::newRow("a number as phrase") << R"({"leak_phrases":[1]})" << "with a word in it";
        QTest::newRow("a phrase without a word") << R"({"leak_phrases":["given prompt"," # "]})" << "with a word in it";
        QTest::newRow("another name") << R"({"refusal_word":80})" << "\"refusal_word\" is not among";
    }

    void whatCannotBeUsedIsNamed()
    {
        QFETCH(QString, json);
        QFETCH(QString, named);
        const auto thresholds = decodeThresholds(json.toStdString());
        QVERIFY(!thresholds);
        QCOMPARE(thresholds.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(QString::fromStdString(thresholds.error().message).contains(named), thresholds.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestThresholdsCodec)
#include "tst_thresholds_codec.moc"
