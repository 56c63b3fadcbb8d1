// SPDX-License-Identifier: GPL-3.0-or-later
// A pane in the middle of its parent, over what is there: no window of its own, Escape leaves it. GUI thread.
#pragma once

#include <QFrame>

namespace evol {

class OverlayPane : public QFrame
{
    Q_OBJECT
public:
    /// largest: it takes less where the parent has less.
    OverlayPane(const QSize &largest, QWidget *parent);

    void open(QWidget *focus);
    void leave();

Q_SIGNALS:
    void closed();

protected:
    /// Keys of these leave the pane, too.
    void watch(QWidget *widget) { widget->installEventFilter(this); }
    /// Asked before leaving by Escape or by a click beside the pane; false stays.
    virtual bool mayLeave() { return true; }
    virtual bool isLeavingKey(int key) const { return key == Qt::Key_Escape; }
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QSize m_largest;
};

} // namespace evol
