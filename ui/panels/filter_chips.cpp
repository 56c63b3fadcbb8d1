// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/filter_chips.h"

#include "ui/panels/facets.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/row_painting.h"
#include "ui/theme.h"

#include <QPainter>

namespace evol {

namespace {
constexpr int crossSize = 8;
constexpr int leastWidth = 64;
} // namespace

FilterChip::FilterChip(const QString &words, QWidget *parent) : QAbstractButton(parent)
{
    setText(words);
    setToolTip(words);
    setAccessibleName(tr("Take out %1").arg(words));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(text()) + 3 * space::inside + crossSize + 2, metrics.height() + space::inside};
}

QSize FilterChip::minimumSizeHint() const
{
    return {leastWidth, sizeHint().height()};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    const Palette &palette = currentPalette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool strong = hasFocus() || underMouse();
    painter.setPen(strong ? palette.accent : palette.accentTint);
    painter.setBrush(palette.accentTint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRect words = rect().adjusted(space::inside, 0, -2 * space::inside - crossSize, 0);
    row::paintText(painter, words, text(), font(), palette.text);
    const QRectF cross(width() - space::inside - crossSize, (height() - crossSize) / 2.0, crossSize, crossSize);
    painter.setPen(QPen(strong ? palette.accent : palette.quietText, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.bottomLeft(), cross.topRight());
}

FilterChips::FilterChips(QWidget *parent) : QWidget(parent)
{
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::grid);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void FilterChips::setFilter(const Filter &filter)
{
    m_filter = filter;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    while (QLayoutItem *item = layout()->takeAt(0)) {
        // The one clicked is still in its click.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QWidget *first = nullptr;
    for (int i = 0; i < facetCount; ++i) {
        const auto facet = static_cast<Facet>(i);
        const QString words = facetWords(facet, filter);
        if (words.isEmpty())
            continue;
        auto *chip = new FilterChip(words, this);
        connect(chip, &QAbstractButton::clicked, this, [this, facet] {
            Filter without = m_filter;
            clear(facet, without);
            Q_EMIT filterEdited(without);
        });
        layout()->addWidget(chip);
        chip->show();
        first = first ? first : chip;
    }
    setVisible(layout()->count() > 0);
    if (hadFocus && first)
        first->setFocus();
    updateGeometry();
}

} // namespace evol
