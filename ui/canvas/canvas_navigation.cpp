// SPDX-License-Identifier: GPL-3.0-or-later
// Steps through the tree by preorder places. Any thread.
#include "ui/canvas/canvas_navigation.h"

namespace evol {

namespace {

Place middleChild(const TreeLayout &layout, Place from)
{
    int count = 0;
    for (Place child = from + 1; child < layout.end(from); child = layout.end(child))
        ++count;
    Place child = from + 1;
    for (int i = 0; i < (count - 1) / 2; ++i)
        child = layout.end(child);
    return count == 0 ? -1 : child;
}

Place neighbour(const TreeLayout &layout, Place from, int by)
{
    for (Place i = from + by; i >= 0 && i < layout.size(); i += by) {
        if (layout.depth(i) == layout.depth(from))
            return i;
    }
    return -1;
}

Place newest(const TreeLayout &layout, Place from)
{
    Place at = from;
    while (!layout.isLeaf(at)) {
        Place child = at + 1;
        while (layout.end(child) < layout.end(at))
            child = layout.end(child);
        at = child;
    }
    return at;
}

} // namespace

Place stepFrom(const TreeLayout &layout, Place from, Step step)
{
    if (from < 0 || from >= layout.size())
        return -1;
    switch (step) {
    case Step::Parent:
        return layout.parent(from);
    case Step::Child:
        return middleChild(layout, from);
    case Step::Previous:
        return neighbour(layout, from, -1);
    case Step::Next:
        return neighbour(layout, from, 1);
    case Step::Newest:
        return newest(layout, from);
    case Step::Seed:
        while (layout.parent(from) >= 0)
            from = layout.parent(from);
        return from;
    }
    return -1;
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
