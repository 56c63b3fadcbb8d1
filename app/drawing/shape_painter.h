// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a tree from far off, and the shapes under the short words of a nearer one: flat rectangles and one-pixel
// elbows, written into an image, because the painter's calls cost more than the pixels. What is smaller than a pixel
// is blended with what is there, so a crowd shows its mixture and its density. The thread that draws.
#pragma once

#include "drawing/node_colours.h"
#include "drawing/palette.h"
#include "drawing/tree_layout.h"
#include "drawing/tree_view.h"

#include <QImage>

#include <array>
#include <vector>

namespace evol {

class ShapePainter
{
public:
    /// All must outlive the painter.
    ShapePainter(const TreeLayout &layout, const NodeColours &colours, const Palette &palette);

    void setPalette(const Palette &palette) { m_palette = palette; }
    /// By node, 1 where selected; what is beyond its end is not. Must outlive the painting.
    void setSelected(const std::vector<std::uint8_t> *selected) { m_selected = selected; }
    /// By node, 1 where it fits: others stand back. Null: none does. Must outlive the painting.
    void setMatches(const std::vector<std::uint8_t> *matches) { m_matches = matches; }
    /// The ground is painted too. view is in pixels of the image, which is valid until the next call.
    const QImage &paint(const TreeView &view, const QSize &size);

private:
    struct Look {
        QRgb strong; ///< stripe or outline
        QRgb fill;
        QRgb small; ///< all of a card of a few pixels
        bool hollow, dashed, flagged;
    };
    /// Where the last marks smaller than a pixel fell, by level.
    struct Crowd {
        int row = -1, count = 0;
    };
    void setView(const TreeView &view);
    void readLooks();
    Look lookOf(int kind) const;
    Look faint(const Look &look) const;
    const Look &look(NodeIndex node) const;
    void fill(int left, int top, int right, int bottom, QRgb colour);
    void blend(int left, int top, int right, int bottom, QRgb colour);
    void line(int along0, int across0, int along1, int across1, QRgb colour, bool solid);
    void cross(int left, int top, int right, int bottom, QRgb colour);
    void card(const TreeLayout::Met &met);
    void nearCard(const QRect &place, const Look &look);
    void edges(const TreeLayout::Met &met);
    void crowd(const TreeLayout::Met &met);

    /// From the layout to pixels, on either axis: position * scale + shift.
    struct Axis {
        double scale = 1, shift = 0;
        int card = 1;      ///< size of a card in pixels, at least 1
        double half = 0;   ///< of a card in the layout
        int pixel(double position) const;
    };

    const TreeLayout &m_layout;
    const NodeColours &m_colours;
    Palette m_palette;
    std::array<Look, 256> m_looks, m_faintLooks;
    Look m_selectedLook;
    std::array<QRgb, 2> m_edgeColours; ///< in depth, in breadth
    const std::vector<std::uint8_t> *m_selected = nullptr, *m_matches = nullptr;
    std::array<Crowd, 4096> m_crowds; ///< by position along
    QImage m_image;
    QRgb *m_pixels = nullptr;
    std::ptrdiff_t m_stride = 0;
    int m_width = 0, m_height = 0;
    Axis m_along, m_across;
    double m_pitch = 0, m_gap = 0; ///< from level to level, and between cards of two levels, in the layout
    bool m_sideways = true;
};

} // namespace evol
