// SPDX-License-Identifier: GPL-3.0-or-later
// evol epochs: each epoch as a training set, with its score. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "evolution/epoch_sets.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string project;
    std::vector<std::string> scores, forgotten;
};

std::string inWords(const EpochSet &set)
{
    std::string line = std::to_string(set.epoch) + '\t' + counted(set.made, "instruction") + '\t' + std::to_string(set.kept) + " kept\t" +
                       std::to_string(set.keptSoFar) + " so far";
    if (set.score)
        line += "\tdev score " + ordered_json(*set.score).dump() + (set.isBest ? " (best)" : "");
    return line;
}

int show(const std::string &project, const Pool &pool, ProjectReader &reader, Console &console)
{
    const auto sets = epochSets(pool, reader);
    if (!sets)
        return console.fail(sets.error());
    ordered_json all = ordered_json::array();
    ordered_json best;
    for (const EpochSet &set : *sets) {
        all.push_back({{"epoch", set.epoch}, {"instructions", set.made}, {"kept", set.kept}, {"kept_so_far", set.keptSoFar},
                       {"dev_score", set.score ? ordered_json(*set.score) : ordered_json()}, {"scored_by", set.score ? ordered_json(set.scoredBy) : ordered_json()},
                       {"best", set.isBest}});
        if (set.isBest)
            best = set.epoch;
        if (!console.json)
            console.line(inWords(set));
    }
    if (console.json)
        console.document({{"epochs", all}, {"best", best}, {"peaked", hasPeaked(*sets)}});
    else if (hasPeaked(*sets))
        console.line("Evol Stop: no epoch after " + best.dump() + " scored better. Export it with: evol export " + project + " --up-to-epoch " + best.dump());
    return ExitDone;
}

Result<std::vector<Change>> changesFrom(const Options &o, const Document &document)
{
    std::vector<Change> changes;
    const auto add = [&](int epoch, std::optional<double> score) -> Result<> {
        auto change = devScoreChange(document.pool(), epoch, score, document.person());
        if (!change)
            return tl::unexpected<Error>(change.error());
        changes.push_back(std::move(*change));
        return {};
    };
    for (const std::string &written : o.scores) {
        char *end = nullptr;
        const long epoch = std::strtol(written.c_str(), &end, 10);
        const bool begins = end != written.c_str() && *end == '=';
        const char *number = begins ? end + 1 : nullptr;
        const double score = begins ? std::strtod(number, &end) : 0;
        if (!begins || end == number || *end != '\0')
            return fail(ErrorKind::InvalidInput, "\"" + written + "\" is no score; write one like 2=61.6.");
        if (auto added = add(static_cast<int>(epoch), score); !added)
            return tl::unexpected<Error>(added.error());
    }
    for (const std::string &written : o.forgotten) {
        if (auto added = add(std::atoi(written.c_str()), std::nullopt); !added)
            return tl::unexpected<Error>(added.error());
    }
    return changes;
}

int run(const Options &o, Console &console)
{
    if (o.scores.empty() && o.forgotten.empty()) {
        const auto opened = readProject(o.project);
        return opened ? show(o.project, opened->pool, *opened->reader, console) : console.fail(opened.error());
    }
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    const auto changes = changesFrom(o, **document);
    if (!changes)
        return console.fail(changes.error());
    if (const auto done = waitFor([&](Document::Done finished) { (*document)->apply("Score epochs", *changes, finished); }); !done)
        return console.fail(done.error());
    return show(o.project, (*document)->pool(), (*document)->reader(), console);
}

} // namespace

std::function<int(Console &)> describeEpochs(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("--score", o->scores, "The score on the development set of a model trained on the epochs up to this one, like 2=61.6")->delimiter(',');
    app.add_option("--forget", o->forgotten, "Forget the scores of these epochs")->delimiter(',');
    app.footer("The epoch with the best score is marked: where later ones are no better, evolving on does not help (Evol Stop).");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
