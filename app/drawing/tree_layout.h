// SPDX-License-Identifier: GPL-3.0-or-later
// A tidy layout of one tree or of the whole forest: no overlaps, children in order, parents centred over their
// children (Reingold and Tilford, "Tidier Drawings of Trees", IEEE TSE 7(2), 1981: contours joined by threads, so
// the time is linear in the nodes and chains of any length are fine). Positions are kept relative to the parent:
// one more node costs its ancestors and the trees stacked behind its own, not a new layout. About 50 bytes a node.
// Not thread-safe; reading from several threads is fine.
#pragma once

#include "domain/pool.h"

#include <QRectF>

#include <cstdint>
#include <span>
#include <vector>

namespace evol {

enum class Orientation { LeftToRight, TopDown };

struct LayoutOptions {
    Orientation orientation = Orientation::LeftToRight;
    double cardWidth = 240;
    double cardHeight = 112;
    double levelGap = 72;   ///< between a parent and its children
    double siblingGap = 16; ///< between cards of one parent
    double cousinGap = 24;  ///< between cards of one level and different parents
    double treeGap = 40;    ///< between trees of the forest
    double shape = 1.6;     ///< width by height, which a forest is wrapped to
};

/// What of the pool is laid out.
struct LayoutScope {
    NodeIndex root = noNode; ///< this tree only; noNode: the forest
    /// By node; beyond its end: none of these. A hidden node is left out with all below it, the children of a
    /// folded one are.
    enum Mark : std::uint8_t { Shown = 0, Hidden = 1, Folded = 2 };
    std::vector<std::uint8_t> marks;
};

class TreeLayout
{
public:
    /// The pool must outlive the layout, or be followed by clear().
    void build(const Pool &pool, LayoutScope scope = {}, const LayoutOptions &options = {});
    void clear();
    /// The pool has these more (parents first), and these no more. What is shown keeps its columns.
    void update(std::span<const NodeIndex> added, std::span<const NodeIndex> removed = {});

    Orientation orientation() const { return m_options.orientation; }
    int size() const { return m_count; } ///< nodes laid out
    int levels() const;
    bool contains(NodeIndex n) const;
    /// In the tree as it is shown; noNode: none.
    NodeIndex parent(NodeIndex n) const { return n == m_scope.root ? noNode : m_pool->parent(n); }
    NodeIndex firstChild(NodeIndex n) const { return isLeaf(n) ? noNode : m_contours[at(n)].left.node; }
    NodeIndex lastChild(NodeIndex n) const { return isLeaf(n) ? noNode : m_contours[at(n)].right.node; }
    NodeIndex nextSibling(NodeIndex n) const;
    NodeIndex firstRoot() const { return m_columns.empty() ? noNode : m_columns.front().roots.front(); }
    bool isLeaf(NodeIndex n) const { return m_extents[at(n)].levels == 1; }
    int depth(NodeIndex n) const; ///< 0: a root
    int levelsFrom(NodeIndex n) const { return m_extents[at(n)].levels; } ///< of the subtree; 1: a leaf

    QRectF box(NodeIndex n) const;
    QRectF subtreeBox(NodeIndex n) const; ///< of the cards of the subtree
    QRectF bounds() const { return m_bounds; } ///< of everything; null when empty
    QSizeF cardSize() const { return {m_options.cardWidth, m_options.cardHeight}; }
    double levelGap() const { return m_options.levelGap; }
    /// Of a card's centre from its parent's, across the direction of growth.
    double offset(NodeIndex n) const { return m_extents[at(n)].offset / unitsPerPixel; }

