// SPDX-License-Identifier: GPL-3.0-or-later
// The order of painting, and the choice of detail. The thread that draws.
#include "drawing/tree_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {
constexpr std::size_t mostMarksLookedUp = 2000;
} // namespace

TreePainter::TreePainter(const Pool &pool, const TreeLayout &layout, const TreeContent &content,
                         const NodeColours &colours, const Palette &palette, const QFont &font)
    : m_pool(pool), m_layout(layout), m_palette(palette), m_cards(pool, content, palette, font),
      m_edges(pool, layout, content, palette), m_shapes(layout, colours, palette)
{
}

void TreePainter::setPalette(const Palette &palette)
{
    m_palette = palette;
    m_cards.setPalette(palette);
    m_edges.setPalette(palette);
    m_shapes.setPalette(palette);
}

TreePainter::Missing TreePainter::paint(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    painter.save();
    m_cards.texts().beginPicture();
    m_cards.setScale(view.scale());
    const Detail detail = detailAt(view.scale());
    if (detail == Detail::Whole) {
        painter.fillRect(area, m_palette.ground);
        paintWhole(painter, view, area, marks);
    } else {
        paintShapes(painter, view, area, marks);
        if (detail == Detail::Short)
            paintWords(painter, view, area, marks);
    }
    paintMarks(painter, view, area, marks);
    painter.restore();
    return {m_cards.texts().isUnprepared(), m_cards.texts().isUnread()};
}

void TreePainter::paintShapes(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    // A few are marked one by one, larger than they are.
    m_selected.clear();
    if (marks.selected.size() > mostMarksLookedUp) {
        m_selected.resize(std::size_t(m_pool.size()));
        for (const NodeIndex node : marks.selected)
            m_selected[std::size_t(node)] = 1;
    }
    m_shapes.setSelected(&m_selected);
    m_shapes.setMatches(marks.matches ? &*marks.matches : nullptr);
    const double ratio = painter.device()->devicePixelRatioF();
    const TreeView device{view.scaleX * ratio, view.scaleY * ratio, view.toLayout(QPointF(area.topLeft()))};
    QImage image = m_shapes.paint(device, QSize(int(std::ceil(area.width() * ratio)), int(std::ceil(area.height() * ratio))));
    image.setDevicePixelRatio(ratio);
    painter.drawImage(area.topLeft(), image);
}

/// A veil over what does not fit what one looks for.
void TreePainter::standBack(QPainter &painter, const QRect &card) const
{
    QColor veil = m_palette.ground;
    veil.setAlphaF(0.7F);
    painter.fillRect(card, veil);
}

void TreePainter::paintWords(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    std::vector<std::pair<NodeIndex, QRect>> cards;
    std::vector<InstructionId> ids;
    m_layout.walk(view.toLayout(QRectF(area)), [&](const TreeLayout::Met &met) {
        const QRect place = view.toPixels(m_layout.card(met));
        if (place.intersects(area)) {
            cards.emplace_back(met.node, place);
            ids.push_back(m_pool.id(met.node));
        }
        return TreeLayout::Walk::Deeper;
    });
    m_cards.texts().prefetch(ids);
    for (const auto &[node, place] : cards) {
        m_cards.paintWords(painter, node, place);
        if (marks.standsBack(node))
            standBack(painter, place);
    }
}

void TreePainter::paintWhole(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    // Marks and outlines reach a little over their cards, and edges before them.
    const QRectF seen = view.toLayout(QRectF(area).adjusted(-2, -2, 2, 2));
    const double gap = m_layout.levelGap();
    std::vector<TreeLayout::Met> cards;
    std::vector<InstructionId> ids;
    m_layout.walk(seen.adjusted(0, 0, sideways ? gap : 0, sideways ? 0 : gap), [&](const TreeLayout::Met &met) {
        if (!m_layout.isLeaf(met.node))
            m_edges.paint(painter, met, view, area);
        if (m_layout.card(met).intersects(seen)) {
            cards.push_back(met);
            ids.push_back(m_pool.id(met.node));
        }
        return TreeLayout::Walk::Deeper;
    });
    m_cards.texts().prefetch(ids);
    for (const TreeLayout::Met &met : cards) {
        const QRect place = view.toPixels(m_layout.card(met));
        m_cards.paintWhole(painter, met.node, place);
        if (marks.standsBack(met.node))
            standBack(painter, place);
    }
}

void TreePainter::paintMarks(QPainter &painter, const TreeView &view, const QRect &area, const TreeMarks &marks)
{
    const bool sideways = m_layout.orientation() == Orientation::LeftToRight;
    const auto cardOf = [&](NodeIndex node) {
        QRect card = m_layout.contains(node) ? view.toPixels(m_layout.box(node)) : QRect();
        // From far off a mark has to be larger than its card to be seen.
        if (!card.isNull() && (card.height() < 6 || card.width() < 6))
            card.adjust(-3, -3, 3, 3);
        return card.intersects(area.adjusted(-8, -8, 8, 8)) ? card : QRect();
    };
    const auto mark = [&](NodeIndex node, CardMark kind) {
        if (const QRect card = cardOf(node); !card.isNull())
            m_cards.paintMark(painter, card, kind, m_pool.operatorKey(node).empty());
    };
    mark(m_pool.indexOf(marks.hovered), CardMark::Hovered);
    if (marks.selected.size() <= mostMarksLookedUp) {
        for (const NodeIndex node : marks.selected)
            mark(node, CardMark::Selected);
    } else if (detailAt(view.scale()) == Detail::Whole) {
        for (const NodeIndex node : m_layout.within(view.toLayout(QRectF(area)))) {
            if (std::binary_search(marks.selected.begin(), marks.selected.end(), node))
                mark(node, CardMark::Selected);
        }
    }
    const auto exitOf = [sideways](const QRectF &card) {
        return sideways ? QPointF(card.right(), card.center().y()) : QPointF(card.center().x(), card.bottom());
    };
    if (detailAt(view.scale()) != Detail::Far) {
        for (const auto &[node, hidden] : marks.folded) {
            if (const QRect card = cardOf(node); !card.isNull())
                m_cards.paintFolded(painter, exitOf(card), hidden);
        }
    }
    for (const InstructionId id : marks.evolving) {
        if (const QRect card = cardOf(m_pool.indexOf(id)); !card.isNull())
            m_cards.paintEvolving(painter, exitOf(card), marks.pulse);
    }
}

} // namespace evol
