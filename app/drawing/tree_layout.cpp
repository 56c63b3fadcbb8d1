// SPDX-License-Identifier: GPL-3.0-or-later
// Reingold and Tilford's contours over preorder arrays: children lie behind their parent, so a pass from the
// back meets every subtree finished. Not thread-safe.
#include "drawing/tree_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace evol {

namespace {

struct Step {
    Place place = -1;
    double position = 0; ///< from where the walk began
};

std::size_t at(Place place)
{
    return static_cast<std::size_t>(place);
}

/// The outlines of finished subtrees. A leaf at the end of an outline is threaded to the next deeper card
/// beside it; offsets are relative, so moving a subtree costs nothing.
class Contours
{
public:
    explicit Contours(const std::vector<Place> &parent)
        : m_lastChild(parent.size(), -1), m_offset(parent.size()), m_firstLow(parent.size()),
          m_lastLow(parent.size()), m_firstThread(parent.size()), m_lastThread(parent.size())
    {
        for (std::size_t i = 0; i < parent.size(); ++i) {
            m_firstLow[i] = m_lastLow[i] = {static_cast<Place>(i), 0};
            if (parent[i] >= 0)
                m_lastChild[at(parent[i])] = static_cast<Place>(i);
        }
    }

    double offset(Place place) const { return m_offset[at(place)]; } ///< from the parent

    /// Moves `child` beyond its elder siblings, the last of which is `before` and the first `first`.
    template <class Breadth>
    void join(Place first, Place before, Place child, const LayoutOptions &options, const Breadth &breadth)
    {
        Step upper{before, m_offset[at(before)]};
        Step lower{child, 0};
        double move = -std::numeric_limits<double>::infinity();
        double gap = options.siblingGap;
        while (upper.place >= 0 && lower.place >= 0) {
            const double needed = (breadth(upper.place) + breadth(lower.place)) / 2 + gap;
            move = std::max(move, upper.position - lower.position + needed);
            upper = next(upper, m_lastChild[at(upper.place)], m_lastThread);
            lower = next(lower, m_lastChild[at(lower.place)] < 0 ? -1 : lower.place + 1, m_firstThread);
            gap = options.cousinGap;
        }
        m_offset[at(child)] = move;
        // While siblings are joined, the first one's lows are those of all of them.
        Step &firstLow = m_firstLow[at(first)];
        Step &lastLow = m_lastLow[at(first)];
        const Step childLast = moved(m_lastLow[at(child)], move);
        if (lower.place >= 0) {
            m_firstThread[at(firstLow.place)] = {lower.place, move + lower.position - firstLow.position};
            firstLow = moved(m_firstLow[at(child)], move);
        }
        if (upper.place >= 0)
            m_lastThread[at(childLast.place)] = {upper.place, upper.position - childLast.position};
        else
            lastLow = childLast;
    }

    /// Puts the parent, whose children end with `last`, over their middle.
    void centre(Place parent, Place last, const std::vector<Place> &end)
    {
        const Place first = parent + 1;
        const double middle = m_offset[at(last)] / 2;
        m_firstLow[at(parent)] = moved(m_firstLow[at(first)], -middle);
        m_lastLow[at(parent)] = moved(m_lastLow[at(first)], -middle);
        for (Place child = first; child < end[at(parent)]; child = end[at(child)])
            m_offset[at(child)] -= middle;
    }

private:
    static Step moved(const Step &step, double by) { return {step.place, step.position + by}; }

    Step next(const Step &from, Place child, const std::vector<Step> &threads) const
    {
        return child >= 0 ? Step{child, from.position + m_offset[at(child)]}
                          : moved(threads[at(from.place)], from.position);
    }

    std::vector<Place> m_lastChild;
    std::vector<double> m_offset;
    std::vector<Step> m_firstLow, m_lastLow;       ///< deepest cards of the outline, from the subtree's root
    std::vector<Step> m_firstThread, m_lastThread; ///< next of the outline where there is no child
};

} // namespace

