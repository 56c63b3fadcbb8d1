// SPDX-License-Identifier: GPL-3.0-or-later
// One tab of the inspector. It is asked to show an instruction only while it is the one on top. GUI thread.
#pragma once

#include "ui/project.h"

#include <QWidget>

namespace evol {

class InspectorPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// id 0 or project null: nothing.
    virtual void showInstruction(Project *project, InstructionId id) = 0;

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id); ///< a link to another instruction
    void failed(const evol::Error &error);
};

} // namespace evol
