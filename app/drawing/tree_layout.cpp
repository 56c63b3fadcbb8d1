// SPDX-License-Identifier: GPL-3.0-or-later
// Reingold and Tilford's contours over flat arrays. An outline of a subtree goes from its root by first (or last)
// children, and from where those end by threads, to its deepest card, which is noted: what a thread beyond it says
// belongs to a larger subtree, so any part can be placed again by itself. Not thread-safe.
#include "drawing/tree_layout.h"

#include <cmath>
#include <limits>

namespace evol {

/// The elder siblings placed so far; positions are from the first one's centre.
struct TreeLayout::Group {
    NodeIndex last;
    Unit position; ///< of the last
    Step leftLow, rightLow;
    Unit low, high;
    std::int32_t levels;
};

void TreeLayout::clear()
{
    *this = TreeLayout();
}

TreeLayout::Band TreeLayout::bandOf(const QRectF &area, const Column &column) const
{
    const auto unit = [](double pixels) { return static_cast<Unit>(std::clamp(pixels * unitsPerPixel, -1e9, 1e9)); };
    const double half = breadth() / 2;
    const double from = isSideways() ? area.top() : area.left(), to = isSideways() ? area.bottom() : area.right();
    const double near = (isSideways() ? area.left() : area.top()) - column.along;
    const double far = (isSideways() ? area.right() : area.bottom()) - column.along;
    const auto level = [&](double along) { return static_cast<int>(std::clamp(along / pitch(), -1.0, 1e9)); };
    return {unit(from - half), unit(to + half), far < 0 ? 0 : std::max(0, level(near - thickness() + pitch())),
            far < 0 ? -1 : level(far)};
}

bool TreeLayout::contains(NodeIndex n) const
{
    return n >= 0 && at(n) < m_extents.size() && m_extents[at(n)].levels > 0;
}

int TreeLayout::levels() const
{
    std::int32_t most = 0;
    for (const Column &column : m_columns)
        most = std::max(most, column.levels);
    return most;
}

int TreeLayout::depth(NodeIndex n) const
{
    int depth = 0;
    for (n = parent(n); n != noNode; n = parent(n))
        ++depth;
    return depth;
}

void TreeLayout::build(const Pool &pool, LayoutScope scope, const LayoutOptions &options)
{
    m_pool = &pool;
    m_scope = std::move(scope);
    m_options = options;
    const std::size_t room = std::size_t(pool.size()) + std::size_t(pool.size()) / 16;
    m_extents.clear();
    m_extents.reserve(room);
    m_extents.resize(std::size_t(pool.size()));
    m_contours.reserve(room);
    m_contours.resize(std::size_t(pool.size()));
    m_count = 0;
    // Parents come before their children in the arrays, unless instructions were moved.
    bool ordered = m_scope.root == noNode && m_scope.marks.empty();
    for (NodeIndex n = 0; ordered && n < pool.size(); ++n)
        ordered = pool.parent(n) < n;
    if (ordered) {
        for (NodeIndex n = pool.size(); n-- > 0;) {
            if (!pool.isRemoved(n))
                placeChildren(n);
        }
        m_count = pool.count();
    } else {
        std::vector<NodeIndex> order;
        const auto add = [&](NodeIndex first) {
            for (NodeIndex n = shown(first); n != noNode; n = shown(pool.nextSibling(n)))
                order.push_back(n);
        };
        if (m_scope.root == noNode)
            add(pool.firstChild(noNode));
        else if (!pool.isRemoved(m_scope.root))
            order.push_back(m_scope.root);
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (!(mark(order[i]) & LayoutScope::Folded))
                add(pool.firstChild(order[i]));
        }
        for (std::size_t i = order.size(); i-- > 0;)
            placeChildren(order[i]);
        m_count = static_cast<int>(order.size());
    }
    stackForest();
}

void TreeLayout::placeChildren(NodeIndex parent)
{
    Extent &extent = m_extents[at(parent)];
    Contour &contour = m_contours[at(parent)];
    const NodeIndex first = mark(parent) & LayoutScope::Folded ? noNode : shown(m_pool->firstChild(parent));
    if (first == noNode) {
        extent.low = extent.high = 0;
        extent.levels = 1;
        contour.leftLow = contour.rightLow = {parent, 0};
        return;
    }
    Extent &eldest = m_extents[at(first)];
    eldest.offset = 0;
    Group group{first, 0, m_contours[at(first)].leftLow, m_contours[at(first)].rightLow, eldest.low, eldest.high, eldest.levels};
    for (NodeIndex child = nextSibling(first); child != noNode; child = nextSibling(child))
        join(group, child);

    const Unit middle = group.position / 2;
    for (NodeIndex child = first; child != noNode; child = nextSibling(child))
        m_extents[at(child)].offset -= middle;
    extent.low = std::min(0, group.low - middle);
    extent.high = std::max(0, group.high - middle);
    extent.levels = group.levels + 1;
    contour.left = {first, -middle};
    contour.right = {group.last, group.position - middle};
    contour.leftLow = {group.leftLow.node, group.leftLow.offset - middle};
    contour.rightLow = {group.rightLow.node, group.rightLow.offset - middle};
}

