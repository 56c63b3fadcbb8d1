// SPDX-License-Identifier: GPL-3.0-or-later
// Steps through the tree as it is shown. Any thread.
#include "ui/canvas/canvas_navigation.h"

namespace evol {

namespace {

NodeIndex middleChild(const TreeLayout &layout, NodeIndex from)
{
    int count = 0;
    for (NodeIndex child = layout.firstChild(from); child != noNode; child = layout.nextSibling(child))
        ++count;
    NodeIndex child = layout.firstChild(from);
    for (int i = 0; i < (count - 1) / 2; ++i)
        child = layout.nextSibling(child);
    return child;
}

NodeIndex eldestSibling(const TreeLayout &layout, NodeIndex n)
{
    const NodeIndex parent = layout.parent(n);
    return parent == noNode ? layout.firstRoot() : layout.firstChild(parent);
}

NodeIndex siblingOf(const TreeLayout &layout, NodeIndex n, Step step)
{
    if (step == Step::Next)
        return layout.nextSibling(n);
    NodeIndex before = noNode;
    for (NodeIndex at = eldestSibling(layout, n); at != n && at != noNode; at = layout.nextSibling(at))
        before = at;
    return before;
}

/// The node `levels` below n on the side one comes from; n must reach that deep.
NodeIndex edgeOf(const TreeLayout &layout, NodeIndex n, int levels, Step step)
{
    for (; levels > 0; --levels) {
        NodeIndex chosen = noNode;
        for (NodeIndex child = layout.firstChild(n); child != noNode; child = layout.nextSibling(child)) {
            if (layout.levelsFrom(child) >= levels && (chosen == noNode || step == Step::Previous))
                chosen = child;
        }
        n = chosen;
    }
    return n;
}

NodeIndex neighbour(const TreeLayout &layout, NodeIndex from, Step step)
{
    int levels = 0;
    for (NodeIndex at = from; at != noNode; at = layout.parent(at), ++levels) {
        for (NodeIndex other = siblingOf(layout, at, step); other != noNode; other = siblingOf(layout, other, step)) {
            if (layout.levelsFrom(other) > levels)
                return edgeOf(layout, other, levels, step);
        }
    }
    return noNode;
}

} // namespace

NodeIndex stepFrom(const TreeLayout &layout, NodeIndex from, Step step)
{
    if (!layout.contains(from))
        return noNode;
    switch (step) {
    case Step::Parent:
        return layout.parent(from);
    case Step::Child:
        return middleChild(layout, from);
    case Step::Previous:
    case Step::Next:
        return neighbour(layout, from, step);
    case Step::Newest:
        while (!layout.isLeaf(from))
            from = layout.lastChild(from);
        return from;
    case Step::Seed:
        while (layout.parent(from) != noNode)
            from = layout.parent(from);
        return from;
    }
    return noNode;
}

Step stepOfArrow(Qt::Key key, Orientation orientation)
{
    const bool sideways = orientation == Orientation::LeftToRight;
    switch (key) {
    case Qt::Key_Left:
        return sideways ? Step::Parent : Step::Previous;
    case Qt::Key_Right:
        return sideways ? Step::Child : Step::Next;
    case Qt::Key_Up:
        return sideways ? Step::Previous : Step::Parent;
    default:
        return sideways ? Step::Next : Step::Child;
    }
}

} // namespace evol
