// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over a layout, which every frame takes: subtrees off the area are passed over, and positions are summed
// up on the way. Part of tree_layout.h.
#pragma once

#include "drawing/tree_layout.h"

#include <algorithm>

namespace evol {

inline TreeLayout::Met TreeLayout::met(NodeIndex n, const Column &column, Unit across, int depth) const
{
    const Extent &e = m_extents[at(n)];
    const double half = breadth() / 2;
    const double centre = across / unitsPerPixel;
    const double along = column.along + depth * pitch();
    const double low = centre + e.low / unitsPerPixel - half, high = centre + e.high / unitsPerPixel + half;
    const double end = along + (e.levels - 1) * pitch();
    if (m_options.orientation == Orientation::LeftToRight)
        return {n, along, centre - half, along, low, end + m_options.cardWidth, high};
    return {n, centre - half, along, low, along, high, end + m_options.cardHeight};
}

template <class Visit>
void TreeLayout::walk(const QRectF &area, Visit &&visit) const
{
    const double left = area.left(), right = area.right(), top = area.top(), bottom = area.bottom();
    const bool sideways = m_options.orientation == Orientation::LeftToRight;
    const double from = sideways ? top : left, to = sideways ? bottom : right;
    const double half = breadth() / 2;
    const auto endOf = [&](NodeIndex root) {
        return (m_extents[at(root)].offset + m_extents[at(root)].high) / unitsPerPixel + half;
    };
    const auto startOf = [&](NodeIndex root) {
        return (m_extents[at(root)].offset + m_extents[at(root)].low) / unitsPerPixel - half;
    };
    for (const Column &column : m_columns) {
        const double length = (column.levels - 1) * pitch() + (sideways ? m_options.cardWidth : m_options.cardHeight);
        if (column.along > (sideways ? right : bottom) || column.along + length < (sideways ? left : top))
            continue;
        auto root = std::partition_point(column.roots.begin(), column.roots.end(),
                                         [&](NodeIndex n) { return endOf(n) < from; });
        for (; root != column.roots.end() && startOf(*root) <= to; ++root) {
            NodeIndex n = *root;
            Unit across = m_extents[at(n)].offset;
            int depth = 0;
            for (bool up = false;;) {
                if (!up) {
                    const Met here = met(n, column, across, depth);
                    const bool touches = here.left <= right && here.right >= left && here.top <= bottom && here.bottom >= top;
                    if (touches && visit(here) == Walk::Deeper && !isLeaf(n)) {
                        n = m_contours[at(n)].left.node;
                        across += m_extents[at(n)].offset;
                        ++depth;
                        continue;
                    }
                }
                if (depth == 0)
                    break;
                const NodeIndex next = nextSibling(n);
                across -= m_extents[at(n)].offset;
                up = next == noNode;
                n = up ? m_pool->parent(n) : next;
                if (up)
                    --depth;
                else
                    across += m_extents[at(n)].offset;
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
