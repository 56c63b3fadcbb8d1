// SPDX-License-Identifier: GPL-3.0-or-later
// Benchmark files as they are, and the grades of solutions.
#include "evaluation/graded_questions.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace evol;

namespace {

const std::string onePlusOne = "{\"question\":\"1+1=?\",\"answer\":\"It is 2.\\n#### 2\"}";

} // namespace

class TestGradedQuestions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheFinalAnswers()
    {
        const auto questions = readGradedQuestions(written(onePlusOne + "\n{\"question\":\"How much?\",\"answer\":\"#### 1,200\"}"));
        QVERIFY(questions);
        QCOMPARE(questions->size(), std::size_t{2});
        QCOMPARE(questions->front().question, std::string("1+1=?"));
        QCOMPARE(questions->front().answer, std::string("2"));
        QCOMPARE(questions->back().answer, std::string("1200"));
    }

    void aQuestionIsAskedAsOftenAsItIsThere()
    {
        const std::string thrice = onePlusOne + '\n' + onePlusOne + '\n' + onePlusOne;
        QCOMPARE(readGradedQuestions(written(thrice))->size(), std::size_t{3});
        QCOMPARE(readGradedQuestions(written(thrice), 2)->size(), std::size_t{2});
    }

    void aFileWithAQuestionThatCannotBeGradedIsRefusedByItsLine_data()
    {
        QTest::addColumn<QString>("second");
        QTest::newRow("no answer") << "{\"question\":\"2+2=?\",\"answer\":\"\"}";
        QTest::newRow("no final one") << "{\"question\":\"2+2=?\",\"answer\":\"nobody knows\"}";
        QTest::newRow("broken") << "{\"question\":\"2+2=?\",\"answer\":\"#### 4";
    }
    void aFileWithAQuestionThatCannotBeGradedIsRefusedByItsLine()
    {
        QFETCH(QString, second);
        const auto questions = readGradedQuestions(written(onePlusOne + '\n' + second.toStdString()));
        QVERIFY(!questions);
        QVERIFY2(questions.error().message.find("line 2") != std::string::npos, questions.error().message.c_str());
    }

    void gradesByTheFinalAnswerAlone_data()
    {
        QTest::addColumn<QString>("solution");
        QTest::addColumn<int>("grade");
        QTest::newRow("as asked for") << "7 - 4 = 3, so 3 * 400 = 1200.\nThe answer is: 1200" << int(Grade::Correct);
        QTest::newRow("dressed") << "So she earns \\boxed{\\$1,200.00}" << int(Grade::Correct);
        QTest::newRow("right on the way only") << "It is 1200 at first.\nThe answer is: 1100" << int(Grade::Wrong);
        QTest::newRow("no number") << "I cannot say." << int(Grade::Invalid);
        QTest::newRow("nothing") << "" << int(Grade::Invalid);
    }
    void gradesByTheFinalAnswerAlone()
    {
        QFETCH(QString, solution);
        QFETCH(int, grade);
        QCOMPARE(int(gradeOf({"How much?", "1200"}, solution.toStdString())), grade);
    }

    void aScoreIsTheShareOfCorrectOnesOfAll()
    {
        BenchmarkScore score;
        QVERIFY(!score.passAtOne().value());
        for (const Grade grade : {Grade::Correct, Grade::Wrong, Grade::Invalid, Grade::Correct, Grade::Wrong})
            score.count(grade);
        QCOMPARE(score.graded(), 5);
        QCOMPARE(*score.passAtOne().value(), 0.4);
    }

    void everyQuestionOfGsm8kCanBeGraded()
    {
        const std::string test = EVOL_SHARED_DATA "/gsm8k_test.jsonl", train = EVOL_SHARED_DATA "/gsm8k_train_alpaca.json";
        if (!QFile::exists(QString::fromStdString(test)) || !QFile::exists(QString::fromStdString(train)))
            QSKIP("gsm8k_test.jsonl or gsm8k_train_alpaca.json is not here");
        QCOMPARE(readGradedQuestions(test)->size(), std::size_t{1319});
        QCOMPARE(readGradedQuestions(train)->size(), std::size_t{7473});
        QCOMPARE(readGradedQuestions(test)->front().answer, std::string("18"));
    }

private:
    std::string written(const std::string &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("questions.jsonl")));
        if (file.open(QIODevice::WriteOnly))
            file.write(text.data(), static_cast<qint64>(text.size()));
        return file.fileName().toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestGradedQuestions)
#include "tst_graded_questions.moc"
