// SPDX-License-Identifier: GPL-3.0-or-later
// evol steps list, set, label. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "cli/step_words.h"
#include "domain/solution_steps.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string project, label;
    InstructionId instruction = 0;
    ResponseId response = 0;
    int step = 0;
};

int list(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    const auto responses = (*reader)->responses(o.instruction);
    if (!responses)
        return console.fail(responses.error());
    ordered_json all = ordered_json::array();
    for (const Response &response : *responses) {
        const auto marks = (*reader)->stepMarks(response.id);
        if (!marks)
            return console.fail(marks.error());
        int number = 0;
        for (const std::string_view step : solutionSteps(response.text)) {
            const auto found = marks->find(number++);
            const StepMark *mark = found == marks->end() ? nullptr : &found->second;
            all.push_back({{"response", response.id}, {"step", number}, {"text", step},
                           {"label", mark ? ordered_json(labelWord(mark->label)) : ordered_json()}, {"by", mark ? ordered_json(mark->by) : ordered_json()}});
            if (!console.json)
                console.line(std::to_string(response.id) + '\t' + std::to_string(number) + '\t' + (mark ? std::string(labelWord(mark->label)) + " (" + mark->by + ')' : "-") +
                             '\t' + oneLine(std::string(step)));
        }
    }
    if (console.json)
        console.document(all);
    return ExitDone;
}

int set(const Options &o, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    LabelStep change;
    change.response = o.response;
    change.step = o.step - 1;
    if (o.label != "none") {
        const auto label = labelNamed(o.label);
        if (!label)
            return console.fail(label.error());
        change.to = StepMark{*label, (*document)->person(), 0};
    }
    if (const auto done = waitFor([&](Document::Done finished) { (*document)->apply("Label a step", {change}, finished); }); !done)
        return console.fail(done.error());
    if (console.json)
        console.document({{"response", o.response}, {"step", o.step}, {"label", o.label}});
    else
        console.line("Step " + std::to_string(o.step) + " of response " + std::to_string(o.response) + ": " + o.label + '.');
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeSteps(CLI::App &app)
{
    auto chosen = std::make_shared<std::function<int(Console &)>>();
    auto o = std::make_shared<Options>();
    app.require_subcommand(1);
    CLI::App *listing = app.add_subcommand("list", "The steps of an instruction's responses");
    listing->add_option("PROJECT", o->project, "The project, *.evol")->required();
    listing->add_option("ID", o->instruction, "The instruction")->required();
    listing->callback([chosen, o] { *chosen = [o](Console &console) { return list(*o, console); }; });

    CLI::App *setting = app.add_subcommand("set", "Label a step by hand; no model changes it then");
    setting->add_option("PROJECT", o->project, "The project, *.evol")->required();
    setting->add_option("RESPONSE", o->response, "By id, as list prints it")->required();
    setting->add_option("STEP", o->step, "From 1")->required();
    setting->add_option("LABEL", o->label, "right, neutral, wrong or none")->required();
    setting->callback([chosen, o] { *chosen = [o](Console &console) { return set(*o, console); }; });

    CLI::App *labelling = app.add_subcommand("label", "Ask a model for a label of each step; those set by hand stay");
    auto label = describeLabelling(*labelling);
    labelling->callback([chosen, label] { *chosen = label; });
    return [chosen](Console &console) { return (*chosen)(console); };
}

} // namespace evol
