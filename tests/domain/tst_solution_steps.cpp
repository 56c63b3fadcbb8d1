// SPDX-License-Identifier: GPL-3.0-or-later
// Where the steps of a solution begin and end.
#include "domain/solution_steps.h"

#include <QTest>

using namespace evol;

using Steps = std::vector<std::string_view>;

class TestSolutionSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLineWithWordsIsAStep() { QVERIFY(solutionSteps("one\ntwo\nA: 3") == (Steps{"one", "two", "A: 3"})); }
    void blankLinesAreNone() { QVERIFY(solutionSteps("\n\none\n \t\n\ntwo\n") == (Steps{"one", "two"})); }
    void blanksAndCarriageReturnsAtTheEndsAreNoPartOfAStep() { QVERIFY(solutionSteps("  one \r\n\ttwo\r\n\r\n") == (Steps{"one", "two"})); }
    void blanksWithinAreKept() { QVERIFY(solutionSteps("1 +  1\t= 2") == (Steps{"1 +  1\t= 2"})); }
    void nothingHasNoSteps()
    {
        QVERIFY(solutionSteps("").empty());
        QVERIFY(solutionSteps(" \r\n \n").empty());
    }
};

QTEST_APPLESS_MAIN(TestSolutionSteps)
#include "tst_solution_steps.moc"
