// SPDX-License-Identifier: GPL-3.0-or-later
// evol study export. The main thread.
#include "cli/project_access.h"
#include "cli/study_access.h"
#include "editing/study_files.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, study, file, format;
    StudyFileOptions options;
    bool eachVote = false;
};

int run(const Options &o, Console &console)
{
    auto reader = openForReading(o.project);
    const auto study = reader ? findStudy((*reader)->studies(), o.study, o.project) : tl::unexpected<Error>(reader.error());
    if (!study)
        return console.fail(study.error());
    StudyFileOptions options = o.options;
    options.votes.pairRows = o.eachVote ? PairRows::EachVote : PairRows::Majority;
    const auto report = writeStudyFile((*reader)->studies(), study->id, o.format, o.file, options);
    if (!report)
        return console.fail(report.error());
    if (!study->showsNames())
        console.note("Names are hidden until everything is judged or the study is closed.");
    if (console.json) {
        console.document({{"file", o.file}, {"format", o.format}, {"written", report->written}, {"ties", report->ties}, {"gold", report->gold}, {"without_text", report->withoutText}});
        return ExitDone;
    }
    console.line("Wrote " + o.file + (report->written > 0 ? " with " + counted(report->written, "row") : "") + '.');
    if (report->ties + report->gold + report->withoutText > 0) {
        console.note("Left out: " + counted(report->ties, "tie") + ", " + std::to_string(report->gold) + " of gold items, " + std::to_string(report->withoutText) +
                     " without their texts.");
    }
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeStudyExport(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("STUDY", o->study, "Id or name of the study")->required();
    app.add_option("-o,--output", o->file, "The file to write; replaced whole or not at all")->required();
    app.add_option("--format", o->format, "One of: " + studyFileKeys())->required();
    app.add_option("--criterion", o->options.votes.criterion, "By which pairs are compared; overall, or the first, where left out");
    app.add_flag("--each-vote", o->eachVote, "pairs: a row for each vote instead of one for what most raters said");
    app.add_option("--rounds", o->options.results.rounds, "results, table, report: of the bootstrap")->capture_default_str()->check(CLI::Range(0, 100'000));
    app.footer("Votes: pairs, alpaca_eval, arena, ratings, steps. Figures: results (JSON), table (CSV), report (HTML). A tie is\n"
               "never written as a win. What is written comes back with: evol import PROJECT FILE --as votes");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
