// SPDX-License-Identifier: GPL-3.0-or-later
// evol export. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "dataset/export_formats.h"
#include "editing/project_dataset.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, file, format;
    std::uint64_t seed = 0;
    Filter filter;
    int upToEpoch = -1;
};

int run(const Options &o, Console &console)
{
    const auto format = exportFormat(o.format);
    if (!format)
        return console.fail(format.error());
    const auto opened = readProject(o.project);
    if (!opened)
        return console.fail(opened.error());
    const Pool &pool = opened->pool;
    Filter filter = o.filter;
    if (o.upToEpoch >= 0)
        filter.epochTo = o.upToEpoch;
    ProjectDataset dataset(pool, *opened->reader, filter);
    ExportOptions options;
    options.seed = o.seed;
    const auto report = exportToFile(dataset, **format, o.file, options);
    if (!report)
        return console.fail(report.error());
    if (console.json) {
        console.document({{"file", o.file}, {"format", (*format)->key()}, {"written", report->written}, {"without_response", report->withoutResponse}});
        return ExitDone;
    }
    console.line("Wrote " + counted(report->written, "row") + " to " + o.file + '.');
    if (report->withoutResponse > 0)
        console.note(counted(report->withoutResponse, "kept instruction") + " left out: without a response there is nothing to train on.");
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeExport(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    std::string keys;
    for (const ExportFormat *format : exportFormats())
        keys += (keys.empty() ? "" : ", ") + std::string(format->key());
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("-o,--output", o->file, "The file to write; replaced whole or not at all")->required();
    app.add_option("--format", o->format, "One of: " + keys)->required();
    app.add_option("--seed", o->seed, "Of the shuffle; the same seed gives the same file")->capture_default_str();
    app.add_option("--epoch", o->filter.epochs, "Only what these epochs made; 0 are the seeds")->delimiter(',');
    app.add_option("--up-to-epoch", o->upToEpoch, "Only the seeds and what the epochs up to this one made")->check(CLI::NonNegativeNumber);
    app.footer("Written is what is kept, seeds and evolved, each with its best-rated response.");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