void TreeLayout::clear()
{
    *this = TreeLayout();
}

Place TreeLayout::placeOf(NodeIndex node) const
{
    return node < 0 || static_cast<std::size_t>(node) >= m_placeOf.size() ? -1 : m_placeOf[std::size_t(node)];
}

void TreeLayout::build(const Pool &pool, NodeIndex root, const LayoutOptions &options)
{
    clear();
    m_orientation = options.orientation;
    m_cardWidth = options.cardWidth;
    m_cardHeight = options.cardHeight;
    readForest(pool, root);
    if (m_node.empty())
        return;
    if (!options.heights.empty()) {
        m_height.resize(m_node.size());
        for (std::size_t i = 0; i < m_node.size(); ++i)
            m_height[i] = options.heights[static_cast<std::size_t>(m_node[i])];
    }
    const bool sideways = m_orientation == Orientation::LeftToRight;
    const double tallest = m_height.empty() ? m_cardHeight : *std::max_element(m_height.begin(), m_height.end());
    m_levelPitch = (sideways ? m_cardWidth : tallest) + options.levelGap;
    placeSubtrees(options);
    measureSubtrees();
    stackTrees(options);
}

void TreeLayout::readForest(const Pool &pool, NodeIndex root)
{
    m_node = pool.preorder(root);
    const std::size_t size = m_node.size();
    m_placeOf.assign(static_cast<std::size_t>(pool.size()), -1);
    m_parent.resize(size);
    m_depth.resize(size);
    m_end.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
        m_placeOf[static_cast<std::size_t>(m_node[i])] = static_cast<Place>(i);
        m_parent[i] = placeOf(m_node[i] == root ? noNode : pool.parent(m_node[i]));
        m_depth[i] = m_parent[i] < 0 ? 0 : m_depth[std::size_t(m_parent[i])] + 1;
        m_end[i] = static_cast<Place>(i) + 1;
        m_levels = std::max(m_levels, m_depth[i] + 1);
    }
    for (std::size_t i = size; i-- > 0;) {
        if (m_parent[i] >= 0)
            m_end[std::size_t(m_parent[i])] = std::max(m_end[std::size_t(m_parent[i])], m_end[i]);
    }
}

double TreeLayout::breadthOf(Place place) const
{
    return m_orientation == Orientation::LeftToRight ? heightOf(place) : m_cardWidth;
}

void TreeLayout::placeSubtrees(const LayoutOptions &options)
{
    Contours contours(m_parent);
    const auto breadth = [this](Place place) { return breadthOf(place); };
    for (Place v = size() - 1; v >= 0; --v) {
        if (isLeaf(v))
            continue;
        Place last = v + 1;
        for (Place child = end(last); child < end(v); last = child, child = end(child))
            contours.join(v + 1, last, child, options, breadth);
        contours.centre(v, last, m_end);
    }
    m_across.resize(m_node.size());
    m_along.resize(m_node.size());
    for (Place i = 0; i < size(); ++i) {
        m_across[at(i)] = parent(i) < 0 ? 0 : m_across[at(parent(i))] + contours.offset(i);
        m_along[at(i)] = depth(i) * m_levelPitch;
    }
}

void TreeLayout::measureSubtrees()
{
    m_subtree.resize(m_node.size());
    for (std::size_t i = 0; i < m_node.size(); ++i) {
        const QRectF own = box(static_cast<Place>(i));
        m_subtree[i] = {own.left(), own.top(), own.right(), own.bottom()};
    }
    for (std::size_t i = m_node.size(); i-- > 0;) {
        if (m_parent[i] < 0)
            continue;
        Edges &above = m_subtree[std::size_t(m_parent[i])];
        const Edges &own = m_subtree[i];
        above = {std::min(above.left, own.left), std::min(above.top, own.top), std::max(above.right, own.right),
                 std::max(above.bottom, own.bottom)};
    }
}

