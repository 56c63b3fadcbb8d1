// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of cards. Distances are multiples of 4 at full size. The thread that draws.
#include "drawing/card_painter.h"

#include "drawing/tree_view.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr int linesOnCard = 3;

QFont sized(const QFont &font, double pixels, QFont::Weight weight = QFont::Normal)
{
    QFont result(font);
    result.setPixelSize(std::max(8, int(std::lround(pixels))));
    result.setWeight(weight);
    return result;
}

QPainterPath star(const QRectF &place)
{
    QPainterPath path;
    const QPointF middle = place.center();
    for (int i = 0; i < 10; ++i) {
        const double radius = place.width() / 2 * (i % 2 ? 0.42 : 1);
        const double angle = M_PI * i / 5 - M_PI / 2;
        const QPointF point = middle + QPointF(std::cos(angle), std::sin(angle)) * radius;
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

} // namespace

CardPainter::CardPainter(const Pool &pool, const TreeContent &content, const Palette &palette, const QFont &font)
    : m_pool(pool), m_content(content), m_palette(palette), m_font(font), m_texts(content)
{
    setScale(1);
}

/// Text on one line in a row, cut where it does not fit; gives the width used.
int CardPainter::drawLine(QPainter &painter, const QRect &row, const QString &text, Qt::AlignmentFlag side)
{
    const QFontMetrics metrics(painter.font());
    // Widths in steps let neighbouring scales share what is prepared.
    const QStaticText &label = m_texts.label(text, painter.font(), row.width() & ~3);
    const int width = int(std::ceil(label.size().width()));
    const int x = side == Qt::AlignRight ? row.right() + 1 - width : row.left();
    const int y = row.top() + (row.height() - metrics.ascent() - metrics.descent() + 1) / 2;
    if (painter.paintEngine()->type() == QPaintEngine::Raster)
        painter.drawStaticText(QPoint(x, y), label);
    else
        painter.drawText(QPoint(x, y + metrics.ascent()), label.text());
    return width;
}

int CardPainter::px(double value) const
{
    return std::max(1, int(std::lround(value * m_sizes.scale)));
}

void CardPainter::setScale(double scale)
{
    if (scale == m_sizes.scale)
        return;
    m_sizes.scale = scale;
    m_sizes.padding = px(12);
    m_sizes.radius = px(6);
    m_sizes.icon = px(16);
    m_sizes.gap = px(4);
    m_sizes.header = px(20);
    m_sizes.foot = px(16);
    m_sizes.lineHeight = px(18);
    m_sizes.title = sized(m_font, 12 * scale, QFont::DemiBold);
    m_sizes.body = sized(m_font, 13 * scale);
    m_sizes.small = sized(m_font, 11 * scale);
    m_sizes.brief = sized(m_font, scale >= 0.4 ? 11 : 10);
}

QColor CardPainter::directionColour(NodeIndex node) const
{
    if (m_pool.operatorKey(node).empty())
        return m_palette.text;
    return m_content.direction(m_pool.operatorKey(node)) == Direction::InDepth ? m_palette.inDepth
                                                                                : m_palette.inBreadth;
}

/// Seen behind text without making it harder to read.
QColor CardPainter::strikeColour() const
{
    QColor colour = m_palette.strongLine;
    colour.setAlphaF(0.4F);
    return colour;
}

void CardPainter::paintBody(QPainter &painter, NodeIndex node, const QRect &card) const
{
    const bool seed = m_pool.operatorKey(node).empty();
    const bool struck = isStruck(node);
    const double radius = seed ? m_sizes.radius * 2.5 : m_sizes.radius;
    // Half a pixel in: the outline then fills whole pixels.
    const QRectF outline = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(struck ? m_palette.ground : m_palette.panel);
    painter.setPen(QPen(seed || struck ? m_palette.strongLine : m_palette.line, 1));
    painter.drawRoundedRect(outline, radius, radius);
    if (struck) {
        painter.setPen(QPen(strikeColour(), 1));
        const double inset = radius * 0.3;
        painter.drawLine(outline.bottomLeft() + QPointF(inset, -inset), outline.topRight() + QPointF(-inset, inset));
    }
}

void CardPainter::paintWhole(QPainter &painter, NodeIndex node, const QRect &card)
{
    paintBody(painter, node, card);
    const int p = m_sizes.padding;
    const QRect inside = card.adjusted(p, px(8), -p, -px(8));
    paintHeader(painter, node, QRect(inside.left(), inside.top(), inside.width(), m_sizes.header));

    const CardLines &lines = m_texts.lines(m_pool.id(node), m_sizes.body, inside.width() & ~3, linesOnCard);
    painter.setFont(m_sizes.body);
    painter.setPen(isStruck(node) ? m_palette.quietText : m_palette.text);
    const QFontMetrics metrics(m_sizes.body);
    int top = inside.top() + m_sizes.header + px(2);
    const bool vectors = painter.paintEngine()->type() != QPaintEngine::Raster;
    for (std::size_t i = 0; i < lines.prepared.size(); ++i) {
        const int y = top + (m_sizes.lineHeight - metrics.height()) / 2;
        if (vectors)
            painter.drawText(QPoint(inside.left(), y + metrics.ascent()), lines.text[qsizetype(i)]);
        else
            painter.drawStaticText(QPoint(inside.left(), y), lines.prepared[i]);
        top += m_sizes.lineHeight;
    }
    paintFoot(painter, node,
              QRect(inside.left(), inside.bottom() + 1 - m_sizes.foot, inside.width(), m_sizes.foot));
}

void CardPainter::paintHeader(QPainter &painter, NodeIndex node, const QRect &row)
{
    const std::string &key = m_pool.operatorKey(node);
    const bool seed = key.empty();
    const bool struck = isStruck(node);
    const QColor colour = struck ? m_palette.quietText : directionColour(node);
    const Direction direction = seed ? Direction::InDepth : m_content.direction(key);
    const QRect icon(row.left(), row.top() + (row.height() - m_sizes.icon) / 2, m_sizes.icon, m_sizes.icon);
    m_icons.paint(painter, seed ? QStringLiteral("seed") : m_content.operatorIcon(key), direction, icon, colour);

    const int signWidth = paintSign(painter, node, row);
    QFont title = m_sizes.title;
    title.setStrikeOut(struck);
    painter.setFont(title);
    painter.setPen(colour);
    const int left = m_sizes.icon + px(6);
    drawLine(painter, row.adjusted(left, 0, -signWidth - m_sizes.gap * 2, 0),
             seed ? tr("Seed") : m_content.operatorTitle(key), Qt::AlignLeft);
}

/// State in words, with a check, a cross or the flag before it; gives the width used.
int CardPainter::paintSign(QPainter &painter, NodeIndex node, const QRect &row)
{
    const bool struck = isStruck(node);
    painter.setFont(m_sizes.small);
    painter.setPen(m_palette.quietText);
    int width = drawLine(painter, row, struck ? tr("eliminated") : tr("kept"), Qt::AlignRight);

    const int side = px(8);
    width += m_sizes.gap + side;
    const QRectF sign(row.right() + 1 - width, row.top() + (row.height() - side) / 2.0, side, side);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(struck ? m_palette.quietText : m_palette.kept, 1.5 * m_sizes.scale, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    if (struck) {
        painter.drawLine(sign.topLeft(), sign.bottomRight());
        painter.drawLine(sign.bottomLeft(), sign.topRight());
    } else {
        const QPointF corner = sign.topLeft();
        const QPointF check[] = {corner + QPointF(0, side * 0.55), corner + QPointF(side * 0.35, side * 0.9),
                                 corner + QPointF(side, side * 0.15)};
        painter.drawPolyline(check, 3);
    }
    if (m_pool.isOverridden(node)) {
        const int flag = px(12);
        width += m_sizes.gap * 2 + flag;
        paintFlag(painter, QRectF(row.right() + 1 - width, row.top() + (row.height() - flag) / 2.0, flag, flag));
    }
    return width;
}

void CardPainter::paintFlag(QPainter &painter, const QRectF &place) const
{
    const double u = place.width() / 12;
    painter.setPen(QPen(m_palette.overridden, 1.5 * u, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(place.topLeft() + QPointF(2 * u, u), place.topLeft() + QPointF(2 * u, 11 * u));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_palette.overridden);
    const QPointF cloth[] = {place.topLeft() + QPointF(2 * u, u), place.topLeft() + QPointF(11 * u, u),
                             place.topLeft() + QPointF(8.5 * u, 4 * u), place.topLeft() + QPointF(11 * u, 7 * u),
                             place.topLeft() + QPointF(2 * u, 7 * u)};
    painter.drawPolygon(cloth, 5);
    painter.setBrush(Qt::NoBrush);
}

QString CardPainter::firedRules(NodeIndex node) const
{
    QStringList titles;
    for (std::size_t rule = 0; rule < m_pool.ruleKeys().size(); ++rule) {
        if (m_pool.firedRules(node) & (1u << rule))
            titles += m_content.ruleTitle(m_pool.ruleKeys()[rule]);
    }
    return titles.join(QStringLiteral(", "));
}

void CardPainter::paintFoot(QPainter &painter, NodeIndex node, const QRect &row)
{
    painter.setFont(m_sizes.small);
    painter.setPen(m_palette.quietText);
    QRect rest = row;
    const int responses = m_pool.responses(node);
    if (responses > 0) {
        const int used = drawLine(painter, rest, responses == 1 ? tr("1 response") : tr("%1 responses").arg(responses), Qt::AlignRight);
        rest.setRight(rest.right() - used - px(12));
    }
    const QString rules = firedRules(node);
    if (!rules.isEmpty() && isStruck(node)) {
        painter.setPen(m_palette.text);
        drawLine(painter, rest, QStringLiteral("✕ ") + rules, Qt::AlignLeft);
        return;
    }
    if (m_pool.difficulty(node) > 0) {
        const int used = drawLine(painter, rest, tr("difficulty %1").arg(m_pool.difficulty(node)), Qt::AlignLeft);
        rest.setLeft(rest.left() + used + px(12));
    }
    if (m_pool.rating(node) > 0) {
        const int side = px(11);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_palette.warning);
        painter.drawPath(star(QRectF(rest.left(), rest.top() + (rest.height() - side) / 2.0, side, side)));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(m_palette.quietText);
        drawLine(painter, rest.adjusted(side + px(4), 0, 0, 0),
                 QLocale().toString(m_pool.rating(node), 'f', 1), Qt::AlignLeft);
    }
}

void CardPainter::paintWords(QPainter &painter, NodeIndex node, const QRect &card)
{
    const bool struck = isStruck(node);
    const int left = std::max(2, px(6)) + 4;
    const int leading = QFontMetrics(m_sizes.brief).height();
    const int rows = std::clamp((card.height() - 4) / leading, 1, 5);
    // The head is worth its row as long as the text keeps two.
    const int head = rows >= 3 ? 1 : 0;
    const CardLines &lines = m_texts.lines(m_pool.id(node), m_sizes.brief, (card.width() - left - 4) & ~7, rows - head);
    int top = card.top() + (card.height() - leading * (head + int(lines.prepared.size()))) / 2;
    if (head) {
        const int flag = m_pool.isOverridden(node) ? std::max(6, px(20)) : 0;
        QRect row(card.left() + left, top, card.width() - left - 4 - flag, leading);
        painter.setFont(m_sizes.brief);
        painter.setPen(m_palette.quietText);
        QString sign = struck ? QStringLiteral("✕") : QStringLiteral("✓");
        if (m_pool.difficulty(node) > 0)
            sign += QStringLiteral(" %1/10").arg(m_pool.difficulty(node));
        row.setRight(row.right() - drawLine(painter, row, sign, Qt::AlignRight) - 4);
        QFont title = m_sizes.brief;
        title.setWeight(QFont::DemiBold);
        title.setStrikeOut(struck);
        painter.setFont(title);
        painter.setPen(struck ? m_palette.quietText : directionColour(node));
        const std::string &key = m_pool.operatorKey(node);
        drawLine(painter, row, key.empty() ? tr("Seed") : m_content.operatorTitle(key), Qt::AlignLeft);
        top += leading;
    }
    painter.setFont(m_sizes.brief);
    painter.setPen(struck ? m_palette.quietText : m_palette.text);
    for (const QStaticText &line : lines.prepared) {
        painter.drawStaticText(QPoint(card.left() + left, top), line);
        top += leading;
    }
}

void CardPainter::paintMark(QPainter &painter, const QRect &card, CardMark mark, bool seed) const
{
    if (mark == CardMark::None)
        return;
    const bool selected = mark == CardMark::Selected;
    const double width = selected ? 2 : 1;
    const bool round = detailAt(m_sizes.scale) == Detail::Whole;
    painter.setRenderHint(QPainter::Antialiasing, round);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(selected ? m_palette.accent : m_palette.quietText, width, Qt::SolidLine, Qt::FlatCap,
                        Qt::MiterJoin));
    const double inset = selected ? 0 : 0.5;
    const double radius = round ? m_sizes.radius * (seed ? 2.5 : 1) : 0;
    painter.drawRoundedRect(QRectF(card).adjusted(inset, inset, -inset, -inset), radius, radius);
}

void CardPainter::paintFolded(QPainter &painter, const QPointF &edge, int hidden) const
{
    const QString text = QStringLiteral("+%1").arg(QLocale().toString(hidden));
    QFont font = m_sizes.small;
    font.setPixelSize(std::max(font.pixelSize(), 10));
    const QFontMetrics metrics(font);
    const QSize size(metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    const QRect badge(edge.toPoint() - QPoint(4, size.height() / 2), size);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(m_palette.strongLine, 1));
    painter.setBrush(m_palette.panel);
    painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setBrush(Qt::NoBrush);
    painter.setFont(font);
    painter.setPen(m_palette.text);
    painter.drawText(badge, Qt::AlignCenter, text);
}

void CardPainter::paintEvolving(QPainter &painter, const QPointF &edge, double phase) const
{
    const double core = std::max(2.0, 3 * m_sizes.scale);
    const double swing = 0.5 - 0.5 * std::cos(phase * 2 * M_PI);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    QColor halo = m_palette.accent;
    halo.setAlphaF(float(0.12 + 0.22 * swing));
    painter.setBrush(halo);
    painter.drawEllipse(edge, core * (1.6 + swing), core * (1.6 + swing));
    painter.setBrush(m_palette.accent);
    painter.drawEllipse(edge, core, core);
    painter.setBrush(Qt::NoBrush);
}

} // namespace evol