/// Moves `child` beyond the group and makes it part of it.
void TreeLayout::join(Group &group, NodeIndex child)
{
    const Contour &own = m_contours[at(child)];
    Step upper{group.last, group.position}, lower{child, 0};
    const Unit apart = units(breadth());
    Unit gap = apart + units(m_options.siblingGap);
    Unit move = std::numeric_limits<Unit>::min();
    bool upperEnds, lowerEnds;
    for (;;) {
        move = std::max(move, upper.offset - lower.offset + gap);
        upperEnds = upper.node == group.rightLow.node;
        lowerEnds = lower.node == own.leftLow.node;
        if (upperEnds || lowerEnds)
            break;
        const Step &up = m_contours[at(upper.node)].right, &low = m_contours[at(lower.node)].left;
        upper = {up.node, upper.offset + up.offset};
        lower = {low.node, lower.offset + low.offset};
        gap = apart + units(m_options.cousinGap);
    }
    Extent &extent = m_extents[at(child)];
    extent.offset = move;
    if (upperEnds && !lowerEnds) {
        // The child is deeper: the group's left outline goes on along it.
        const Step &next = m_contours[at(lower.node)].left;
        m_contours[at(group.leftLow.node)].left = {next.node, move + lower.offset + next.offset - group.leftLow.offset};
        group.leftLow = {own.leftLow.node, own.leftLow.offset + move};
    }
    if (lowerEnds && !upperEnds) {
        const Step &next = m_contours[at(upper.node)].right;
        const Unit end = own.rightLow.offset + move;
        m_contours[at(own.rightLow.node)].right = {next.node, upper.offset + next.offset - end};
    } else {
        group.rightLow = {own.rightLow.node, own.rightLow.offset + move};
    }
    group.last = child;
    group.position = move;
    group.low = std::min(group.low, move + extent.low);
    group.high = std::max(group.high, move + extent.high);
    group.levels = std::max(group.levels, extent.levels);
}

void TreeLayout::stackForest()
{
    std::vector<NodeIndex> roots;
    if (m_scope.root != noNode && m_count > 0)
        roots.push_back(m_scope.root);
    else if (m_scope.root == noNode)
        for (NodeIndex n = shown(m_pool->firstChild(noNode)); n != noNode; n = nextSibling(n))
            roots.push_back(n);
    const auto breadthOf = [&](NodeIndex n) {
        return (m_extents[at(n)].high - m_extents[at(n)].low) / unitsPerPixel + breadth();
    };
    double area = 0, limit = 1000;
    for (const NodeIndex n : roots) {
        area += (breadthOf(n) + m_options.treeGap) * (m_extents[at(n)].levels * pitch());
        limit = std::max(limit, breadthOf(n));
    }
    m_columnLimit = units(std::max(limit, std::sqrt(isSideways() ? area / m_options.shape : area * m_options.shape)));
    m_columns.clear();
    Unit end = 0;
    for (const NodeIndex n : roots) {
        const Unit size = units(breadthOf(n));
        if (m_columns.empty() || end + size > m_columnLimit) {
            m_columns.emplace_back();
            end = 0;
        }
        m_columns.back().roots.push_back(n);
        end += size + units(m_options.treeGap);
    }
    for (Column &column : m_columns)
        stack(column, 0);
    alignColumns();
}

/// Puts the column's trees behind each other again, from the numbered one on.
void TreeLayout::stack(Column &column, std::size_t from)
{
    const Unit half = units(breadth() / 2);
    const auto endOf = [&](NodeIndex n) { return m_extents[at(n)].offset + m_extents[at(n)].high + half; };
    Unit end = from == 0 ? -units(m_options.treeGap) : endOf(column.roots[from - 1]);
    for (std::size_t i = from; i < column.roots.size(); ++i) {
        Extent &extent = m_extents[at(column.roots[i])];
        // Whole multiples of four pixels keep every tree on the same phase.
        const Unit step = units(4);
        const Unit start = (end + units(m_options.treeGap) + step - 1) / step * step;
        extent.offset = start + half - extent.low;
        end = endOf(column.roots[i]);
    }
    column.end = end;
    column.levels = 0;
    for (const NodeIndex n : column.roots)
        column.levels = std::max(column.levels, m_extents[at(n)].levels);
}

