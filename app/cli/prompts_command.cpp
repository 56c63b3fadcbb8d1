// SPDX-License-Identifier: GPL-3.0-or-later
// evol prompts list, show, set, reset, versions, compare, preview, try. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "editing/prompt_trial.h"
#include "evolution/project_terms.h"
#include "evolution/prompt_versions.h"
#include "evolution/word_diff.h"
#include "models/model_list.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <QEventLoop>

#include <set>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string project, key, file, version, other, model = "builtin";
    InstructionId instruction = 0;
    std::vector<InstructionId> only;
};

int list(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto texts = projectPrompts(**reader);
    if (!texts)
        return console.fail(texts.error());
    const PromptLibrary library(*texts);
    std::set<std::string> keys;
    for (const std::string &key : PromptLibrary::builtInKeys())
        keys.insert(key);
    for (const auto &[key, text] : *texts)
        keys.insert(key);
    ordered_json all = ordered_json::array();
    for (const std::string &key : keys) {
        const auto prompt = library.prompt(key);
        if (!prompt)
            return console.fail(prompt.error());
        const bool isOwn = texts->contains(key);
        all.push_back({{"key", key}, {"version", prompt->version}, {"own", isOwn}});
        if (!console.json)
            console.line(key + '\t' + prompt->version + '\t' + (isOwn ? "the project's" : "built in"));
    }
    if (console.json)
        console.document(all);
    return ExitDone;
}

ordered_json versionJson(const PromptVersion &version)
{
    ordered_json j = {{"key", version.prompt.key}, {"version", version.prompt.version}, {"built_in", version.isBuiltIn}, {"current", version.isCurrent}};
    if (!version.isBuiltIn) {
        j["time"] = version.time;
        j["by"] = version.by;
    }
    return j;
}

/// `version` empty: the one in force; "builtin": the one that comes with the program.
Result<PromptVersion> versionOf(ProjectReader &reader, const std::string &key, const std::string &version)
{
    const auto versions = promptVersions(reader, key);
    if (!versions)
        return tl::unexpected<Error>(versions.error());
    for (const PromptVersion &each : *versions) {
        const bool isMeant = version.empty() ? each.isCurrent : version == "builtin" ? each.isBuiltIn : each.prompt.version.starts_with(version);
        if (isMeant)
            return each;
    }
    return fail(ErrorKind::NotFound, "The prompt " + key + " has no version " + version + ". See: evol prompts versions PROJECT " + key);
}

int show(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto version = versionOf(**reader, o.key, o.version);
    if (!version)
        return console.fail(version.error());
    if (console.json) {
        ordered_json j = versionJson(*version);
        j["text"] = version->prompt.text;
        console.document(j);
    } else {
        console.line(version->prompt.text);
    }
    return ExitDone;
}

int change(const Options &o, const std::optional<std::string> &text, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    const auto made = promptChange((*document)->reader(), o.key, text);
    if (!made)
        return console.fail(made.error());
    const std::string label = (text ? "Edit the prompt " : "Reset the prompt ") + o.key;
    if (const auto done = waitFor([&](Document::Done finished) { (*document)->apply(label, {*made}, finished); }); !done)
        return console.fail(done.error());
    const auto now = versionOf((*document)->reader(), o.key, {});
    if (!now)
        return console.fail(now.error());
    if (console.json)
        console.document(versionJson(*now));
    else
        console.line("The prompt " + o.key + " is now version " + now->prompt.version + (now->isBuiltIn ? " (built in)." : "."));
    return ExitDone;
}

int set(const Options &o, Console &console)
{
    const auto text = readText(o.file);
    return text ? change(o, *text, console) : console.fail(text.error());
}

int versions(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto all = promptVersions(**reader, o.key);
    if (!all)
        return console.fail(all.error());
    ordered_json list = ordered_json::array();
    for (const PromptVersion &each : *all) {
        list.push_back(versionJson(each));
        if (!console.json)
            console.line(each.prompt.version + '\t' + (each.isBuiltIn ? "built in" : shownTime(each.time) + ", " + each.by) + (each.isCurrent ? "\tin force" : ""));
    }
    if (console.json)
        console.document(list);
    return ExitDone;
}

int compare(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto from = versionOf(**reader, o.key, o.version);
    const auto to = versionOf(**reader, o.key, o.other);
    if (!from || !to)
        return console.fail(from ? to.error() : from.error());
    const auto pieces = wordDiff(from->prompt.text, to->prompt.text);
    if (console.json) {
        ordered_json all = ordered_json::array();
        for (const DiffPiece &piece : pieces)
            all.push_back({{"kind", piece.kind == DiffKind::Same ? "same" : piece.kind == DiffKind::Added ? "added" : "removed"}, {"text", piece.text}});
        console.document({{"from", from->prompt.version}, {"to", to->prompt.version}, {"pieces", all}});
        return ExitDone;
    }
    std::string text;
    for (const DiffPiece &piece : pieces)
        text += piece.kind == DiffKind::Same ? piece.text : piece.kind == DiffKind::Added ? "{+" + piece.text + "+}" : "[-" + piece.text + "-]";
    console.line(text);
    return ExitDone;
}

