// SPDX-License-Identifier: GPL-3.0-or-later
// What the final answer of a solution is, and when most of them agree.
#include "evolution/answer_agreement.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace evol;

class TestAnswerAgreement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheFinalAnswer_data()
    {
        QTest::addColumn<QString>("solution");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char *solution, const char *answer) { QTest::newRow(solution) << QString::fromUtf8(solution) << QString::fromUtf8(answer); };
        row("4+4=8, then 8*2=16\n#### 16", "16");
        row("#### 1,200", "1200");
        row("The answer is: $1,200.00.", "1200");
        row("So the answer is 7.50 dollars", "7.5");
        row("Hence \\boxed{42} in all, of 50", "42");
        row("\\boxed{\\frac{1}{2}}", "1/2");
        row("\\boxed{\\$12.50}", "12.5");
        row("\\boxed{x^2 + 1}", "x^2+1");
        row("\\boxed{(3, 5)}", "(3,5)");
        row("\\boxed{30^\\circ}", "30");
        row("The answer is 18, because 9*2=18.", "18");
        row("The answer is x = 5", "x=5");
        row("The answer is about 12 apples. Check: 3*4.", "12");
        row("First 3, then 5. It makes -8.", "-8");
        row("所以答案是４２。", "42");
        row("答えは 0.50 メートルです", "0.5");
        row("It makes 3/4 of a cake", "3/4");
        row("The answer is Yes.", "yes");
        row("#### Step 4: Conclusion\nThe answer is: 18", "18");
        row("#### Final Answer\nShe makes 18 dollars.", "18");
        row("The answer is: 17, no:\n#### 18\n", "18");
        row("**The answer is: 1,200**", "1200");
        row("The answer is: **18** dollars", "18");
        row("The answer is *7.50*.", "7.5");
        row("The answer is 2**3", "2**3");
        row("no number at all", "");
        row("007", "7");
        row("-0", "0");
    }

    void findsTheFinalAnswer()
    {
        QFETCH(QString, solution);
        QFETCH(QString, answer);
        QCOMPARE(QString::fromStdString(finalAnswer(solution.toStdString()).value_or("")), answer);
    }

    void agreesWithPeopleOnStoredSolutions()
    {
        QFile file(QStringLiteral(EVOL_SHARED_DATA "/gsm8k_model_solutions.jsonl"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("gsm8k_model_solutions.jsonl is not here");
        int solutions = 0, alike = 0;
        while (!file.atEnd()) {
            const auto row = nlohmann::json::parse(file.readLine().toStdString());
            const auto truth = finalAnswer(row.at("ground_truth").get<std::string>());
            for (const auto &value : row) {
                if (!value.is_object())
                    continue;
                ++solutions;
                alike += (finalAnswer(value.at("solution").get<std::string>()) == truth) == value.at("is_correct").get<bool>();
            }
        }
        QVERIFY2(alike >= solutions * 99 / 100, qPrintable(QStringLiteral("%1 of %2").arg(alike).arg(solutions)));
    }

    void aMajorityIsMoreThanHalf()
    {
        QCOMPARE(majorityAnswer({"it is 4", "4.0", "5"}), std::optional<std::string>("4"));
        QVERIFY(!majorityAnswer({"4", "5"}));
        QVERIFY(!majorityAnswer({"4", "4", "5", "6"}));
        QVERIFY(!majorityAnswer({"none", "nothing", "4"}));
        QCOMPARE(majorityAnswer({"4"}), std::optional<std::string>("4"));
        QVERIFY(!majorityAnswer({}));
    }
};

QTEST_GUILESS_MAIN(TestAnswerAgreement)
#include "tst_answer_agreement.moc"
