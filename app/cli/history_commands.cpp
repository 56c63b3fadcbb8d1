// SPDX-License-Identifier: GPL-3.0-or-later
// evol undo, evol redo, evol history. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "cli/step_words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

enum class Step { Undo, Redo };

int step(const std::string &project, Step which, Console &console)
{
    auto document = openForWriting(project);
    if (!document)
        return console.fail(document.error());
    const UndoState before = (*document)->undoState();
    std::size_t changes = 0;
    QObject::connect(document->get(), &Document::changed, document->get(),
                     [&](const std::vector<Change> &made) { changes += made.size(); });
    const auto done = waitFor([&](Document::Done finished) {
        which == Step::Undo ? (*document)->undo(finished) : (*document)->redo(finished);
    });
    if (!done)
        return console.fail(done.error());
    const std::string &label = which == Step::Undo ? before.undoLabel : before.redoLabel;
    if (console.json)
        console.document({{which == Step::Undo ? "undone" : "redone", label}, {"changes", changes}});
    else
        console.line((which == Step::Undo ? "Undone: " : "Redone: ") + label + " (" + counted(static_cast<std::int64_t>(changes), "change") + ").");
    return ExitDone;
}

std::string describeValue(const std::optional<Override> &value)
{
    return value ? (value->decision == Decision::Keep ? "keep (" : "eliminate (") + value->reason + ')' : "none";
}

std::string describeValue(const std::optional<Rating> &value)
{
    return value ? counted(value->stars, "star") + (value->note.empty() ? "" : " (" + value->note + ')') : "none";
}

std::string describeValue(const std::optional<int> &value)
{
    return value ? std::to_string(*value) : "none";
}

std::string describeValue(const std::string &value)
{
    return value;
}

std::string describeValue(const std::optional<std::string> &value)
{
    return value ? *value : "none";
}

std::string describeValue(const Wording &value)
{
    return value.text + (value.context.empty() ? "" : " (input: " + value.context + ')') +
           (value.editor.empty() ? "" : " (in the words of " + value.editor + ')');
}

std::string describeParent(InstructionId parent)
{
    return parent == 0 ? "no parent" : "under " + std::to_string(parent);
}

std::string describeValue(const std::optional<Quality> &value)
{
    return value ? "definition " + std::to_string(value->definition) + ", precision " + std::to_string(value->precision) + ", integrity " +
                       std::to_string(value->integrity)
                 : "none";
}

std::string describeValue(const std::optional<StepMark> &value)
{
    return value ? std::string(labelWord(value->label)) + " (" + value->by + ')' : "none";
}

std::string describeValue(const std::optional<Verdict> &value)
{
    if (!value || value->kept())
        return value ? "kept" : "none";
    std::string rules = "eliminated by";
    for (const FiredRule &fired : value->fired)
        rules += ' ' + fired.rule;
    return rules;
}

std::string describeValue(const StudySettings &value)
{
    return value.name + (value.closed ? " (closed, " : " (open, ") + counted(std::int64_t(value.masked.size()), "masked phrase") + ')';
}

/// By positions: who made the answers is not told here.
std::string describeValue(const std::optional<Vote> &value)
{
    if (!value || !value->isDone())
        return "none";
    if (value->judgements.empty())
        return "skipped: " + value->skipped;
    std::string said;
    for (const Judgement &judgement : value->judgements) {
        for (const int each : judgement.values)
            said += (said.empty() ? "" : " ") + std::to_string(each);
    }
    return said;
}

std::string describeSession(const Session &session)
{
    return session.rater + ": " + counted(std::int64_t(session.comparisons.size()), "comparison");
}

