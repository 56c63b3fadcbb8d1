// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/seed_delegate.h"

#include "drawing/card_text.h"
#include "ui/panels/seed_list_model.h"
#include "ui/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace evol {

namespace {
constexpr int textLines = 2;
constexpr int leftMargin = space::panel;
constexpr int rightMargin = space::groups;
} // namespace

void SeedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &palette = currentPalette();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, selected ? palette.accentTint : palette.ground);
    if (selected)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), palette.accent);

    const QString count = QLocale().toString(index.data(SeedListModel::CountRole).toInt());
    const QFontMetrics metrics(option.font);
    QRect inside = option.rect.adjusted(leftMargin, space::grid, -rightMargin, -space::grid);
    const int countWidth = std::max(metrics.horizontalAdvance(count), metrics.horizontalAdvance(QStringLiteral("000")));
    QFont font = option.font;
    font.setWeight(index.row() == 0 ? QFont::DemiBold : QFont::Normal);
    const int width = inside.width() - countWidth - space::groups;
    const QStringList lines = wrapText(index.data().toString(), font, width, textLines);
    inside.adjust(0, (inside.height() - metrics.height() * std::max(static_cast<int>(lines.size()), 1)) / 2, 0, 0);
    painter->setPen(palette.quietText);
    painter->drawText(QRect(inside.right() - countWidth, inside.top(), countWidth + 1, metrics.height()),
                      Qt::AlignRight | Qt::AlignTop, count);

    painter->setFont(font);
    painter->setPen(palette.text);
    int y = inside.top();
    for (const QString &line : lines) {
        painter->drawText(QRect(inside.left(), y, width + space::grid, metrics.height()), Qt::AlignLeft | Qt::AlignTop, line);
        y += metrics.height();
    }
    painter->restore();
}

QSize SeedDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, QFontMetrics(option.font).height() * textLines + 2 * space::inside};
}

} // namespace evol
