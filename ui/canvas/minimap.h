// SPDX-License-Identifier: GPL-3.0-or-later
// The small map in the corner of the canvas: the whole tree, and a frame around what is seen. GUI thread.
#pragma once

#include "drawing/shape_painter.h"

#include <QPixmap>
#include <QRect>

class QPainter;

namespace evol {

class Minimap
{
public:
    /// Where the map lies in a viewport; a null rectangle where there is nothing to map.
    QRect place(const TreeLayout &layout, const QSize &viewport) const;
    /// The point of the layout under a pixel of the viewport.
    QPointF toLayout(const TreeLayout &layout, const QSize &viewport, const QPointF &pixel) const;

    void paint(QPainter &painter, ShapePainter &shapes, const TreeLayout &layout, const QSize &viewport,
               const QRectF &seen, const Palette &palette);
    /// The tree, its states or its colours have changed.
    void forget() { m_picture = QPixmap(); }

private:
    TreeView viewOf(const TreeLayout &layout, const QSize &map) const;

    QPixmap m_picture;
};

} // namespace evol
