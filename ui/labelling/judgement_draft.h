// SPDX-License-Identifier: GPL-3.0-or-later
// A judgement while it is being made: which criterion is asked for, what was said so far, and what comes next. No
// widgets; the GUI thread.
#pragma once

#include "domain/study.h"

#include <optional>
#include <vector>

namespace evol {

class JudgementDraft
{
public:
    JudgementDraft() = default;
    /// answers: of the comparison. steps: of its solution, where steps are labelled. before: what was said earlier.
    JudgementDraft(StudyDesign design, int answers, int steps, const std::optional<Vote> &before);

    const StudyDesign &design() const { return m_design; }
    int criterion() const { return m_criterion; } ///< asked for now; as many as there are: all are judged
    bool isComplete() const { return m_criterion == static_cast<int>(m_design.criteria.size()); }
    bool wantsStrength() const { return m_wantsStrength; } ///< 1 to 3, of the outcome just given
    int focus() const { return m_focus; } ///< answer or step that a number is for
    /// Of the criterion asked for: ranks, labels or an outcome; nothing: not said yet.
    const std::vector<std::optional<int>> &values() const { return m_values; }
    bool isFull() const; ///< every value is there, so confirm() goes on

    void choose(Outcome outcome); ///< Pairwise
    void setNumber(int number);   ///< strength, rank or points; ignored where it does not fit
    void setLabel(StepLabel label); ///< Steps: of the step in focus, which moves on
    void moveFocus(int by);
    void confirm(); ///< Ranking and Steps: on to the next criterion, where everything is there
    /// To the criterion before; false: this is the first.
    bool back();

    std::vector<Judgement> judgements() const { return m_said; } ///< in order of criterion

private:
    void ask();
    void say(std::vector<int> values);
    int slots() const;

    StudyDesign m_design;
    int m_answers = 0, m_steps = 0, m_criterion = 0, m_focus = 0;
    bool m_wantsStrength = false;
    std::vector<std::optional<int>> m_values;
    std::vector<Judgement> m_said, m_before;
};

} // namespace evol
