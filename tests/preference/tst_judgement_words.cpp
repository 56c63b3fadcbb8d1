// SPDX-License-Identifier: GPL-3.0-or-later
// Judgements as people write them, there and back.
#include "preference/judgement_words.h"

#include <QTest>

using namespace evol;

class TestJudgementWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comeBackAsTheyWere_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("word");
        for (const char *word : {"a", "b", "tie", "both-bad", "a/3"})
            QTest::newRow(word) << static_cast<int>(JudgementKind::Pairwise) << word;
        QTest::newRow("ranks") << static_cast<int>(JudgementKind::Ranking) << "1,2,2";
        QTest::newRow("points") << static_cast<int>(JudgementKind::Rating) << "4";
        QTest::newRow("steps") << static_cast<int>(JudgementKind::Steps) << "1,0,-1";
    }
    void comeBackAsTheyWere()
    {
        QFETCH(int, kind);
        QFETCH(QString, word);
        const auto judgement = static_cast<JudgementKind>(kind);
        const auto values = judgementValues(judgement, word.toStdString());
        QVERIFY(values.has_value());
        QCOMPARE(QString::fromStdString(judgementWord(judgement, *values)), word);
    }
    void nonsenseIsRefusedWithTheChoices()
    {
        QVERIFY(QString::fromStdString(judgementValues(JudgementKind::Pairwise, "left").error().message).contains("tie, a, b, both-bad"));
        QVERIFY(!judgementValues(JudgementKind::Ranking, "1,,2"));
        QVERIFY(!judgementValues(JudgementKind::Rating, "many"));
        QVERIFY(!judgementKind("guess"));
        QVERIFY(!stratum("colour"));
    }
};

QTEST_APPLESS_MAIN(TestJudgementWords)
#include "tst_judgement_words.moc"
