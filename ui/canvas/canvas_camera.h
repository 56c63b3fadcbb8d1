// SPDX-License-Identifier: GPL-3.0-or-later
// Where the canvas looks: zooming about a point, panning, fitting, and gliding from one view to another.
// Views are snapped to whole pixels, so that hairlines stay sharp. GUI thread.
#pragma once

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
    static constexpr double smallestScale = 0.0005;

    const TreeView &view() const { return m_view; }
    /// Where a glide under way will end.
    const TreeView &target() const { return m_to; }
    /// 0 makes every motion instant.
    void setDuration(int milliseconds) { m_duration = milliseconds; }

    /// The scale of life, which fitting does not go beyond: 1, or more with larger system fonts.
    void setNaturalScale(double scale) { m_naturalScale = scale; }
    double naturalScale() const { return m_naturalScale; }

    void setView(const TreeView &view, Motion motion = Motion::Instant);
    void panBy(const QPointF &pixels);
    /// The layout's point under `anchor` (pixels) stays there.
    void zoomAt(const QPointF &anchor, double factor, Motion motion = Motion::Instant);
    /// All of `area` in a viewport of `size`, not larger than life.
    void fit(const QRectF &area, const QSizeF &size, Motion motion);
    void centreOn(const QPointF &point, const QSizeF &size, Motion motion);

Q_SIGNALS:
    void moved();

private:
    void show(const TreeView &view);
    void glide(double progress);

    TreeView m_view, m_from, m_to;
    QVariantAnimation m_animation;
    int m_duration = 160;
    double m_naturalScale = 1;
};

} // namespace evol
