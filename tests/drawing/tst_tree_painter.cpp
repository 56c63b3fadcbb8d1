// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted: edges of both kinds, signs of every state, texts of cards on the view only.
#include "drawing/tree_painter.h"
#include "tests/drawing/sample_tree.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

constexpr double margin = 24;

struct Scene {
    explicit Scene(Pool p, Theme theme = Theme::Light, Orientation orientation = Orientation::LeftToRight)
        : pool(std::move(p)), colours(pool, content),
          painter(pool, layout, content, colours, paletteOf(theme), QGuiApplication::font())
    {
        LayoutOptions options;
        options.orientation = orientation;
        layout.build(pool, {}, options);
    }

    QImage paint(double scale, QSize size, const TreeMarks &marks = {}, QPointF origin = {-margin, -margin})
    {
        QImage image(size, QImage::Format_RGB32);
        QPainter onImage(&image);
        view = TreeView::even(scale, origin / scale);
        painter.paint(onImage, view, image.rect(), marks);
        return image;
    }

    QRect card(InstructionId id) const { return view.toPixels(layout.box(pool.indexOf(id))); }

    Pool pool;
    SampleContent content = sampleContent();
    TreeLayout layout;
    NodeColours colours;
    TreePainter painter;
    TreeView view;
};

int count(const QImage &image, const QRect &area, const QColor &colour)
{
    int found = 0;
    const QRect inside = area.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            found += image.pixelColor(x, y) == colour;
    }
    return found;
}

/// Like `colour`, give or take antialiasing.
int countNear(const QImage &image, const QRect &area, const QColor &colour, int tolerance = 40)
{
    int found = 0;
    const QRect inside = area.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            const QColor c = image.pixelColor(x, y);
            found += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green())
                    + std::abs(c.blue() - colour.blue())
                <= tolerance;
        }
    }
    return found;
}

} // namespace

class TreePainterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inDepthIsSolidAndInBreadthDashed()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            Scene scene(samplePool(), theme);
            const QImage image = scene.paint(2, {2600, 1100});
            const Palette &palette = paletteOf(theme);
            const auto runs = [&](InstructionId child, const QColor &colour) {
                // The last pixels of an edge run level into its card.
                const QRect card = scene.card(child);
                const int y = card.top() + card.height() / 2;
                int colourful = 0;
                for (int x = card.left() - 60; x < card.left() - 2; ++x)
                    colourful += countNear(image, QRect(x, y - 1, 1, 3), colour) > 0;
                return colourful;
            };
            QCOMPARE(runs(2, palette.inDepth), 58);
            const int dashed = runs(3, palette.inBreadth);
            QVERIFY2(dashed > 20 && dashed < 50, qPrintable(QString::number(dashed)));
        }
    }

    void anEliminatedCardIsStruckFromCornerToCorner()
    {
        Scene scene(samplePool());
        const QImage image = scene.paint(1, {1320, 560});
        const QColor ground = paletteOf(Theme::Light).ground;
        const auto diagonal = [&](InstructionId id) {
            const QRect card = scene.card(id);
            int marked = 0;
            for (int step = 30; step < 70; ++step) {
                const QPoint at(card.left() + card.width() * step / 100, card.bottom() - card.height() * step / 100);
                marked += count(image, QRect(at - QPoint(1, 2), QSize(3, 5)), ground) < 15;
            }
            return marked;
        };
        QCOMPARE(diagonal(3), 40);
        QVERIFY(count(image, scene.card(3), ground) > 15'000);
        QVERIFY(count(image, scene.card(2), paletteOf(Theme::Light).panel) > 15'000);
    }

    void anOverrideCarriesAFlag()
    {
        for (const double scale : {1.0, 0.4}) {
            Scene scene(samplePool());
            const QImage image = scene.paint(scale, {1320, 560});
            const QColor violet = paletteOf(Theme::Light).overridden;
            QVERIFY(countNear(image, scene.card(5), violet) > 10);
            QCOMPARE(countNear(image, scene.card(4), violet), 0);
        }
    }

    void aSelectedCardHasAnOutlineOfTwoPixelsAtEveryScale()
    {
        for (const double scale : {1.5, 1.0, 0.7, 0.4, 0.1}) {
            Scene scene(samplePool());
            TreeMarks marks;
            marks.selected = {scene.pool.indexOf(4)};
            const QImage image = scene.paint(scale, {1320, 800}, marks);
            const QRect card = scene.card(4);
            const QColor accent = paletteOf(Theme::Light).accent;
            const int x = card.left() + card.width() / 2;
            QCOMPARE(count(image, QRect(x, card.top() - 2, 1, 4), accent), 2);
        }
    }

    void anInstructionBeingEvolvedShowsAPulseWhereTheChildWillBe()
    {
        Scene scene(samplePool());
        TreeMarks marks;
        marks.evolving = {8};
        const QImage still = scene.paint(1, {1320, 560}, marks);
        const QRect card = scene.card(8);
        const QRect edge(card.right() - 4, card.center().y() - 4, 10, 10);
        QVERIFY(count(still, edge, paletteOf(Theme::Light).accent) > 10);
        marks.pulse = 0.5;
        QVERIFY(scene.paint(1, {1320, 560}, marks) != still);
    }

    void onlyTextsOnTheViewAreAskedForAndOnlyOnce()
    {
        Scene scene(randomPool(5000, 0.9, 50, 2));
        scene.paint(1, {1320, 560});
        const int first = scene.content.asked;
        QVERIFY2(first > 0 && first < 40, qPrintable(QString::number(first)));
        scene.paint(1, {1320, 560});
        scene.paint(1.2, {1320, 560});
        QCOMPARE(scene.content.asked, first);
        scene.paint(0.1, {1320, 560});
        QCOMPARE(scene.content.asked, first);
    }

    void wordsThereIsNoTimeForComeWithTheNextPictures()
    {
        Scene patient(samplePool()), hasty(samplePool());
        const QImage whole = patient.paint(1, {1320, 560});
        hasty.painter.setPatience(std::chrono::microseconds(0));
        QImage image(whole.size(), QImage::Format_RGB32);
        int pictures = 0;
        TreePainter::Missing missing{true, false};
        for (; missing.isUnprepared && pictures < 20; ++pictures) {
            QPainter onImage(&image);
            missing = hasty.painter.paint(onImage, patient.view, image.rect());
        }
        QCOMPARE(pictures, 8); // one card's words each
        QVERIFY(image == whole);
    }

    void paintingAPartGivesTheSamePixelsAsPaintingAll()
    {
        for (const double scale : {1.0, 0.5}) {
            Scene scene(samplePool());
            const QImage all = scene.paint(scale, {1000, 500});
            QImage part(all);
            QPainter painter(&part);
            const QRect area(100, 60, 400, 200);
            painter.setClipRect(area);
            scene.painter.paint(painter, scene.view, area);
            painter.end();
            QCOMPARE(part.copy(0, 0, 1000, 500).size(), all.size());
            QVERIFY(part == all);
        }
    }

    void aTopDownTreeIsPaintedToo()
    {
        Scene scene(samplePool(), Theme::Light, Orientation::TopDown);
        const QImage image = scene.paint(1, {1320, 800});
        const QRect parent = scene.card(4);
        const QRect below(parent.left() + parent.width() / 2 - 2, parent.bottom() + 1, 5, 70);
        QVERIFY(countNear(image, below, paletteOf(Theme::Light).inDepth) >= 70);
    }

    void fromFarOffEveryStateHasItsColour()
    {
        Scene scene(samplePool());
        const QImage image = scene.paint(0.15, {300, 120});
        const Palette &palette = paletteOf(Theme::Light);
        QVERIFY(count(image, scene.card(3), palette.eliminated) > 40);
        QVERIFY(count(image, scene.card(3), palette.ground) > 200);
        QCOMPARE(count(image, scene.card(2), palette.ground), 0);
    }

    void extremeViewsPaintNothingAndDoNotHang()
    {
        Scene scene(randomPool(20'000, 0, 1, 1));
        scene.paint(3, {400, 300}, {}, {1.8e7, 100});
        scene.paint(0.0005, {400, 300});
        const QImage away = scene.paint(1, {400, 300}, {}, {-1e9, -1e9});
        QCOMPARE(count(away, away.rect(), paletteOf(Theme::Light).ground), 400 * 300);
    }

    void textsWrapAtWordsAndWithinScriptsWithoutSpaces()
    {
        QFont font = QGuiApplication::font();
        font.setPixelSize(13);
        const QFontMetrics metrics(font);
        for (const QString &text : {sampleContent().texts[2] + sampleContent().texts[4], sampleContent().texts[5] + sampleContent().texts[5]}) {
            const QStringList lines = wrapText(text, font, 160, 3);
            QCOMPARE(lines.size(), 3);
            for (const QString &line : lines)
                QVERIFY(metrics.horizontalAdvance(line) <= 161);
            QVERIFY(lines.last().endsWith(u'…'));
        }
        QCOMPARE(wrapText(QStringLiteral("1+1=?\n"), font, 160, 3), QStringList{QStringLiteral("1+1=?")});
        QCOMPARE(wrapText(QString(), font, 160, 3).size(), 0);
    }
};

QTEST_MAIN(TreePainterTest)
#include "tst_tree_painter.moc"
