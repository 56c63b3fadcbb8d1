// SPDX-License-Identifier: GPL-3.0-or-later
// From what is wanted to marks by node. Any thread.
#include "ui/canvas/canvas_scope.h"

namespace evol {

namespace {

/// Marks what is eliminated with everything below it.
void hideEliminated(const Pool &pool, std::vector<std::uint8_t> &marks)
{
    std::vector<std::uint8_t> leadsToKept(std::size_t(pool.size()));
    const std::vector<NodeIndex> order = pool.preorder();
    for (auto n = order.rbegin(); n != order.rend(); ++n) {
        std::uint8_t &kept = leadsToKept[std::size_t(*n)];
        kept = kept || pool.state(*n) == State::Kept;
        if (!kept)
            marks[std::size_t(*n)] |= LayoutScope::Hidden;
        else if (pool.parent(*n) != noNode)
            leadsToKept[std::size_t(pool.parent(*n))] = 1;
    }
}

/// Hides the siblings of each instruction of the lineage, and what lies below its end.
void hideBeside(const Pool &pool, NodeIndex end, std::vector<std::uint8_t> &marks)
{
    for (NodeIndex child = pool.firstChild(end); child != noNode; child = pool.nextSibling(child))
        marks[std::size_t(child)] |= LayoutScope::Hidden;
    for (NodeIndex n = end; pool.parent(n) != noNode; n = pool.parent(n)) {
        for (NodeIndex sibling = pool.firstChild(pool.parent(n)); sibling != noNode; sibling = pool.nextSibling(sibling)) {
            if (sibling != n)
                marks[std::size_t(sibling)] |= LayoutScope::Hidden;
        }
    }
}

} // namespace

LayoutScope layoutScope(const CanvasScope &scope, const Pool &pool)
{
    LayoutScope result;
    const NodeIndex lineage = pool.indexOf(scope.lineage);
    const NodeIndex root = pool.indexOf(scope.root);
    result.root = lineage != noNode ? pool.root(lineage) : root;
    if (!scope.hidesEliminated && scope.folded.empty() && lineage == noNode)
        return result;
    result.marks.resize(std::size_t(pool.size()));
    if (scope.hidesEliminated && lineage == noNode)
        hideEliminated(pool, result.marks);
    for (const InstructionId id : scope.folded) {
        if (const NodeIndex n = pool.indexOf(id); n != noNode && lineage == noNode)
            result.marks[std::size_t(n)] |= LayoutScope::Folded;
    }
    if (lineage != noNode)
        hideBeside(pool, lineage, result.marks);
    return result;
}

} // namespace evol
