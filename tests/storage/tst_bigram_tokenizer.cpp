// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text as the search knows them, and where they stand in it.
#include "storage/bigram_tokenizer.h"
#include "storage/search_query.h"

#include <QTest>

using namespace evol;

namespace {

/// "word@begin-end", with "=" before one that stands where the one before it stands.
QByteArray shown(const std::vector<SearchToken> &tokens)
{
    std::string all;
    for (const SearchToken &token : tokens) {
        all += (all.empty() ? "" : " ") + std::string(token.colocated ? "=" : "") + token.word + '@' + std::to_string(token.begin) +
               '-' + std::to_string(token.end);
    }
    return QByteArray::fromStdString(all);
}

QByteArray words(const QByteArray &text, Tokenizing purpose = Tokenizing::Text)
{
    std::string all;
    for (const SearchToken &token : searchTokens(text.toStdString(), purpose))
        all += (all.empty() ? "" : " ") + token.word;
    return QByteArray::fromStdString(all);
}

} // namespace

class TestBigramTokenizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("tokens");
        const auto row = [](const char *text, const char *tokens) { QTest::newRow(text) << QByteArray(text) << QByteArray(tokens); };
        row("", "");
        row(" \t.,;!? ", "");
        row("Hello, World", "hello@0-5 world@7-12");
        row("GPT4 is x86_64", "gpt4@0-4 is@5-7 x86@8-11 64@12-14");
        row("Café Über naïve", "cafe@0-5 uber@6-11 naive@12-18");
        row("cafe\xCC\x81s", "cafes@0-7");
        row("Ångström ŁÓDŹ", "angstrom@0-10 łodz@11-18");
        row("Ελλάδα МОСКВА", "ελλαδα@0-12 москва@13-25");
        row("ﬁne ²", "fine@0-5 2@6-8");
        row("１２ＡＢ", "12ab@0-12");
        row("数", "数@0-3");
        row("数学", "数学@0-6 =学@3-6");
        row("数学题", "数学@0-6 学题@3-9 =题@6-9");
        row("GPT模型X", "gpt@0-3 模型@3-9 =型@6-9 x@9-10");
        row("数，学", "数@0-3 学@6-9");
        row("プログラム", "プロ@0-6 ログ@3-9 グラ@6-12 ラム@9-15 =ム@12-15");
        row("サーバー", "サー@0-6 ーバ@3-9 バー@6-12 =ー@9-12");
        row("ｶﾞｽ", "ガス@0-9 =ス@6-9");
        row("が", "が@0-3");
        row("か\u3099き", "がき@0-9 =き@6-9");
        row("食べる", "食べ@0-6 べる@3-9 =る@6-9");
        row("안녕하세요 World", "안녕@0-6 녕하@3-9 하세@6-12 세요@9-15 =요@12-15 world@16-21");
        row("สวัสดี", "สว@0-6 วั@3-9 ัส@6-12 สด@9-15 ดี@12-18 =ี@15-18");
        row("👍 ok 👩‍👩‍👧", "ok@5-7");
        row("a👍b", "a@0-1 b@5-6");
        row("co\xC2\xADop", "coop@0-6");
        row("\xFF\xFE" "ab\xC3", "ab@2-4");
        row("\xE6\x95", "");
    }
    void findsWords()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, tokens);
        QCOMPARE(shown(searchTokens(text.toStdString(), Tokenizing::Text)), tokens);
    }

    void aQueryHasNoLastCharacterOfARun()
    {
        QCOMPARE(words("数学题 a", Tokenizing::Query), QByteArray("数学 学题 a"));
        QCOMPARE(words("数", Tokenizing::Query), QByteArray("数"));
    }

    void foldingAgainChangesNothing()
    {
        for (const char *text : {"Café Über ŁÓDŹ", "Ελλάδα ΣΊΣΥΦΟΣ", "ﬁne ½ ² ㎏", "İstanbul ǅ ß ẞ", "हिन्दी العَرَبِيَّة עִבְרִית"}) {
            const QByteArray once = words(text);
            QCOMPARE(words(once), once);
        }
    }

    void longRunsWithoutSpacesAreCutShort()
    {
        const QByteArray text = QByteArray("a").repeated(100'000) + " b";
        QCOMPARE(words(text).size(), qsizetype{128 + 2});
    }

    void stopsWhenTold()
    {
        int count = 0;
        const int status = eachSearchToken("a b c", Tokenizing::Text, [&](const SearchToken &) { return ++count == 2 ? 7 : 0; });
        QCOMPARE(status, 7);
        QCOMPARE(count, 2);
    }

    void writesWhatIsTypedAsAnExpression_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("beginning");
        const auto row = [](const char *query, const char *whole, const char *beginning) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(whole) << QByteArray(beginning);
        };
        row("", "", "");
        row("=?", "", "");
        row("\"", "", "");
        row("\"\" =", "", "");
        row("solve", "\"solve\"", "\"solve\"*");
        row("solve the", "\"solve\" AND \"the\"", "\"solve\" AND \"the\"*");
        row(" solve  =? the ", "\"solve\" AND \"the\"", "\"solve\" AND \"the\"*");
        row("\"solve the\"", "\"solve the\"", "\"solve the\"");
        row("\"solve the", "\"solve the\"", "\"solve the\"*");
        row("a OR NOT* (b) x:y -c ^d", "\"a\" AND \"OR\" AND \"NOT*\" AND \"(b)\" AND \"x:y\" AND \"-c\" AND \"^d\"",
            "\"a\" AND \"OR\" AND \"NOT*\" AND \"(b)\" AND \"x:y\" AND \"-c\" AND \"^d\"");
        row("数 a", "\"数\"* AND \"a\"", "\"数\"* AND \"a\"");
        row("a", "\"a\"", "\"a\"");
        row("1+1", "\"1+1\"", "\"1+1\"");
        row("\"数\"", "\"数\"", "\"数\"*");
        row("数学　题", "\"数学\" AND \"题\"", "\"数学\" AND \"题\"*");
    }
    void writesWhatIsTypedAsAnExpression()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, beginning);
        const SearchExpression expression = searchExpression(query.toStdString());
        QCOMPARE(QByteArray::fromStdString(expression.words), words);
        QCOMPARE(QByteArray::fromStdString(expression.beginning), beginning);
    }
};

QTEST_GUILESS_MAIN(TestBigramTokenizer)
#include "tst_bigram_tokenizer.moc"
