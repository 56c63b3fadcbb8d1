// SPDX-License-Identifier: GPL-3.0-or-later
// A tidy layout of one tree or of the whole forest: no overlaps, children in order, parents centred over
// their children. Linear in the number of nodes, also on chains, by contours joined with threads (Reingold
// and Tilford); no recursion. Flat arrays in preorder with the box of every subtree, by which painting skips
// what is off the view. Not thread-safe; reading from several threads is fine.
#pragma once

#include "domain/pool.h"

#include <QRectF>

#include <cstdint>
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
    /// Height of each card by NodeIndex; empty: cardHeight.
    std::vector<float> heights;
};

/// A node's position in the layout's preorder; -1 is none.
using Place = std::int32_t;

class TreeLayout
{
public:
    /// root: noNode for the whole forest.
    void build(const Pool &pool, NodeIndex root = noNode, const LayoutOptions &options = {});
    void clear();

    Orientation orientation() const { return m_orientation; }
    int size() const { return static_cast<int>(m_node.size()); }
    NodeIndex node(Place place) const { return m_node[static_cast<std::size_t>(place)]; }
    Place placeOf(NodeIndex node) const;
    Place parent(Place place) const { return m_parent[static_cast<std::size_t>(place)]; }
    /// One past the last place of the subtree.
    Place end(Place place) const { return m_end[static_cast<std::size_t>(place)]; }
    bool isLeaf(Place place) const { return end(place) == place + 1; }
    int depth(Place place) const { return m_depth[static_cast<std::size_t>(place)]; }

    QRectF box(Place place) const;
    /// The boxes of the subtree and the edges in it.
    QRectF subtreeBox(Place place) const { return m_subtree[static_cast<std::size_t>(place)].rect(); }
    QRectF bounds() const { return m_bounds; } ///< of everything; null when empty
    int levels() const { return m_levels; }

    bool subtreeTouches(Place place, const QRectF &area) const;
    /// The node at a point, or -1.
    Place placeAt(const QPointF &point) const;
    /// Those whose cards touch the area, in preorder.
    std::vector<Place> within(const QRectF &area) const;
    /// The node whose card's centre is nearest, or -1 when empty.
    Place nearest(const QPointF &point) const;

private:
    struct Edges {
        double left, top, right, bottom;
        QRectF rect() const { return {left, top, right - left, bottom - top}; }
    };
    void readForest(const Pool &pool, NodeIndex root);
    void placeSubtrees(const LayoutOptions &options);
    void stackTrees(const LayoutOptions &options);
    void measureSubtrees();
    double breadthOf(Place place) const;
    double heightOf(Place place) const { return m_height.empty() ? m_cardHeight : m_height[std::size_t(place)]; }

    Orientation m_orientation = Orientation::LeftToRight;
    double m_cardWidth = 0, m_cardHeight = 0, m_levelPitch = 0;
    int m_levels = 0;
    std::vector<NodeIndex> m_node;
    std::vector<Place> m_placeOf, m_parent, m_end;
    std::vector<std::int32_t> m_depth;
    std::vector<double> m_across; ///< centre of the card across the direction of growth
    std::vector<double> m_along;  ///< near side of the card along the direction of growth
    std::vector<float> m_height;
    std::vector<Edges> m_subtree;
    QRectF m_bounds;
};

} // namespace evol
