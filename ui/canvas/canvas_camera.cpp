// SPDX-License-Identifier: GPL-3.0-or-later
// Motion of the view. GUI thread.
#include "ui/canvas/canvas_camera.h"

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr double fitMargin = 32;
constexpr double largestAlongFloor = 0.2; ///< beyond it a card would be stretched where it has words
constexpr double outOfFit = 0.5;          ///< one can zoom out until everything takes half the room

/// How far a glide between two scales has come when the scale is `now`: the point both views share stays put.
double shareOf(double from, double to, double now, double progress)
{
    return std::abs(to - from) < 1e-9 * to ? progress : (1 / now - 1 / from) / (1 / to - 1 / from);
}

} // namespace

CanvasCamera::CanvasCamera(QObject *parent)
    : QObject(parent)
{
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &progress) { glide(progress.toDouble()); });
}

void CanvasCamera::setScene(const QRectF &bounds, Orientation orientation, const QSizeF &size)
{
    m_sideways = orientation == Orientation::LeftToRight;
    m_alongFloor = 0;
    m_smallestZoom = 0.0005;
    if (bounds.isEmpty() || size.isEmpty())
        return;
    const double x = std::max(1.0, size.width() - 2 * fitMargin) / bounds.width();
    const double y = std::max(1.0, size.height() - 2 * fitMargin) / bounds.height();
    const double along = m_sideways ? x : y, across = m_sideways ? y : x;
    m_alongFloor = std::min({along, largestAlongFloor, m_naturalScale});
    m_smallestZoom = std::min({along, across, m_naturalScale}) * outOfFit;
}

TreeView CanvasCamera::viewAt(double zoom) const
{
    zoom = std::clamp(zoom, m_smallestZoom, largestScale);
    const double along = std::max(zoom, m_alongFloor);
    TreeView view;
    view.scaleX = m_sideways ? along : zoom;
    view.scaleY = m_sideways ? zoom : along;
    return view;
}

TreeView CanvasCamera::snapped(TreeView view) const
{
    const TreeView scales = viewAt(zoomOf(view));
    return {scales.scaleX, scales.scaleY,
            {std::round(view.origin.x() * scales.scaleX) / scales.scaleX,
             std::round(view.origin.y() * scales.scaleY) / scales.scaleY}};
}

void CanvasCamera::show(const TreeView &view)
{
    m_view = snapped(view);
    Q_EMIT moved();
}

void CanvasCamera::setView(const TreeView &view, Motion motion)
{
    m_animation.stop();
    m_to = snapped(view);
    if (motion == Motion::Instant || m_duration <= 0) {
        show(m_to);
        return;
    }
    m_from = m_view;
    m_animation.setDuration(m_duration);
    m_animation.start();
}

void CanvasCamera::glide(double progress)
{
    if (progress >= 1) {
        show(m_to);
        return;
    }
    // Scales are multiplied, so that zooming looks even.
    TreeView view = viewAt(zoomOf(m_from) * std::pow(zoomOf(m_to) / zoomOf(m_from), progress));
    const QPointF way = m_to.origin - m_from.origin;
    view.origin = m_from.origin
        + QPointF(way.x() * shareOf(m_from.scaleX, m_to.scaleX, view.scaleX, progress),
                  way.y() * shareOf(m_from.scaleY, m_to.scaleY, view.scaleY, progress));
    show(view);
}

void CanvasCamera::panBy(const QPointF &pixels)
{
    TreeView view = m_view;
    view.origin -= QPointF(pixels.x() / view.scaleX, pixels.y() / view.scaleY);
    setView(view);
}

void CanvasCamera::zoomAt(const QPointF &anchor, double factor, Motion motion)
{
    // Steps in quick succession add up, also while the first one still glides.
    const TreeView &base = motion == Motion::Smooth ? m_to : m_view;
    TreeView view = viewAt(zoomOf(base) * factor);
    view.origin = base.toLayout(anchor) - QPointF(anchor.x() / view.scaleX, anchor.y() / view.scaleY);
    setView(view, motion);
}

void CanvasCamera::fit(const QRectF &area, const QSizeF &size, Motion motion)
{
    if (area.isEmpty() || size.isEmpty())
        return;
    const double x = std::max(1.0, size.width() - 2 * fitMargin) / area.width();
    const double y = std::max(1.0, size.height() - 2 * fitMargin) / area.height();
    look(area.center(), std::min({m_naturalScale, x, y}), size, motion);
}

void CanvasCamera::centreOn(const QPointF &point, const QSizeF &size, Motion motion)
{
    look(point, zoomOf(m_view), size, motion);
}

void CanvasCamera::look(const QPointF &point, double zoom, const QSizeF &size, Motion motion)
{
    TreeView view = viewAt(zoom);
    view.origin = point - QPointF(size.width() / view.scaleX, size.height() / view.scaleY) / 2;
    setView(view, motion);
}

} // namespace evol
