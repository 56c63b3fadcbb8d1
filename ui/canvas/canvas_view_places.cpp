// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas has selected, what it shows of the tree, and where it goes. GUI thread.
#include "ui/canvas/canvas_view.h"

#include <algorithm>

namespace evol {

std::vector<InstructionId> CanvasView::selection() const
{
    std::vector<InstructionId> ids;
    ids.reserve(m_marks.selected.size());
    for (const NodeIndex node : m_marks.selected)
        ids.push_back(m_pool->id(node));
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool CanvasView::isSelected(InstructionId id) const
{
    return std::binary_search(m_marks.selected.begin(), m_marks.selected.end(), indexOf(id));
}

void CanvasView::select(std::vector<NodeIndex> nodes, InstructionId current)
{
    std::erase(nodes, noNode);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    if (nodes == m_marks.selected && current == m_current)
        return;
    m_marks.selected = std::move(nodes);
    m_current = current;
    m_anchor = anchor();
    announceSelection();
}

void CanvasView::setSelection(const std::vector<InstructionId> &ids)
{
    std::vector<NodeIndex> nodes;
    InstructionId first = 0;
    bool keepsCurrent = false;
    for (const InstructionId id : ids) {
        const NodeIndex node = indexOf(id);
        nodes.push_back(node);
        if (node != noNode)
            first = first == 0 ? id : std::min(first, id);
        keepsCurrent = keepsCurrent || (id == m_current && node != noNode);
    }
    select(std::move(nodes), keepsCurrent ? m_current : first);
}

void CanvasView::choose(InstructionId id, ChooseMode mode)
{
    std::vector<NodeIndex> chosen;
    if (mode != ChooseMode::Replace)
        chosen = m_marks.selected;
    const bool out = mode == ChooseMode::Toggle && isSelected(id);
    if (out)
        std::erase(chosen, indexOf(id));
    else
        chosen.push_back(indexOf(id));
    std::erase(chosen, noNode);
    const InstructionId current = !out ? id : chosen.empty() ? 0 : m_pool->id(chosen.front());
    select(std::move(chosen), current);
}

void CanvasView::chooseBox(const QRect &box)
{
    std::vector<NodeIndex> nodes = m_layout.within(m_camera.view().toLayout(QRectF(box)));
    nodes.insert(nodes.end(), m_marks.selected.begin(), m_marks.selected.end());
    const InstructionId current = m_current != 0 || nodes.empty() ? m_current : m_pool->id(nodes.front());
    select(std::move(nodes), current);
}

void CanvasView::selectLineage()
{
    std::vector<NodeIndex> nodes;
    for (NodeIndex n = indexOf(m_current); n != noNode; n = m_pool->parent(n))
        nodes.push_back(n);
    select(std::move(nodes), m_current);
}

void CanvasView::selectSubtree()
{
    if (const NodeIndex n = indexOf(m_current); n != noNode)
        select(m_pool->preorder(n), m_current);
}

void CanvasView::announceSelection()
{
    update();
    QString description;
    if (m_marks.selected.size() > 1)
        description = tr("%1 instructions selected").arg(m_marks.selected.size());
    else if (m_current != 0 && m_content)
        description = QStringLiteral("#%1: %2").arg(m_current).arg(m_content->text(m_current));
    setAccessibleDescription(description);
    Q_EMIT selectionChanged();
}

void CanvasView::setScope(const CanvasScope &scope)
{
    if (m_scope == scope)
        return;
    leave();
    m_fitPending = m_scope.root != scope.root || m_scope.lineage != scope.lineage;
    m_scope = scope;
    layOut();
    Q_EMIT scopeChanged();
}

void CanvasView::setRoot(InstructionId root)
{
    CanvasScope scope = m_scope;
    scope.root = root;
    scope.lineage = 0;
    setScope(scope);
}

void CanvasView::fold()
{
    CanvasScope scope = m_scope;
    for (const NodeIndex node : m_marks.selected) {
        const InstructionId id = m_pool->id(node);
        if (scope.folded.erase(id) == 0 && m_pool->firstChild(node) != noNode)
            scope.folded.insert(id);
    }
    setScope(scope);
}

CanvasPlace CanvasView::place() const
{
    const NodeIndex node = m_layout.size() == 0 ? noNode : m_layout.nearest(m_camera.view().toLayout(QRectF(rect()).center()));
    return {m_scope, node == noNode ? 0 : m_pool->id(node), m_camera.zoom()};
}

void CanvasView::leave()
{
    if (m_painted && m_layout.size() > 0)
        m_places.leave(place());
}

void CanvasView::visit(const CanvasPlace &place)
{
    if (m_scope != place.scope) {
        m_scope = place.scope;
        layOut();
        Q_EMIT scopeChanged();
    }
    const NodeIndex node = indexOf(place.instruction);
    if (m_layout.contains(node))
        m_camera.look(m_layout.box(node).center(), place.zoom, size(), Motion::Smooth);
}

void CanvasView::goBack()
{
    if (const auto before = m_places.back(place()))
        visit(*before);
}

void CanvasView::goForward()
{
    if (const auto next = m_places.forward(place()))
        visit(*next);
}

void CanvasView::goTo(InstructionId id)
{
    const NodeIndex node = indexOf(id);
    if (node != noNode && !m_layout.contains(node)) {
        CanvasScope scope = m_scope;
        for (NodeIndex n = m_pool->parent(node); n != noNode; n = m_pool->parent(n))
            scope.folded.erase(m_pool->id(n));
        if (scope == m_scope || !layoutScope(scope, *m_pool).marks.empty())
            scope.hidesEliminated = false;
        if (scope.lineage != 0 || (scope.root != 0 && m_pool->root(node) != m_pool->root(indexOf(scope.root))))
            scope.root = scope.lineage = 0;
        setScope(scope);
    }
    select({node}, node == noNode ? 0 : id);
    leave();
    centreOn(id);
}

void CanvasView::centreOn(InstructionId id)
{
    const NodeIndex node = indexOf(id);
    if (m_layout.contains(node))
        m_camera.centreOn(m_layout.box(node).center(), size(), Motion::Smooth);
}

void CanvasView::fit()
{
    leave();
    m_camera.fit(m_layout.bounds(), size(), Motion::Smooth);
}

void CanvasView::fitSelection()
{
    QRectF area;
    for (const NodeIndex node : m_marks.selected)
        area = area.united(m_layout.box(node));
    if (area.isNull())
        return;
    leave();
    m_camera.fit(area, size(), Motion::Smooth);
}

void CanvasView::zoomIn()
{
    m_camera.zoomAt(QRectF(rect()).center(), 1.25, Motion::Smooth);
}

void CanvasView::zoomOut()
{
    m_camera.zoomAt(QRectF(rect()).center(), 0.8, Motion::Smooth);
}

void CanvasView::zoomToActualSize()
{
    const double zoom = m_camera.target().scale();
    m_camera.zoomAt(QRectF(rect()).center(), m_camera.naturalScale() / zoom, Motion::Smooth);
}

void CanvasView::reveal(InstructionId id)
{
    const QRect card = cardOf(id);
    if (card.isNull() || rect().adjusted(8, 8, -8, -8).contains(card))
        return;
    if (card.width() > width() - 16 || card.height() > height() - 16) {
        centreOn(id);
        return;
    }
    // The least movement that shows the card with some of its neighbours.
    const QRect room = rect().adjusted(std::min(48, width() / 8), std::min(48, height() / 8),
                                       -std::min(48, width() / 8), -std::min(48, height() / 8));
    const QPointF by(std::max(room.left() - card.left(), 0) + std::min(room.right() - card.right(), 0),
                     std::max(room.top() - card.top(), 0) + std::min(room.bottom() - card.bottom(), 0));
    TreeView view = m_camera.view();
    view.origin -= QPointF(by.x() / view.scaleX, by.y() / view.scaleY);
    m_camera.setView(view, Motion::Smooth);
}

} // namespace evol
