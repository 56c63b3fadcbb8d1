// SPDX-License-Identifier: GPL-3.0-or-later
// Paints what is to be seen of a tree: edges, cards and marks, with less detail the farther off it is. The
// canvas and the exports share it. The thread that draws.
#pragma once

#include "drawing/card_painter.h"
#include "drawing/edge_painter.h"
#include "drawing/shape_painter.h"
#include "drawing/tree_layout.h"
#include "drawing/tree_view.h"

#include <chrono>

namespace evol {

class TreePainter
{
public:
    /// All of them must outlive the painter.
    TreePainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content, const NodeColours &colours,
                const Palette &palette, const QFont &font);

    void setPalette(const Palette &palette);
    /// Texts are read anew, e.g. after a change of language or of the project.
    void forgetTexts() { m_cards.texts().clear(); }
    /// How long one picture may spend on preparing words it has not painted before; the rest comes with the next.
    void setPatience(std::chrono::microseconds patience) { m_cards.texts().setPatience(patience); }

    /// What a picture lacks: words it had no time for, which the next one has, and words that are not read yet.
    struct Missing {
        bool isUnprepared = false, isUnread = false;
    };
    /// area: the pixels to paint. The ground is painted too.
    Missing paint(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks = {});

private:
    void paintShapes(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks);
    void paintWords(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks);
    void paintWhole(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks);
    void standBack(QPainter &painter, const QRect &card) const;
    void paintMarks(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks);

    const Pool &m_pool;
    const TreeLayout &m_layout;
    Palette m_palette;
    CardPainter m_cards;
    EdgePainter m_edges;
    ShapePainter m_shapes;
    std::vector<std::uint8_t> m_selected; ///< by node; empty: too few for that
};

} // namespace evol