    /// A node met on a walk; positions in the layout's coordinates.
    struct Met {
        NodeIndex node;
        double along;  ///< near side of the card, along the direction of growth
        double centre; ///< of the card, across it
        double low, high; ///< of the subtree's outermost centres, from the own one
        int levels;       ///< of the subtree
    };
    QPointF corner(const Met &met) const;
    QRectF card(const Met &met) const { return {corner(met), cardSize()}; }
    QRectF subtree(const Met &met) const;
    enum class Walk { Deeper, Over }; ///< over: without its children
    /// Calls visit(const Met &) -> Walk for the nodes whose subtrees touch the area, parents first, in order.
    template <class Visit>
    void walk(const QRectF &area, Visit &&visit) const;

    /// The node at a point, or noNode.
    NodeIndex nodeAt(const QPointF &point) const;
    /// Those whose cards touch the area, parents first.
    std::vector<NodeIndex> within(const QRectF &area) const;
    /// The node whose card's centre is nearest, or noNode when empty.
    NodeIndex nearest(const QPointF &point) const;

    std::size_t bytes() const; ///< of the arrays, as reserved

private:
    /// Eighths of a pixel across the direction of growth: exact, and enough for 250 million pixels.
    using Unit = std::int32_t;
    static constexpr double unitsPerPixel = 8;
    struct Extent {
        Unit offset = 0;        ///< of the card's centre from its parent's; of a root: from the edge
        Unit low = 0, high = 0; ///< of the subtree's outermost centres, from the own centre
        std::int32_t levels = 0; ///< 0: not laid out
    };
    struct Step {
        NodeIndex node = noNode;
        Unit offset = 0;
    };
    struct Contour {
        Step left, right;       ///< first and last child; of a leaf: how the outline goes on
        Step leftLow, rightLow; ///< deepest cards of the outlines, from the own centre
    };
    /// Trees stacked behind each other. A forest wraps into columns (rows, when it grows down).
    struct Column {
        double along = 0;
        std::int32_t levels = 0;
        Unit end = 0;
        std::vector<NodeIndex> roots;
    };
    struct Group;

    static std::size_t at(NodeIndex n) { return static_cast<std::size_t>(n); }
    Unit units(double pixels) const { return static_cast<Unit>(pixels * unitsPerPixel); }
    bool isSideways() const { return m_options.orientation == Orientation::LeftToRight; }
    double breadth() const { return isSideways() ? m_options.cardHeight : m_options.cardWidth; } ///< of a card, across
    double thickness() const { return isSideways() ? m_options.cardWidth : m_options.cardHeight; } ///< along
    double pitch() const { return thickness() + m_options.levelGap; } ///< from level to level
    std::uint8_t mark(NodeIndex n) const { return at(n) < m_scope.marks.size() ? m_scope.marks[at(n)] : 0; }
    NodeIndex shown(NodeIndex n) const;
    void placeChildren(NodeIndex parent);
    void join(Group &group, NodeIndex child);
    void stackForest();
    void stack(Column &column, std::size_t from);
    void alignColumns();
    using Dirty = std::vector<std::pair<int, NodeIndex>>; ///< depth, node
    void addLineage(NodeIndex n, Dirty &dirty) const;
    bool belongs(NodeIndex n) const;
    void restack(const Dirty &dirty, const std::vector<NodeIndex> &newRoots);
    void addRoot(NodeIndex root);
    void removeRoot(NodeIndex root);
    std::size_t columnOf(NodeIndex root) const;
    std::size_t placeIn(const Column &column, NodeIndex root) const;
    Met met(NodeIndex n, const Column &column, Unit across, int depth) const;
    /// An area in units across and, in a column, in levels.
    struct Band {
        Unit from, to;
        int firstLevel, lastLevel;
    };
    Band bandOf(const QRectF &area, const Column &column) const;

    const Pool *m_pool = nullptr;
    LayoutOptions m_options;
    LayoutScope m_scope;
    int m_count = 0;
    Unit m_columnLimit = 0;
    std::vector<Extent> m_extents; ///< by node
    std::vector<Contour> m_contours;
    std::vector<Column> m_columns;
    QRectF m_bounds;
};

} // namespace evol

#include "drawing/tree_walk.h"