void TreeLayout::alignColumns()
{
    double along = 0;
    Unit end = 0;
    for (Column &column : m_columns) {
        column.along = along;
        along += column.levels * pitch();
        end = std::max(end, column.end);
    }
    const double length = along - m_options.levelGap, across = end / unitsPerPixel;
    m_bounds = m_columns.empty() ? QRectF() : isSideways() ? QRectF(0, 0, length, across) : QRectF(0, 0, across, length);
}

std::size_t TreeLayout::columnOf(NodeIndex root) const
{
    const InstructionId id = m_pool->id(root);
    const auto after = std::partition_point(m_columns.begin(), m_columns.end(), [&](const Column &column) {
        return m_pool->id(column.roots.front()) <= id;
    });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - m_columns.begin() - 1, 0));
}

/// Where the root is in its column, or would be.
std::size_t TreeLayout::placeIn(const Column &column, NodeIndex root) const
{
    const auto place = std::partition_point(column.roots.begin(), column.roots.end(), [&](NodeIndex n) {
        return m_pool->id(n) < m_pool->id(root);
    });
    return static_cast<std::size_t>(place - column.roots.begin());
}

void TreeLayout::addLineage(NodeIndex n, Dirty &dirty) const
{
    for (int level = depth(n); n != noNode; n = parent(n))
        dirty.emplace_back(level--, n);
}

/// Whether a node new to the layout is in its scope.
bool TreeLayout::belongs(NodeIndex n) const
{
    if (m_pool->isRemoved(n) || (mark(n) & LayoutScope::Hidden) || contains(n))
        return false;
    const NodeIndex p = m_pool->parent(n);
    return p == noNode ? m_scope.root == noNode : contains(p) && !(mark(p) & LayoutScope::Folded);
}

void TreeLayout::addRoot(NodeIndex root)
{
    const auto size = m_extents[at(root)].high - m_extents[at(root)].low + units(breadth());
    const bool last = m_pool->id(m_columns.back().roots.back()) < m_pool->id(root);
    if (last && m_columns.back().end + units(m_options.treeGap) + size > m_columnLimit)
        m_columns.emplace_back();
    Column &column = m_columns[last ? m_columns.size() - 1 : columnOf(root)];
    column.roots.insert(column.roots.begin() + static_cast<std::ptrdiff_t>(placeIn(column, root)), root);
}

void TreeLayout::removeRoot(NodeIndex root)
{
    const std::size_t number = columnOf(root);
    Column &column = m_columns[number];
    const std::size_t place = placeIn(column, root);
    column.roots.erase(column.roots.begin() + static_cast<std::ptrdiff_t>(place));
    if (column.roots.empty())
        m_columns.erase(m_columns.begin() + static_cast<std::ptrdiff_t>(number));
    else
        stack(column, place);
}

void TreeLayout::update(std::span<const NodeIndex> added, std::span<const NodeIndex> removed)
{
    if (m_columns.empty()) {
        build(*m_pool, std::move(m_scope), m_options);
        return;
    }
    m_extents.resize(std::size_t(m_pool->size()));
    m_contours.resize(std::size_t(m_pool->size()));
    Dirty dirty;
    for (const NodeIndex n : removed) {
        if (!contains(n))
            continue;
        if (parent(n) == noNode)
            removeRoot(n);
        m_extents[at(n)] = {};
        --m_count;
    }
    for (const NodeIndex n : removed) {
        if (parent(n) != noNode && contains(parent(n)))
            addLineage(parent(n), dirty);
    }
    std::vector<NodeIndex> newRoots;
    for (const NodeIndex n : added) {
        if (!belongs(n))
            continue;
        m_extents[at(n)].levels = 1;
        ++m_count;
        addLineage(n, dirty);
        if (m_pool->parent(n) == noNode)
            newRoots.push_back(n);
    }
    std::sort(dirty.begin(), dirty.end(), std::greater<>());
    dirty.erase(std::unique(dirty.begin(), dirty.end()), dirty.end());
    for (const auto &[level, n] : dirty)
        placeChildren(n);
    restack(dirty, newRoots);
}

/// The trees of the roots in `dirty` may have grown or shrunk.
void TreeLayout::restack(const Dirty &dirty, const std::vector<NodeIndex> &newRoots)
{
    if (m_columns.empty() && !newRoots.empty())
        return stackForest();
    for (const NodeIndex root : newRoots)
        addRoot(root);
    std::vector<std::size_t> from(m_columns.size(), std::numeric_limits<std::size_t>::max());
    for (const auto &[level, n] : dirty) {
        if (level != 0)
            continue;
        const std::size_t column = columnOf(n);
        from[column] = std::min(from[column], placeIn(m_columns[column], n));
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (from[i] < m_columns[i].roots.size())
            stack(m_columns[i], from[i]);
    }
    alignColumns();
}

} // namespace evol