/// The prompt in force, or the text of --file in its place.
Result<Prompt> promptToTry(ProjectReader &reader, const Options &o)
{
    if (o.file.empty()) {
        const auto version = versionOf(reader, o.key, o.version);
        return version ? Result<Prompt>(version->prompt) : tl::unexpected<Error>(version.error());
    }
    const auto text = readText(o.file);
    if (!text)
        return tl::unexpected<Error>(text.error());
    Prompt prompt = makePrompt(o.key, *text);
    if (auto usable = checkPrompt(prompt); !usable)
        return tl::unexpected<Error>(usable.error());
    return prompt;
}

int preview(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto prompt = promptToTry(**reader, o);
    if (!prompt)
        return console.fail(prompt.error());
    const auto values = promptValuesOf(**reader, o.key, o.instruction);
    if (!values)
        return console.fail(values.error());
    const auto text = render(*prompt, *values);
    if (!text)
        return console.fail(text.error());
    if (console.json)
        console.document({{"key", o.key}, {"version", prompt->version}, {"instruction", o.instruction}, {"text", *text}});
    else
        console.line(*text);
    return ExitDone;
}

int showAnswers(const Prompt &prompt, const std::vector<PromptTrial::Answer> &answers, Console &console)
{
    bool failed = false;
    ordered_json all = ordered_json::array();
    for (const PromptTrial::Answer &each : answers) {
        failed |= !each.reply;
        const std::string said = each.reply ? each.reply->reply : each.reply.error().message;
        all.push_back({{"instruction", each.instruction}, {"sent", each.sent}, {each.reply ? "reply" : "failure", said}});
        if (!console.json)
            console.line("#" + std::to_string(each.instruction) + (each.reply ? ":\n" : " failed: ") + said + '\n');
    }
    if (console.json)
        console.document({{"key", prompt.key}, {"version", prompt.version}, {"answers", all}});
    return failed ? ExitSomeFailed : ExitDone;
}

int tryOut(const Options &o, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    const auto prompt = promptToTry((*document)->reader(), o);
    if (!prompt)
        return console.fail(prompt.error());
    for (const InstructionId id : o.only) {
        if (!(*document)->pool().contains(id))
            return console.fail({ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + o.project + ". See: evol list " + o.project});
    }
    const auto ids = o.only.empty() ? trialInstructions((*document)->pool(), o.key) : o.only;
    if (ids.empty())
        return console.fail({ErrorKind::Refused, "There is no instruction in " + o.project + " to try the prompt on."});
    auto model = makeModel(o.model);
    if (!model)
        return console.fail(model.error());
    PromptTrial trial(**document, *model, *prompt);
    QEventLoop loop;
    QObject::connect(&trial, &PromptTrial::finished, &loop, &QEventLoop::quit);
    trial.start(ids);
    loop.exec();
    return showAnswers(*prompt, trial.answers(), console);
}

} // namespace

std::function<int(Console &)> describePrompts(CLI::App &app)
{
    auto chosen = std::make_shared<std::function<int(Console &)>>();
    auto o = std::make_shared<Options>();
    app.require_subcommand(1);
    const auto add = [&](const std::string &name, const std::string &summary, int (*run)(const Options &, Console &)) {
        CLI::App *sub = app.add_subcommand(name, summary);
        sub->add_option("PROJECT", o->project, "The project, *.evol")->required();
        if (name != "list")
            sub->add_option("KEY", o->key, "As list prints it, e.g. general/deepen")->required();
        sub->callback([chosen, o, run] { *chosen = [o, run](Console &console) { return run(*o, console); }; });
        return sub;
    };
    const auto addFile = [&](CLI::App *sub) { sub->add_option("--file", o->file, "This text instead, not saved; - is standard input"); };

    add("list", "The prompts there are", list);
    add("show", "Print a prompt", show)->add_option("--version", o->version, "An earlier one, or builtin; else the one in force");
    add("set", "Put a text in the place of a prompt, for this project", set)->add_option("FILE", o->file, "Its text; - is standard input")->required();
    add("reset", "Go back to the built-in prompt", [](const Options &options, Console &console) { return change(options, std::nullopt, console); });
    add("versions", "The versions a prompt has had in this project", versions);
    CLI::App *comparing = add("compare", "Print what changed between two versions, word by word", compare);
    comparing->add_option("FROM", o->version, "A version, or builtin")->required();
    comparing->add_option("TO", o->other, "A version, or builtin; the one in force where left out");
    CLI::App *previewing = add("preview", "Print a prompt filled in with an instruction", preview);
    previewing->add_option("--instruction", o->instruction, "By id")->required();
    addFile(previewing);
    CLI::App *trying = add("try", "Ask a model with a prompt on three instructions, and change nothing", tryOut);
    trying->add_option("--model", o->model, "builtin, a name, or URL#MODEL")->capture_default_str();
    trying->add_option("--only", o->only, "These instructions, by id; else the first three")->delimiter(',');
    addFile(trying);
    return [chosen](Console &console) { return (*chosen)(console); };
}

} // namespace evol
