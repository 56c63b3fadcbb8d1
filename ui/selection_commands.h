// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the selected instructions: evolve, ask, keep, eliminate, mark, move, copy. GUI thread.
#pragma once

#include "ui/project.h"

#include <set>
#include <string>
#include <vector>

namespace evol {

class SelectionCommands : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void setProject(Project *project) { m_project = project; }
    void setSelection(std::vector<InstructionId> ids) { m_ids = std::move(ids); }
    const std::vector<InstructionId> &selection() const { return m_ids; }
    /// The models that the next run asks; those of a panel where one chose others.
    void setModels(const RunSettings &settings) { m_models = settings; }

    void evolve(const std::string &method, const std::string &operatorKey);
    /// One stage over the selection.
    void ask(RunGoal goal);
    /// Where the responses to the selected instructions, to the first of very many, come from.
    std::set<std::string> sources() const;
    /// Responses, of which those are kept whose final answer is that of the response from `source`.
    void askToAgreeWith(const std::string &source);
    void decide(Decision decision, const QString &reason);
    /// Takes a person's decision back: the verdict holds again.
    void removeOverrides();
    void copyTexts();
    void setFlag(bool on);
    void changeTags(const QStringList &added, const QStringList &removed);
    void setNote(const QString &note);
    /// Under another parent; 0 makes them roots.
    void moveTo(InstructionId parent);

private:
    RunSettings settingsFor(RunGoal goal) const;
    QString shownIds() const;
    /// `make` for each that is selected, as one step.
    template <class Make>
    void applyToEach(const QString &label, const Make &make);

    Project *m_project = nullptr;
    std::vector<InstructionId> m_ids;
    RunSettings m_models;
};

} // namespace evol