void TreeLayout::stackTrees(const LayoutOptions &options)
{
    const bool sideways = m_orientation == Orientation::LeftToRight;
    const auto start = [&](const Edges &e) { return sideways ? e.top : e.left; };
    const auto breadth = [&](const Edges &e) { return sideways ? e.bottom - e.top : e.right - e.left; };
    const auto length = [&](const Edges &e) { return sideways ? e.right - e.left : e.bottom - e.top; };

    double area = 0;
    double limit = 1000;
    for (Place root = 0; root < size(); root = end(root)) {
        const Edges &tree = m_subtree[std::size_t(root)];
        area += (breadth(tree) + options.treeGap) * (length(tree) + options.levelGap);
        limit = std::max(limit, breadth(tree));
    }
    // A screen is about 1.6 times as wide as high.
    limit = std::max(limit, std::sqrt(sideways ? area / 1.6 : area * 1.6));

    double across = 0, along = 0, thickness = 0;
    for (Place root = 0; root < size(); root = end(root)) {
        const Edges tree = m_subtree[std::size_t(root)];
        if (across > 0 && across + breadth(tree) > limit) {
            along += thickness + options.levelGap;
            across = thickness = 0;
        }
        const double move = across - start(tree);
        for (Place i = root; i < end(root); ++i) {
            m_across[at(i)] += move;
            m_along[at(i)] += along;
            Edges &e = m_subtree[at(i)];
            const double dx = sideways ? along : move;
            const double dy = sideways ? move : along;
            e = {e.left + dx, e.top + dy, e.right + dx, e.bottom + dy};
        }
        m_bounds = m_bounds.united(subtreeBox(root));
        thickness = std::max(thickness, length(tree));
        // Whole multiples of 4 keep every tree on the same pixel phase.
        across = std::ceil((across + breadth(tree) + options.treeGap) / 4) * 4;
    }
}

QRectF TreeLayout::box(Place place) const
{
    const auto i = static_cast<std::size_t>(place);
    const double height = heightOf(place);
    return m_orientation == Orientation::LeftToRight
        ? QRectF(m_along[i], m_across[i] - height / 2, m_cardWidth, height)
        : QRectF(m_across[i] - m_cardWidth / 2, m_along[i], m_cardWidth, height);
}

bool TreeLayout::subtreeTouches(Place place, const QRectF &area) const
{
    const Edges &e = m_subtree[static_cast<std::size_t>(place)];
    return e.left <= area.right() && e.right >= area.left() && e.top <= area.bottom() && e.bottom >= area.top();
}

std::vector<Place> TreeLayout::within(const QRectF &area) const
{
    std::vector<Place> found;
    for (Place i = 0; i < size();) {
        if (!subtreeTouches(i, area)) {
            i = end(i);
            continue;
        }
        if (box(i).intersects(area))
            found.push_back(i);
        ++i;
    }
    return found;
}

Place TreeLayout::placeAt(const QPointF &point) const
{
    const QRectF area(point, QSizeF(0, 0));
    for (Place i = 0; i < size();) {
        if (!subtreeTouches(i, area)) {
            i = end(i);
            continue;
        }
        if (box(i).contains(point))
            return i;
        ++i;
    }
    return -1;
}

Place TreeLayout::nearest(const QPointF &point) const
{
    Place best = -1;
    double distance = std::numeric_limits<double>::infinity();
    for (Place i = 0; i < size();) {
        const Edges &e = m_subtree[static_cast<std::size_t>(i)];
        const double dx = std::max({e.left - point.x(), 0.0, point.x() - e.right});
        const double dy = std::max({e.top - point.y(), 0.0, point.y() - e.bottom});
        if (dx * dx + dy * dy >= distance) {
            i = end(i);
            continue;
        }
        const QPointF apart = box(i).center() - point;
        const double own = QPointF::dotProduct(apart, apart);
        if (own < distance) {
            distance = own;
            best = i;
        }
        ++i;
    }
    return best;
}

} // namespace evol
