// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/labelling/judgement_draft.h"

#include <algorithm>

namespace evol {

namespace {
constexpr int mostPoints = 5;
constexpr int strongest = 3;
} // namespace

JudgementDraft::JudgementDraft(StudyDesign design, int answers, int steps, const std::optional<Vote> &before)
    : m_design(std::move(design)), m_answers(answers), m_steps(steps), m_before(before ? before->judgements : std::vector<Judgement>())
{
    ask();
}

int JudgementDraft::slots() const
{
    switch (m_design.kind) {
    case JudgementKind::Ranking:
        return m_answers;
    case JudgementKind::Steps:
        return m_steps;
    case JudgementKind::Pairwise:
    case JudgementKind::Rating:
        break;
    }
    return 1;
}

void JudgementDraft::ask()
{
    m_focus = 0;
    m_wantsStrength = false;
    m_values.assign(static_cast<std::size_t>(slots()), std::nullopt);
    // Who comes back finds what was said, to be changed or confirmed.
    for (const Judgement &judgement : m_before) {
        if (judgement.criterion != m_criterion)
            continue;
        for (std::size_t i = 0; i < std::min(m_values.size(), judgement.values.size()); ++i)
            m_values[i] = judgement.values[i];
    }
}

bool JudgementDraft::isFull() const
{
    return !isComplete() && std::all_of(m_values.begin(), m_values.end(), [](const auto &value) { return value.has_value(); });
}

void JudgementDraft::say(std::vector<int> values)
{
    m_said.push_back({m_criterion++, std::move(values)});
    ask();
}

void JudgementDraft::choose(Outcome outcome)
{
    if (m_design.kind != JudgementKind::Pairwise || isComplete())
        return;
    m_values[0] = static_cast<int>(outcome);
    const bool prefers = outcome == Outcome::First || outcome == Outcome::Second;
    if (m_design.asksStrength && prefers)
        m_wantsStrength = true;
    else
        say({static_cast<int>(outcome)});
}

void JudgementDraft::setNumber(int number)
{
    if (isComplete() || number < 1 || number > mostPoints)
        return;
    if (m_wantsStrength && number <= strongest) {
        say({*m_values[0], number});
    } else if (m_design.kind == JudgementKind::Rating) {
        say({number});
    } else if (m_design.kind == JudgementKind::Ranking) {
        m_values[static_cast<std::size_t>(m_focus)] = number;
        moveFocus(1);
    }
}

void JudgementDraft::setLabel(StepLabel label)
{
    if (m_design.kind != JudgementKind::Steps || isComplete() || m_values.empty())
        return;
    m_values[static_cast<std::size_t>(m_focus)] = static_cast<int>(label);
    moveFocus(1);
}

void JudgementDraft::moveFocus(int by)
{
    m_focus = std::clamp(m_focus + by, 0, std::max(0, slots() - 1));
}

void JudgementDraft::confirm()
{
    const bool takesMany = m_design.kind == JudgementKind::Ranking || m_design.kind == JudgementKind::Steps;
    if (!takesMany || !isFull())
        return;
    std::vector<int> values;
    for (const auto &value : m_values)
        values.push_back(*value);
    say(std::move(values));
}

bool JudgementDraft::back()
{
    if (m_wantsStrength) {
        ask();
        return true;
    }
    if (m_criterion == 0)
        return false;
    --m_criterion;
    std::erase_if(m_before, [this](const Judgement &j) { return j.criterion == m_criterion; });
    m_before.push_back(m_said.back());
    m_said.pop_back();
    ask();
    return true;
}

} // namespace evol
