// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas as they read, and what is no formula.
#include "ui/panels/formula_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>

using namespace evol;

namespace {

/// Raised in ^( ), lowered in _( ).
QString plain(const QString &latex)
{
    QString all;
    for (const FormulaRun &run : formulaRuns(latex)) {
        all += run.place == FormulaRun::Place::Raised    ? QStringLiteral("^(%1)").arg(run.text)
               : run.place == FormulaRun::Place::Lowered ? QStringLiteral("_(%1)").arg(run.text)
                                                         : run.text;
    }
    return all;
}

} // namespace

class TestFormulaText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAsItIsMeant_data()
    {
        QTest::addColumn<QString>("latex");
        QTest::addColumn<QString>("text");
        const std::pair<const char *, const char *> rows[] = {
            {"x^2 + y_1", "x^(2)+y_(1)"},
            {"x^{n+1}", "x^(n)^(+1)"},
            {"\\frac{1}{2}", "1∕2"},
            {"\\frac{a+b}{2c}", "(a+b)∕(2c)"},
            {"\\sqrt{x}", "√x"},
            {"\\sqrt[3]{a+b}", "^(3)√(a+b)"},
            {"\\alpha \\leq \\beta", "α ≤ β"},
            {"3 \\times 4 = 12", "3 × 4 = 12"},
            {"\\text{area} = \\pi r^2", "area = πr^(2)"},
            {"\\left( \\frac{1}{n} \\right)", "(1∕n)"},
            {"x \\in \\mathbb{R}", "x ∈ ℝ"},
            {"\\sin x", "sin x"},
            {"\\sum_{i=1}^{n} i", "∑_(i)_( = 1)^(n)i"},
            {"\\unknown{x}", "\\unknownx"},
            {"\\frac{1}", "1∕()"},
            {"^", ""},
            {"a\\", "a\\"},
        };
        for (const auto &[latex, text] : rows)
            QTest::newRow(latex) << QString::fromUtf8(latex) << QString::fromUtf8(text);
    }
    void readsAsItIsMeant()
    {
        QFETCH(QString, latex);
        QFETCH(QString, text);
        QCOMPARE(plain(latex), text);
    }

    void formulasAreToldFromMoneyAndCode_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("formulas");
        QTest::newRow("inline") << "so $x = 1$ and $y$" << QStringList{"x = 1", "y"};
        QTest::newRow("displayed") << "$$\nx^2\n$$ and \\[y\\] and \\(z\\)" << QStringList{"\nx^2\n", "y", "z"};
        QTest::newRow("money") << "it costs $5 and $10" << QStringList{};
        QTest::newRow("money with commas") << "between $1,000 and $2,000 (or $3)" << QStringList{};
        QTest::newRow("a range of money") << "$5-$10" << QStringList{};
        QTest::newRow("code") << "`$x = 1$` and ```\n$y = 2$\n```" << QStringList{};
        QTest::newRow("open") << "$x = 1 and no end" << QStringList{};
        QTest::newRow("over lines") << "$x =\n1$" << QStringList{};
    }
    void formulasAreToldFromMoneyAndCode()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, formulas);
        QStringList found;
        const QString marked = takeFormulas(text, found);
        QCOMPARE(found, formulas);
        if (formulas.isEmpty())
            QCOMPARE(marked, text);
    }

    void markdownDoesNotReachIntoFormulas()
    {
        applyTheme(Theme::Light);
        ReadingView view;
        view.showMarkdown(QStringLiteral("We have $a_1 * b_2 * c$ and **$x^2$**.\n\n| n | $n^2$ |\n|---|---|\n| 2 | 4 |\n\n```\ncode $x^2$\n```"));
        const QString text = view.toPlainText();
        QVERIFY2(text.contains(QStringLiteral("a1*b2*c")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("x2.")));
        QVERIFY(text.contains(QStringLiteral("code $x^2$")));
        QTextCursor raised = view.document()->find(QStringLiteral("x2"));
        raised.setPosition(raised.selectionEnd());
        QCOMPARE(raised.charFormat().verticalAlignment(), QTextCharFormat::AlignSuperScript);
        bool hasTable = false;
        for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
            hasTable = hasTable || (QTextCursor(block).currentTable() && QTextCursor(block).currentTable()->format().border() > 0);
        QVERIFY(hasTable);
    }
};

QTEST_MAIN(TestFormulaText)
#include "tst_formula_text.moc"
