// SPDX-License-Identifier: GPL-3.0-or-later
// Word segmentation in English, Chinese and Japanese, and on texts that nobody would write.
#include "evolution/words.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace evol;

namespace {

QStringList wordsOf(const std::string &text)
{
    QStringList result;
    for (const WordSpan span : words(text))
        result << QString::fromStdString(text.substr(span.offset, span.length));
    return result;
}

std::string repeated(const std::string &unit, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += unit;
    return text;
}

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreSegmentsWithALetterOrANumber_data();
    void wordsAreSegmentsWithALetterOrANumber();
    void offsetsAreBytesOfTheText();
    void countingAgreesWithTheList();
    void countingStopsEarly();
    void invalidTextIsReadToItsEnd();
    void tenMegabytesAreLinear_data();
    void tenMegabytesAreLinear();
    void threadsCountAtTheSameTime();
    void lowerCaseKeepsEveryByteInItsPlace();
    void trimmingTakesUnicodeSpaceAway();
    void anExcerptIsValidAndMarksWhatItCutsOff();
};

void TestWords::wordsAreSegmentsWithALetterOrANumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("nothing") << "" << QStringList();
    QTest::newRow("space") << " \n\t　" << QStringList();
    QTest::newRow("punctuation") << "?! … 。、「」 ___ -- ()" << QStringList();
    QTest::newRow("symbols") << "∞ 👍 €" << QStringList();
    QTest::newRow("smallest seed") << "1+1=?" << QStringList{"1", "1"};
    QTest::newRow("english") << "Don't stop: it’s 3.14, e-mail U.S. today."
                             << QStringList{"Don't", "stop", "it’s", "3.14", "e", "mail", "U.S", "today"};
    QTest::newRow("other numbers") << "½ ① Ⅷ" << QStringList{"½", "①", "Ⅷ"};
    QTest::newRow("accents") << "déjà nai\u0308ve" << QStringList{"déjà", "nai\u0308ve"};
    QTest::newRow("chinese") << "很抱歉，我无法完成这个请求。"
                             << QStringList{"很", "抱歉", "我", "无法", "完成", "这个", "请求"};
    QTest::newRow("japanese") << "申し訳ありません。日本語の文章です。"
                              << QStringList{"申し訳", "ありま", "せん", "日本語", "の", "文章", "です"};
    QTest::newRow("korean") << "안녕하세요 세계" << QStringList{"안녕하세요", "세계"};
    QTest::newRow("mixed") << "用Python写" << QStringList{"用", "Python", "写"};
}

void TestWords::wordsAreSegmentsWithALetterOrANumber()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(wordsOf(text.toStdString()), expected);
}

void TestWords::offsetsAreBytesOfTheText()
{
    const std::vector<WordSpan> expected = {{0, 6}, {9, 2}, {12, 5}};
    QCOMPARE(words("抱歉，ok naïv").size(), expected.size());
    QVERIFY(words("抱歉，ok naïv") == expected);
}

void TestWords::countingAgreesWithTheList()
{
    for (const std::string text : {"", "one", "one two, three!", "很抱歉，我无法完成。", "申し訳ありません"})
        QCOMPARE(countWords(text), words(text).size());
}

void TestWords::countingStopsEarly()
{
    const std::string text = repeated("word ", 100);
    QCOMPARE(countWords(text), 100u);
    QCOMPARE(countWords(text, 0), 0u);
    QCOMPARE(countWords(text, 1), 1u);
    QCOMPARE(countWords(text, 80), 80u);
    QCOMPARE(countWords(text, 1000), 100u);
}

void TestWords::invalidTextIsReadToItsEnd()
{
    QCOMPARE(wordsOf("one\xff\xfe two"), (QStringList{"one", "two"}));
    QCOMPARE(countWords(std::string("one\0two", 7)), 2u);
    QCOMPARE(countWords("\xe6\x8a"), 0u);         // cut in the middle of a character
    QCOMPARE(countWords("\xed\xa0\x80 word"), 1u); // a surrogate
    QCOMPARE(countWords("\xc0\xaf word"), 1u);     // overlong
    QCOMPARE(countWords(std::string_view()), 0u);
}

void TestWords::tenMegabytesAreLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("english") << QByteArray("hello world ");
    QTest::newRow("one word") << QByteArray("a");
    QTest::newRow("chinese") << QByteArray("我们今天去学校学习知识");
    QTest::newRow("katakana") << QByteArray("カタカナ");
    QTest::newRow("space") << QByteArray(" ");
    QTest::newRow("nothing valid") << QByteArray("\xff");
    QTest::newRow("NUL") << QByteArray(1, '\0');
    QTest::newRow("accents without a letter") << QByteArray("\xcc\x81");
}

void TestWords::tenMegabytesAreLinear()
{
    QFETCH(QByteArray, unit);
    constexpr std::size_t size = 10'000'000;
    const std::string text = repeated(unit.toStdString(), size / static_cast<std::size_t>(unit.size()));
    QElapsedTimer timer;
    timer.start();
    const std::size_t count = countWords(text);
    QVERIFY(count <= text.size());
    // Half a second as a rule; a quadratic one would take hours.
    QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
}

void TestWords::threadsCountAtTheSameTime()
{
    const std::string text = repeated("很抱歉，我无法完成 this request. ", 200);
    const std::size_t expected = countWords(text);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 20; ++round)
                wrong += countWords(text) == expected ? 0 : 1;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TestWords::lowerCaseKeepsEveryByteInItsPlace()
{
    QCOMPARE(lowerCased("SORRY, İ Ａ ẞ"), std::string("sorry, İ Ａ ẞ"));
    QCOMPARE(lowerCased(std::string("A\0\xff", 3)), std::string("a\0\xff", 3));
}

void TestWords::trimmingTakesUnicodeSpaceAway()
{
    QVERIFY(trimmed(" \n　text inside\u00a0\r\n") == "text inside");
    QVERIFY(trimmed(" \t ").empty());
    QVERIFY(trimmed("").empty());
    QVERIFY(trimmed("\xff ") == "\xff");
}

void TestWords::anExcerptIsValidAndMarksWhatItCutsOff()
{
    QCOMPARE(excerpt("抱歉", 2), std::string("抱歉"));
    QCOMPARE(excerpt("抱歉啊", 2), std::string("抱歉…"));
    QCOMPARE(excerpt("", 2), std::string());
    QCOMPARE(excerpt("a\xff" "b", 5), std::string("a\xef\xbf\xbd" "b"));
    QCOMPARE(excerpt(std::string("a\0b", 3), 5), std::string("a\0b", 3));
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
