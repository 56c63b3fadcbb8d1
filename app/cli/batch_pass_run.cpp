// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread.
#include "cli/batch_pass_run.h"

#include "cli/command.h"
#include "cli/run_report.h"
#include "models/batch/batch_pass.h"
#include "models/run_models.h"

#include <QDir>
#include <nlohmann/json.hpp>

#include <future>

namespace evol {

namespace {

Result<std::unordered_set<std::string>> givenKeys(Document &document, const BatchResults &results)
{
    // What failed or was not worked on is asked for again.
    auto released = writeNow(document, [keys = results.unansweredKeys()](ProjectStore &store) { return store.releaseBatched(keys); });
    if (!released)
        return tl::unexpected<Error>(released.error());
    auto keys = document.reader().batchedKeys(0);
    if (!keys)
        return tl::unexpected<Error>(keys.error());
    return std::unordered_set<std::string>(keys->begin(), keys->end());
}

BatchPass::Remember remembering(Document &document)
{
    return [&document](const std::string &name, const std::string &specification, const WrittenBatch &written) {
        Batch batch;
        batch.model = name;
        batch.specification = specification;
        batch.file = QFileInfo(QString::fromStdString(written.path)).absoluteFilePath().toStdString();
        batch.requests = static_cast<std::int64_t>(written.keys.size());
        batch.time = document.clock().now();
        return writeNow(document, [&](ProjectStore &store) { return store.addBatch(batch, written.keys); });
    };
}

int report(const BatchCounts &read, const BatchPassCounts &counts, const std::vector<WrittenBatch> &written, int status,
           const std::string &project, bool writes, Console &console)
{
    for (const std::string &line : read.unreadable)
        console.note(line);
    const std::int64_t asked = writes ? counts.toBeAsked : 0, left = counts.toBeAsked - asked;
    if (console.json) {
        nlohmann::ordered_json files = nlohmann::ordered_json::array();
        for (const WrittenBatch &file : written)
            files.push_back({{"file", file.path}, {"requests", file.keys.size()}});
        console.document({{"lines", read.lines}, {"answered", read.answered}, {"failed", read.failed}, {"unsent", read.unsent},
                          {"repeated", read.repeated}, {"unreadable", read.unreadableLines}, {"taken", counts.answered},
                          {"written", asked}, {"to_write", left}, {"waiting", counts.given}, {"files", files}});
    } else {
        if (read.lines > 0)
            console.line(counted(read.lines, "result") + " read: " + std::to_string(counts.answered) + " taken, " +
                         std::to_string(read.failed) + " failed, " + std::to_string(read.unsent) + " not worked on, " +
                         std::to_string(read.repeated) + " repeated, " + std::to_string(read.unreadableLines) + " unreadable.");
        for (const WrittenBatch &file : written)
            console.line(file.path + ": " + counted(static_cast<std::int64_t>(file.keys.size()), "request"));
        if (counts.given > 0)
            console.line(counted(counts.given, "request") + " written earlier and not answered yet.");
    }
    if (left > 0)
        console.note(counted(left, "request") + " to be asked next. Write them with: evol batch write " + project + " -o FOLDER");
    const bool someFailed = read.unreadableLines > 0 || read.failed + read.unsent > 0;
    return status == ExitDone && someFailed ? ExitSomeFailed : status;
}

} // namespace

Result<> writeNow(Document &document, ProjectWriter::Work work)
{
    std::promise<Result<>> written;
    document.writer()->post(std::move(work), [&written](const Result<> &result) { written.set_value(result); });
    return written.get_future().get();
}

int runBatchPass(Document &document, const RunSettings &settings, const BatchFiles &files, Console &console,
                 const std::function<Result<>(RunSession &)> &start)
{
    if (!files.folder.empty() && !QDir().mkpath(QString::fromStdString(files.folder)))
        return console.fail({ErrorKind::Io, "The folder " + files.folder + " cannot be made. Choose another."});
    auto results = BatchResults::open(files.results);
    if (!results)
        return console.fail(results.error());
    const BatchCounts read = results->counts();
    auto given = givenKeys(document, *results);
    if (!given)
        return console.fail(given.error());
    const auto earlier = document.reader().batches();
    if (!earlier)
        return console.fail(earlier.error());
    BatchPass pass(std::move(*results), std::move(*given), files.folder, static_cast<int>(earlier->size()));
    const auto models = makeBatchModels(settings, pass);
    if (!models)
        return console.fail(models.error());
    RunSession session(document, *models);
    const int status = runToItsEnd(document, session, console, [&] { return start(session); }, RunSummary::Omit);
    const auto written = pass.finish(remembering(document));
    if (!written)
        return console.fail(written.error());
    return report(read, pass.counts(), *written, status, document.path(), !files.folder.empty(), console);
}

} // namespace evol
