// SPDX-License-Identifier: GPL-3.0-or-later
// One instruction and its response in large over the canvas, until Space, Escape or a click beside it. GUI thread.
#pragma once

#include "ui/panels/overlay_pane.h"
#include "ui/project.h"

#include <QLabel>

namespace evol {

class ReadingView;

class PreviewPane : public OverlayPane
{
    Q_OBJECT
public:
    /// Covers the middle of `parent`.
    explicit PreviewPane(QWidget *parent);
    void showInstruction(Project &project, InstructionId id);

protected:
    bool isLeavingKey(int key) const override { return key == Qt::Key_Escape || key == Qt::Key_Space; }

private:
    QLabel *m_title;
    ReadingView *m_instruction, *m_response;
};

} // namespace evol
