// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a tree from far off, for the canvas zoomed out and for its minimap: flat rectangles and one-pixel
// elbows, written into an image, because the painter's calls cost more than the pixels. A subtree smaller
// than a pixel is one mark. The thread that draws.
#pragma once

#include "domain/pool.h"
#include "drawing/palette.h"
#include "drawing/tree_content.h"
#include "drawing/tree_layout.h"
#include "drawing/tree_view.h"

#include <QImage>

#include <array>
#include <vector>

namespace evol {

class FarPainter
{
public:
    FarPainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content, const Palette &palette);

    void setPalette(const Palette &palette) { m_palette = palette; }
    /// The layout was built anew, or states or names have changed.
    void refresh() { m_kinds.clear(); }
    /// One node has changed its state.
    void refresh(Place place);

    /// The nodes over a transparent ground. view is in the pixels of the image.
    QImage paint(const TreeView &view, const QSize &size);

private:
    enum Kind : std::uint8_t { InBreadth = 1, Seed = 2, Eliminated = 4, Overridden = 8, Kinds = 16 };
    struct Look {
        QRgb strong; ///< stripe or outline
        QRgb fill;
        QRgb small; ///< all of a card of a few pixels
        bool hollow;
    };
    void readKinds();
    std::uint8_t kindOf(NodeIndex node);
    Look lookOf(int kind) const;
    bool isInDepth(const std::string &key);
    void fill(int left, int top, int right, int bottom, QRgb colour);
    void dots(int left, int top, int right, int bottom, QRgb colour);
    void card(Place place, const TreeView &view);
    void edges(Place parent, const TreeView &view);

    const Pool &m_pool;
    const TreeLayout &m_layout;
    const TreeContent &m_content;
    Palette m_palette;
    /// By place. A frame looks at every node, and one byte of each is read faster than five arrays of a pool.
    std::vector<std::uint8_t> m_kinds;
    std::array<Look, Kinds> m_looks;
    std::vector<std::pair<const std::string *, bool>> m_directions; ///< by address of the pool's key
    QImage m_image;
    QRgb *m_pixels = nullptr;
    std::ptrdiff_t m_stride = 0;
};

} // namespace evol
