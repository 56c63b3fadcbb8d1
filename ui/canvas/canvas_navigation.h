// SPDX-License-Identifier: GPL-3.0-or-later
// Where the arrow keys lead from a card. Any thread.
#pragma once

#include "drawing/tree_layout.h"

#include <Qt>

namespace evol {

/// Previous and Next stay on the level, also across parents; a parent has its middle child.
enum class Step { Parent, Child, Previous, Next, Seed, Newest };

/// noNode where there is nothing in that direction.
NodeIndex stepFrom(const TreeLayout &layout, NodeIndex from, Step step);

/// Arrows point the way the tree grows.
Step stepOfArrow(Qt::Key key, Orientation orientation);

} // namespace evol
