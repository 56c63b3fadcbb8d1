// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the window that are more than layout: word differences, a view that reads nothing from outside, the
// command line. GUI thread.
#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "evolution/word_diff.h"
#include "ui/studio_options.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace evol;

namespace {

std::string joined(const std::vector<DiffPiece> &pieces, DiffKind without)
{
    std::string text;
    for (const DiffPiece &piece : pieces) {
        if (piece.kind != without)
            text += piece.text;
    }
    return text;
}

std::string added(const std::string &from, const std::string &to)
{
    std::string text;
    for (const DiffPiece &piece : wordDiff(from, to)) {
        if (piece.kind == DiffKind::Added)
            text += "[" + piece.text + "]";
    }
    return text;
}

CommandLine parse(std::vector<const char *> arguments)
{
    arguments.insert(arguments.begin(), "evol-studio");
    return parseCommandLine(static_cast<int>(arguments.size()), arguments.data());
}

} // namespace

class TestPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void differenceLosesNothing()
    {
        const std::string from = "What is  1+1?\n\tTell me.";
        const std::string to = "What is\n1+1, and why?  Tell me now.";
        const auto pieces = wordDiff(from, to);
        QCOMPARE(joined(pieces, DiffKind::Added), from);
        QCOMPARE(joined(pieces, DiffKind::Removed), to);
    }

    void differenceMarksWords()
    {
        QCOMPARE(added("Name a river.", "Name a long river."), std::string("[long ]"));
        QCOMPARE(added("Name a river?", "Name a river? Now."), std::string("[ Now.]"));
        QCOMPARE(added("same", "same"), std::string());
        QCOMPARE(added("", "all new"), std::string("[all new]"));
    }

    void differenceWorksWithoutSpaces()
    {
        // 介绍平安保险 / 介绍平安保险集团
        const std::string from = "\u4ecb\u7ecd\u5e73\u5b89\u4fdd\u9669";
        const std::string to = from + "\u96c6\u56e2";
        QCOMPARE(added(from, to), std::string("[\u96c6\u56e2]"));
    }

    void readingTouchesNoFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("picture.png"));
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(path));
        ReadingView view;
        view.resize(400, 300);
        for (const QString &address : {path, QStringLiteral("file://") + path, QStringLiteral("http://127.0.0.1:9/x.png")}) {
            view.showMarkdown(QStringLiteral("![picture](%1)").arg(address));
            const QImage shown = view.grab().toImage();
            for (int y = 0; y < shown.height(); ++y) {
                for (int x = 0; x < shown.width(); ++x)
                    QVERIFY(shown.pixelColor(x, y) != QColor(Qt::red));
            }
        }
    }

    void aStarBetweenNumbersMultiplies()
    {
        applyTheme(Theme::Light);
        ReadingView view;
        const std::pair<const char *, const char *> rows[] = {
            {"20*35*2 = $<<20*35=700>>700", "20*35*2 = $<<20*35=700>>700"},
            {"(1+2)*3 and 5*(3+2)*$4", "(1+2)*3 and 5*(3+2)*$4"},
            {"**Step 1**: *really* 2", "Step 1: really 2"},
            {"`2*3*4` of 2*3*4", "2*3*4 of 2*3*4"},
            {"*step 1*, *step 2*. *(about 3)*.", "step 1, step 2. (about 3)."},
            {"Code:\n\n    2*3*4", "Code:\n2*3*4"},
        };
        for (const auto &[written, read] : rows) {
            view.showMarkdown(QString::fromLatin1(written));
            QCOMPARE(view.toPlainText().trimmed(), QString::fromLatin1(read));
        }
    }

    void markdownIsRenderedWithoutHtml()
    {
        ReadingView view;
        view.showMarkdown(QStringLiteral("**bold** <b>tag</b>\n\n```\ncode\n```"));
        QVERIFY(view.toPlainText().contains(QStringLiteral("bold <b>tag</b>")));
        QVERIFY(!view.toPlainText().contains(QStringLiteral("**")));
    }

    void excerptsAreEscapedAndCutBetweenCharacters()
    {
        const std::string text = "<a> " + std::string("\u4e2d") + " sorry & more";
        const QString html = markedExcerpt(text, text.find("sorry"), 5);
        QVERIFY(html.contains(QStringLiteral("&lt;a&gt;")));
        QVERIFY(html.contains(QStringLiteral(">sorry</span>")));
        QVERIFY(html.contains(QStringLiteral("&amp; more")));
        QVERIFY(!markedExcerpt("short", 100, 7).isNull());
    }

    void commandLineIsRead()
    {
        const CommandLine all = parse({"a.evol", "--workspace", "explore", "--theme", "dark", "--size", "1024x700", "--screenshot", "a.png", "--demo"});
        QVERIFY(all.options);
        QCOMPARE(all.options->project, QStringLiteral("a.evol"));
        QCOMPARE(all.options->size, QSize(1024, 700));
        QVERIFY(all.options->demo);
        QVERIFY(all.options->theme == Theme::Dark);
        QVERIFY(parse({}).options);
    }

    void wrongUsageExitsWithTwo()
    {
        for (const std::vector<const char *> &wrong : std::vector<std::vector<const char *>>{
                 {"--size", "big"}, {"--size", "0x10"}, {"--theme", "blue"}, {"--workspace", "curate"}, {"--language", "xx"}, {"--demo"}, {"--no-such"}}) {
            const CommandLine line = parse(wrong);
            QVERIFY(!line.options);
            QCOMPARE(line.exitStatus, 2);
        }
        QCOMPARE(parse({"--version"}).exitStatus, 0);
        QVERIFY(!parse({"--help"}).options);
    }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
