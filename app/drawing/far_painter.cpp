// SPDX-License-Identifier: GPL-3.0-or-later
// Writing of pixels. The thread that draws.
#include "drawing/far_painter.h"

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

QRgb mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [&](int a, int b) { return int(std::lround(a * share + b * (1 - share))); };
    return qRgb(mix(one.red(), other.red()), mix(one.green(), other.green()), mix(one.blue(), other.blue()));
}

int pixel(double value)
{
    // Far-off coordinates do not fit an int.
    return int(std::lround(std::clamp(value, -1e8, 1e8)));
}

} // namespace

FarPainter::FarPainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content,
                       const Palette &palette)
    : m_pool(pool), m_layout(layout), m_content(content), m_palette(palette)
{
}

bool FarPainter::isInDepth(const std::string &key)
{
    // A handful of operators for any number of nodes: each one's direction is asked for once.
    for (const auto &[known, inDepth] : m_directions) {
        if (known == &key)
            return inDepth;
    }
    m_directions.emplace_back(&key, key.empty() || m_content.direction(key) == Direction::InDepth);
    return m_directions.back().second;
}

std::uint8_t FarPainter::kindOf(NodeIndex node)
{
    const std::string &key = m_pool.operatorKey(node);
    return static_cast<std::uint8_t>((isInDepth(key) ? 0 : InBreadth) | (key.empty() ? Seed : 0)
                                     | (m_pool.state(node) == State::Eliminated ? Eliminated : 0)
                                     | (m_pool.isOverridden(node) ? Overridden : 0));
}

void FarPainter::readKinds()
{
    m_directions.clear();
    if (m_kinds.size() == static_cast<std::size_t>(m_layout.size()))
        return;
    m_kinds.resize(static_cast<std::size_t>(m_layout.size()));
    for (Place i = 0; i < m_layout.size(); ++i)
        m_kinds[static_cast<std::size_t>(i)] = kindOf(m_layout.node(i));
}

void FarPainter::refresh(Place place)
{
    m_directions.clear();
    if (place >= 0 && static_cast<std::size_t>(place) < m_kinds.size())
        m_kinds[static_cast<std::size_t>(place)] = kindOf(m_layout.node(place));
}

FarPainter::Look FarPainter::lookOf(int kind) const
{
    const bool seed = kind & Seed;
    const QColor &own = seed ? m_palette.quietText : kind & InBreadth ? m_palette.inBreadth : m_palette.inDepth;
    const QColor &shown = kind & Overridden ? m_palette.overridden : own;
    if (kind & Eliminated) {
        const QColor &edge = kind & Overridden ? m_palette.overridden : m_palette.eliminated;
        return {edge.rgb(), m_palette.ground.rgb(), mixed(edge, m_palette.ground, 0.6), true};
    }
    return {mixed(shown, m_palette.ground, 0.85), mixed(shown, m_palette.ground, seed ? 0.6 : 0.35),
            mixed(shown, m_palette.ground, 0.75), false};
}

void FarPainter::fill(int left, int top, int right, int bottom, QRgb colour)
{
    left = std::max(left, 0);
    top = std::max(top, 0);
    right = std::min(right, m_image.width());
    bottom = std::min(bottom, m_image.height());
    if (left >= right)
        return;
    for (int y = top; y < bottom; ++y)
        std::fill_n(m_pixels + y * m_stride + left, right - left, colour);
}

void FarPainter::dots(int left, int top, int right, int bottom, QRgb colour)
{
    const int x0 = std::max(left, 0), x1 = std::min(right, m_image.width());
    const int y0 = std::max(top, 0), y1 = std::min(bottom, m_image.height());
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            // Counted from the line's own start, so that dots do not crawl while one pans.
            if (((x - left + y - top) & 3) < 2)
                m_pixels[y * m_stride + x] = colour;
        }
    }
}

