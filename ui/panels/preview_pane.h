// SPDX-License-Identifier: GPL-3.0-or-later
// One instruction and its response in large over the canvas, until Space, Escape or a click beside it. GUI thread.
#pragma once

#include "ui/project.h"

#include <QFrame>
#include <QLabel>

namespace evol {

class ReadingView;

class PreviewPane : public QFrame
{
    Q_OBJECT
public:
    /// Covers the middle of `parent`.
    explicit PreviewPane(QWidget *parent);
    void showInstruction(Project &project, InstructionId id);

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void leave();
    void place();

    QLabel *m_title;
    ReadingView *m_instruction, *m_response;
};

} // namespace evol
