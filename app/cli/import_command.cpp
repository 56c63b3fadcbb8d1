// SPDX-License-Identifier: GPL-3.0-or-later
// evol import. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "dataset/import_formats.h"
#include "dataset/vote_formats.h"
#include "editing/project_import.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, as = "seeds", format, contender;
    std::vector<std::string> files;
};

Result<ImportOutcome> importFileInto(Document &document, const ImportRequest &request)
{
    Result<ImportOutcome> outcome;
    const auto done = waitFor([&](Document::Done finished) {
        importInto(document, request, [&outcome, finished](Result<ImportOutcome> result) {
            outcome = std::move(result);
            finished({});
        });
    });
    return outcome;
}

nlohmann::ordered_json toJson(const std::string &file, const ImportOutcome &outcome)
{
    const ImportReport &report = outcome.report;
    nlohmann::ordered_json refused = nlohmann::ordered_json::array();
    for (const RefusedRow &row : report.refused)
        refused.push_back({{"line", row.line}, {"reason", row.reason}});
    nlohmann::ordered_json json = {{"file", file}, {"format", report.format}, {"read", report.read}, {"imported", report.accepted},
                                   {"duplicates", report.duplicates}, {"responses", outcome.responses}, {"refused", report.refusedCount},
                                   {"refused_rows", refused}};
    if (!outcome.studies.empty())
        json["studies"] = outcome.studies;
    return json;
}

void describeOutcome(const std::string &file, const ImportOutcome &outcome, Console &console)
{
    const ImportReport &report = outcome.report;
    std::string into;
    for (const StudyId study : outcome.studies)
        into += (into.empty() ? " as study " : " and ") + std::to_string(study);
    console.line(file + " (" + report.format + "): " + counted(report.accepted, into.empty() ? "row" : "vote") + " imported" +
                 (into.empty() ? " with " + counted(outcome.responses, "response") : into) + ", " +
                 counted(report.duplicates, "duplicate") + ", " + std::to_string(report.refusedCount) + " refused.");
    for (const RefusedRow &row : report.refused)
        console.note(file + ", line " + std::to_string(row.line) + ": " + row.reason);
}

int run(const Options &o, Console &console)
{
    const auto as = oneOf(o.as, "kind of import", {"seeds", "responses", "votes"});
    if (!as)
        return console.fail(as.error());
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    nlohmann::ordered_json files = nlohmann::ordered_json::array();
    std::int64_t imported = 0, refused = 0, duplicates = 0;
    int failures = 0;
    for (const std::string &file : o.files) {
        ImportRequest request;
        request.path = file;
        request.format = o.format;
        request.as = *as == "seeds" ? ImportAs::Seeds : *as == "votes" ? ImportAs::Votes : ImportAs::Responses;
        request.contender = o.contender;
        const auto outcome = importFileInto(**document, request);
        if (!outcome) {
            console.fail(outcome.error());
            ++failures;
            continue;
        }
        imported += outcome->report.accepted;
        refused += outcome->report.refusedCount;
        duplicates += outcome->report.duplicates;
        files.push_back(toJson(file, *outcome));
        if (!console.json)
            describeOutcome(file, *outcome, console);
    }
    if (console.json)
        console.document({{"imported", imported}, {"duplicates", duplicates}, {"refused", refused}, {"files", files}});
    if (failures > 0 && failures == static_cast<int>(o.files.size()))
        return ExitFailed;
    if (failures > 0 || refused > 0)
        console.note(counted(refused, "row") + " refused and " + counted(failures, "file") + " not read; everything else is in.");
    return failures > 0 || refused > 0 ? ExitSomeFailed : ExitDone;
}

} // namespace

std::function<int(Console &)> describeImport(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("FILE", o->files, "Files to read")->required();
    app.add_option("--as", o->as, "What the rows are: seeds; responses to instructions that are there; or votes, of which a study is made")->capture_default_str();
    app.add_option("--format", o->format, "One of: " + importFormatKeys() + "; of votes: " + voteFormatKeys() + "; guessed where left out");
    app.add_option("--contender", o->contender, "Whose the responses are");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