void FarPainter::card(Place place, const TreeView &view)
{
    const QRectF box = m_layout.box(place);
    const QPointF corner = view.toScreen(box.topLeft());
    const int left = pixel(corner.x()), top = pixel(corner.y());
    const int right = left + std::max(1, pixel(box.width() * view.scale));
    const int bottom = top + std::max(1, pixel(box.height() * view.scale));
    const Look &look = m_looks[m_kinds[static_cast<std::size_t>(place)]];
    const int height = bottom - top;
    if (height < 4) {
        fill(left, top, right, bottom, look.small);
        return;
    }
    // As on a nearer card: a stripe on the side of the parent, or the outline of what is eliminated.
    fill(left, top, right, bottom, look.strong);
    if (look.hollow)
        fill(left + 1, top + 1, right - 1, bottom - 1, look.fill);
    else
        fill(left + std::max(2, height / 5), top, right, bottom, look.fill);
}

void FarPainter::edges(Place parent, const TreeView &view)
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    const auto line = [&](int along0, int across0, int along1, int across1, QRgb colour, bool solid) {
        if (!sideways) {
            std::swap(along0, across0);
            std::swap(along1, across1);
        }
        const int left = std::min(along0, along1), right = std::max(along0, along1) + 1;
        const int top = std::min(across0, across1), bottom = std::max(across0, across1) + 1;
        solid ? fill(left, top, right, bottom, colour) : dots(left, top, right, bottom, colour);
    };
    const QRectF box = m_layout.box(parent);
    const QPointF exit = view.toScreen(sideways ? QPointF(box.right(), box.center().y())
                                                : QPointF(box.center().x(), box.bottom()));
    const int start = pixel(sideways ? exit.x() : exit.y());
    const int middle = pixel(sideways ? exit.y() : exit.x());
    for (Place child = parent + 1; child < m_layout.end(parent); child = m_layout.end(child)) {
        const QRectF childBox = m_layout.box(child);
        const QPointF entry = view.toScreen(sideways ? QPointF(childBox.left(), childBox.center().y())
                                                     : QPointF(childBox.center().x(), childBox.top()));
        const int end = pixel(sideways ? entry.x() : entry.y());
        const int across = pixel(sideways ? entry.y() : entry.x());
        const bool solid = !(m_kinds[static_cast<std::size_t>(child)] & InBreadth);
        const QRgb colour = mixed(solid ? m_palette.inDepth : m_palette.inBreadth, m_palette.ground, 0.7);
        const int trunk = start + (end - start) / 2 + (solid ? 0 : 1);
        line(start, middle, trunk, middle, colour, solid);
        line(trunk, middle, trunk, across, colour, solid);
        line(trunk, across, end - 1, across, colour, solid);
    }
}

QImage FarPainter::paint(const TreeView &view, const QSize &size)
{
    m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    m_pixels = reinterpret_cast<QRgb *>(m_image.bits());
    m_stride = m_image.bytesPerLine() / std::ptrdiff_t(sizeof(QRgb));
    readKinds();
    for (int kind = 0; kind < Kinds; ++kind)
        m_looks[static_cast<std::size_t>(kind)] = lookOf(kind);
    const QRectF area = view.toLayout(QRectF(QPointF(0, 0), size));
    // On smaller cards edges would be most of what is seen.
    const bool withEdges = m_layout.size() > 0 && m_layout.box(0).height() * view.scale >= 2.5;
    if (withEdges) {
        for (Place i = 0; i < m_layout.size();) {
            if (!m_layout.subtreeTouches(i, area)) {
                i = m_layout.end(i);
                continue;
            }
            if (!m_layout.isLeaf(i))
                edges(i, view);
            ++i;
        }
    }
    for (Place i = 0; i < m_layout.size();) {
        if (!m_layout.subtreeTouches(i, area)) {
            i = m_layout.end(i);
            continue;
        }
        card(i, view);
        const QRectF subtree = m_layout.subtreeBox(i);
        const bool small = subtree.width() * view.scale < 1.5 && subtree.height() * view.scale < 1.5;
        i = small ? m_layout.end(i) : i + 1;
    }
    return std::move(m_image);
}

} // namespace evol
