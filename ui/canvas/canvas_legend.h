// SPDX-License-Identifier: GPL-3.0-or-later
// What the colours of a tree seen from far off mean, in a corner of the canvas. GUI thread.
#pragma once

#include "drawing/node_colours.h"

#include <QRect>

class QPainter;

namespace evol {

/// In the lower left corner of `area`, in the painter's font.
void paintLegend(QPainter &painter, const QRect &area, const NodeColours &colours, const Palette &palette);

} // namespace evol
