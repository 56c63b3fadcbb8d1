// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of edges. Works in coordinates along and across the direction of growth, which a top-down tree
// swaps. The thread that draws.
#include "drawing/edge_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace evol {

namespace {

QPointF swapped(const QPointF &p)
{
    return {p.y(), p.x()};
}

} // namespace

EdgePainter::EdgePainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content,
                         const Palette &palette)
    : m_pool(pool), m_layout(layout), m_content(content), m_palette(palette)
{
}

QRectF EdgePainter::childBox(const TreeLayout::Met &parent, NodeIndex child) const
{
    const QRectF own = m_layout.card(parent);
    const double offset = m_layout.offset(child), gap = m_layout.levelGap();
    return m_layout.orientation() == Orientation::LeftToRight ? own.translated(own.width() + gap, offset)
                                                              : own.translated(offset, own.height() + gap);
}

void EdgePainter::collect(const TreeLayout::Met &parent, double middle, const TreeView &view, const QRectF &area, Fan (&fans)[2])
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    const double from = (sideways ? area.top() : area.left()) - 16;
    const double to = (sideways ? area.bottom() : area.right()) + 16;
    const std::string *lastKey = nullptr;
    Direction direction = Direction::InDepth;
    for (Fan &fan : fans) {
        fan.lowest = std::numeric_limits<double>::infinity();
        fan.highest = -std::numeric_limits<double>::infinity();
        fan.straight = 0;
    }
    for (NodeIndex child = m_layout.firstChild(parent.node); child != noNode; child = m_layout.nextSibling(child)) {
        const std::string &key = m_pool.operatorKey(child);
        if (&key != lastKey) {
            lastKey = &key;
            direction = m_content.direction(key);
        }
        const QRect box = view.toPixels(childBox(parent, child));
        const QPointF end = sideways ? QPointF(box.left(), box.top() + box.height() / 2)
                                     : QPointF(box.top(), box.left() + box.width() / 2);
        Fan &fan = fans[direction == Direction::InDepth ? 0 : 1];
        fan.lowest = std::min(fan.lowest, end.y());
        fan.highest = std::max(fan.highest, end.y());
        if (std::abs(end.y() - middle) <= 0.5) {
            ++fan.straight;
            fan.straightEnd = end.x();
        }
        if (end.y() >= from && end.y() <= to)
            fan.ends.push_back(end);
    }
}

QPainterPath EdgePainter::pathOf(const Fan &fan, const QPointF &start, double trunk, double radius,
                                 const QRectF &area) const
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    const double from = (sideways ? area.top() : area.left()) - 16;
    const double to = (sideways ? area.bottom() : area.right()) + 16;
    const double low = std::max(fan.lowest, from);
    const double high = std::min(fan.highest, to);
    QPainterPath path;
    const auto move = [&](double along, double across) {
        path.moveTo(sideways ? QPointF(along, across) : QPointF(across, along));
    };
    const auto line = [&](double along, double across) {
        path.lineTo(sideways ? QPointF(along, across) : QPointF(across, along));
    };
    const auto bend = [&](double along, double across, double toAlong, double toAcross) {
        const QPointF corner(along, across), end(toAlong, toAcross);
        path.quadTo(sideways ? corner : swapped(corner), sideways ? end : swapped(end));
    };

    const bool up = fan.lowest < start.y() - 0.5;
    const bool down = fan.highest > start.y() + 0.5;
    const bool startSeen = start.y() >= from && start.y() <= to;
    // With children to one side only the stem bends into the trunk; else it meets it like a T.
    const double reach = up ? start.y() - fan.lowest : fan.highest - start.y();
    const double turn = up != down && fan.straight == 0 ? std::min(radius, reach / 2) : 0;
    const double away = up ? -turn : turn;
    if (startSeen) {
        move(start.x(), start.y());
        line(fan.straight > 0 ? fan.straightEnd : trunk - turn, start.y());
        if (turn > 0)
            bend(trunk, start.y(), trunk, start.y() + away);
    }
    if (up && low < start.y() - turn) {
        move(trunk, std::min(start.y() - turn, to));
        line(trunk, fan.lowest >= from ? std::min(low + radius, start.y() - turn) : low);
    }
    if (down && high > start.y() + turn) {
        move(trunk, std::max(start.y() + turn, from));
        line(trunk, fan.highest <= to ? std::max(high - radius, start.y() + turn) : high);
    }
    for (const QPointF &end : fan.ends) {
        const double offset = end.y() - start.y();
        // The stem went on to this one: a dashed line keeps its rhythm.
        if (fan.straight > 0 && std::abs(offset) <= 0.5)
            continue;
        const double r = std::min(radius, turn > 0 ? std::abs(offset) / 2 : std::abs(offset));
        move(trunk, end.y() - std::copysign(r, offset));
        if (r > 0)
            bend(trunk, end.y(), trunk + r, end.y());
        line(end.x(), end.y());
    }
    return path;
}

void EdgePainter::paint(QPainter &painter, const TreeLayout::Met &parent, const TreeView &view, const QRectF &area)
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    const QRect box = view.toPixels(m_layout.card(parent));
    const QPointF exit = sideways ? QPointF(box.left() + box.width(), box.top() + box.height() / 2)
                                  : QPointF(box.top() + box.height(), box.left() + box.width() / 2);
    const QRect child = view.toPixels(childBox(parent, m_layout.firstChild(parent.node)));
    const double gap = (sideways ? child.left() : child.top()) - exit.x();
    // Nothing of the gap is seen: no edge is.
    const double near = sideways ? area.left() : area.top();
    const double far = sideways ? area.right() : area.bottom();
    if (exit.x() > far + 2 || exit.x() + gap < near - 2)
        return;

    Fan fans[2];
    collect(parent, exit.y(), view, area, fans);
    const bool both = fans[0].lowest <= fans[0].highest && fans[1].lowest <= fans[1].highest;
    const double scale = view.scale();
    const double apart = std::max(2.0, std::round(12 * scale));
    const int width = std::max(1, int(std::lround(1.5 * scale)));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    // A line of odd width is sharp when it runs through the middle of pixels.
    const double sharp = width % 2 ? 0.5 : 0;
    painter.translate(sharp, sharp);
    for (int kind = 0; kind < 2; ++kind) {
        Fan &fan = fans[kind];
        if (fan.lowest > fan.highest)
            continue;
        // In depth leaves from the middle. In breadth, beside it, leaves towards its own children.
        const bool beside = both && kind == 1;
        const double side = fan.lowest + fan.highest >= 2 * exit.y() ? apart : -apart;
        const QPointF start = exit + QPointF(0, beside ? side : 0);
        const double trunk = exit.x() + std::round(gap * 0.4) + (beside ? apart : 0);
        if (beside)
            fan.straight = 0;
        const double radius = std::round(8 * scale);
        QPen pen(kind == 0 ? m_palette.inDepth : m_palette.inBreadth, width);
        pen.setCapStyle(Qt::FlatCap);
        if (kind == 1)
            pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawPath(pathOf(fan, start, trunk, radius, area));
    }
    painter.translate(-sharp, -sharp);
}

} // namespace evol
