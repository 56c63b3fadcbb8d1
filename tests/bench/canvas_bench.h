// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas costs: layout, one more node, frames at every zoom, memory. GUI thread.
#pragma once

#include "domain/pool.h"

#include <QSize>

#include <vector>

namespace evol::bench {

enum class TreeShape { Forest, OneTree };

/// A forest as WizardLM's run leaves it (seeds with four epochs of one child each, some broader), or one tree of depth
/// about 12. Deterministic.
Pool makePool(int nodes, TreeShape shape);

struct FrameTimes {
    double p50 = 0, p99 = 0, longest = 0; ///< milliseconds
};

struct CanvasFigures {
    double layoutMs = 0;      ///< median of the rounds
    double insertUs = 0;      ///< one more node, until it could be painted: mean
    double insertP99Us = 0;
    double bytesPerNode = 0;  ///< skeleton, layout and colours
    FrameTimes frames;        ///< over all zoom levels
    FrameTimes growing;       ///< 800 nodes a second arriving, 60 frames a second
    std::vector<std::pair<double, FrameTimes>> byZoom;
};

CanvasFigures measureCanvas(int nodes, TreeShape shape, const QSize &size);

} // namespace evol::bench
