// SPDX-License-Identifier: GPL-3.0-or-later
// The similarity of two texts, counted by hand, and the rule that stands on it.
#include "evolution/rules/rules.h"
#include "evolution/rules/text_similarity.h"

#include <QElapsedTimer>
#include <QTest>

using namespace evol;

namespace {

std::optional<FiredRule> check(const std::string &parent, const std::string &instruction, double threshold)
{
    return findRule("near_duplicate")->check({parent, instruction, nullptr, {}}, {.duplicateSimilarity = threshold});
}

} // namespace

class TestNearDuplicateRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void similarityIsTheShareOfShinglesInCommon_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<double>("similarity");
        const auto row = [](const char *a, const char *b, double similarity) {
            QTest::newRow(b) << QString::fromUtf8(a) << QString::fromUtf8(b) << similarity;
        };
        // Four shingles each; "name a bird", "a bird that" and "bird that cannot" of five are in both.
        row("Name a bird that cannot fly.", "Name a bird that cannot swim.", 3 / 5.0);
        row("Name a bird.", "Name a bird that cannot fly.", 1 / 4.0);
        row("Name a bird.", "NAME, a (bird)!", 1);
        row("Name a bird.", "A bird: name!", 0);
        row("a b c a b c", "a b c", 1 / 3.0); // abc, bca, cab; each once
        row("the bird", "the bird sings well", 1 / 3.0); // pairs, for the shorter has two words
        row("bird", "the bird sings", 1 / 3.0);          // single words
        row("1+1=?", "1 + 1 = ?", 1);
        row("1+1=?", "1-1=?", 0);                        // 1+1, +1= and 1-1, -1=
        row("3*4", "3/4", 0);
        row("a **bold** word", "a bold word", 1);
        row("a well-known word", "a well known word", 1);
        row("", "word", 0);
        row("", "", 1);
        row("?!", " ?! ", 1);
        row("?!", "!?", 0);
        row("1+1=多少？", "1 + 1 = 多少", 1);
        row("东京 大阪 京都 奈良", "东京，大阪，京都，神户", 1 / 3.0);
        row("东京有多少人口？", "东京有多少人口", 1);
        row("東京の人口は何人ですか。", "東京の人口は何人ですか？", 1);
    }

    void similarityIsTheShareOfShinglesInCommon()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(double, similarity);
        QCOMPARE(textSimilarity(a.toStdString(), b.toStdString()), similarity);
        QCOMPARE(textSimilarity(b.toStdString(), a.toStdString()), similarity);
        QCOMPARE(textSimilarity(b.toStdString(), b.toStdString()), 1.0);
    }

    void oneMoreClauseIsSimilarInChineseAndJapaneseToo()
    {
        const double chinese = textSimilarity("请写一首关于春天的诗，并解释其中的比喻。", "请写一首关于春天的诗，并解释其中的比喻和意义。");
        QVERIFY2(chinese > 0.5 && chinese < 1, qPrintable(QString::number(chinese)));
        const double japanese = textSimilarity("春についての詩を書き、その比喩を説明してください。", "春についての詩を書き、その比喩を詳しく説明してください。");
        QVERIFY2(japanese > 0.5 && japanese < 1, qPrintable(QString::number(japanese)));
        QCOMPARE(textSimilarity("请写一首关于春天的诗", "東京の人口は何人ですか"), 0.0);
    }

    void firesFromTheThresholdOn()
    {
        const std::string parent = "Name a bird that cannot fly.";
        const std::string child = "Name a bird that cannot swim.";
        QVERIFY(!check(parent, child, 0.61));
        const auto fired = check(parent, child, 3 / 5.0);
        QVERIFY(fired);
        QCOMPARE(fired->rule, std::string("near_duplicate"));
        QCOMPARE(fired->evidence, std::string("60 % similar to its parent"));
        QCOMPARE(int(fired->place), int(EvidencePlace::Instruction));
        QCOMPARE(fired->offset, 0u);
        QCOMPARE(fired->length, child.size());
        QVERIFY(check(parent, parent, 1));
    }

    void isOffByDefaultAndWithoutAParent()
    {
        const std::string same = "Name a bird.";
        QVERIFY(!findRule("near_duplicate")->check({same, same, nullptr, {}}, {}));
        QVERIFY(!check("", "", 0.5));
        QVERIFY(!check(" \n", "Name a bird.", 0.5));
    }

    void hostileTextsAreCompared_data()
    {
        QTest::addColumn<QByteArray>("unit");
        QTest::newRow("NUL") << QByteArray(1, '\0');
        QTest::newRow("nothing valid") << QByteArray("\xff\xc0\xed\xa0");
        QTest::newRow("one word") << QByteArray("the ");
        QTest::newRow("signs") << QByteArray("+=");
        QTest::newRow("chinese") << QByteArray("的了是");
    }

    void hostileTextsAreCompared()
    {
        QFETCH(QByteArray, unit);
        const std::string text = unit.repeated(1'000'000 / unit.size()).toStdString();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(check(text, text, 1));
        QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestNearDuplicateRule)
#include "tst_near_duplicate_rule.moc"
