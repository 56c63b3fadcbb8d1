// SPDX-License-Identifier: GPL-3.0-or-later
// What of a project the canvas shows: all of it, one tree, one lineage, without the eliminated, with branches folded
// away. A value; any thread.
#pragma once

#include "drawing/tree_layout.h"

#include <unordered_set>

namespace evol {

struct CanvasScope {
    InstructionId root = 0;    ///< this instruction's subtree only; 0: the forest
    InstructionId lineage = 0; ///< only the way from its seed to this instruction; 0: no such limit
    bool hidesEliminated = false;
    std::unordered_set<InstructionId> folded;

    bool operator==(const CanvasScope &) const = default;
};

/// An eliminated instruction below which something is kept is shown, so that this has its place.
LayoutScope layoutScope(const CanvasScope &scope, const Pool &pool);

} // namespace evol
