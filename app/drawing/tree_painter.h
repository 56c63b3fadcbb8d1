// SPDX-License-Identifier: GPL-3.0-or-later
// Paints what is to be seen of a tree: edges, cards and marks, with less detail the farther off it is. The
// canvas and the exports share it. The thread that draws.
#pragma once

#include "drawing/card_painter.h"
#include "drawing/edge_painter.h"
#include "drawing/far_painter.h"
#include "drawing/tree_layout.h"
#include "drawing/tree_view.h"

namespace evol {

class TreePainter
{
public:
    /// All of them must outlive the painter.
    TreePainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content, const Palette &palette,
                const QFont &font);

    void setPalette(const Palette &palette);
    /// Texts are read anew, e.g. after a change of language or of the project.
    void forgetTexts() { m_cards.texts().clear(); }

    /// The layout was built anew.
    void refresh() { m_far.refresh(); }
    /// One node has changed its state.
    void refresh(NodeIndex node) { m_far.refresh(m_layout.placeOf(node)); }

    /// area: the pixels to paint. The ground is painted too.
    void paint(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks = {});

private:
    void paintFar(QPainter &painter, const TreeView &view, const QRect &area);
    void paintEdges(QPainter &painter, const TreeView &view, const QRect &area, Detail detail);
    void paintCards(QPainter &painter, const TreeView &view, const std::vector<Place> &places, Detail detail);
    void paintMarks(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks);

    const Pool &m_pool;
    const TreeLayout &m_layout;
    Palette m_palette;
    CardPainter m_cards;
    EdgePainter m_edges;
    FarPainter m_far;
};

} // namespace evol
