// SPDX-License-Identifier: GPL-3.0-or-later
// Writing of pixels. The thread that draws.
#include "drawing/shape_painter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace evol {

namespace {

constexpr double smallestWithEdges = 2.5; ///< pixels of a card across; on smaller ones edges are most of what is seen
constexpr double branchWithEdges = 12;    ///< pixels of a whole branch: its way to the parent is always worth a line
constexpr int mostInOneRow = 6;           ///< marks blended into one row of pixels: more change nothing one could see

QRgb mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [&](int a, int b) { return int(std::lround(a * share + b * (1 - share))); };
    return qRgb(mix(one.red(), other.red()), mix(one.green(), other.green()), mix(one.blue(), other.blue()));
}

} // namespace

inline int ShapePainter::Axis::pixel(double position) const
{
    // Far-off coordinates do not fit an int. Cutting a positive number is quicker than rounding any.
    constexpr double far = 1e8;
    return int(std::clamp(position * scale + shift, -far, far) + (far + 0.5)) - int(far);
}

ShapePainter::ShapePainter(const TreeLayout &layout, const NodeColours &colours, const Palette &palette)
    : m_layout(layout), m_colours(colours), m_palette(palette)
{
}

ShapePainter::Look ShapePainter::lookOf(int kind) const
{
    const int hue = kind & NodeColours::Hue;
    const bool byDirection = m_colours.colouring() == Colouring::Direction;
    const bool flagged = kind & NodeColours::Overridden;
    const QColor own = m_colours.colour(hue, m_palette);
    const QColor &shown = flagged && byDirection ? m_palette.overridden : own;
    const bool dashed = kind & NodeColours::InBreadth;
    if (kind & NodeColours::Eliminated) {
        const QColor &edge = flagged ? m_palette.overridden : m_palette.eliminated;
        const QRgb small = byDirection ? mixed(edge, m_palette.ground, 0.6) : mixed(own, m_palette.ground, 0.55);
        return {edge.rgb(), m_palette.ground.rgb(), small, true, dashed, flagged};
    }
    const bool seed = byDirection && hue == 0;
    return {mixed(shown, m_palette.ground, 0.85), mixed(shown, m_palette.ground, seed ? 0.6 : 0.35),
            mixed(shown, m_palette.ground, byDirection ? 0.75 : 0.9), false, dashed, flagged};
}

const ShapePainter::Look &ShapePainter::look(NodeIndex node) const
{
    const bool selected = m_selected && std::size_t(node) < m_selected->size() && (*m_selected)[std::size_t(node)];
    return selected ? m_selectedLook : m_looks[m_colours.kind(node)];
}

void ShapePainter::readLooks()
{
    const QRgb accent = m_palette.accent.rgb();
    m_selectedLook = {accent, m_palette.accentTint.rgb(), accent, false, false, false};
    for (int kind = 0; kind < int(m_looks.size()); ++kind)
        m_looks[std::size_t(kind)] = lookOf(kind);
    m_edgeColours = {mixed(m_palette.inDepth, m_palette.ground, 0.7), mixed(m_palette.inBreadth, m_palette.ground, 0.7)};
}

inline void ShapePainter::fill(int left, int top, int right, int bottom, QRgb colour)
{
    left = std::max(left, 0);
    top = std::max(top, 0);
    right = std::min(right, m_width);
    bottom = std::min(bottom, m_height);
    for (int y = top; y < bottom; ++y) {
        QRgb *row = m_pixels + y * m_stride;
        for (int x = left; x < right; ++x)
            row[x] = colour;
    }
}

/// Half of what is there stays: the last few marks of a crowd show together.
inline void ShapePainter::blend(int left, int top, int right, int bottom, QRgb colour)
{
    left = std::max(left, 0);
    top = std::max(top, 0);
    right = std::min(right, m_width);
    bottom = std::min(bottom, m_height);
    for (int y = top; y < bottom; ++y) {
        QRgb *row = m_pixels + y * m_stride;
        for (int x = left; x < right; ++x)
            row[x] = ((row[x] ^ colour) >> 1 & 0x7f7f7f7fu) + (row[x] & colour);
    }
}

void ShapePainter::line(int along0, int across0, int along1, int across1, QRgb colour, bool solid)
{
    if (!m_sideways) {
        std::swap(along0, across0);
        std::swap(along1, across1);
    }
    const int left = std::min(along0, along1), right = std::max(along0, along1) + 1;
    const int top = std::min(across0, across1), bottom = std::max(across0, across1) + 1;
    if (solid)
        return fill(left, top, right, bottom, colour);
    const int x0 = std::max(left, 0), x1 = std::min(right, m_width);
    const int y0 = std::max(top, 0), y1 = std::min(bottom, m_height);
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            // Counted from the line's own start, so that dots do not crawl while one pans.
            if (((x - left + y - top) & 3) < 2)
                m_pixels[y * m_stride + x] = colour;
        }
    }
}

/// From the lower left corner to the upper right one.
void ShapePainter::cross(int left, int top, int right, int bottom, QRgb colour)
{
    const int width = right - left, height = bottom - top;
    for (int x = std::max(left, 0); x < std::min(right, m_width); ++x) {
        const int y = bottom - 1 - (x - left) * height / width;
        if (y >= 0 && y < m_height)
            m_pixels[y * m_stride + x] = colour;
    }
}

