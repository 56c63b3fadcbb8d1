// SPDX-License-Identifier: GPL-3.0-or-later
// The minimap's size and painting. GUI thread.
#include "ui/canvas/minimap.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {
constexpr QSizeF largest(200, 140);
constexpr int smallestSide = 72; ///< a tree much broader than deep is squeezed
constexpr int padding = 8;
constexpr int fromCorner = 16;
} // namespace

QRect Minimap::place(const TreeLayout &layout, const QSize &viewport) const
{
    const QRectF bounds = layout.bounds();
    if (bounds.isEmpty() || viewport.width() < 3 * largest.width() || viewport.height() < 2.5 * largest.height())
        return {};
    const QSizeF scaled = bounds.size().scaled(largest, Qt::KeepAspectRatio);
    const QSize size(std::max(smallestSide, int(scaled.width())) + 2 * padding,
                     std::max(smallestSide, int(scaled.height())) + 2 * padding);
    return {QPoint(viewport.width() - size.width() - fromCorner, viewport.height() - size.height() - fromCorner), size};
}

TreeView Minimap::viewOf(const TreeLayout &layout, const QSize &map) const
{
    const QRectF bounds = layout.bounds();
    TreeView view;
    view.scaleX = (map.width() - 2 * padding) / bounds.width();
    view.scaleY = (map.height() - 2 * padding) / bounds.height();
    view.origin = bounds.topLeft() - QPointF(padding / view.scaleX, padding / view.scaleY);
    return view;
}

QPointF Minimap::toLayout(const TreeLayout &layout, const QSize &viewport, const QPointF &pixel) const
{
    const QRect map = place(layout, viewport);
    return viewOf(layout, map.size()).toLayout(pixel - map.topLeft());
}

void Minimap::paint(QPainter &painter, ShapePainter &shapes, const TreeLayout &layout, const QSize &viewport,
                    const QRectF &seen, const Palette &palette)
{
    const QRect map = place(layout, viewport);
    if (map.isNull())
        return;
    const TreeView view = viewOf(layout, map.size());
    const double ratio = painter.device()->devicePixelRatioF();
    if (m_picture.isNull() || m_picture.size() != map.size() * ratio) {
        const TreeView device{view.scaleX * ratio, view.scaleY * ratio, view.origin};
        m_picture = QPixmap::fromImage(shapes.paint(device, map.size() * ratio));
        m_picture.setDevicePixelRatio(ratio);
    }
    painter.save();
    painter.drawPixmap(map.topLeft(), m_picture);
    painter.setPen(palette.line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map.adjusted(0, 0, -1, -1));
    painter.setClipRect(map.adjusted(1, 1, -1, -1));
    QRectF frame(view.toScreen(seen.topLeft()) + map.topLeft(), view.toScreen(seen.bottomRight()) + map.topLeft());
    if (frame.width() < 6 || frame.height() < 6)
        frame = QRectF(frame.center() - QPointF(3, 3), QSizeF(6, 6)).united(frame);
    frame = frame.intersected(QRectF(map).adjusted(2, 2, -2, -2));
    QColor inside = palette.accent;
    inside.setAlpha(28);
    painter.fillRect(frame, inside);
    painter.setPen(QPen(palette.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame.toAlignedRect().adjusted(0, 0, -1, -1));
    painter.restore();
}

} // namespace evol
