// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/selection_commands.h"

#include <QGuiApplication>
#include <QClipboard>

namespace evol {

namespace {
constexpr std::size_t mostCopied = 1000, mostAskedForSources = 200;
} // namespace

QString SelectionCommands::shownIds() const
{
    return m_ids.size() == 1 ? QStringLiteral("#%1").arg(m_ids.front()) : tr("%1 instructions").arg(m_ids.size());
}

RunSettings SelectionCommands::settingsFor(RunGoal goal) const
{
    RunSettings settings = m_models;
    settings.goal = goal;
    settings.epochs = 1;
    settings.choice = Choice::Each;
    settings.operators.clear();
    settings.weights.clear();
    settings.only = m_ids;
    settings.scoresDifficulty = true;
    return settings;
}

void SelectionCommands::evolve(const std::string &method, const std::string &operatorKey)
{
    if (!m_project || m_ids.empty())
        return;
    RunSettings settings = settingsFor(RunGoal::Evolve);
    settings.method = method;
    settings.operators = {operatorKey};
    m_project->evolution().start({std::move(settings), tr("%1 of %2").arg(m_project->texts().operatorTitle(operatorKey), shownIds())});
}

void SelectionCommands::ask(RunGoal goal)
{
    if (!m_project || m_ids.empty())
        return;
    QString label = tr("Respond to %1");
    if (goal == RunGoal::Judge)
        label = tr("Judge %1 anew");
    else if (goal == RunGoal::Score)
        label = tr("Score the difficulty of %1");
    else if (goal == RunGoal::Quality)
        label = tr("Score the quality of %1");
    else if (goal == RunGoal::Label)
        label = tr("Label the steps of %1");
    m_project->evolution().start({settingsFor(goal), label.arg(shownIds())});
}

std::set<std::string> SelectionCommands::sources() const
{
    std::set<std::string> sources;
    for (std::size_t i = 0; m_project && i < m_ids.size() && i < mostAskedForSources; ++i) {
        const auto responses = m_project->document().reader().responses(m_ids[i]);
        for (const Response &response : responses.value_or(std::vector<Response>()))
            sources.insert(response.source);
    }
    sources.erase(std::string());
    return sources;
}

void SelectionCommands::askToAgreeWith(const std::string &source)
{
    if (!m_project || m_ids.empty())
        return;
    RunSettings settings = settingsFor(RunGoal::Respond);
    settings.keep = KeptResponses::Reference;
    settings.reference = source;
    m_project->evolution().start({std::move(settings), tr("Respond to %1").arg(shownIds())});
}

void SelectionCommands::decide(Decision decision, const QString &reason)
{
    if (!m_project || m_ids.empty())
        return;
    std::vector<Change> changes;
    for (const InstructionId id : m_ids) {
        SetOverride change;
        change.instruction = id;
        change.to = Override{decision, reason.toStdString(), m_project->document().person()};
        changes.push_back(change);
    }
    const QString label = decision == Decision::Keep ? tr("Keep %1") : tr("Eliminate %1");
    m_project->document().apply(label.arg(shownIds()).toStdString(), std::move(changes));
}

void SelectionCommands::removeOverrides()
{
    if (!m_project)
        return;
    std::vector<Change> changes;
    for (const InstructionId id : m_ids) {
        const NodeIndex node = m_project->pool().indexOf(id);
        if (node != noNode && m_project->pool().isOverridden(node)) {
            SetOverride change;
            change.instruction = id;
            changes.push_back(change);
        }
    }
    if (!changes.empty())
        m_project->document().apply(tr("Remove the override of %1").arg(shownIds()).toStdString(), std::move(changes));
}

void SelectionCommands::copyTexts()
{
    if (!m_project)
        return;
    QStringList texts;
    for (std::size_t i = 0; i < m_ids.size() && i < mostCopied; ++i)
        texts += m_project->texts().textNow(m_ids[i]);
    QGuiApplication::clipboard()->setText(texts.join(QStringLiteral("\n\n")));
}

template <class Make>
void SelectionCommands::applyToEach(const QString &label, const Make &make)
{
    if (!m_project || m_ids.empty())
        return;
    std::vector<Change> changes;
    for (const InstructionId id : m_ids)
        make(id, changes);
    if (!changes.empty())
        m_project->document().apply(label.arg(shownIds()).toStdString(), std::move(changes));
}

void SelectionCommands::setFlag(bool on)
{
    applyToEach(on ? tr("Flag %1") : tr("Take the flag off %1"), [&](InstructionId id, std::vector<Change> &changes) {
        const NodeIndex node = m_project->pool().indexOf(id);
        if (node != noNode && m_project->pool().isFlagged(node) != on)
            changes.push_back(SetFlag{id, !on, on});
    });
}

void SelectionCommands::changeTags(const QStringList &added, const QStringList &removed)
{
    applyToEach(tr("Tag %1"), [&](InstructionId id, std::vector<Change> &changes) {
        for (const QString &tag : added)
            changes.push_back(SetTag{id, tag.toStdString(), false, true});
        for (const QString &tag : removed)
            changes.push_back(SetTag{id, tag.toStdString(), true, false});
    });
}

void SelectionCommands::setNote(const QString &note)
{
    applyToEach(tr("Note on %1"), [&](InstructionId id, std::vector<Change> &changes) {
        changes.push_back(SetNote{id, {}, note.toStdString()});
    });
}

void SelectionCommands::moveTo(InstructionId parent)
{
    applyToEach(tr("Move %1"), [&](InstructionId id, std::vector<Change> &changes) {
        changes.push_back(MoveInstruction{id, 0, parent});
    });
}

} // namespace evol
