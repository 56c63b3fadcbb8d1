// SPDX-License-Identifier: GPL-3.0-or-later
// Scores and labels as models really write them.
#include "evolution/stage_replies.h"

#include <QTest>

using namespace evol;

class TestStageReplies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsThreeScoresOfQuality_data()
    {
        QTest::addColumn<QString>("reply");
        QTest::newRow("as asked") << "Definition: 4\nPrecision: 5\nIntegrity: 3";
        QTest::newRow("markup and order") << "**Precision**: 5/5\n**integrity** - 3\n*Definition*: 4 (clear)";
        QTest::newRow("numbers alone") << " 4, 5, 3 ";
        QTest::newRow("after a thought") << "Definition could be 2, but no.\nDefinition: 4\nPrecision: 5\nIntegrity: 3\n";
    }
    void readsThreeScoresOfQuality()
    {
        QFETCH(QString, reply);
        const auto quality = parseQuality(reply.toStdString());
        QVERIFY(quality);
        QCOMPARE(*quality, (Quality{4, 5, 3}));
    }
    void refusesScoresThatAreNone()
    {
        for (const char *reply : {"", "good", "Definition: 4\nPrecision: 5", "Definition: 4\nPrecision: 6\nIntegrity: 3", "4, 5", "0 1 2"})
            QVERIFY2(!parseQuality(reply), reply);
        QCOMPARE(parseQuality("none").error().kind, ErrorKind::BadReply);
    }
    void readsTheLabelOfAStep()
    {
        QCOMPARE(*parseStepLabel("Correct"), StepLabel::Right);
        QCOMPARE(*parseStepLabel("`incorrect`."), StepLabel::Wrong);
        QCOMPARE(*parseStepLabel("The step is neutral."), StepLabel::Neutral);
        QCOMPARE(*parseStepLabel("It may look correct, but it is Incorrect"), StepLabel::Wrong);
        QVERIFY(!parseStepLabel("perhaps"));
    }
    void readsADifficulty()
    {
        QCOMPARE(*parseDifficulty("Score: 7"), 7);
        QVERIFY(!parseDifficulty("11"));
        QVERIFY(!parseDifficulty("hard"));
    }
};

QTEST_GUILESS_MAIN(TestStageReplies)
#include "tst_stage_replies.moc"
