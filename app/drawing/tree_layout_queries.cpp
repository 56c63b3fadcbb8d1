// SPDX-License-Identifier: GPL-3.0-or-later
// What one asks of a layout that stands: boxes, what is at a point, what is near. Any thread, while it is not built.
#include "drawing/tree_layout.h"

#include <limits>

namespace evol {

QRectF TreeLayout::box(NodeIndex n) const
{
    if (!contains(n))
        return {};
    Unit across = m_extents[at(n)].offset;
    int depth = 0;
    NodeIndex root = n;
    for (NodeIndex p = parent(root); p != noNode; p = parent(root)) {
        across += m_extents[at(p)].offset;
        root = p;
        ++depth;
    }
    return card(met(n, m_columns[columnOf(root)], across, depth));
}

QRectF TreeLayout::subtreeBox(NodeIndex n) const
{
    if (!contains(n))
        return {};
    const QRectF own = box(n);
    const Extent &e = m_extents[at(n)];
    const double low = e.low / unitsPerPixel, high = e.high / unitsPerPixel, length = (e.levels - 1) * pitch();
    return isSideways() ? own.adjusted(0, low, length, high) : own.adjusted(low, 0, high, length);
}

std::vector<NodeIndex> TreeLayout::within(const QRectF &area) const
{
    std::vector<NodeIndex> found;
    walk(area, [&](const Met &m) {
        if (card(m).intersects(area))
            found.push_back(m.node);
        return Walk::Deeper;
    });
    return found;
}

NodeIndex TreeLayout::nodeAt(const QPointF &point) const
{
    NodeIndex found = noNode;
    walk(QRectF(point, QSizeF(0, 0)), [&](const Met &m) {
        if (card(m).contains(point))
            found = m.node;
        return found == noNode ? Walk::Deeper : Walk::Over;
    });
    return found;
}

NodeIndex TreeLayout::nearest(const QPointF &point) const
{
    NodeIndex best = noNode;
    double distance = std::numeric_limits<double>::infinity(); // squared
    const auto consider = [&](const Met &m) {
        const QRectF whole = subtree(m);
        const double dx = std::max({whole.left() - point.x(), 0.0, point.x() - whole.right()});
        const double dy = std::max({whole.top() - point.y(), 0.0, point.y() - whole.bottom()});
        if (dx * dx + dy * dy >= distance)
            return Walk::Over;
        const QPointF apart = card(m).center() - point;
        const double own = QPointF::dotProduct(apart, apart);
        if (own < distance) {
            distance = own;
            best = m.node;
        }
        return Walk::Deeper;
    };
    // In ever larger squares: what is found in one is the nearest once it is nearer than the square's edge.
    const double all = 2 * (m_bounds.width() + m_bounds.height()) + 2 * (point - m_bounds.center()).manhattanLength();
    double reach = pitch() / 4;
    do {
        reach *= 4;
        walk(QRectF(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)), consider);
    } while (distance > reach * reach && reach < all);
    return best;
}

std::size_t TreeLayout::bytes() const
{
    std::size_t columns = m_columns.capacity() * sizeof(Column);
    for (const Column &column : m_columns)
        columns += column.roots.capacity() * sizeof(NodeIndex);
    return columns + m_extents.capacity() * sizeof(Extent) + m_contours.capacity() * sizeof(Contour);
}

} // namespace evol
