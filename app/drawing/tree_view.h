// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a layout is shown how large, and what is marked in it. Values only; any thread.
#pragma once

#include "domain/pool.h"

#include <QPointF>
#include <QRect>
#include <QRectF>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace evol {

/// A point of the layout lands on (point - origin) * scale. From far off the two scales may differ: one huge tree
/// is far broader than it is deep.
struct TreeView {
    double scaleX = 1, scaleY = 1;
    QPointF origin;

    static TreeView even(double scale, const QPointF &origin) { return {scale, scale, origin}; }
    /// The smaller one, by which details are chosen.
    double scale() const { return std::min(scaleX, scaleY); }

    QPointF toScreen(const QPointF &point) const
    {
        return {(point.x() - origin.x()) * scaleX, (point.y() - origin.y()) * scaleY};
    }
    QPointF toLayout(const QPointF &point) const
    {
        return {point.x() / scaleX + origin.x(), point.y() / scaleY + origin.y()};
    }
    QRectF toLayout(const QRectF &area) const
    {
        return {toLayout(area.topLeft()), QSizeF(area.width() / scaleX, area.height() / scaleY)};
    }
    /// Cards of one size stay of one size: the corner is rounded, then the size.
    QRect toPixels(const QRectF &box) const
    {
        const QPointF corner = toScreen(box.topLeft());
        return {int(std::lround(corner.x())), int(std::lround(corner.y())), int(std::lround(box.width() * scaleX)),
                int(std::lround(box.height() * scaleY))};
    }
    bool operator==(const TreeView &) const = default;
};

/// How much of a card and its edges is painted at a scale.
enum class Detail {
    Whole, ///< everything
    Short, ///< a shape and a few words
    Far,   ///< flat rectangles
};

/// A whole card needs letters one can read; a short one needs room for a word.
inline Detail detailAt(double scale)
{
    return scale >= 0.7 ? Detail::Whole : scale >= 0.22 ? Detail::Short : Detail::Far;
}

/// Marks that are not stored in the project.
struct TreeMarks {
    std::vector<NodeIndex> selected; ///< in order
    std::unordered_set<InstructionId> evolving; ///< a child of theirs is being made
    std::optional<std::vector<std::uint8_t>> matches; ///< by node, 1 where it fits what one looks for: others stand back
    /// Cards whose branches are folded away, with how many instructions that hides.
    std::vector<std::pair<NodeIndex, int>> folded;
    InstructionId hovered = 0;
    double pulse = 0; ///< phase of the sign of evolving, from 0 to 1

    bool standsBack(NodeIndex n) const { return matches && (std::size_t(n) >= matches->size() || !(*matches)[std::size_t(n)]); }
};

} // namespace evol
