// SPDX-License-Identifier: GPL-3.0-or-later
// evol batch write, send, fetch, read, list, forget. The main thread.
#include "cli/batch_pass_run.h"
#include "cli/batch_remote.h"
#include "cli/commands.h"
#include "cli/project_access.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

int pass(const std::string &project, const BatchFiles &files, Console &console)
{
    auto document = openForWriting(project);
    if (!document)
        return console.fail(document.error());
    const auto run = RunSession::interrupted((*document)->reader());
    if (!run)
        return console.fail(run.error());
    if (!*run)
        return console.fail({ErrorKind::Refused, "There is no run in " + project + " that waits for anything. Begin one with: evol evolve " +
                                                     project + " --batch FOLDER"});
    return runBatchPass(**document, (*run)->settings, files, console, [](RunSession &session) { return session.carryOn(); });
}

std::string shown(const Batch &b)
{
    return std::to_string(b.id) + '\t' + b.model + '\t' + std::to_string(b.answered) + " of " + std::to_string(b.requests) +
           " answered\t" + b.file + (b.remote.empty() ? "" : '\t' + b.remote);
}

int list(const std::string &project, Console &console)
{
    const auto reader = openForReading(project);
    if (!reader)
        return console.fail(reader.error());
    const auto batches = (*reader)->batches();
    if (!batches)
        return console.fail(batches.error());
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Batch &b : *batches) {
        if (console.json)
            all.push_back({{"id", b.id}, {"model", b.model}, {"file", b.file}, {"requests", b.requests}, {"answered", b.answered},
                           {"written", b.time}, {"remote", b.remote}});
        else
            console.line(shown(b));
    }
    if (console.json)
        console.document(all);
    return ExitDone;
}

int forget(const std::string &project, BatchId id, Console &console)
{
    auto document = openForWriting(project);
    if (!document)
        return console.fail(document.error());
    const auto keys = (*document)->reader().batchedKeys(id);
    if (!keys)
        return console.fail(keys.error());
    if (const auto forgotten = writeNow(**document, [&](ProjectStore &store) { return store.releaseBatched(*keys); }); !forgotten)
        return console.fail(forgotten.error());
    const auto count = static_cast<std::int64_t>(keys->size());
    if (console.json)
        console.document({{"forgotten", count}});
    else
        console.line(counted(count, "request") + " of batch " + std::to_string(id) + " will be asked again.");
    return ExitDone;
}

struct Options {
    std::string project;
    BatchFiles files;
    BatchId id = 0;
    std::vector<BatchId> sent;
    FetchOptions fetch;
};

} // namespace

std::function<int(Console &)> describeBatch(CLI::App &app)
{
    auto chosen = std::make_shared<std::function<int(Console &)>>();
    auto o = std::make_shared<Options>();
    app.require_subcommand(1);
    const auto add = [&](const char *name, const char *summary, const std::function<int(Console &)> &run) {
        CLI::App *sub = app.add_subcommand(name, summary);
        sub->add_option("PROJECT", o->project, "The project, *.evol")->required();
        sub->callback([chosen, run] { *chosen = run; });
        return sub;
    };
    CLI::App *write = add("write", "Write what the interrupted run still has to ask into batch files",
                          [o](Console &console) { return pass(o->project, o->files, console); });
    write->add_option("-o,--output", o->files.folder, "The folder for the files; the files of one model have its name")->required();
    CLI::App *send = add("send", "Hand the files over to the endpoints of their models, which work on them (OpenAI's batches)",
                         [o](Console &console) { return sendBatches(o->project, o->sent, console); });
    send->add_option("BATCH", o->sent, "These, by number as list prints them; else all that are not out yet");
    CLI::App *fetch = add("fetch", "Ask how far sent batches are, and take the results of those that are over into the run",
                          [o](Console &console) { return fetchBatches(o->project, o->fetch, console); });
    fetch->add_option("-o,--output", o->fetch.folder, "Also write what is to be asked next into this folder");
    fetch->add_flag("--wait", o->fetch.waits, "Until all of them are over");
    fetch->add_option("--poll", o->fetch.pollSeconds, "Seconds between two looks")->capture_default_str()->check(CLI::Range(1, 3600));
    CLI::App *read = add("read", "Take the results of batches into the run, in any order, repeated or partial",
                         [o](Console &console) { return pass(o->project, o->files, console); });
    read->add_option("FILE", o->files.results, "Result files and error files, JSON Lines")->required();
    read->add_option("-o,--output", o->files.folder, "Also write what is to be asked next into this folder");
    add("list", "List the batches written and how far they are answered",
        [o](Console &console) { return list(o->project, console); });
    CLI::App *lost = add("forget", "Give up waiting for a batch: its open requests are asked again",
                         [o](Console &console) { return forget(o->project, o->id, console); });
    lost->add_option("BATCH", o->id, "Its number, as list prints it")->required();
    return [chosen](Console &console) { return (*chosen)(console); };
}

} // namespace evol
