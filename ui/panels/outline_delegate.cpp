// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/outline_delegate.h"

#include "ui/panels/outline_model.h"
#include "ui/panels/row_painting.h"
#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace evol {

namespace {

constexpr int leftMargin = space::inside;
constexpr int rightMargin = space::groups;
constexpr int step = space::groups; ///< of depth
constexpr int chevronWidth = 16;
constexpr int leastText = 140;

/// The deepest rows of a narrow list stay readable, at one indent.
int indentOf(const QRect &row, int depth)
{
    return std::min(depth * step, std::max(row.width() - leastText - leftMargin - rightMargin - chevronWidth, 0));
}

} // namespace

OutlineDelegate::OutlineDelegate(const OutlineModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

QRect OutlineDelegate::chevronOf(const QRect &row, int at) const
{
    return {row.left() + leftMargin + indentOf(row, m_model.depthAt(at)), row.top(), chevronWidth, row.height()};
}

void OutlineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_model.project())
        return;
    painter->save();
    row::paintGround(*painter, option);
    const QFontMetrics metrics(option.font);
    const QRect chevron = chevronOf(option.rect, index.row());
    const QRect inside(chevron.right() + space::grid, option.rect.top() + space::grid, option.rect.right() - rightMargin - chevron.right() - space::grid, metrics.height());
    if (m_model.hasChildren(index.row()))
        row::paintChevron(*painter, QRect(chevron.left(), inside.top(), chevron.width(), inside.height()), m_model.isOpen(index.row()));
    paintHead(*painter, inside, option, index.row());
    const Pool &pool = m_model.project()->pool();
    const NodeIndex n = m_model.nodeAt(index.row());
    const QColor colour = pool.state(n) == State::Kept ? currentPalette().text : currentPalette().quietText;
    const QString text = m_model.project()->texts().text(pool.id(n)).left(400).simplified();
    row::paintText(*painter, inside.translated(0, metrics.height() + 1), text, option.font, colour);
    painter->restore();
}

void OutlineDelegate::paintHead(QPainter &painter, QRect place, const QStyleOptionViewItem &option, int at) const
{
    const Pool &pool = m_model.project()->pool();
    const NodeIndex n = m_model.nodeAt(at);
    const QColor quiet = currentPalette().quietText;
    place.setRight(row::paintFigures(painter, place, option.font, pool, n) - space::inside);
    row::paintIcon(painter, place, *m_model.project(), pool.operatorKey(n), pool.state(n));
    place.setLeft(place.left() + row::iconSize + space::grid + 2);
    const int sign = row::signSize + (pool.isOverridden(n) ? space::inside : 0);
    const QString word = QFontMetrics(option.font).elidedText(m_model.project()->texts().operatorTitle(pool.operatorKey(n)), Qt::ElideRight, place.width() - sign - space::inside);
    row::paintText(painter, place, word, option.font, quiet);
    place.setLeft(place.left() + QFontMetrics(option.font).horizontalAdvance(word) + space::inside);
    row::paintState(painter, QRect(place.left(), place.top(), row::signSize, place.height()), pool.state(n), pool.isOverridden(n));
}

QSize OutlineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * QFontMetrics(option.font).height() + 1 + 2 * space::grid};
}

} // namespace evol
