// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the edges from one card to its children: in depth a solid line, in breadth a dashed one, each kind
// with a trunk of its own, so that they never lie on each other. One trunk serves any number of children and
// is cut to the view, so a card with thousands of children costs what is seen of it. The thread that draws.
#pragma once

#include "domain/pool.h"
#include "drawing/palette.h"
#include "drawing/tree_content.h"
#include "drawing/tree_layout.h"
#include "drawing/tree_view.h"

class QPainter;
class QPainterPath;

namespace evol {

class EdgePainter
{
public:
    EdgePainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content, const Palette &palette);

    void setPalette(const Palette &palette) { m_palette = palette; }
    /// area: what is to be painted, in pixels.
    void paint(QPainter &painter, const TreeLayout::Met &parent, const TreeView &view, const QRectF &area);

private:
    struct Fan {
        std::vector<QPointF> ends; ///< along, across; of the children on the view
        double lowest, highest;    ///< across; of all children
        int straight;              ///< children right opposite the parent's middle
        double straightEnd;        ///< along; of such a child
    };
    void collect(const TreeLayout::Met &parent, double middle, const TreeView &view, const QRectF &area, Fan (&fans)[2]);
    QRectF childBox(const TreeLayout::Met &parent, NodeIndex child) const;
    QPainterPath pathOf(const Fan &fan, const QPointF &start, double trunk, double radius,
                        const QRectF &area) const;

    const Pool &m_pool;
    const TreeLayout &m_layout;
    const TreeContent &m_content;
    Palette m_palette;
};

} // namespace evol
