// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/row_painting.h"

#include "drawing/operator_icons.h"
#include "ui/project.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

#include <algorithm>

namespace evol::row {

namespace {

constexpr int currentMark = 3;

OperatorIcons &icons()
{
    static OperatorIcons all;
    return all;
}

/// Of a text that begins at `from` of the one that is marked.
QList<QTextLayout::FormatRange> formats(const std::vector<WordMark> &marks, int from)
{
    QTextCharFormat format;
    format.setFontWeight(QFont::DemiBold);
    format.setForeground(currentPalette().accent);
    QList<QTextLayout::FormatRange> ranges;
    for (const WordMark &mark : marks) {
        const int start = std::max(mark.start - from, 0);
        if (const int end = mark.start + mark.length - from; end > start)
            ranges += {start, end - start, format};
    }
    return ranges;
}

void paintLastLine(QPainter &painter, const QRect &place, const QString &text, const QList<QTextLayout::FormatRange> &marks, const QFont &font)
{
    const QString elided = QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width() - space::grid);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    QTextLayout layout(elided, font);
    layout.setTextOption(option);
    layout.setFormats(marks);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    layout.draw(&painter, place.topLeft(), {}, place);
}

} // namespace

void paintGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Palette &palette = currentPalette();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, selected ? palette.accentTint : palette.ground);
    if (option.state.testFlag(QStyle::State_HasFocus))
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), currentMark, option.rect.height()), palette.accent);
}

void paintState(QPainter &painter, const QRect &place, State state, bool overridden)
{
    const Palette &palette = currentPalette();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = overridden ? palette.overridden : state == State::Kept ? palette.kept : palette.quietText;
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF box = QRectF(place.center().x() - signSize / 2.0, place.center().y() - signSize / 2.0 + 1, signSize, signSize).adjusted(1, 1, -1, -1);
    if (state == State::Kept) {
        painter.drawPolyline(QPolygonF({{box.left(), box.center().y()}, {box.left() + box.width() * 0.38, box.bottom() - 1}, {box.right(), box.top() + 1}}));
    } else {
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.bottomLeft(), box.topRight());
    }
    if (overridden) {
        const double x = box.right() + 5;
        painter.drawLine(QPointF(x, box.top() - 1), QPointF(x, box.bottom() + 1));
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF({{x, box.top() - 1}, {x + 5, box.top() + 1.5}, {x, box.top() + 4}}));
    }
    painter.restore();
}

void paintIcon(QPainter &painter, const QRect &place, Project &project, const std::string &operatorKey, State state)
{
    const Palette &palette = currentPalette();
    const bool seed = operatorKey.empty();
    const Direction direction = seed ? Direction::InDepth : project.texts().direction(operatorKey);
    const QColor colour = seed || state == State::Eliminated ? palette.quietText
                          : direction == Direction::InDepth  ? palette.inDepth
                                                             : palette.inBreadth;
    const QRect square(place.left(), place.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    icons().paint(painter, seed ? QStringLiteral("seed") : project.texts().operatorIcon(operatorKey), direction, square, colour);
}

void paintChevron(QPainter &painter, const QRect &place, bool open)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF c = QRectF(place).center();
    painter.setPen(QPen(currentPalette().quietText, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (open)
        painter.drawPolyline(QPolygonF({c + QPointF(-3.5, -2), c + QPointF(0, 2), c + QPointF(3.5, -2)}));
    else
        painter.drawPolyline(QPolygonF({c + QPointF(-2, -3.5), c + QPointF(2, 0), c + QPointF(-2, 3.5)}));
    painter.restore();
}

int paintFigures(QPainter &painter, const QRect &place, const QFont &font, const Pool &pool, NodeIndex n)
{
    QStringList words;
    if (pool.difficulty(n) > 0)
        words += QStringLiteral("%1/10").arg(pool.difficulty(n));
    if (pool.rating(n) > 0)
        words += QStringLiteral("★ %1").arg(QLocale().toString(pool.rating(n), 'g', 2));
    if (pool.responses(n) > 0)
        words += pool.responses(n) == 1 ? QCoreApplication::translate("evol::row", "1 resp.") : QCoreApplication::translate("evol::row", "%1 resp.").arg(pool.responses(n));
    const QString text = words.join(QStringLiteral("  "));
    const int width = std::min(QFontMetrics(font).horizontalAdvance(text), place.width() / 2);
    const QRect right(place.right() - width, place.top(), width + 1, place.height());
    paintText(painter, right, text, font, currentPalette().quietText);
    return right.left();
}

void paintText(QPainter &painter, const QRect &place, const QString &text, const QFont &font, const QColor &colour)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
}

void paintMarked(QPainter &painter, const QRect &place, const QString &text, const std::vector<WordMark> &marks, const QFont &font, const QColor &colour)
{
    const QFontMetrics metrics(font);
    const int lines = std::max(place.height() / metrics.height(), 1);
    // No more than could fit if all were narrow ones: shaping the rest would be for nothing.
    const QString beginning = text.left(lines * (place.width() / 3 + 8));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(beginning, font);
    layout.setTextOption(option);
    layout.setFormats(formats(marks, 0));
    painter.setPen(colour);
    layout.beginLayout();
    for (int i = 0; i + 1 < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(place.width());
        line.setPosition(QPointF(0, i * metrics.height()));
    }
    layout.endLayout();
    const int broken = layout.lineCount();
    int start = 0;
    if (broken > 0) {
        const QTextLine line = layout.lineAt(broken - 1);
        start = line.textStart() + line.textLength();
        layout.draw(&painter, place.topLeft());
    }
    if (start < beginning.size())
        paintLastLine(painter, place.adjusted(0, broken * metrics.height(), 0, 0), beginning.mid(start), formats(marks, start), font);
}

QString stateWord(State state, bool overridden)
{
    if (overridden)
        return state == State::Kept ? QCoreApplication::translate("evol::row", "kept by a person") : QCoreApplication::translate("evol::row", "eliminated by a person");
    return state == State::Kept ? QCoreApplication::translate("evol::row", "kept") : QCoreApplication::translate("evol::row", "eliminated");
}

} // namespace evol::row
