// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person writes: a new version of an instruction or a response, or a child by hand. What is new is marked
// as one types; Ctrl+Enter saves, Escape leaves, and asks once where something would be lost. GUI thread.
#pragma once

#include "ui/panels/overlay_pane.h"
#include "ui/project.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>

namespace evol {

class ReadingView;

class EditPane : public OverlayPane
{
    Q_OBJECT
public:
    explicit EditPane(QWidget *parent);

    /// Every other pane of text is closed, saved or not.
    void setProject(Project *project);
    /// proposal: a wording to begin with, e.g. that of another instruction; null: the present one.
    void editInstruction(InstructionId id, const QString &proposal = {});
    void editResponse(InstructionId instruction, const Response &response);
    void addChild(InstructionId parent);

Q_SIGNALS:
    /// A child was written and is in the project now.
    void added(evol::InstructionId id);

protected:
    bool mayLeave() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Task { EditInstruction, EditResponse, AddChild };
    void begin(Task task, const QString &title, const Wording &before, const QString &text);
    void showDifference();
    void showHint();
    Wording wording() const;
    bool isChanged() const;
    void save();
    std::vector<Change> changes() const;

    Project *m_project = nullptr;
    Task m_task = Task::EditInstruction;
    InstructionId m_instruction = 0; ///< that is edited, or the parent of the child
    ResponseId m_response = 0;
    Wording m_before;        ///< the present version; of a child, its parent's text
    QString m_proposed;      ///< what stood there at first
    bool m_warned = false;   ///< that leaving loses what was typed
    QLabel *m_title, *m_hint, *m_contextTitle;
    QComboBox *m_operator;
    QPlainTextEdit *m_text, *m_context;
    ReadingView *m_difference;
    QPushButton *m_save, *m_cancel;
    QTimer m_differenceTimer;
};

} // namespace evol
