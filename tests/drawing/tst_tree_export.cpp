// SPDX-License-Identifier: GPL-3.0-or-later
// Files of trees: that their readers accept them, what is in them, and what is refused.
#include "drawing/tree_export.h"
#include "tests/drawing/sample_tree.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace evol;
using namespace evol::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int countNested(const nlohmann::json &node)
{
    int count = 1;
    for (const auto &child : node["children"]) {
        if (child["parent"] != node["id"])
            return -1000;
        count += countNested(child);
    }
    return count;
}

} // namespace

class TreeExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void svgIsReadByARendererAndHoldsTheTextAsText()
    {
        const QString path = m_folder.filePath(QStringLiteral("tree.svg"));
        QVERIFY(drawTree(m_pool, 0, m_content, path));
        QSvgRenderer renderer(path);
        QVERIFY(renderer.isValid());
        QVERIFY(renderer.defaultSize().width() > 1000);
        const QByteArray svg = contentOf(path);
        QVERIFY(svg.contains("1+1=?"));
        QVERIFY(svg.contains("相対性理"));
        QVERIFY(svg.contains("#2f6fde"));
        QVERIFY(svg.contains("stroke-dasharray"));
    }

    void pdfHasItsHeaderAndEnd()
    {
        const QString path = m_folder.filePath(QStringLiteral("tree.PDF"));
        QVERIFY(drawTree(m_pool, 0, m_content, path));
        const QByteArray pdf = contentOf(path);
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    }

    void pngShowsBothDirectionsAtTwiceTheSize()
    {
        const QString path = m_folder.filePath(QStringLiteral("tree.png"));
        QVERIFY(drawTree(m_pool, 1, m_content, path));
        const QImage image(path);
        QCOMPARE(image.width(), 2 * (3 * 312 + 240 + 48));
        const Palette &palette = paletteOf(Theme::Light);
        bool blue = false, red = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                blue = blue || image.pixel(x, y) == palette.inDepth.rgb();
                red = red || image.pixel(x, y) == palette.inBreadth.rgb();
            }
        }
        QVERIFY(blue && red);
    }

    void aLargePngIsScaledDownAndAHugeOneRefused()
    {
        PictureOptions options;
        options.longestSide = 1200;
        const Result<QByteArray> small = treeAsPng(m_pool, noNode, m_content, options);
        QVERIFY(small);
        const QImage image = QImage::fromData(*small);
        QVERIFY(std::max(image.width(), image.height()) <= 1201);
        const Result<QByteArray> huge = treeAsPng(randomPool(20'000, 0, 1, 1), noNode, m_content);
        QVERIFY(!huge);
        QCOMPARE(huge.error().kind, ErrorKind::LimitReached);
    }

    void vectorsOfTooManyInstructionsAreRefused()
    {
        PictureOptions options;
        options.mostVectorNodes = 7;
        QCOMPARE(treeAsSvg(m_pool, noNode, m_content, options).error().kind, ErrorKind::LimitReached);
        QCOMPARE(treeAsPdf(m_pool, noNode, m_content, options).error().kind, ErrorKind::LimitReached);
    }

    void dotNamesEveryNodeAndEdge()
    {
        const std::string dot = treeAsDot(m_pool, noNode, m_content);
        QVERIFY(dot.starts_with("digraph evolution {"));
        QVERIFY(dot.find("n1 -> n2 [color=\"#2f6fde\", style=solid]") != std::string::npos);
        QVERIFY(dot.find("n1 -> n3 [color=\"#c8442b\", style=dashed]") != std::string::npos);
        QVERIFY(dot.find("style=\"rounded,dotted\"") != std::string::npos);
        QVERIFY(dot.ends_with("}\n"));
    }

    void dotQuotesWhatWouldEndALabel()
    {
        Pool pool;
        pool.add(row(1, 0));
        SampleContent content;
        content.texts[1] = QStringLiteral("say \"hi\" \\ twice");
        QVERIFY(treeAsDot(pool, noNode, content).find(R"(say \"hi\" \\ twice)") != std::string::npos);
    }

    void jsonNestsChildrenInTheirParents()
    {
        const auto json = nlohmann::json::parse(treeAsJson(m_pool, noNode, m_content));
        QCOMPARE(json["shape"].get<std::string>(), std::string("nested"));
        QCOMPARE(json["trees"].size(), std::size_t(2));
        QCOMPARE(countNested(json["trees"][0]) + countNested(json["trees"][1]), 8);
        const auto &eliminated = json["trees"][0]["children"][1];
        QCOMPARE(eliminated["id"].get<int>(), 3);
        QCOMPARE(eliminated["state"].get<std::string>(), std::string("eliminated"));
        QCOMPARE(eliminated["rules"][0].get<std::string>(), std::string("no_gain"));
        QCOMPARE(eliminated["operator"].get<std::string>(), std::string("breadth"));
        QCOMPARE(json["trees"][0]["children"][0]["difficulty"].get<int>(), 3);
        QVERIFY(json["trees"][0]["parent"].is_null());
    }

    void jsonIsTheSameByteForByte()
    {
        const std::string json = treeAsJson(samplePool(), noNode, sampleContent());
        QCOMPARE(json, treeAsJson(m_pool, noNode, m_content));
        QFile file(QStringLiteral(EVOL_TESTS_DIR "/drawing/golden/forest.json"));
        if (qEnvironmentVariableIsSet("EVOL_UPDATE_GOLDEN") && file.open(QIODevice::WriteOnly)) {
            file.write(json.data(), qint64(json.size()));
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray::fromStdString(json), file.readAll());
    }

    void aDeepChainIsFlatJsonWithChildrenAsIds()
    {
        const auto json = nlohmann::json::parse(treeAsJson(randomPool(20'000, 0, 1, 1), noNode, m_content));
        QCOMPARE(json["shape"].get<std::string>(), std::string("flat"));
        QCOMPARE(json["instructions"].size(), std::size_t(20'000));
        QCOMPARE(json["instructions"][0]["children"][0].get<int>(), 2);
    }

    void anEmptyPoolCanBeDrawnInEveryFormat()
    {
        for (const QString &suffix : treeSuffixes()) {
            const QString path = m_folder.filePath(QStringLiteral("empty.") + suffix);
            QVERIFY(drawTree(Pool(), 0, m_content, path));
            QVERIFY(QFile(path).size() > 0);
        }
    }

    void anUnknownSuffixRootOrFolderIsAnError()
    {
        QCOMPARE(drawTree(m_pool, 0, m_content, m_folder.filePath(QStringLiteral("tree.gif"))).error().kind,
                 ErrorKind::InvalidInput);
        QCOMPARE(drawTree(m_pool, 99, m_content, m_folder.filePath(QStringLiteral("tree.svg"))).error().kind,
                 ErrorKind::NotFound);
        const auto io = drawTree(m_pool, 0, m_content, m_folder.filePath(QStringLiteral("none/tree.json")));
        QCOMPARE(io.error().kind, ErrorKind::Io);
        QVERIFY(io.error().message.find("tree.json") != std::string::npos);
    }

    void onlyPicturesNeedAScreen()
    {
        QVERIFY(needsGui(QStringLiteral("a.SVG")));
        QVERIFY(!needsGui(QStringLiteral("a.json")));
        QVERIFY(!needsGui(QStringLiteral("a.dot")));
    }

private:
    QTemporaryDir m_folder;
    Pool m_pool = samplePool();
    SampleContent m_content = sampleContent();
};

QTEST_MAIN(TreeExportTest)
#include "tst_tree_export.moc"
