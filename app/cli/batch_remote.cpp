// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread.
#include "cli/batch_remote.h"

#include "cli/batch_pass_run.h"
#include "cli/command.h"
#include "cli/project_access.h"
#include "models/batch/batch_endpoint.h"
#include "models/batch/batch_results.h"

#include <QEventLoop>
#include <QTimer>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::ordered_json;

Result<> remember(Document &document, BatchId id, const std::string &remote)
{
    return writeNow(document, [id, remote](ProjectStore &store) { return store.setBatchRemote(id, remote); });
}

ordered_json toJson(const Batch &batch, const RemoteBatch &remote)
{
    return {{"id", batch.id}, {"remote", remote.id}, {"status", remote.status}, {"total", remote.total}, {"completed", remote.completed}, {"failed", remote.failed}};
}

std::string inWords(const Batch &batch, const RemoteBatch &remote)
{
    std::string line = "Batch " + std::to_string(batch.id) + " is " + remote.id + ": " + remote.status;
    if (remote.total > 0)
        line += ", " + std::to_string(remote.completed) + " of " + std::to_string(remote.total) + " done, " + std::to_string(remote.failed) + " failed";
    return line + (remote.trouble.empty() ? "." : ": " + oneLine(remote.trouble));
}

struct Looked {
    Batch batch;
    RemoteBatch remote;
};

Result<std::vector<Looked>> lookAtAll(ProjectReader &reader)
{
    const auto batches = reader.batches();
    if (!batches)
        return tl::unexpected<Error>(batches.error());
    std::vector<Looked> found;
    for (const Batch &batch : *batches) {
        if (batch.remote.empty() || batch.answered >= batch.requests)
            continue;
        // All of it was given up, or was answered and released.
        const auto open = reader.batchedKeys(batch.id);
        if (!open)
            return tl::unexpected<Error>(open.error());
        if (open->empty())
            continue;
        auto endpoint = BatchEndpoint::open(batch.specification);
        auto remote = endpoint ? endpoint->look(batch.remote) : tl::unexpected<Error>(endpoint.error());
        if (!remote)
            return tl::unexpected<Error>(remote.error());
        found.push_back({batch, std::move(*remote)});
    }
    return found;
}

/// Beside the batch's own file: out/m-001.jsonl has its results in out/m-001.results.jsonl.
Result<std::vector<std::string>> download(const Looked &looked)
{
    std::string stem = looked.batch.file;
    if (stem.ends_with(".jsonl"))
        stem.resize(stem.size() - 6);
    auto endpoint = BatchEndpoint::open(looked.batch.specification);
    if (!endpoint)
        return tl::unexpected<Error>(endpoint.error());
    std::vector<std::string> files;
    for (const auto &[id, suffix] : {std::pair(looked.remote.outputFile, ".results.jsonl"), std::pair(looked.remote.errorFile, ".errors.jsonl")}) {
        if (id.empty())
            continue;
        if (auto fetched = endpoint->fetch(id, stem + suffix); !fetched)
            return tl::unexpected<Error>(fetched.error());
        files.push_back(stem + suffix);
    }
    return files;
}

void pause(int seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(seconds), &loop, &QEventLoop::quit);
    loop.exec();
}

/// With the project open for reading only, and only while it looks: others may work on it between two looks.
Result<std::vector<Looked>> lookAside(const std::string &project)
{
    const auto reader = openForReading(project);
    return reader ? lookAtAll(**reader) : tl::unexpected<Error>(reader.error());
}

Result<> waitUntilOver(const std::string &project, int pollSeconds, Console &console)
{
    for (bool isFirst = true;; isFirst = false) {
        const auto looked = lookAside(project);
        // A server that is out of reach for a while does not end the wait.
        const bool isAway = !looked && !isFirst && (looked.error().kind == ErrorKind::Network || looked.error().kind == ErrorKind::TimedOut);
        if (!looked && !isAway)
            return tl::unexpected<Error>(looked.error());
        const auto goesOn = looked ? std::count_if(looked->begin(), looked->end(), [](const Looked &each) { return !each.remote.isOver(); }) : 0;
        if (looked && goesOn == 0)
            return {};
        console.progress((looked ? counted(goesOn, "batch") + " out" : "The server is out of reach") + ", the next look in " + std::to_string(pollSeconds) + " s");
        pause(pollSeconds);
    }
}

