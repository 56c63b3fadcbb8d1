// SPDX-License-Identifier: GPL-3.0-or-later
// Where the canvas looks: zooming about a point, panning, fitting, and gliding from one view to another.
// Views are snapped to whole pixels, so that hairlines stay sharp. Zooming out of one huge tree, which is far
// broader than deep, stops along its direction of growth where all levels are in view, and goes on across it.
// GUI thread.
#pragma once

#include "drawing/tree_layout.h"
#include "drawing/tree_view.h"

#include <QObject>
#include <QSizeF>
#include <QVariantAnimation>

namespace evol {

enum class Motion { Smooth, Instant };

class CanvasCamera : public QObject
{
    Q_OBJECT

public:
    explicit CanvasCamera(QObject *parent = nullptr);

    static constexpr double largestScale = 3;

    const TreeView &view() const { return m_view; }
    /// Where a glide under way will end.
    const TreeView &target() const { return m_to; }
    bool isGliding() const { return m_animation.state() == QAbstractAnimation::Running; }
    /// Across the direction of growth; the scale along it follows.
    double zoom() const { return zoomOf(m_view); }
    /// 0 makes every motion instant.
    void setDuration(int milliseconds) { m_duration = milliseconds; }

    /// The scale of life, which fitting does not go beyond: 1, or more with larger system fonts.
    void setNaturalScale(double scale) { m_naturalScale = scale; }
    double naturalScale() const { return m_naturalScale; }
    /// What there is to see, and where; sets how far out one can zoom.
    void setScene(const QRectF &bounds, Orientation orientation, const QSizeF &size);
    double smallestZoom() const { return m_smallestZoom; }

    void setView(const TreeView &view, Motion motion = Motion::Instant);
    void panBy(const QPointF &pixels);
    /// The layout's point under `anchor` (pixels) stays there.
    void zoomAt(const QPointF &anchor, double factor, Motion motion = Motion::Instant);
    /// All of `area` in a viewport of `size`, not larger than life.
    void fit(const QRectF &area, const QSizeF &size, Motion motion);
    void centreOn(const QPointF &point, const QSizeF &size, Motion motion);
    /// `point` in the middle at this zoom.
    void look(const QPointF &point, double zoom, const QSizeF &size, Motion motion);

Q_SIGNALS:
    void moved();

private:
    void show(const TreeView &view);
    void glide(double progress);
    double zoomOf(const TreeView &view) const { return m_sideways ? view.scaleY : view.scaleX; }
    TreeView viewAt(double zoom) const;
    TreeView snapped(TreeView view) const;

    TreeView m_view, m_from, m_to;
    QVariantAnimation m_animation;
    int m_duration = 160;
    double m_naturalScale = 1;
    double m_alongFloor = 0; ///< the scale along does not go below this
    double m_smallestZoom = 0.0005;
    bool m_sideways = true;
};

} // namespace evol
