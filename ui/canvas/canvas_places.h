// SPDX-License-Identifier: GPL-3.0-or-later
// The places one has visited on the canvas, to go back to and forward again, like pages. A place is told by an
// instruction and what is shown around it, so it is found again when the tree has grown. GUI thread.
#pragma once

#include "ui/canvas/canvas_scope.h"

#include <optional>
#include <vector>

namespace evol {

struct CanvasPlace {
    CanvasScope scope;
    InstructionId instruction = 0; ///< in the middle of the view, or nearest to it
    double zoom = 1;

    bool operator==(const CanvasPlace &) const = default;
};

class CanvasPlaces
{
public:
    /// One leaves `here` for somewhere else: what was ahead is forgotten.
    void leave(const CanvasPlace &here);
    /// The place before, or after, `here`; empty: none.
    std::optional<CanvasPlace> back(const CanvasPlace &here);
    std::optional<CanvasPlace> forward(const CanvasPlace &here);
    void clear();

private:
    std::vector<CanvasPlace> m_back, m_forward;
};

} // namespace evol