/// What changed, from what to what.
std::pair<std::string, std::string> values(const Change &change)
{
    return std::visit(
        [](const auto &c) -> std::pair<std::string, std::string> {
            using C = std::decay_t<decltype(c)>;
            if constexpr (std::is_same_v<C, AddInstruction>)
                return {"", c.instruction.text};
            else if constexpr (std::is_same_v<C, RemoveInstruction>)
                return {c.instruction.text, ""};
            else if constexpr (std::is_same_v<C, AddResponse>)
                return {"", c.response.text};
            else if constexpr (std::is_same_v<C, RemoveResponse>)
                return {c.response.text, ""};
            else if constexpr (std::is_same_v<C, MoveInstruction>)
                return {describeParent(c.from), describeParent(c.to)};
            else if constexpr (std::is_same_v<C, SetTag>)
                return {c.from ? c.tag : "", c.to ? c.tag : ""};
            else if constexpr (std::is_same_v<C, SetFlag>)
                return {c.from ? "flagged" : "not flagged", c.to ? "flagged" : "not flagged"};
            else if constexpr (std::is_same_v<C, SetSetting>)
                return {c.key + ": " + describeValue(c.from), c.key + ": " + describeValue(c.to)};
            else if constexpr (std::is_same_v<C, AddStudy>)
                return {"", c.study.settings.name};
            else if constexpr (std::is_same_v<C, RemoveStudy>)
                return {c.study.settings.name, ""};
            else if constexpr (std::is_same_v<C, AddSession>)
                return {"", describeSession(c.session)};
            else if constexpr (std::is_same_v<C, RemoveSession>)
                return {describeSession(c.session), ""};
            else
                return {describeValue(c.from), describeValue(c.to)};
        },
        change);
}

int history(const std::string &project, InstructionId id, const std::string &by, Console &console)
{
    auto reader = openForReading(project);
    if (!reader)
        return console.fail(reader.error());
    ordered_json list = ordered_json::array();
    HistoryFilter filter;
    filter.instruction = id;
    filter.by = by;
    if (!by.empty())
        filter.limit = 10'000; // looking one person's changes up costs more than reading them
    for (;;) {
        const auto entries = (*reader)->history(filter);
        if (!entries)
            return console.fail(entries.error());
        for (const HistoryEntry &entry : *entries) {
            const auto [from, to] = values(entry.change);
            if (console.json) {
                list.push_back({{"number", entry.number}, {"time", shownTime(entry.time)}, {"by", entry.by}, {"action", entry.label},
                                {"change", changeName(entry.change)}, {"instruction", subject(entry.change)}, {"from", from}, {"to", to}});
            } else {
                console.line(std::to_string(entry.number) + '\t' + shownTime(entry.time) + '\t' + entry.by + '\t' + entry.label + '\t' +
                             changeName(entry.change) + ' ' + std::to_string(subject(entry.change)) + '\t' + oneLine(from) + " -> " + oneLine(to));
            }
        }
        if (entries->size() < static_cast<std::size_t>(filter.limit))
            break;
        filter.before = entries->back().number;
    }
    if (console.json)
        console.document(list);
    return ExitDone;
}

std::function<int(Console &)> describeStep(CLI::App &app, Step which)
{
    auto project = std::make_shared<std::string>();
    app.add_option("PROJECT", *project, "The project, *.evol")->required();
    return [project, which](Console &console) { return step(*project, which, console); };
}

} // namespace

std::function<int(Console &)> describeUndo(CLI::App &app)
{
    return describeStep(app, Step::Undo);
}

std::function<int(Console &)> describeRedo(CLI::App &app)
{
    return describeStep(app, Step::Redo);
}

std::function<int(Console &)> describeHistory(CLI::App &app)
{
    auto project = std::make_shared<std::string>();
    auto id = std::make_shared<InstructionId>(0);
    auto by = std::make_shared<std::string>();
    app.add_option("PROJECT", *project, "The project, *.evol")->required();
    app.add_option("--id", *id, "Only changes of this instruction");
    app.add_option("--by", *by, "Only changes by this person; engine for those of runs");
    app.footer("Newest first. Columns: number, time, by, action, change and instruction, from -> to.");
    return [project, id, by](Console &console) { return history(*project, *id, *by, console); };
}

} // namespace evol
