// SPDX-License-Identifier: GPL-3.0-or-later
// evol evaluate: a model asked the questions of a benchmark, and graded. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "editing/model_evaluation.h"
#include "evolution/epoch_sets.h"
#include "evolution/project_terms.h"
#include "evolution/prompts.h"
#include "models/run_models.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <QEventLoop>
#include <QFileInfo>

#include <cmath>
#include <cstdio>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string project, benchmark, questions, model = "builtin";
    std::size_t limit = 0;
    int concurrency = RunSettings().concurrency;
    Sampling sampling = evaluationSampling();
    int epoch = -1;
};

std::string percent(double share)
{
    char text[16];
    std::snprintf(text, sizeof text, "%.1f", 100 * share);
    return text;
}

void show(const Options &o, const std::string &model, const ModelEvaluation &evaluation, Console &console)
{
    const BenchmarkScore &score = evaluation.score();
    const Proportion pass = score.passAtOne();
    const Interval interval = pass.interval();
    const std::int64_t failed = evaluation.failed();
    if (console.json) {
        console.document({{"benchmark", o.benchmark}, {"model", model}, {"n", score.graded()}, {"correct", score.correct}, {"invalid", score.invalid},
                          {"failed", failed}, {"reused", evaluation.reused()}, {"pass_at_1", pass.value() ? ordered_json(*pass.value()) : ordered_json()}, {"interval", {interval.low, interval.high}}});
        return;
    }
    std::string line = model + " on " + o.benchmark + ": " + std::to_string(score.correct) + " of " + std::to_string(score.graded()) + " correct";
    if (pass.value())
        line += ", pass@1 " + percent(*pass.value()) + " % (95 % interval " + percent(interval.low) + " to " + percent(interval.high) + " %)";
    console.line(line + "; " + std::to_string(score.invalid) + " without a final answer, " + std::to_string(failed) + " not answered, " +
                 std::to_string(evaluation.reused()) + " answered from the project.");
}

Result<> recordScore(const Options &o, const std::string &model, const BenchmarkScore &score, Document &document)
{
    const std::string by = model + " on " + counted(score.graded(), "question") + " of " + QFileInfo(QString::fromStdString(o.questions)).fileName().toStdString();
    const double percents = std::round(1e4 * score.passAtOne().value().value_or(0)) / 100;
    const auto change = devScoreChange(document.pool(), o.epoch, percents, by);
    if (!change)
        return tl::unexpected<Error>(change.error());
    return waitFor([&](Document::Done done) { document.apply("Score epochs", {*change}, done); });
}

int run(const Options &o, Console &console)
{
    auto questions = readGradedQuestions(o.questions, o.limit);
    if (!questions)
        return console.fail(questions.error());
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    // Before anything is paid for.
    if (const Pool &pool = (*document)->pool(); o.epoch > pool.lastEpoch())
        return console.fail({ErrorKind::NotFound, "There is no epoch " + std::to_string(o.epoch) + " in " + o.project + "; the last one is " + std::to_string(pool.lastEpoch()) + "."});
    const auto prompts = projectPrompts((*document)->reader());
    if (!prompts)
        return console.fail(prompts.error());
    const auto prompt = PromptLibrary(*prompts).prompt("evaluate_" + o.benchmark);
    if (!prompt)
        return console.fail(prompt.error());
    ModelSources sources;
    sources.concurrency = o.concurrency;
    auto model = makeModel(o.model, sources);
    if (!model)
        return console.fail(model.error());

    ModelEvaluation evaluation(**document, *model, *prompt, std::move(*questions), o.sampling, o.epoch + 1, o.concurrency);
    QEventLoop loop;
    QObject::connect(&evaluation, &ModelEvaluation::finished, &loop, &QEventLoop::quit);
    QObject::connect(&evaluation, &ModelEvaluation::progressed, [&](qint64 done, qint64 of) { console.progress(std::to_string(done) + " of " + std::to_string(of) + " questions"); });
    evaluation.start();
    loop.exec();
    console.endProgress();
    if (evaluation.score().graded() == 0)
        return console.fail(evaluation.error());
    show(o, (*model)->name(), evaluation, console);
    if (evaluation.failed() > 0) {
        console.note("The last failure: " + evaluation.error().message + " The same command asks only what is not answered yet.");
        return ExitSomeFailed;
    }
    if (o.epoch >= 0) {
        if (const auto recorded = recordScore(o, (*model)->name(), evaluation.score(), **document); !recorded)
            return console.fail(recorded.error());
    }
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeEvaluate(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol, which keeps the exchanges")->required();
    app.add_option("BENCHMARK", o->benchmark, "gsm8k")->required()->check(CLI::IsMember({"gsm8k"}));
    app.add_option("--questions", o->questions, "The questions with their answers, e.g. gsm8k_test.jsonl")->required();
    app.add_option("--model", o->model, "builtin, a name, or URL#MODEL")->required();
    app.add_option("--limit", o->limit, "Only so many, from the first on")->check(CLI::PositiveNumber);
    app.add_option("--concurrency", o->concurrency, "Requests in flight at most")->capture_default_str()->check(CLI::Range(1, 4096));
    app.add_option("--temperature", o->sampling.temperature)->capture_default_str()->check(CLI::Range(0.0, 2.0));
    app.add_option("--max-tokens", o->sampling.maxTokens, "Of a reply")->capture_default_str()->check(CLI::PositiveNumber);
    app.add_option("--epoch", o->epoch, "Record the score, in per cent, as that of this epoch: of a model trained on the epochs up to it. Another epoch is asked anew")->check(CLI::NonNegativeNumber);
    app.footer("Cut short, the same command goes on where it was: what is answered is in the project. A model that was trained anew needs a new name, or the "
               "replies of the old one are graded again.");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
