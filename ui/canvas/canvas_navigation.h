// SPDX-License-Identifier: GPL-3.0-or-later
// Where a key leads in the tree. Plain functions on a layout; any thread.
#pragma once

#include "drawing/tree_layout.h"

#include <Qt>

namespace evol {

enum class Step {
    Parent,
    Child,    ///< the middle one
    Previous, ///< sibling, or past the first one the neighbour on the same level
    Next,
    Seed,     ///< the seed of this tree
    Newest,   ///< the last child of the last child …
};

/// The place a step leads to, or -1.
Place stepFrom(const TreeLayout &layout, Place from, Step step);

/// The step an arrow key means on a tree that grows this way. The key must be an arrow.
Step stepOfArrow(Qt::Key key, Orientation orientation);

} // namespace evol