/// Downloads what is over. What such a batch has not answered is given up, so that it is asked again.
Result<std::vector<std::string>> collect(Document &document, const std::vector<Looked> &all, Console &console)
{
    std::vector<std::string> files;
    for (const Looked &looked : all) {
        if (!console.json)
            console.line(inWords(looked.batch, looked.remote));
        if (!looked.remote.isOver())
            continue;
        auto fetched = download(looked);
        if (!fetched)
            return fetched;
        auto read = BatchResults::open(*fetched);
        if (!read)
            return tl::unexpected<Error>(read.error());
        auto open = document.reader().batchedKeys(looked.batch.id);
        if (!open)
            return tl::unexpected<Error>(open.error());
        std::erase_if(*open, [&](const std::string &key) { return read->find(key).has_value(); });
        if (auto released = writeNow(document, [keys = std::move(*open)](ProjectStore &store) { return store.releaseBatched(keys); }); !released)
            return tl::unexpected<Error>(released.error());
        files.insert(files.end(), fetched->begin(), fetched->end());
    }
    return files;
}

} // namespace

int sendBatches(const std::string &project, const std::vector<std::int64_t> &only, Console &console)
{
    auto document = openForWriting(project);
    if (!document)
        return console.fail(document.error());
    const auto batches = (*document)->reader().batches();
    if (!batches)
        return console.fail(batches.error());
    ordered_json sent = ordered_json::array();
    for (const Batch &batch : *batches) {
        const bool isMeant = only.empty() || std::find(only.begin(), only.end(), batch.id) != only.end();
        if (!isMeant || !batch.remote.empty() || batch.answered >= batch.requests)
            continue;
        const auto open = (*document)->reader().batchedKeys(batch.id);
        if (!open)
            return console.fail(open.error());
        if (open->empty())
            continue; // given up
        auto endpoint = BatchEndpoint::open(batch.specification);
        if (!endpoint)
            return console.fail(endpoint.error());
        const auto remote = endpoint->send(batch.file, batch.id);
        if (!remote)
            return console.fail(remote.error());
        if (auto noted = remember(**document, batch.id, remote->id); !noted)
            return console.fail(noted.error());
        sent.push_back(toJson(batch, *remote));
        if (!console.json)
            console.line(inWords(batch, *remote));
    }
    if (console.json)
        console.document({{"sent", sent}});
    else if (sent.empty())
        console.line("There is no batch to send. Write one with: evol batch write " + project + " -o FOLDER");
    return ExitDone;
}

int fetchBatches(const std::string &project, const FetchOptions &options, Console &console)
{
    if (options.waits) {
        const auto waited = waitUntilOver(project, options.pollSeconds, console);
        console.endProgress();
        if (!waited)
            return console.fail(waited.error());
    }
    auto document = openForWriting(project);
    if (!document)
        return console.fail(document.error());
    const auto looked = lookAtAll((*document)->reader());
    if (!looked)
        return console.fail(looked.error());
    const auto files = collect(**document, *looked, console);
    if (!files)
        return console.fail(files.error());
    if (files->empty() && console.json)
        console.document({{"lines", 0}, {"waiting", looked->size()}});
    if (files->empty())
        return ExitDone;
    const auto run = RunSession::interrupted((*document)->reader());
    if (!run || !*run)
        return run ? console.fail({ErrorKind::Refused, "There is no run in " + project + " that waits for these results."}) : console.fail(run.error());
    return runBatchPass(**document, (*run)->settings, {*files, options.folder}, console, [](RunSession &session) { return session.carryOn(); });
}

} // namespace evol