void ShapePainter::nearCard(const QRect &place, const Look &look)
{
    const int left = place.left(), top = place.top(), right = left + place.width(), bottom = top + place.height();
    const bool roomy = place.height() >= 20;
    const QRgb panel = look.hollow ? m_palette.ground.rgb() : m_palette.panel.rgb();
    fill(left, top, right, bottom, roomy && !look.hollow ? m_palette.line.rgb() : look.strong);
    fill(left + 1, top + 1, right - 1, bottom - 1, roomy ? panel : look.fill);
    if (look.hollow) {
        cross(left + 1, top + 1, right - 1, bottom - 1, mixed(m_palette.strongLine, m_palette.ground, 0.4));
    } else {
        const int stripe = std::max(2, roomy ? place.height() / 16 : place.height() / 5);
        for (int y = top; y < bottom; y += look.dashed && roomy ? 6 : bottom - top)
            fill(left, y, left + stripe, look.dashed && roomy ? std::min(y + 4, bottom) : bottom, look.strong);
    }
    if (look.flagged) {
        const int side = std::max(4, place.height() / 5);
        for (int row = 0; row < side; ++row)
            fill(right - side + row, top + row, right, top + row + 1, m_palette.overridden.rgb());
    }
}

void ShapePainter::card(const TreeLayout::Met &met)
{
    int left = m_along.pixel(met.along), top = m_across.pixel(met.centre - m_across.half);
    int width = m_along.card, height = m_across.card;
    if (!m_sideways) {
        std::swap(left, top);
        std::swap(width, height);
    }
    const Look &own = look(met.node);
    if (height < 4 || width < 4)
        fill(left, top, left + width, top + height, own.small);
    else
        nearCard(QRect(left, top, width, height), own);
}

/// The stem behind the card, the way from the trunk before it, and the trunk as far as the next sibling: together
/// they make up every edge, and each pixel is written once however many children there are.
void ShapePainter::edges(const TreeLayout::Met &met)
{
    const int middle = m_across.pixel(met.centre);
    const auto isSolid = [this](NodeIndex n) { return !(m_colours.kind(n) & NodeColours::InBreadth); };
    if (met.levels > 1) {
        const bool solid = isSolid(m_layout.firstChild(met.node));
        const double exit = met.along + 2 * m_along.half;
        line(m_along.pixel(exit), middle, m_along.pixel(exit + m_gap / 2) - 1, middle, m_edgeColours[solid ? 0 : 1], solid);
    }
    if (m_layout.parent(met.node) == noNode)
        return;
    const int trunk = m_along.pixel(met.along - m_gap / 2);
    const bool solid = isSolid(met.node);
    line(trunk, middle, m_along.pixel(met.along) - 1, middle, m_edgeColours[solid ? 0 : 1], solid);
    const NodeIndex next = m_layout.nextSibling(met.node);
    if (next == noNode)
        return;
    const double own = m_layout.offset(met.node), other = m_layout.offset(next);
    const bool outerSolid = isSolid(std::abs(other) > std::abs(own) ? next : met.node);
    line(trunk, middle, trunk, m_across.pixel(met.centre + other - own), m_edgeColours[outerSolid ? 0 : 1], outerSolid);
}

/// A subtree less than a pixel broad: one mark a level, of a card there.
void ShapePainter::crowd(const TreeLayout::Met &met)
{
    const int row = m_across.pixel(met.centre - m_across.half);
    double along = met.along;
    int last = std::numeric_limits<int>::min();
    for (NodeIndex n = met.node; n != noNode; n = m_layout.lastChild(n), along += m_pitch) {
        const int start = m_along.pixel(along);
        if (start <= last)
            continue; // levels closer than a pixel
        last = start;
        Crowd &crowd = m_crowds[unsigned(start) % m_crowds.size()];
        crowd.count = crowd.row == row ? crowd.count + 1 : 1;
        crowd.row = row;
        if (crowd.count > mostInOneRow)
            continue;
        const QRgb colour = look(n).small;
        if (m_sideways)
            blend(start, row, start + m_along.card, row + 1, colour);
        else
            blend(row, start, row + 1, start + m_along.card, colour);
    }
}

void ShapePainter::setView(const TreeView &view)
{
    const QSizeF card = m_layout.cardSize();
    const auto axis = [](double scale, double origin, double size) {
        return Axis{scale, -origin * scale, std::max(1, int(std::lround(size * scale))), size / 2};
    };
    const Axis x = axis(view.scaleX, view.origin.x(), card.width()), y = axis(view.scaleY, view.origin.y(), card.height());
    m_sideways = m_layout.orientation() == Orientation::LeftToRight;
    m_along = m_sideways ? x : y;
    m_across = m_sideways ? y : x;
    m_gap = m_layout.levelGap();
    m_pitch = 2 * m_along.half + m_gap;
}

const QImage &ShapePainter::paint(const TreeView &view, const QSize &size)
{
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_RGB32);
    m_image.fill(m_palette.ground.rgb());
    m_pixels = reinterpret_cast<QRgb *>(m_image.bits());
    m_stride = m_image.bytesPerLine() / std::ptrdiff_t(sizeof(QRgb));
    m_width = size.width();
    m_height = size.height();
    m_crowds.fill({});
    readLooks();
    setView(view);
    const bool withEdges = 2 * m_across.half * m_across.scale >= smallestWithEdges;
    const double onePixel = 1 / m_across.scale - 2 * m_across.half;
    const double branch = withEdges ? 0 : branchWithEdges / m_across.scale;
    const QRectF seen = view.toLayout(QRectF(QPointF(0, 0), size));
    // The way into a card lies before its subtree's box.
    m_layout.walk(seen.adjusted(0, 0, m_sideways ? m_gap : 0, m_sideways ? 0 : m_gap), [&](const TreeLayout::Met &met) {
        if (met.high - met.low < onePixel) {
            crowd(met);
            return TreeLayout::Walk::Over;
        }
        if (met.high - met.low >= branch)
            edges(met);
        card(met);
        return TreeLayout::Walk::Deeper;
    });
    return m_image;
}

} // namespace evol
