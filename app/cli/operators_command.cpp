// SPDX-License-Identifier: GPL-3.0-or-later
// evol operators list, add, remove. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "evolution/operators.h"
#include "evolution/project_terms.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string project, prompt;
    EvolutionOperator own;
};

const std::map<std::string, Direction> &directions()
{
    static const std::map<std::string, Direction> all = {
        {"in_depth", Direction::InDepth}, {"in_breadth", Direction::InBreadth}, {"downward", Direction::Downward}};
    return all;
}

void describe(const std::string &method, const EvolutionOperator &each, ordered_json &all, Console &console)
{
    std::string direction;
    for (const auto &[name, value] : directions()) {
        if (value == each.direction)
            direction = name;
    }
    all.push_back({{"method", method}, {"key", each.key}, {"title", each.title}, {"direction", direction}, {"weight", each.weight}});
    if (!console.json)
        console.line(method + '\t' + each.key + '\t' + each.title + '\t' + direction + "\tweight " + ordered_json(each.weight).dump());
}

int list(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto own = projectOperators(**reader);
    if (!own)
        return console.fail(own.error());
    ordered_json all = ordered_json::array();
    for (const Method &method : methods()) {
        for (const EvolutionOperator &each : method.operators)
            describe(method.key, each, all, console);
    }
    for (const EvolutionOperator &each : *own)
        describe("own", each, all, console);
    if (console.json)
        console.document(all);
    return ExitDone;
}

int change(const Options &o, const std::string &label, const std::function<Result<std::vector<Change>>(ProjectReader &)> &find, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    if (const auto done = waitFor([&](Document::Done finished) { (*document)->applyFound(label, find, finished); }); !done)
        return console.fail(done.error());
    if (console.json)
        console.document({{"key", o.own.key}, {"done", label}});
    else
        console.line(label + '.');
    return ExitDone;
}

int add(const Options &o, Console &console)
{
    const auto prompt = readText(o.prompt);
    if (!prompt)
        return console.fail(prompt.error());
    return change(o, "Set the operator " + o.own.key, [&](ProjectReader &) { return operatorChanges(o.own, *prompt); }, console);
}

int removeOperator(const Options &o, Console &console)
{
    return change(o, "Remove the operator " + o.own.key, [&](ProjectReader &reader) { return removeOperatorChanges(reader, o.own.key); }, console);
}

} // namespace

std::function<int(Console &)> describeOperators(CLI::App &app)
{
    auto chosen = std::make_shared<std::function<int(Console &)>>();
    auto o = std::make_shared<Options>();
    app.require_subcommand(1);
    const auto command = [&](const char *name, const char *summary, int (*run)(const Options &, Console &)) {
        CLI::App *sub = app.add_subcommand(name, summary);
        sub->add_option("PROJECT", o->project, "The project, *.evol")->required();
        sub->callback([chosen, o, run] { *chosen = [o, run](Console &console) { return run(*o, console); }; });
        return sub;
    };
    command("list", "Those of all methods, and the project's own", list);
    CLI::App *adding = command("add", "Add an operator of this project's own, or put it in the place of the one of that key", add);
    adding->add_option("KEY", o->own.key, "How it is stored: small letters, digits, underscores")->required();
    adding->add_option("--title", o->own.title, "What people call it")->required();
    adding->add_option("--prompt", o->prompt, "A file with its prompt, which names {instruction} and {context}; - is standard input")->required();
    adding->add_option("--direction", o->own.direction, "in_depth, in_breadth or downward")->transform(CLI::CheckedTransformer(directions()))->default_str("in_depth");
    adding->add_option("--weight", o->own.weight, "How often it is chosen beside those of the method")->capture_default_str();
    command("remove", "Forget an operator of this project's own; what it made stays", removeOperator)->add_option("KEY", o->own.key, "As list prints it")->required();
    return [chosen](Console &console) { return (*chosen)(console); };
}

} // namespace evol
