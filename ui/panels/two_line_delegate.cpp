// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/two_line_delegate.h"

#include "ui/theme.h"

#include <QPainter>

namespace evol {

namespace {
constexpr int markWidth = 3;
// More than a row can show, and still quick to measure.
constexpr qsizetype longestMeasured = 400;
} // namespace

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &palette = currentPalette();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, isSelected ? palette.accentTint : palette.ground);
    if (isSelected)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), markWidth, option.rect.height()), palette.accent);

    QRect inside = option.rect.adjusted(space::inside, space::grid, -space::groups, -space::grid);
    QFont font = option.font;
    const QFontMetrics metrics(font);
    const QString right = index.data(RightRole).toString();
    const int rightWidth = right.isEmpty() ? 0 : metrics.horizontalAdvance(right) + space::inside;
    painter->setFont(font);
    painter->setPen(palette.quietText);
    painter->drawText(QRect(inside.right() - rightWidth, inside.top(), rightWidth + 1, metrics.height()), Qt::AlignRight | Qt::AlignTop, right);
    const auto draw = [&](const QString &text, int line, int width) {
        const QString shown = metrics.elidedText(text.left(longestMeasured).simplified(), Qt::ElideRight, width);
        painter->drawText(QRect(inside.left(), inside.top() + line * metrics.lineSpacing(), width, metrics.height()), Qt::AlignLeft | Qt::AlignTop, shown);
    };
    draw(index.data(SecondLineRole).toString(), 1, inside.width());
    painter->setPen(index.data(StruckRole).toBool() ? palette.quietText : palette.text);
    font.setStrikeOut(index.data(StruckRole).toBool());
    painter->setFont(font);
    draw(index.data(Qt::DisplayRole).toString(), 0, inside.width() - rightWidth);
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * QFontMetrics(option.font).lineSpacing() + 2 * space::grid};
}

} // namespace evol
