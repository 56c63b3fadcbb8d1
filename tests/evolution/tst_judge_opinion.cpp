// SPDX-License-Identifier: GPL-3.0-or-later
// How the judge's replies are read: terse ones, reasons before or after the answer, and those without one.
#include "evolution/rules/judge_opinion.h"

#include <QElapsedTimer>
#include <QTest>

using namespace evol;

namespace {

std::string repeated(const std::string &unit, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += unit;
    return text;
}

} // namespace

class TestJudgeOpinion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgements_data();
    void judgements();
    void thoughtsAreNotTheJudgement();
    void repliesWithoutAJudgementAreRefused();
    void hostileRepliesAreRead_data();
    void hostileRepliesAreRead();
};

void TestJudgeOpinion::judgements_data()
{
    QTest::addColumn<QString>("reply");
    QTest::addColumn<bool>("equal");
    const auto row = [](const char *reply, bool equal) { QTest::newRow(reply) << QString::fromUtf8(reply) << equal; };
    row("Equal", true);
    row("equal.", true);
    row(" EQUAL\n", true);
    row("**Equal**", true);
    row("\"Equal\"", true);
    row("`Equal`", true);
    row("Answer: Equal", true);
    row("Not Equal", false);
    row("not equal.", false);
    row("Not  Equal", false);
    row("Not\nEqual", false);
    row("NotEqual", false);
    row("not_equal", false);
    row("Not-Equal", false);
    row("**Not Equal**", false);
    row("**Not** Equal", false);
    row("'Not Equal'", false);
    row("Unequal", false);
    row("Your judgement: Not Equal.", false);
    // The answer first, then the reason.
    row("Not Equal. Both have equal constraints, but the second asks for more.", false);
    row("Not Equal, as the two are only equal in breadth", false);
    row("Not equal - the depth is equal, the breadth is not.", false);
    row("Equal — they are not equal in length, which does not matter", true);
    row("Equal (although not equal in wording)", true);
    row("Equal\n\nNothing in the second is not equal to the first in its demands.", true);
    row("Answer: **Equal**. One could call them not equal in tone.", true);
    // The reason first, then the answer.
    row("The constraints are equal. The depth differs.\n\nNot Equal", false);
    row("One could say not equal, but:\n**Equal**", true);
    row("They set equal constraints. Final answer: not equal", false);
    row("Equal.\nOn second thought:\nNot Equal.", false);
    // A sentence.
    row("The two prompts are equal.", true);
    row("The two prompts are not equal.", false);
    row("They aren't equal", false);
    row("They aren’t equal in depth", false);
    row("They cannot be considered equal.", false);
    row("I would not hesitate. They are equal", true);
    row("Depth and breadth are unequal here", false);
    row("The equality of both is given; I call them equal indeed", true);
}

void TestJudgeOpinion::judgements()
{
    QFETCH(QString, reply);
    QFETCH(bool, equal);
    const auto opinion = parseJudgement(reply.toStdString());
    QVERIFY2(opinion.has_value(), opinion ? "" : opinion.error().message.c_str());
    QCOMPARE(opinion->verdict == JudgeVerdict::Equal, equal);
    QCOMPARE(QString::fromStdString(opinion->words), reply.trimmed());
}

void TestJudgeOpinion::thoughtsAreNotTheJudgement()
{
    const auto opinion = parseJudgement("<think>They are not equal… or?</think>\n\nEqual\n");
    QVERIFY(opinion.has_value());
    QVERIFY(opinion->verdict == JudgeVerdict::Equal);
    QCOMPARE(opinion->words, std::string("Equal"));
    QCOMPARE(opinion->offset, std::string_view("<think>They are not equal… or?</think>\n\n").size());
}

void TestJudgeOpinion::repliesWithoutAJudgementAreRefused()
{
    for (const std::string reply : {"", " \n", "Yes", "The same", "equality", "equally", "not", "不相等"}) {
        const auto opinion = parseJudgement(reply);
        QVERIFY2(!opinion, reply.c_str());
        QCOMPARE(int(opinion.error().kind), int(ErrorKind::BadReply));
    }
    QVERIFY(parseJudgement("I like both " + repeated("very ", 100)).error().message.find("\"I like both very")
            != std::string::npos);
}

void TestJudgeOpinion::hostileRepliesAreRead_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("NUL") << QByteArray(1, '\0');
    QTest::newRow("nothing valid") << QByteArray("\xff\xc0\xed\xa0");
    QTest::newRow("not") << QByteArray("not ");
    QTest::newRow("not equal") << QByteArray("not equal in ");
    QTest::newRow("colons") << QByteArray(":");
    QTest::newRow("labels") << QByteArray("equals: ");
}

void TestJudgeOpinion::hostileRepliesAreRead()
{
    QFETCH(QByteArray, unit);
    const std::string reply = repeated(unit.toStdString(), 10'000'000 / static_cast<std::size_t>(unit.size()));
    QElapsedTimer timer;
    timer.start();
    const auto opinion = parseJudgement(reply);
    QVERIFY(opinion.has_value() || opinion.error().message.size() < 500);
    QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestJudgeOpinion)
#include "tst_judge_opinion.moc"
