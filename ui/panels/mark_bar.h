// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own marks on the shown instruction: flag, tags, note. What is changed here goes to all that are
// selected. GUI thread.
#pragma once

#include "ui/project.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>
#include <QToolButton>

namespace evol {

class MarkBar : public QWidget
{
    Q_OBJECT
public:
    explicit MarkBar(QWidget *parent = nullptr);

    void showInstruction(Project *project, InstructionId id);
    void editTags();
    void editNote();

Q_SIGNALS:
    void flagToggled(bool on);
    void tagsChanged(const QStringList &added, const QStringList &removed);
    void noteChanged(const QString &note);
    void left(); ///< Enter or Escape on a line

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void saveTags();
    void saveNote();

    QToolButton *m_flag;
    QLineEdit *m_tags, *m_note;
    QStringListModel m_known;
    QStringList m_shownTags;
    QString m_shownNote;
    InstructionId m_instruction = 0;
};

} // namespace evol
