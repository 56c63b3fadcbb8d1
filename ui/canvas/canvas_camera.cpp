// SPDX-License-Identifier: GPL-3.0-or-later
// Motion of the view. GUI thread.
#include "ui/canvas/canvas_camera.h"

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr double fitMargin = 32;

TreeView snapped(TreeView view)
{
    view.scale = std::clamp(view.scale, CanvasCamera::smallestScale, CanvasCamera::largestScale);
    view.origin = {std::round(view.origin.x() * view.scale) / view.scale,
                   std::round(view.origin.y() * view.scale) / view.scale};
    return view;
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
    // Scales are multiplied, so that zooming looks even; the point that both views share stays put.
    TreeView view;
    view.scale = m_from.scale * std::pow(m_to.scale / m_from.scale, progress);
    const double share = std::abs(m_to.scale - m_from.scale) < 1e-9 * m_to.scale
        ? progress
        : (1 / view.scale - 1 / m_from.scale) / (1 / m_to.scale - 1 / m_from.scale);
    view.origin = m_from.origin + (m_to.origin - m_from.origin) * share;
    show(view);
}

void CanvasCamera::panBy(const QPointF &pixels)
{
    setView({m_view.scale, m_view.origin - pixels / m_view.scale});
}

void CanvasCamera::zoomAt(const QPointF &anchor, double factor, Motion motion)
{
    // Steps in quick succession add up, also while the first one still glides.
    const TreeView &base = motion == Motion::Smooth ? m_to : m_view;
    TreeView view;
    view.scale = std::clamp(base.scale * factor, smallestScale, largestScale);
    view.origin = base.toLayout(anchor) - anchor / view.scale;
    setView(view, motion);
}

void CanvasCamera::fit(const QRectF &area, const QSizeF &size, Motion motion)
{
    if (area.isEmpty() || size.isEmpty())
        return;
    TreeView view;
    view.scale = std::min({m_naturalScale, std::max(1.0, size.width() - 2 * fitMargin) / area.width(),
                           std::max(1.0, size.height() - 2 * fitMargin) / area.height()});
    view.scale = std::max(view.scale, smallestScale);
    view.origin = area.center() - QPointF(size.width(), size.height()) / 2 / view.scale;
    setView(view, motion);
}

void CanvasCamera::centreOn(const QPointF &point, const QSizeF &size, Motion motion)
{
    setView({m_view.scale, point - QPointF(size.width(), size.height()) / 2 / m_view.scale}, motion);
}

} // namespace evol
