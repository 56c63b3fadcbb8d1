// SPDX-License-Identifier: GPL-3.0-or-later
// evol evolve. The main thread.
#include "cli/batch_pass_run.h"
#include "cli/commands.h"
#include "cli/project_access.h"
#include "cli/run_report.h"
#include "evolution/operators.h"
#include "evolution/project_terms.h"
#include "evolution/run_estimate.h"
#include "models/run_models.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, model = "builtin", judge, responder;
    RunSettings settings;
    std::vector<std::string> operators, weights;
    std::int64_t maxRequests = -1;
    double budget = -1;
    std::int64_t maxTokens = -1;
    std::string batchFolder;
    bool agree = false, each = false, difficulty = false, dryRun = false;
};

Result<RunSettings> settingsFrom(const Options &o, const Pool &pool, ProjectReader &reader)
{
    RunSettings settings = o.settings;
    if (auto taken = takeProjectTerms(reader, settings); !taken)
        return tl::unexpected<Error>(taken.error());
    const auto method = methodOf(settings);
    if (!method)
        return tl::unexpected<Error>(method.error());
    for (const std::string &written : o.operators) {
        auto key = operatorKey(*method, written);
        if (!key)
            return tl::unexpected<Error>(key.error());
        settings.operators.push_back(std::move(*key));
    }
    for (const std::string &written : o.weights) {
        const std::size_t equals = written.find('=');
        auto key = operatorKey(*method, written.substr(0, equals));
        if (!key)
            return tl::unexpected<Error>(key.error());
        char *end = nullptr;
        const double weight = equals == std::string::npos ? -1 : std::strtod(written.c_str() + equals + 1, &end);
        if (equals == std::string::npos || end == written.c_str() + equals + 1 || *end != '\0')
            return fail(ErrorKind::InvalidInput, "\"" + written + "\" is no weight; write one like " + *key + "=2.");
        settings.weights[*key] = weight;
    }
    if (auto usable = checkWeights(*method, settings.operators, settings.weights); !usable)
        return tl::unexpected<Error>(usable.error());
    for (const InstructionId id : settings.only) {
        if (!pool.contains(id))
            return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + o.project + ". See: evol list " + o.project);
    }
    if (pool.count() == 0)
        return fail(ErrorKind::Refused, o.project + " has no instruction to evolve. Add seeds with: evol import " + o.project + " FILE");
    settings.choice = o.each ? Choice::Each : Choice::OneAtRandom;
    settings.evolver = o.model;
    settings.judge = o.judge.empty() ? o.model : o.judge;
    settings.responder = o.responder.empty() ? o.model : o.responder;
    settings.keep = o.agree ? KeptResponses::Majority : KeptResponses::All;
    // The built-in model costs nothing, so its runs are scored without being asked.
    settings.scoresDifficulty = o.difficulty || settings.judge == "builtin";
    if (o.maxRequests >= 0)
        settings.maxRequests = o.maxRequests;
    if (o.maxTokens >= 0)
        settings.maxTokens = o.maxTokens;
    if (o.budget >= 0)
        settings.budget = o.budget;
    return settings;
}

int dryRun(Document &document, const RunSettings &settings, Console &console)
{
    const auto prices = runPrices(settings);
    if (!prices)
        return console.fail(prices.error());
    const auto estimate = estimateRun(document.pool(), document.reader(), settings, [&](Stage stage) { return prices->at(stage); });
    if (!estimate)
        return console.fail(estimate.error());
    if (console.json) {
        nlohmann::ordered_json stages = nlohmann::ordered_json::object();
        for (const auto &[stage, part] : estimate->stages)
            stages[stageName(stage)] = {{"requests", part.requests}, {"prompt_tokens", part.promptTokens}, {"completion_tokens", part.completionTokens}, {"cost", part.cost}};
        const StageEstimate total = estimate->total();
        console.document({{"requests", total.requests}, {"prompt_tokens", total.promptTokens}, {"completion_tokens", total.completionTokens}, {"cost", total.cost}, {"stages", stages}});
        return ExitDone;
    }
    const auto row = [&](const std::string &name, const StageEstimate &part) {
        console.line(name + ": " + counted(part.requests, "request") + ", " + std::to_string(part.promptTokens) + " prompt tokens, " +
                     std::to_string(part.completionTokens) + " completion tokens, cost " + std::to_string(part.cost));
    };
    for (const auto &[stage, part] : estimate->stages)
        row(stageName(stage), part);
    row("at most", estimate->total());
    console.line("Nothing was sent.");
    return ExitDone;
}

int run(const Options &o, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    const auto settings = settingsFrom(o, (*document)->pool(), (*document)->reader());
    if (!settings)
        return console.fail(settings.error());
    const std::string label = "Evolve " + counted(settings->epochs, "epoch");
    if (!o.batchFolder.empty() && !o.dryRun) {
        return runBatchPass(**document, *settings, {{}, o.batchFolder}, console, [&](RunSession &session) -> Result<> {
            session.begin(*settings, label);
            return {};
        });
    }
    if (o.dryRun)
        return dryRun(**document, *settings, console);
    const auto models = makeRunModels(*settings);
    if (!models)
        return console.fail(models.error());
    if (!console.json)
        console.note("Evolving with " + models->evolver.model->description() + '.');
    RunSession session(**document, *models);
    return runToItsEnd(**document, session, console, [&]() -> Result<> {
        session.begin(*settings, label);
        return {};
    });
}

