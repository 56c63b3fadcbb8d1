// SPDX-License-Identifier: GPL-3.0-or-later
// evol respond, score, judge and steps label: one stage over instructions that are there. The main thread.
#include "cli/batch_pass_run.h"
#include "cli/commands.h"
#include "cli/project_access.h"
#include "cli/run_report.h"
#include "models/run_models.h"

#include <CLI/CLI.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, model = "builtin", batchFolder;
    RunSettings settings;
    std::int64_t maxRequests = -1;
    double budget = -1;
    bool agree = false, ofQuality = false;
};

const char *labelOf(RunGoal goal)
{
    switch (goal) {
    case RunGoal::Score:
        return "Score difficulty";
    case RunGoal::Quality:
        return "Score quality";
    case RunGoal::Judge:
        return "Judge anew";
    case RunGoal::Label:
        return "Label steps";
    default:
        return "Respond";
    }
}

int run(const Options &o, RunGoal goal, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    RunSettings settings = o.settings;
    settings.goal = goal;
    settings.evolver = settings.judge = settings.responder = o.model;
    settings.judgeSampling = settings.responderSampling = settings.evolverSampling;
    settings.keep = o.agree ? KeptResponses::Majority : settings.reference.empty() ? KeptResponses::All : KeptResponses::Reference;
    if (o.maxRequests >= 0)
        settings.maxRequests = o.maxRequests;
    if (o.budget >= 0)
        settings.budget = o.budget;
    for (const InstructionId id : settings.only) {
        if (!(*document)->pool().contains(id))
            return console.fail({ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + o.project + ". See: evol list " + o.project});
    }
    if (!o.batchFolder.empty()) {
        return runBatchPass(**document, settings, {{}, o.batchFolder}, console, [&](RunSession &session) -> Result<> {
            session.begin(settings, labelOf(goal));
            return {};
        });
    }
    const auto models = makeRunModels(settings);
    if (!models)
        return console.fail(models.error());
    RunSession session(**document, *models);
    return runToItsEnd(**document, session, console, [&]() -> Result<> {
        session.begin(settings, labelOf(goal));
        return {};
    });
}

std::shared_ptr<Options> describe(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("--model", o->model, "builtin, a name, or URL#MODEL")->capture_default_str();
    app.add_option("--rng-seed", o->settings.seed, "Of all random choices")->capture_default_str();
    app.add_option("--concurrency", o->settings.concurrency, "Requests in flight at most")->capture_default_str()->check(CLI::Range(1, 4096));
    app.add_option("--temperature", o->settings.evolverSampling.temperature)->capture_default_str()->check(CLI::Range(0.0, 2.0));
    app.add_option("--top-p", o->settings.evolverSampling.topP)->capture_default_str()->check(CLI::Range(0.0, 1.0));
    app.add_option("--max-requests", o->maxRequests, "Stop before one request more")->check(CLI::NonNegativeNumber);
    app.add_option("--batch", o->batchFolder, "Write the requests into batch files in this folder instead of sending them");
    app.add_option("--budget", o->budget, "Stop once this much is spent")->check(CLI::NonNegativeNumber);
    return o;
}

void addOnly(CLI::App &app, Options &o, const std::string &others)
{
    app.add_option("--only", o.settings.only, "These instructions, by id; else " + others)->delimiter(',');
}

} // namespace

std::function<int(Console &)> describeRespond(CLI::App &app)
{
    auto o = describe(app);
    addOnly(app, *o, "all that the next epoch would start from");
    app.add_option("--responses", o->settings.responses, "So many to each instruction")->capture_default_str()->check(CLI::Range(1, 64));
    CLI::Option *agreeing = app.add_flag("--self-consistency", o->agree, "Keep only responses whose final answer is that of more than half of them");
    app.add_option("--reference", o->settings.reference,
                   "Keep only responses whose final answer is that of the response from this source, e.g. gsm8k_test.jsonl")->excludes(agreeing);
    return [o](Console &console) { return run(*o, RunGoal::Respond, console); };
}

std::function<int(Console &)> describeScore(CLI::App &app)
{
    auto o = describe(app);
    addOnly(app, *o, "all that are kept");
    app.add_flag("--quality", o->ofQuality, "Instead of the difficulty: definition, precision and integrity of a problem, from 1 to 5 each");
    return [o](Console &console) { return run(*o, o->ofQuality ? RunGoal::Quality : RunGoal::Score, console); };
}

std::function<int(Console &)> describeJudge(CLI::App &app)
{
    auto o = describe(app);
    addOnly(app, *o, "all rewrites");
    return [o](Console &console) { return run(*o, RunGoal::Judge, console); };
}

std::function<int(Console &)> describeLabelling(CLI::App &app)
{
    auto o = describe(app);
    addOnly(app, *o, "all that are kept and answered");
    return [o](Console &console) { return run(*o, RunGoal::Label, console); };
}

} // namespace evol
