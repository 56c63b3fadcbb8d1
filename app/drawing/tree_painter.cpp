// SPDX-License-Identifier: GPL-3.0-or-later
// The order of painting, and the choice of detail. The thread that draws.
#include "drawing/tree_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {
constexpr std::size_t mostShortTexts = 1500;
} // namespace

TreePainter::TreePainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content,
                         const Palette &palette, const QFont &font)
    : m_pool(pool), m_layout(layout), m_palette(palette), m_cards(pool, content, palette, font),
      m_edges(pool, layout, content, palette), m_far(pool, layout, content, palette)
{
}

void TreePainter::setPalette(const Palette &palette)
{
    m_palette = palette;
    m_cards.setPalette(palette);
    m_edges.setPalette(palette);
    m_far.setPalette(palette);
}

void TreePainter::paint(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    painter.save();
    painter.fillRect(area, m_palette.ground);
    const Detail detail = detailAt(view.scale);
    m_cards.setScale(view.scale);
    if (detail == Detail::Far) {
        paintFar(painter, view, area);
    } else {
        paintEdges(painter, view, area, detail);
        // Marks and outlines reach a little over their cards.
        paintCards(painter, view, m_layout.within(view.toLayout(QRectF(area).adjusted(-2, -2, 2, 2))), detail);
    }
    paintMarks(painter, view, area, marks);
    painter.restore();
}

void TreePainter::paintFar(QPainter &painter, const TreeView &view, const QRect &area)
{
    const double ratio = painter.device()->devicePixelRatioF();
    TreeView device;
    device.scale = view.scale * ratio;
    device.origin = view.toLayout(QPointF(area.topLeft()));
    QImage image = m_far.paint(device, QSize(int(std::ceil(area.width() * ratio)), int(std::ceil(area.height() * ratio))));
    image.setDevicePixelRatio(ratio);
    painter.drawImage(area.topLeft(), image);
}

void TreePainter::paintEdges(QPainter &painter, const TreeView &view, const QRect &area, Detail detail)
{
    const QRectF seen = view.toLayout(QRectF(area));
    for (Place i = 0; i < m_layout.size();) {
        if (!m_layout.subtreeTouches(i, seen)) {
            i = m_layout.end(i);
            continue;
        }
        if (!m_layout.isLeaf(i))
            m_edges.paint(painter, i, view, area, detail);
        ++i;
    }
}

void TreePainter::paintCards(QPainter &painter, const TreeView &view, const std::vector<Place> &places,
                             Detail detail)
{
    const bool withText = detail == Detail::Whole || places.size() <= mostShortTexts;
    if (withText) {
        std::vector<InstructionId> ids;
        for (const Place place : places)
            ids.push_back(m_pool.id(m_layout.node(place)));
        m_cards.texts().prefetch(ids);
    }
    for (const Place place : places) {
        const NodeIndex node = m_layout.node(place);
        const QRect card = view.toPixels(m_layout.box(place));
        if (detail == Detail::Whole)
            m_cards.paintWhole(painter, node, card);
        else
            m_cards.paintShort(painter, node, card, withText);
    }
}

void TreePainter::paintMarks(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    const auto cardOf = [&](InstructionId id) {
        const Place place = m_layout.placeOf(m_pool.indexOf(id));
        QRect card = place < 0 ? QRect() : view.toPixels(m_layout.box(place));
        // From far off a mark has to be larger than its card to be seen.
        if (!card.isNull() && card.height() < 6)
            card.adjust(-3, -3, 3, 3);
        return card.intersects(area.adjusted(-8, -8, 8, 8)) ? card : QRect();
    };
    const auto isSeed = [&](InstructionId id) { return m_pool.operatorKey(m_pool.indexOf(id)).empty(); };
    if (const QRect card = cardOf(marks.hovered); !card.isNull())
        m_cards.paintMark(painter, card, CardMark::Hovered, isSeed(marks.hovered));
    for (const InstructionId id : marks.selected) {
        if (const QRect card = cardOf(id); !card.isNull())
            m_cards.paintMark(painter, card, CardMark::Selected, isSeed(id));
    }
    for (const InstructionId id : marks.evolving) {
        const QRectF card = cardOf(id);
        if (!card.isNull())
            m_cards.paintEvolving(painter, sideways ? QPointF(card.right(), card.center().y())
                                                    : QPointF(card.center().x(), card.bottom()), marks.pulse);
    }
}

} // namespace evol
