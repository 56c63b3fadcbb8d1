// SPDX-License-Identifier: GPL-3.0-or-later
// The list of commands and the program around them. The main thread.
#include "cli/command.h"

#include "cli/commands.h"

#include <CLI/CLI.hpp>

namespace evol {

const std::vector<Command> &commands()
{
    static const std::vector<Command> all{
        {"new", "Make a project; never overwrites", describeNew},
        {"import", "Read instructions, responses or votes from files", describeImport},
        {"evolve", "Run epochs of evolution", describeEvolve},
        {"resume", "Carry an interrupted run on", describeResume},
        {"respond", "Ask a model for responses to instructions that are there", describeRespond},
        {"score", "Ask a model how difficult instructions are, or how well problems are put", describeScore},
        {"judge", "Judge rewrites that are there anew", describeJudge},
        {"steps", "The steps of solutions, each with a label", describeSteps},
        {"epochs", "Each epoch as a training set, with its score: where to stop", describeEpochs},
        {"evaluate", "Ask a model the questions of a benchmark and grade its answers", describeEvaluate},
        {"batch", "Have a run's requests answered by batch files instead of a server", describeBatch},
        {"tree", "Draw the tree: text on a terminal, or a file", describeTree},
        {"list", "List instructions, one a line", describeList},
        {"show", "Show one instruction whole", describeShow},
        {"stats", "Count what is in a project", describeStats},
        {"override", "Keep or eliminate an instruction against the verdict", describeOverride},
        {"undo", "Take back the last action", describeUndo},
        {"redo", "Do again what was undone last", describeRedo},
        {"history", "Show the stored changes", describeHistory},
        {"models", "Set up the language models of this user", describeModels},
        {"prompts", "Read, change, compare and try the prompts of a project", describePrompts},
        {"operators", "The evolution operators, and those of a project's own", describeOperators},
        {"study", "Preference studies: contenders' answers judged blind", describeStudy},
        {"export", "Write a dataset", describeExport},
        {"check", "Check the integrity of a project", describeCheck},
    };
    return all;
}

int runEvol(int argc, char **argv)
{
    CLI::App app("Evol-Instruct from the terminal: grow instruction data, look at it, export it.", "evol");
    app.set_version_flag("--version", "evol " EVOL_VERSION);
    app.require_subcommand(1);
    app.footer("A model is `builtin` (built-in rules, no language model), a name from `evol models list`, \n"
               "URL#MODEL for an OpenAI-compatible server (key from EVOL_API_KEY or OPENAI_API_KEY), or a\n"
               "model file *.gguf (llama-server is started for it).\n"
               "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but some items failed, 130 interrupted.");
    Console console;
    std::function<int(Console &)> chosen;
    for (const Command &command : commands()) {
        CLI::App *sub = app.add_subcommand(command.name, command.summary);
        auto run = command.describe(*sub);
        for (CLI::App *leaf : sub->get_subcommands([](CLI::App *) { return true; }))
            leaf->add_flag("--json", console.json, "Print JSON to stdout and nothing else");
        if (sub->get_subcommands([](CLI::App *) { return true; }).empty())
            sub->add_flag("--json", console.json, "Print JSON to stdout and nothing else");
        sub->callback([&chosen, run] { chosen = run; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        return app.exit(e) == 0 ? ExitDone : ExitUsage;
    }
    return chosen(console);
}

} // namespace evol
