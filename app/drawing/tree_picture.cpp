// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of whole trees. The thread of the QGuiApplication.
#include "drawing/tree_picture.h"

#include "drawing/tree_painter.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr double margin = 24;
constexpr double smallestScale = 0.01;

struct Picture {
    Picture(const Pool &pool, NodeIndex root, const TreeContent &content, const PictureOptions &options)
        : palette(paletteOf(options.theme)), colours(pool, content),
          painter(pool, layout, content, colours, palette, QGuiApplication::font())
    {
        LayoutOptions layoutOptions;
        layoutOptions.orientation = options.orientation;
        layout.build(pool, {root, {}}, layoutOptions);
        area = layout.bounds().isNull() ? QRectF(0, 0, 240, 112) : layout.bounds();
        area.adjust(-margin, -margin, margin, margin);
    }

    void paint(QPaintDevice &device, double scale, const QSize &size)
    {
        QPainter onDevice(&device);
        onDevice.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        painter.paint(onDevice, TreeView::even(scale, area.topLeft()), QRect(QPoint(0, 0), size));
    }

    QSize size(double scale) const
    {
        return {int(std::ceil(area.width() * scale)), int(std::ceil(area.height() * scale))};
    }

    Palette palette;
    TreeLayout layout;
    NodeColours colours;
    TreePainter painter;
    QRectF area;
};

Result<> refuseTooMany(const Picture &picture, const PictureOptions &options)
{
    if (picture.layout.size() <= options.mostVectorNodes)
        return {};
    return fail(ErrorKind::LimitReached,
                "The tree has " + std::to_string(picture.layout.size()) + " instructions, and a vector drawing holds "
                    + std::to_string(options.mostVectorNodes) + "; draw one tree with its root, or a PNG.");
}

} // namespace

Result<QByteArray> treeAsSvg(const Pool &pool, NodeIndex root, const TreeContent &content,
                             const PictureOptions &options)
{
    Picture picture(pool, root, content, options);
    if (const Result<> fits = refuseTooMany(picture, options); !fits)
        return tl::unexpected<Error>(fits.error());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(picture.size(1));
    generator.setViewBox(QRect(QPoint(0, 0), picture.size(1)));
    generator.setTitle(QStringLiteral("Evolution tree"));
    picture.paint(generator, 1, picture.size(1));
    return bytes;
}

Result<QByteArray> treeAsPng(const Pool &pool, NodeIndex root, const TreeContent &content,
                             const PictureOptions &options)
{
    Picture picture(pool, root, content, options);
    const double side = std::max(picture.area.width(), picture.area.height());
    const double pixels = picture.area.width() * picture.area.height();
    // Twice the size of the screen where there is room: pictures are printed and zoomed into.
    const double scale = std::min({2.0, options.longestSide / side, std::sqrt(options.mostPixels / pixels)});
    if (scale < smallestScale) {
        return fail(ErrorKind::LimitReached,
                    "A PNG of " + std::to_string(picture.layout.size())
                        + " instructions would show less than a pixel of each; draw one tree with its root.");
    }
    QImage image(picture.size(scale), QImage::Format_RGB32);
    if (image.isNull())
        return fail(ErrorKind::Io, "There is not enough memory for the picture; draw one tree with its root.");
    picture.paint(image, scale, image.size());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, "PNG"))
        return fail(ErrorKind::Io, "The picture could not be encoded as PNG.");
    return bytes;
}

Result<QByteArray> treeAsPdf(const Pool &pool, NodeIndex root, const TreeContent &content,
                             const PictureOptions &options)
{
    Picture picture(pool, root, content, options);
    if (const Result<> fits = refuseTooMany(picture, options); !fits)
        return tl::unexpected<Error>(fits.error());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(QStringLiteral("Evolution tree"));
    writer.setResolution(96);
    // Viewers of PDF stop at 14,400 points.
    const QSizeF points = picture.area.size() * 0.75;
    const double scale = std::min(1.0, 14400 / std::max(points.width(), points.height()));
    writer.setPageSize(QPageSize(points * scale, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    {
        QPainter painter(&writer);
        painter.scale(scale, scale);
        picture.painter.paint(painter, TreeView::even(1, picture.area.topLeft()), QRect(QPoint(0, 0), picture.size(1)));
    }
    buffer.close();
    return bytes;
}

} // namespace evol
