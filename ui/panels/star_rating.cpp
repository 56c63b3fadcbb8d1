// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/star_rating.h"

#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace evol {

namespace {

constexpr int mostStars = 5;
constexpr int cell = 24;

QPainterPath star(const QPointF &centre, double radius)
{
    QPainterPath path;
    for (int i = 0; i < 10; ++i) {
        const double angle = -std::numbers::pi / 2 + i * std::numbers::pi / 5;
        const double distance = i % 2 == 0 ? radius : radius * 0.45;
        const QPointF point = centre + distance * QPointF(std::cos(angle), std::sin(angle));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

} // namespace

StarRating::StarRating(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Rating"));
    setToolTip(tr("Rate this response (1 to 5)"));
}

void StarRating::setStars(int stars)
{
    m_stars = stars;
    setAccessibleDescription(stars > 0 ? tr("%1 of 5 stars").arg(stars) : tr("not rated"));
    update();
}

QSize StarRating::sizeHint() const
{
    return {mostStars * cell, cell};
}

int StarRating::starAt(int x) const
{
    return std::clamp(x / cell + 1, 1, mostStars);
}

void StarRating::paintEvent(QPaintEvent *)
{
    const Palette &palette = currentPalette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int shown = m_hovered > 0 ? m_hovered : m_stars;
    for (int i = 0; i < mostStars; ++i) {
        const bool filled = i < shown && isEnabled();
        painter.setPen(QPen(filled ? palette.warning : palette.strongLine, 1.2));
        painter.setBrush(filled ? QBrush(palette.warning) : Qt::NoBrush);
        painter.drawPath(star(QPointF(i * cell + cell / 2.0, height() / 2.0 + 1), 8.5));
    }
    if (hasFocus()) {
        painter.setPen(palette.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void StarRating::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT rated(starAt(event->position().toPoint().x()));
}

void StarRating::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = isEnabled() ? starAt(event->position().toPoint().x()) : 0;
    update();
}

void StarRating::leaveEvent(QEvent *)
{
    m_hovered = 0;
    update();
}

void StarRating::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Right && m_stars < mostStars)
        Q_EMIT rated(m_stars + 1);
    else if (event->key() == Qt::Key_Left && m_stars > 1)
        Q_EMIT rated(m_stars - 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace evol
