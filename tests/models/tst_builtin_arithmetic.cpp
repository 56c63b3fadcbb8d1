// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in model's exact arithmetic: fractions, expressions, people's ways to write a sum, and the
// solutions it gives. Expected values are worked out by hand.
#include "models/builtin/arithmetic_solution.h"
#include "models/builtin/arithmetic_working.h"
#include "models/builtin/builtin_reply.h"
#include "models/builtin/number_forms.h"
#include "models/builtin/seed_reader.h"
#include "models/builtin/seeded_choice.h"

#include <QTest>

#include <cmath>

using namespace evol;
using namespace evol::builtin;

namespace {

QString respond(const char* instruction)
{
    ChatTask task;
    task.stage = Stage::Respond;
    task.instruction = instruction;
    return QString::fromStdString(builtinReply(task, 1));
}

QString finalLine(const QString& response)
{
    return response.split(QChar('\n')).last();
}

ExpressionPointer randomExpression(SeededChoice& choice, int depth)
{
    if (depth == 0 || choice.below(4) == 0) {
        if (choice.below(5) == 0)
            return makeNumber(Rational::fraction(choice.between(1, 99), 100).value());
        return makeNumber(choice.between(0, 30));
    }
    if (choice.below(9) == 0)
        return makeOperation(Operation::Negate, randomExpression(choice, depth - 1));
    if (choice.below(9) == 0)
        return makeOperation(Operation::Power, randomExpression(choice, depth - 1), makeNumber(choice.between(0, 3)));
    const auto operation = static_cast<Operation>(static_cast<int>(Operation::Add) + static_cast<int>(choice.below(4)));
    const auto left = randomExpression(choice, depth - 1);
    return makeOperation(operation, left, randomExpression(choice, depth - 1));
}

double approximate(const ExpressionPointer& e)
{
    switch (e->operation) {
    case Operation::Number: return static_cast<double>(e->number.numerator()) / static_cast<double>(e->number.denominator());
    case Operation::Negate: return -approximate(e->left);
    case Operation::Add: return approximate(e->left) + approximate(e->right);
    case Operation::Subtract: return approximate(e->left) - approximate(e->right);
    case Operation::Multiply: return approximate(e->left) * approximate(e->right);
    case Operation::Divide: return approximate(e->left) / approximate(e->right);
    default: return std::pow(approximate(e->left), approximate(e->right));
    }
}

} // namespace

class BuiltinArithmeticTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnePlusOneWithTheAnswerIs2()
    {
        const QString response = respond("1+1=?");
        QVERIFY(response.contains(QStringLiteral("1 + 1 = 2")));
        QCOMPARE(finalLine(response), QStringLiteral("The answer is: 2"));
    }

    void understandsSumsAsPeopleWriteThem_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("bare") << QByteArray("1+1=?") << QByteArray("2");
        QTest::newRow("spaces") << QByteArray("  1 + 1 = ? \n") << QByteArray("2");
        QTest::newRow("brackets") << QByteArray("12 * (3 - 4/5) = ?") << QByteArray("132/5");
        QTest::newRow("letter x") << QByteArray("What is 17 x 3?") << QByteArray("51");
        QTest::newRow("verb") << QByteArray("Calculate 7 / 8 + 1") << QByteArray("15/8");
        QTest::newRow("power") << QByteArray("2^10") << QByteArray("1024");
        QTest::newRow("right power") << QByteArray("2^3^2=?") << QByteArray("512");
        QTest::newRow("minus power") << QByteArray("-2^2=?") << QByteArray("-4");
        QTest::newRow("negative exponent") << QByteArray("2^-2=?") << QByteArray("1/4");
        QTest::newRow("unicode signs") << QByteArray("6 × 7 − 8 ÷ 2 = ?") << QByteArray("38");
        QTest::newRow("full width") << QByteArray("１＋１＝？") << QByteArray("2");
        QTest::newRow("Chinese") << QByteArray("1加1等于几？") << QByteArray("2");
        QTest::newRow("Chinese numerals") << QByteArray("三乘以四等于多少？") << QByteArray("12");
        QTest::newRow("Japanese") << QByteArray("1たす1は？") << QByteArray("2");
        QTest::newRow("Japanese verb") << QByteArray("8割る3を計算してください") << QByteArray("8/3");
        QTest::newRow("words") << QByteArray("What is two plus three?") << QByteArray("5");
        QTest::newRow("thousands") << QByteArray("1,000 + 2,500 = ?") << QByteArray("3500");
        QTest::newRow("decimals") << QByteArray("0.1 + 0.2 = ?") << QByteArray("0.3");
        QTest::newRow("left to right") << QByteArray("10 - 4 - 3 = ?") << QByteArray("3");
        QTest::newRow("division chain") << QByteArray("24 / 4 / 3 = ?") << QByteArray("2");
        QTest::newRow("negative") << QByteArray("3 - 5 = ?") << QByteArray("-2");
        QTest::newRow("big") << QByteArray("2^100=?") << QByteArray("1267650600228229401496703205376");
        QTest::newRow("big product") << QByteArray("123456789 * 987654321 = ?") << QByteArray("121932631112635269");
        QTest::newRow("by zero") << QByteArray("1/0=?") << QByteArray("undefined");
        QTest::newRow("by hidden zero") << QByteArray("5 / (2 - 2) = ?") << QByteArray("undefined");
        QTest::newRow("too large") << QByteArray("9^99999=?") << QByteArray("not computed");
    }
    void understandsSumsAsPeopleWriteThem()
    {
        QFETCH(QByteArray, seed);
        QFETCH(QByteArray, answer);
        QCOMPARE(finalLine(respond(seed.constData())), QStringLiteral("The answer is: ") + QString::fromUtf8(answer));
    }

    void doesNotMistakeOtherTextForSums()
    {
        for (const char* text : {"2022-10-05", "555-1234", "1 + 1 = 2", "twenty-one plus two", "二十加三等于几", "What is 5?", "f(x) = 6x^2", "", "?", "=",
                 "1 +", "((1+1)", "What is love?", "3 apples + 2 apples"})
            QVERIFY2(!readSeed(text), text);
    }

    void printedExpressionsReadBackAsTheSameTree()
    {
        SeededChoice choice(11);
        for (int i = 0; i < 5000; ++i) {
            const auto expression = randomExpression(choice, 4);
            const std::string text = expressionText(expression);
            QVERIFY2(isSame(parseExpression(text), expression), text.c_str());
        }
    }

    void exactValuesAgreeWithFloatingPoint()
    {
        SeededChoice choice(12);
        int compared = 0;
        for (int i = 0; i < 5000; ++i) {
            const auto expression = randomExpression(choice, 3);
            const Evaluation result = evaluate(expression);
            const double expected = approximate(expression);
            if (result.outcome != builtin::Outcome::Value || !std::isfinite(expected) || std::abs(expected) > 1e12)
                continue;
            const double exact = static_cast<double>(result.value.numerator()) / static_cast<double>(result.value.denominator());
            QVERIFY2(std::abs(exact - expected) <= 1e-6 * std::max(1.0, std::abs(expected)), expressionText(expression).c_str());
            ++compared;
        }
        QVERIFY(compared > 3000);
    }

    void overflowIsNoticedAndNeverWraps()
    {
        const auto large = power(Rational(10), 35);
        QVERIFY(large);
        QVERIFY(!product(*large, *large));
        QVERIFY(!product(*large, Rational(11)));
        QVERIFY(!sum(Rational::fraction(1, large->numerator()).value(), Rational::fraction(1, large->numerator() - 1).value()));
    }

    void comparesFractionsExactly()
    {
        const auto f = [](long long n, long long d) { return Rational::fraction(n, d).value(); };
        QVERIFY(isLess(f(1, 3), f(1, 2)));
        QVERIFY(!isLess(f(1, 2), f(1, 2)));
        QVERIFY(isLess(f(-7, 2), f(-3, 1)));
        QVERIFY(isLess(f(999999999, 1000000000), f(1, 1)));
        QVERIFY(isLess(f(355, 113), f(22, 7)));
        QVERIFY(!isLess(f(22, 7), f(355, 113)));
    }

    void roundsHalfAwayFromZero()
    {
        const auto f = [](long long n, long long d) { return Rational::fraction(n, d).value(); };
        QCOMPARE(f(1, 3).roundedText(2), std::string("0.33"));
        QCOMPARE(f(2, 3).roundedText(2), std::string("0.67"));
        QCOMPARE(f(1, 8).roundedText(2), std::string("0.13"));
        QCOMPARE(f(-1, 8).roundedText(2), std::string("-0.13"));
        QCOMPARE(f(1999, 1000).roundedText(2), std::string("2.00"));
        QCOMPARE(f(-1, 1000).roundedText(2), std::string("0.00"));
        QCOMPARE(f(5, 2).roundedText(0), std::string("3"));
        QCOMPARE(f(1, 200).roundedText(2), std::string("0.01"));
    }

    void writesNumbersInTheFormsAskedFor()
    {
        using enum RequirementKind;
        const auto english = [](RequirementKind kind, const Rational& value) { return writtenAs(kind, value, Language::English).value_or("none"); };
        QCOMPARE(english(Binary, 10), std::string("1010"));
        QCOMPARE(english(Octal, 64), std::string("100"));
        QCOMPARE(english(Hexadecimal, 255), std::string("FF"));
        QCOMPARE(english(Roman, 1994), std::string("MCMXCIV"));
        QCOMPARE(english(Roman, 4000), std::string("none"));
        QCOMPARE(english(Padded, 42), std::string("000042"));
        QCOMPARE(english(Mixed, Rational::fraction(-7, 2).value()), std::string("-3 1/2"));
        QCOMPARE(english(Mixed, Rational::fraction(1, 2).value()), std::string("none"));
        QCOMPARE(english(LowestTerms, 3), std::string("none"));
        QCOMPARE(english(Scientific, 1500), std::string("1.5 × 10^3"));
        QCOMPARE(english(Scientific, Rational::fraction(3, 1000).value()), std::string("3 × 10^-3"));
        QCOMPARE(english(Words, 0), std::string("zero"));
        QCOMPARE(english(Words, 105), std::string("one hundred and five"));
        QCOMPARE(english(Words, 2005), std::string("two thousand and five"));
        QCOMPARE(english(Words, -1234567), std::string("minus one million two hundred and thirty-four thousand five hundred and sixty-seven"));
        QCOMPARE(numberInWords(10, Language::Chinese), std::string("十"));
        QCOMPARE(numberInWords(105, Language::Chinese), std::string("一百零五"));
        QCOMPARE(numberInWords(10010, Language::Chinese), std::string("一万零一十"));
        QCOMPARE(numberInWords(100000000, Language::Chinese), std::string("一亿"));
        QCOMPARE(numberInWords(1205, Language::Japanese), std::string("千二百五"));
        QCOMPARE(numberInWords(11000, Language::Japanese), std::string("一万千"));
    }

    void answersFollowUpQuestionsByHandComputedValues()
    {
        Problem problem = readSeed("7 * 13 = ?").value();
        problem.followUps = {{FollowUpKind::Prime, 0, {}}, {FollowUpKind::Remainder, 0, 8}, {FollowUpKind::FirstDoubled, 0, {}},
            {FollowUpKind::GeneralFormula, 0, {}}, {FollowUpKind::DigitSum, 0, {}}, {FollowUpKind::Divisors, 0, {}}, {FollowUpKind::Distance, 0, 100},
            {FollowUpKind::PercentOf, 0, 200}, {FollowUpKind::NextMultiple, 0, 9}, {FollowUpKind::AverageWith, 0, 10}};
        const QString text = QString::fromStdString(solutionOf(problem));
        for (const char* expected : {"91 is not a prime number, because 7 × 13 = 91.", "91 = 8 × 11 + 3", "the answer would be 182 instead of 91",
                 "the answer is n × 13", "9 + 1 = 10", "1, 7, 13, 91", "9 away from 100 and lies below it", "= 91/2, so the answer is 91/2 percent of 200",
                 "9 × 11 = 99", "(91 + 10) / 2 = 101/2"})
            QVERIFY2(text.contains(QString::fromUtf8(expected)), qPrintable(text));
    }

    void checksTheLastStepBackwardsWhereAsked()
    {
        Problem problem = readSeed("3 - 4/5 = ?").value();
        problem.requirements = {{RequirementKind::CheckBackwards, 0}, {RequirementKind::NameOperations, 0}, {RequirementKind::ListGiven, 0}, {RequirementKind::Mixed, 0}};
        const QString text = QString::fromStdString(solutionOf(problem));
        QVERIFY(text.contains(QStringLiteral("Given numbers: 3, 4, 5.")));
        QVERIFY(text.contains(QStringLiteral("3 - 4/5 = 11/5 (subtraction)")));
        QVERIFY(text.contains(QStringLiteral("11/5 + 4/5 = 3")));
        QVERIFY(text.endsWith(QStringLiteral("The answer is: 2 1/5")));
    }

    void deepAndLongExpressionsAreRefusedNotCrashedOn()
    {
        QVERIFY(!parseExpression(std::string(1000, '(') + "1" + std::string(1000, ')')));
        QVERIFY(!parseExpression(std::string(1500, '-') + "1"));
        std::string longSum = "1";
        for (int i = 0; i < 100'000; ++i)
            longSum += "+1";
        QVERIFY(!parseExpression(longSum));
        QVERIFY(!readSeed(longSum));
    }
};

QTEST_APPLESS_MAIN(BuiltinArithmeticTest)
#include "tst_builtin_arithmetic.moc"
