// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/overlay_pane.h"

#include "ui/theme.h"

#include <QKeyEvent>

#include <algorithm>

namespace evol {

OverlayPane::OverlayPane(const QSize &largest, QWidget *parent) : QFrame(parent), m_largest(largest)
{
    setProperty("role", QStringLiteral("popup"));
    setAutoFillBackground(true);
    watch(parent);
    hide();
}

void OverlayPane::open(QWidget *focus)
{
    place();
    show();
    raise();
    focus->setFocus();
}

void OverlayPane::leave()
{
    hide();
    Q_EMIT closed();
}

void OverlayPane::place()
{
    const QSize room = parentWidget()->size() - QSize(2 * space::panel, 2 * space::panel);
    const QSize size(std::min(m_largest.width(), room.width()), std::min(m_largest.height(), room.height()));
    setGeometry(QRect(QPoint((parentWidget()->width() - size.width()) / 2, (parentWidget()->height() - size.height()) / 2), size));
}

bool OverlayPane::eventFilter(QObject *watched, QEvent *event)
{
    if (!isVisible())
        return QFrame::eventFilter(watched, event);
    const bool key = event->type() == QEvent::KeyPress && isLeavingKey(static_cast<QKeyEvent *>(event)->key());
    const bool beside = watched == parentWidget() && event->type() == QEvent::MouseButtonPress;
    if (key || beside) {
        if (mayLeave())
            leave();
        return true;
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace evol
