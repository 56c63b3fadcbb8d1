// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one card of the tree: whole when near, a shape with a few words when farther off. Every state has
// a sign besides its colour: struck, flagged, outlined. The thread that draws.
#pragma once

#include "domain/pool.h"
#include "drawing/card_text.h"
#include "drawing/operator_icons.h"
#include "drawing/palette.h"

#include <QCoreApplication>
#include <QFont>
#include <QRect>

class QPainter;

namespace evol {

enum class CardMark { None, Hovered, Selected };

class CardPainter
{
    Q_DECLARE_TR_FUNCTIONS(evol::CardPainter)

public:
    CardPainter(const Pool &pool, const TreeContent &content, const Palette &palette, const QFont &font);

    /// Sizes for a scale; to be called before the cards of a frame.
    void setScale(double scale);
    void setPalette(const Palette &palette) { m_palette = palette; }
    CardText &texts() { return m_texts; }

    void paintWhole(QPainter &painter, NodeIndex node, const QRect &card);
    /// A few words on a shape that is painted already.
    void paintWords(QPainter &painter, NodeIndex node, const QRect &card);
    void paintMark(QPainter &painter, const QRect &card, CardMark mark, bool seed) const;
    /// The sign, at the edge where its children would be, that so many instructions are folded away.
    void paintFolded(QPainter &painter, const QPointF &edge, int hidden) const;
    /// The sign, at the edge where the child will appear, that one is being made. phase: 0 to 1.
    void paintEvolving(QPainter &painter, const QPointF &edge, double phase) const;

private:
    struct Sizes {
        double scale = 0;
        int padding, radius, icon, header, foot, lineHeight, gap;
        QFont title, body, small, brief;
    };
    int px(double value) const;
    bool isStruck(NodeIndex node) const { return m_pool.state(node) == State::Eliminated; }
    QColor directionColour(NodeIndex node) const;
    QColor strikeColour() const;
    void paintBody(QPainter &painter, NodeIndex node, const QRect &card) const;
    void paintHeader(QPainter &painter, NodeIndex node, const QRect &row);
    void paintFoot(QPainter &painter, NodeIndex node, const QRect &row);
    int paintSign(QPainter &painter, NodeIndex node, const QRect &row);
    int drawLine(QPainter &painter, const QRect &row, const QString &text, Qt::AlignmentFlag side);
    void paintFlag(QPainter &painter, const QRectF &place) const;
    QString firedRules(NodeIndex node) const;

    const Pool &m_pool;
    const TreeContent &m_content;
    Palette m_palette;
    QFont m_font;
    OperatorIcons m_icons;
    CardText m_texts;
    Sizes m_sizes;
};

} // namespace evol
