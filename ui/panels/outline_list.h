// SPDX-License-Identifier: GPL-3.0-or-later
// The view of the outline: Left and Right close and open, or walk up and down the tree; a click on the chevron does
// the same. GUI thread.
#pragma once

#include "ui/panels/uniform_list.h"

namespace evol {

class OutlineDelegate;
class OutlineModel;

class OutlineList : public UniformList
{
    Q_OBJECT
public:
    /// model must outlive this.
    explicit OutlineList(OutlineModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Enter, or double click.
    void rowActivated(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void goLeft();
    void goRight();
    bool isOnChevron(const QPoint &position) const;

    OutlineModel &m_model;
    OutlineDelegate *m_delegate;
};

} // namespace evol
