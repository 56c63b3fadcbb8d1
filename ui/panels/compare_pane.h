// SPDX-License-Identifier: GPL-3.0-or-later
// Two instructions side by side, or two responses to one: what the second says differently is marked, and both
// scroll together. GUI thread.
#pragma once

#include "ui/panels/overlay_pane.h"
#include "ui/project.h"

#include <QComboBox>
#include <QLabel>

#include <array>

namespace evol {

class ReadingView;

class ComparePane : public OverlayPane
{
    Q_OBJECT
public:
    explicit ComparePane(QWidget *parent);

    /// Twice the same: its first two responses.
    void compare(Project &project, InstructionId left, InstructionId right);

protected:
    bool isLeavingKey(int key) const override { return key == Qt::Key_Escape || key == Qt::Key_C; }

private:
    struct Side {
        QLabel *title;
        ReadingView *instruction;
        QComboBox *choice;
        ReadingView *response;
        std::vector<Response> responses;
    };
    QWidget *makeSide(Side &side);
    void fill(Project &project, Side &side, InstructionId id);
    void showResponses();
    static void scrollTogether(ReadingView *one, ReadingView *other);

    std::array<Side, 2> m_sides;
};

} // namespace evol
