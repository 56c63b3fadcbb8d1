// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/facet_list.h"

#include "ui/panels/row_painting.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace evol {

namespace {

constexpr int leftMargin = space::panel;
constexpr int rightMargin = space::groups;
constexpr int boxSize = 14;
constexpr int indent = boxSize + space::inside;
constexpr int dateWidth = 112;

void paintBox(QPainter &painter, const QRect &inside, bool checked)
{
    const Palette &palette = currentPalette();
    const QRectF box(inside.left() + 0.5, inside.center().y() - boxSize / 2 + 0.5, boxSize - 1, boxSize - 1);
    painter.setPen(checked ? palette.accent : palette.strongLine);
    painter.setBrush(checked ? palette.accent : palette.panel);
    painter.drawRoundedRect(box, 3, 3);
    if (!checked)
        return;
    painter.setPen(QPen(palette.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({box.topLeft() + QPointF(3, 6.5), box.topLeft() + QPointF(5.5, 9.5), box.topLeft() + QPointF(10, 3.5)}));
}

int paintRight(QPainter &painter, const QRect &inside, const QString &text, const QFont &font, const QColor &colour)
{
    const int width = QFontMetrics(font).horizontalAdvance(text);
    row::paintText(painter, QRect(inside.right() - width, inside.top(), width + 1, inside.height()), text, font, colour);
    return width;
}

} // namespace

void FacetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // One row is where the keys are; that is no choice, and is shown only while the keys go here.
    QStyleOptionViewItem ground = option;
    ground.state.setFlag(QStyle::State_Selected, option.state.testFlag(QStyle::State_HasFocus));
    row::paintGround(*painter, ground);
    const QRect inside = option.rect.adjusted(leftMargin, 0, -rightMargin, 0);
    if (index.data(FacetModel::IsHeadRole).toBool())
        paintHead(*painter, inside, option, index);
    else
        paintValue(*painter, inside, option, index);
    painter->restore();
}

void FacetDelegate::paintHead(QPainter &painter, const QRect &inside, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    row::paintChevron(painter, QRect(inside.left(), inside.top(), boxSize, inside.height()), index.data(FacetModel::IsOpenRole).toBool());
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    const int chosen = index.data(FacetModel::CountRole).toInt();
    if (chosen > 0)
        paintRight(painter, inside, tr("%n chosen", nullptr, chosen), option.font, currentPalette().accent);
    row::paintText(painter, inside.adjusted(indent, 0, 0, 0), index.data().toString(), font, currentPalette().text);
}

void FacetDelegate::paintValue(QPainter &painter, const QRect &inside, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &palette = currentPalette();
    if (index.data(FacetModel::IsDateRole).toBool()) {
        const QString date = index.data(Qt::EditRole).toString();
        paintRight(painter, inside, date.isEmpty() ? tr("any day") : date, option.font, date.isEmpty() ? palette.quietText : palette.accent);
        row::paintText(painter, inside.adjusted(indent, 0, -dateWidth, 0), index.data().toString(), option.font, palette.text);
        return;
    }
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const qlonglong count = index.data(FacetModel::CountRole).toLongLong();
    paintBox(painter, inside, checked);
    const int width = paintRight(painter, inside, QLocale().toString(count), option.font, palette.quietText);
    const QColor colour = count > 0 || checked ? palette.text : palette.quietText;
    row::paintText(painter, inside.adjusted(indent, 0, -width - space::inside, 0), index.data().toString(), option.font, colour);
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, QFontMetrics(option.font).height() + space::inside};
}

QWidget *FacetDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *line = new QLineEdit(parent);
    line->setPlaceholderText(tr("yyyy-mm-dd"));
    line->setAccessibleName(tr("Date"));
    // The row is lower than a line edit elsewhere.
    line->setStyleSheet(QStringLiteral("QLineEdit { padding: 0 4px; min-height: 0; }"));
    return line;
}

void FacetDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // New counts come while one is typing.
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (line && !line->isModified())
        line->setText(index.data(Qt::EditRole).toString());
}

void FacetDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect.right() - rightMargin - dateWidth, option.rect.top(), dateWidth + space::grid, option.rect.height());
}

FacetList::FacetList(FacetModel &model, QWidget *parent) : UniformList(parent), m_model(model)
{
    setObjectName(QStringLiteral("facets"));
    setAccessibleName(tr("Filter by"));
    setModel(&model);
    setItemDelegate(new FacetDelegate(this));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
}

void FacetList::use(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (m_model.isHead(index.row())) {
        const Facet facet = m_model.facetAt(index.row());
        m_model.setFold(facet, m_model.isOpen(facet) ? FacetModel::Fold::Closed : FacetModel::Fold::Open);
    } else if (m_model.isDate(index.row())) {
        edit(index);
    } else {
        m_model.toggleRow(index.row());
    }
}

void FacetList::fold(FacetModel::Fold fold)
{
    if (!currentIndex().isValid())
        return;
    const Facet facet = m_model.facetAt(currentIndex().row());
    if (fold == FacetModel::Fold::Closed && !m_model.isHead(currentIndex().row())) {
        goToRow(m_model.headOf(facet));
        return;
    }
    m_model.setFold(facet, fold);
}

void FacetList::keyPressEvent(QKeyEvent *event)
{
    // An editor hands on the Enter that ends it.
    if (state() == EditingState)
        return;
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        use(currentIndex());
        return;
    case Qt::Key_Left:
        fold(FacetModel::Fold::Closed);
        return;
    case Qt::Key_Right:
        fold(FacetModel::Fold::Open);
        return;
    default:
        UniformList::keyPressEvent(event);
    }
}

void FacetList::mouseReleaseEvent(QMouseEvent *event)
{
    UniformList::mouseReleaseEvent(event);
    const QModelIndex released = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && released == currentIndex())
        use(released);
}

} // namespace evol
