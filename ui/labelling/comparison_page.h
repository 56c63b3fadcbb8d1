// SPDX-License-Identifier: GPL-3.0-or-later
// The instruction above, the answers side by side below it, scrolled together. Shows what it is given and takes no keys.
// GUI thread.
#pragma once

#include "editing/rating_session.h"
#include "ui/labelling/judgement_draft.h"

#include <QFrame>
#include <QLabel>

#include <vector>

class QHBoxLayout;

namespace evol {

class ReadingView;

class ComparisonPage : public QFrame
{
    Q_OBJECT
public:
    explicit ComparisonPage(QWidget *parent = nullptr);

    /// Lays the texts out at once, also while it is covered by another page.
    void showComparison(const ShownComparison &shown, const StudyDesign &design);
    /// Marks the answer or step in focus and what was said of each.
    void showDraft(const JudgementDraft &draft);
    void scroll(int steps);         ///< of three lines
    void scrollPages(double pages); ///< of what is visible
    int steps() const { return int(m_steps.size()); } ///< of the solution, where steps are labelled

private:
    struct Column {
        QFrame *frame;
        QLabel *head;
        ReadingView *text;
    };
    Column makeColumn(int position);
    void syncFrom(ReadingView *source);
    void showSteps(const JudgementDraft &draft);

    ReadingView *m_instruction;
    QHBoxLayout *m_columns;
    std::vector<Column> m_answers; ///< made once and shown as needed
    int m_shown = 0;
    std::vector<std::string> m_steps;
    bool m_syncing = false;
};

} // namespace evol