int resume(const std::string &project, const RunLimits &limits, Console &console)
{
    auto document = openForWriting(project);
    if (!document)
        return console.fail(document.error());
    const auto interrupted = RunSession::interrupted((*document)->reader());
    if (!interrupted)
        return console.fail(interrupted.error());
    if (!*interrupted)
        return console.fail({ErrorKind::Refused, "There is no interrupted run in " + project + " to carry on."});
    const auto batched = (*document)->reader().batchedKeys(0);
    if (!batched)
        return console.fail(batched.error());
    if (!batched->empty()) {
        return console.fail({ErrorKind::Refused, counted(static_cast<std::int64_t>(batched->size()), "request") + " of " + project +
                                                     " stand in batch files and would be paid twice. Read their results with: evol batch read " +
                                                     project + " FILE, or give them up with: evol batch forget " + project + " BATCH"});
    }
    const auto models = makeRunModels((*interrupted)->settings);
    if (!models)
        return console.fail(models.error());
    RunSession session(**document, *models);
    return runToItsEnd(**document, session, console, [&] { return session.carryOn(limits); });
}

/// --temperature, --judge-temperature and so on.
void addSampling(CLI::App &app, const std::string &prefix, const std::string &who, Sampling &sampling)
{
    app.add_option("--" + prefix + "temperature", sampling.temperature, "Of " + who)->capture_default_str()->check(CLI::Range(0.0, 2.0));
    app.add_option("--" + prefix + "top-p", sampling.topP, "Of " + who)->capture_default_str()->check(CLI::Range(0.0, 1.0));
    app.add_option("--" + prefix + "reply-tokens", sampling.maxTokens, "Tokens in a reply of " + who + " at most")->capture_default_str()->check(CLI::Range(1, 1000000));
}

/// "general: add_constraints, …; math: …"
std::string operatorLists()
{
    std::string lists;
    for (const Method &method : methods()) {
        lists += (lists.empty() ? "" : "; ") + std::string(method.key) + ": ";
        for (const EvolutionOperator &each : method.operators)
            lists += (&each == &method.operators.front() ? "" : ", ") + std::string(each.key);
    }
    return lists;
}

} // namespace

std::function<int(Console &)> describeEvolve(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("--method", o->settings.method, "Which set of operators: general (WizardLM), math (WizardMath) or code (WizardCoder)")->capture_default_str();
    app.add_option("--epochs", o->settings.epochs, "Rounds; in each, every instruction of the pool gets an operator")
        ->capture_default_str()->check(CLI::Range(1, 1000));
    app.add_option("--operators", o->operators,
                   "Only these, or the project's own: " + operatorLists())->delimiter(',');
    app.add_option("--weights", o->weights, "How often operators are chosen, like deepen=2,breadth=0.5; 0: never")->delimiter(',');
    app.add_option("--only", o->settings.only, "Only these instructions, by id")->delimiter(',');
    app.add_flag("--each-operator", o->each, "Every operator for every instruction, instead of one at random");
    app.add_option("--model", o->model, "The model that rewrites: builtin, a name, or URL#MODEL")->capture_default_str();
    app.add_option("--judge", o->judge, "The model that compares a rewrite with its parent; --model where left out");
    app.add_option("--responder", o->responder, "The model that answers; --model where left out");
    addSampling(app, "", "the model that rewrites", o->settings.evolverSampling);
    addSampling(app, "judge-", "the judge", o->settings.judgeSampling);
    addSampling(app, "responder-", "the responder", o->settings.responderSampling);
    app.add_option("--responses", o->settings.responses, "So many to each instruction")->capture_default_str()->check(CLI::Range(1, 64));
    app.add_flag("--self-consistency", o->agree,
                 "Keep only responses whose final answer is that of more than half of them, and instructions that have one");
    app.add_flag("--score-difficulty", o->difficulty, "Ask for a difficulty of 1 to 10, too (always with a built-in judge)");
    app.add_option("--rng-seed", o->settings.seed, "Of all random choices; the same seed makes the same tree")->capture_default_str();
    app.add_option("--concurrency", o->settings.concurrency, "Requests in flight at most")->capture_default_str()->check(CLI::Range(1, 4096));
    app.add_option("--max-requests", o->maxRequests, "Stop before one request more")->check(CLI::NonNegativeNumber);
    app.add_option("--max-tokens", o->maxTokens, "Stop once so many tokens are used, prompts and replies together")->check(CLI::NonNegativeNumber);
    app.add_option("--budget", o->budget, "Stop once this much is spent, in the currency of the models' prices")->check(CLI::NonNegativeNumber);
    app.add_option("--batch", o->batchFolder, "Write the requests into batch files in this folder instead of sending them");
    app.add_flag("--dry-run", o->dryRun, "Print requests, tokens and cost, and send nothing");
    return [o](Console &console) { return run(*o, console); };
}

std::function<int(Console &)> describeResume(CLI::App &app)
{
    auto project = std::make_shared<std::string>();
    auto limits = std::make_shared<RunLimits>();
    app.add_option("PROJECT", *project, "The project, *.evol")->required();
    app.add_option("--max-requests", limits->requests, "Of now; that of the run where left out")->check(CLI::NonNegativeNumber);
    app.add_option("--max-tokens", limits->tokens, "Likewise")->check(CLI::NonNegativeNumber);
    app.add_option("--budget", limits->budget, "Likewise")->check(CLI::NonNegativeNumber);
    return [project, limits](Console &console) { return resume(*project, *limits, console); };
}

} // namespace evol
