// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/hit_delegate.h"

#include "ui/panels/hit_list_model.h"
#include "ui/panels/row_painting.h"
#include "ui/theme.h"

#include <QPainter>

namespace evol {

namespace {
constexpr int textLines = 2;
constexpr int leftMargin = space::panel;
constexpr int rightMargin = space::groups;
} // namespace

HitDelegate::HitDelegate(const HitListModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_model.project())
        return;
    painter->save();
    row::paintGround(*painter, option);
    const QFontMetrics metrics(option.font);
    const QRect inside = option.rect.adjusted(leftMargin, space::grid, -rightMargin, -space::grid);
    paintHead(*painter, QRect(inside.left(), inside.top(), inside.width(), metrics.height()), option, index.row());
    const Pool &pool = m_model.project()->pool();
    const QString text = m_model.textAt(index.row());
    std::vector<WordMark> marks;
    const QRect lines(inside.left(), inside.top() + metrics.height() + 2, inside.width(), metrics.height() * textLines);
    const QString shown = excerpt(text, m_model.words(), 2 * inside.width() / metrics.averageCharWidth() - 4, marks);
    const QColor colour = pool.state(m_model.nodeAt(index.row())) == State::Kept ? currentPalette().text : currentPalette().quietText;
    row::paintMarked(*painter, lines, shown, marks, option.font, colour);
    painter->restore();
}

void HitDelegate::paintHead(QPainter &painter, QRect place, const QStyleOptionViewItem &option, int at) const
{
    const Pool &pool = m_model.project()->pool();
    const NodeIndex n = m_model.nodeAt(at);
    const QColor quiet = currentPalette().quietText;
    const QFontMetrics metrics(option.font);
    const auto takeLeft = [&place](int width) {
        const QRect taken(place.left(), place.top(), std::min(width, place.width()), place.height());
        place.setLeft(taken.right() + 1 + space::inside);
        return taken;
    };
    row::paintState(painter, takeLeft(row::signSize), pool.state(n), pool.isOverridden(n));
    if (pool.isOverridden(n))
        place.setLeft(place.left() + space::inside);
    const QString number = QStringLiteral("#%1").arg(pool.id(n));
    row::paintText(painter, takeLeft(metrics.horizontalAdvance(number)), number, option.font, quiet);
    const FoundIn found = m_model.placeOf(at);
    if (found != FoundIn::Instruction) {
        const QString where = found == FoundIn::Response ? tr("in a response") : tr("in a note");
        const int width = metrics.horizontalAdvance(where);
        row::paintText(painter, QRect(place.right() - width, place.top(), width + 1, place.height()), where, option.font, currentPalette().accent);
        place.setRight(place.right() - width - space::inside);
    }
    row::paintIcon(painter, takeLeft(row::iconSize), *m_model.project(), pool.operatorKey(n), pool.state(n));
    place.setLeft(place.left() - space::grid);
    row::paintText(painter, place, m_model.project()->texts().operatorTitle(pool.operatorKey(n)), option.font, quiet);
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, QFontMetrics(option.font).height() * (textLines + 1) + 2 + 2 * space::grid};
}

} // namespace evol
