// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over a layout, which every frame takes: subtrees off the area are passed over, and positions are summed
// up on the way, in whole numbers. Part of tree_layout.h.
#pragma once

#include "drawing/tree_layout.h"

#include <algorithm>

namespace evol {

inline TreeLayout::Met TreeLayout::met(NodeIndex n, const Column &column, Unit across, int depth) const
{
    constexpr double pixel = 1 / unitsPerPixel;
    const Extent &e = m_extents[at(n)];
    return {n, column.along + depth * pitch(), across * pixel, e.low * pixel, e.high * pixel, e.levels};
}

inline QPointF TreeLayout::corner(const Met &met) const
{
    const double across = met.centre - breadth() / 2;
    return isSideways() ? QPointF(met.along, across) : QPointF(across, met.along);
}

inline QRectF TreeLayout::subtree(const Met &met) const
{
    const double across = met.centre + met.low - breadth() / 2, broad = met.high - met.low + breadth();
    const double length = (met.levels - 1) * pitch() + thickness();
    return isSideways() ? QRectF(met.along, across, length, broad) : QRectF(across, met.along, broad, length);
}

template <class Visit>
void TreeLayout::walk(const QRectF &area, Visit &&visit) const
{
    for (const Column &column : m_columns) {
        const Band band = bandOf(area, column);
        if (band.firstLevel >= column.levels || band.lastLevel < 0)
            continue;
        auto root = std::partition_point(column.roots.begin(), column.roots.end(), [&](NodeIndex n) {
            return m_extents[at(n)].offset + m_extents[at(n)].high < band.from;
        });
        for (; root != column.roots.end() && m_extents[at(*root)].offset + m_extents[at(*root)].low <= band.to; ++root) {
            NodeIndex n = *root;
            Unit across = m_extents[at(n)].offset;
            int depth = 0;
            for (;;) {
                const Extent &e = m_extents[at(n)];
                const bool touches = depth <= band.lastLevel && depth + e.levels > band.firstLevel
                    && across + e.low <= band.to && across + e.high >= band.from;
                if (touches && visit(met(n, column, across, depth)) == Walk::Deeper && e.levels > 1) {
                    n = m_contours[at(n)].left.node;
                    across += m_extents[at(n)].offset;
                    ++depth;
                    continue;
                }
                while (depth > 0) {
                    const NodeIndex next = nextSibling(n);
                    across -= m_extents[at(n)].offset;
                    if (next != noNode) {
                        n = next;
                        across += m_extents[at(n)].offset;
                        break;
                    }
                    n = m_pool->parent(n);
                    --depth;
                }
                if (depth == 0)
                    break;
            }
        }
    }
}

inline NodeIndex TreeLayout::nextSibling(NodeIndex n) const
{
    return n == m_scope.root ? noNode : shown(m_pool->nextSibling(n));
}

/// The first of n and its younger siblings that is not hidden.
inline NodeIndex TreeLayout::shown(NodeIndex n) const
{
    while (n != noNode && (mark(n) & LayoutScope::Hidden))
        n = m_pool->nextSibling(n);
    return n;
}

} // namespace evol
