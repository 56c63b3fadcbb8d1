// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, wheel, touch and keys do on the canvas. GUI thread.
#include "ui/canvas/canvas_navigation.h"
#include "ui/canvas/canvas_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr double wheelStep = 1.0015; ///< to the power of the angle; a notch is 120
constexpr qsizetype longestToolTip = 1200;

bool isTrackpad(const QWheelEvent &event)
{
    return !event.pixelDelta().isNull() || event.phase() != Qt::NoScrollPhase;
}

} // namespace

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Space and the arrows belong to the tree while it has the focus.
        const auto *pressed = static_cast<QKeyEvent *>(event);
        const int key = pressed->key();
        const bool isPlain = !(pressed->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::MetaModifier));
        if (!isPlain)
            return QWidget::event(event);
        if (key == Qt::Key_Space || key == Qt::Key_Home || key == Qt::Key_End
            || (key >= Qt::Key_Left && key <= Qt::Key_Down)) {
            event->accept();
            return true;
        }
    }
    return pinch(event) || QWidget::event(event);
}

bool CanvasView::pinch(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture)
            return false;
        m_camera.zoomAt(gesture->position(), 1 + gesture->value());
        return true;
    }
    if (event->type() == QEvent::Gesture) {
        auto *gesture = static_cast<QPinchGesture *>(static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture));
        if (!gesture)
            return false;
        m_camera.zoomAt(mapFromGlobal(gesture->centerPoint()), gesture->scaleFactor());
        return true;
    }
    return false;
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const bool zooms = event->modifiers().testFlag(Qt::ControlModifier)
        || (!isTrackpad(*event) && !event->modifiers().testFlag(Qt::ShiftModifier));
    if (zooms) {
        m_camera.zoomAt(event->position(), std::pow(wheelStep, event->angleDelta().y()));
    } else {
        QPointF delta = event->pixelDelta().isNull() ? QPointF(event->angleDelta()) : QPointF(event->pixelDelta());
        if (!isTrackpad(*event) && delta.x() == 0)
            delta = {delta.y(), 0};
        m_camera.panBy(delta);
    }
    event->accept();
}

void CanvasView::showToolTip(const QPoint &position, const QPoint &onScreen)
{
    const InstructionId id = instructionAt(position);
    if (id == 0 || !m_content) {
        QToolTip::hideText();
        return;
    }
    QString text = m_content->text(id);
    if (text.size() > longestToolTip)
        text = text.left(longestToolTip) + u'…';
    const std::string &key = m_pool->operatorKey(m_pool->indexOf(id));
    const QString title = key.empty() ? tr("Seed") : m_content->operatorTitle(key);
    QToolTip::showText(onScreen,
                       QStringLiteral("<b>#%1 %2</b><p style=\"white-space:pre-wrap\">%3</p>")
                           .arg(QString::number(id), title.toHtmlEscaped(), text.toHtmlEscaped()),
                       this, cardOf(id));
}

void CanvasView::hover(InstructionId id)
{
    if (id == m_marks.hovered)
        return;
    m_marks.hovered = id;
    update();
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = m_last = event->position().toPoint();
    if (mapPlace().contains(m_pressed) && event->button() == Qt::LeftButton) {
        m_drag = Drag::Map;
        leave();
        m_camera.centreOn(m_map.toLayout(m_layout, size(), m_pressed), size(), Motion::Instant);
    } else if (event->button() == Qt::BackButton || event->button() == Qt::ForwardButton) {
        event->button() == Qt::BackButton ? goBack() : goForward();
    } else if (event->button() == Qt::MiddleButton || m_spaceHeld) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        m_drag = Drag::Pressed;
    }
}

void CanvasView::startDrag(QMouseEvent *event)
{
    if (event->modifiers().testFlag(Qt::ShiftModifier) || event->modifiers().testFlag(Qt::ControlModifier)) {
        m_drag = Drag::Box;
    } else {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
    }
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (m_drag == Drag::Pressed && (at - m_pressed).manhattanLength() >= QApplication::startDragDistance())
        startDrag(event);
    switch (m_drag) {
    case Drag::Pan:
        m_spaceDragged = true;
        m_camera.panBy(at - m_last);
        break;
    case Drag::Box:
        m_box = QRect(m_pressed, at).normalized();
        update();
        break;
    case Drag::Map:
        m_camera.centreOn(m_map.toLayout(m_layout, size(), at), size(), Motion::Instant);
        break;
    case Drag::None:
        hover(instructionAt(at));
        break;
    case Drag::Pressed:
        break;
    }
    m_last = at;
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag ended = m_drag;
    m_drag = Drag::None;
    if (ended == Drag::Pan)
        m_spaceHeld ? setCursor(Qt::OpenHandCursor) : unsetCursor();
    if (ended == Drag::Box) {
        chooseBox(m_box);
        m_box = QRect();
        update();
    }
    if (ended != Drag::Pressed)
        return;
    const auto mode = event->modifiers().testFlag(Qt::ControlModifier) ? ChooseMode::Toggle
        : event->modifiers().testFlag(Qt::ShiftModifier)               ? ChooseMode::Add
                                                                        : ChooseMode::Replace;
    choose(instructionAt(m_pressed), mode);
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const InstructionId id = instructionAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && id != 0)
        Q_EMIT activated(id);
    else
        mousePressEvent(event);
}

void CanvasView::walk(QKeyEvent *event)
{
    const NodeIndex from = indexOf(m_current);
    NodeIndex to;
    if (!m_layout.contains(from))
        to = m_layout.nearest(seen().center());
    else if (event->key() == Qt::Key_Home)
        to = stepFrom(m_layout, from, Step::Seed);
    else if (event->key() == Qt::Key_End)
        to = stepFrom(m_layout, from, Step::Newest);
    else
        to = stepFrom(m_layout, from, stepOfArrow(Qt::Key(event->key()), m_layout.orientation()));
    if (to == noNode)
        return;
    const InstructionId id = m_pool->id(to);
    choose(id, event->modifiers().testFlag(Qt::ShiftModifier) ? ChooseMode::Add : ChooseMode::Replace);
    reveal(id);
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        walk(event);
        return;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            m_spaceDragged = false;
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current != 0)
            Q_EMIT activated(m_current);
        return;
    case Qt::Key_F:
        fit();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_0:
        zoomToActualSize();
        return;
    case Qt::Key_Escape:
        setSelection({});
        return;
    case Qt::Key_A:
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            select(m_layout.within(m_layout.bounds()), m_current);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    // Space alone shows; Space and a drag pans.
    const bool alone = m_spaceHeld && !m_spaceDragged;
    m_spaceHeld = false;
    unsetCursor();
    if (alone && m_current != 0)
        Q_EMIT activated(m_current);
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect card = cardOf(m_current);
        const QPoint at = card.isNull() || !rect().intersects(card) ? rect().center() : card.center();
        Q_EMIT contextMenuRequested(m_current, mapToGlobal(at));
        return;
    }
    const InstructionId id = instructionAt(event->pos());
    if (id != 0 && !isSelected(id))
        choose(id, ChooseMode::Replace);
    Q_EMIT contextMenuRequested(id, event->globalPos());
}

void CanvasView::leaveEvent(QEvent *)
{
    hover(0);
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_spaceHeld = false;
    QWidget::focusOutEvent(event);
}

} // namespace evol
