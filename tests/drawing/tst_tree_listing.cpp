// SPDX-License-Identifier: GPL-3.0-or-later
// Trees as text: against golden files, in columns, in both scripts, and very deep.
#include "drawing/tree_listing.h"
#include "tests/drawing/sample_tree.h"

#include <QFile>
#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

/// The golden file's content. EVOL_UPDATE_GOLDEN=1 writes it anew.
std::string golden(const char *name, const std::string &actual)
{
    QFile file(QStringLiteral(EVOL_TESTS_DIR "/drawing/golden/") + QLatin1String(name));
    if (qEnvironmentVariableIsSet("EVOL_UPDATE_GOLDEN") && file.open(QIODevice::WriteOnly)) {
        file.write(actual.data(), qint64(actual.size()));
        file.close();
    }
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "there is no golden file";
}

} // namespace

class TreeListingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theForestLooksLikeTheGoldenFile()
    {
        const std::string text = treeAsText(samplePool(), noNode, sampleContent());
        QCOMPARE(text, golden("forest_80.txt", text));
    }

    void aNarrowTerminalWithColoursLooksLikeTheGoldenFile()
    {
        const std::string text = treeAsText(samplePool(), noNode, sampleContent(), {56, Colouring::Ansi});
        QCOMPARE(text, golden("forest_56_ansi.txt", text));
    }

    void oneRootLooksLikeTheGoldenFile()
    {
        const Pool pool = samplePool();
        const std::string text = treeAsText(pool, pool.indexOf(2), sampleContent(), {0, Colouring::None});
        QCOMPARE(text, golden("root_2_uncut.txt", text));
    }

    void noLineIsWiderThanTheTerminal()
    {
        const Pool pool = samplePool();
        const SampleContent content = sampleContent();
        for (int columns = 60; columns < 140; ++columns) {
            const QString text = QString::fromStdString(treeAsText(pool, noNode, content, {columns, Colouring::None}));
            for (const QString &line : text.split(u'\n'))
                QVERIFY(displayColumns(line.toStdString()) <= columns);
        }
    }

    void wideCharactersCountTwice()
    {
        QCOMPARE(displayColumns("1+1=?"), 5);
        QCOMPARE(displayColumns("光の速さ"), 8);
        QCOMPARE(displayColumns("e\u0301"), 1);
        QCOMPARE(displayColumns("✕ …"), 3);
        QCOMPARE(displayColumns(""), 0);
    }

    void cuttingNeverSplitsACharacter()
    {
        QCOMPARE(cutToColumns("光の速さ", 8), std::string("光の速さ"));
        QCOMPARE(cutToColumns("光の速さ", 7), std::string("光の速…"));
        QCOMPARE(cutToColumns("光の速さ", 6), std::string("光の…"));
        QCOMPARE(cutToColumns("e\u0301e\u0301e\u0301", 2), std::string("e\u0301…"));
        QCOMPARE(cutToColumns("two\n lines\t here", 40), std::string("two lines here"));
    }

    void controlCharactersOfATextDoNotReachTheTerminal()
    {
        Pool pool;
        pool.add(row(1, 0));
        SampleContent content;
        content.texts[1] = QStringLiteral("red \x1b[31m alert \x07 \u009b2J");
        const std::string text = treeAsText(pool, noNode, content);
        QVERIFY(text.find('\x1b') == std::string::npos);
        QVERIFY(text.find('\x07') == std::string::npos);
        QVERIFY(text.find("\u009b") == std::string::npos);
    }

    void aDeepChainStaysWithinTheTerminal()
    {
        const Pool pool = randomPool(20'000, 0, 1, 1);
        const QString text = QString::fromStdString(treeAsText(pool, noNode, SampleContent(), {100, Colouring::None}));
        const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 20'000);
        for (const QString &line : lines)
            QVERIFY(displayColumns(line.toStdString()) <= 100);
        QVERIFY(lines.last().contains(QStringLiteral("Instruction 20000")));
    }
};

QTEST_GUILESS_MAIN(TreeListingTest)
#include "tst_tree_listing.moc"
