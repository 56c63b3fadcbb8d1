// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread; the signal handler only writes a byte.
#include "cli/run_report.h"

#include "cli/command.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSocketNotifier>
#include <nlohmann/json.hpp>

#include <csignal>
#include <unistd.h>

namespace evol {

namespace {

int interruptPipe[2] = {-1, -1};

void onInterrupt(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = write(interruptPipe[1], &byte, 1);
}

std::string ofAbout(std::int64_t expected)
{
    return expected > 0 ? " of about " + std::to_string(expected) : std::string();
}

void showProgress(const RunProgress &p, double seconds, Console &console)
{
    const double rate = seconds > 0 ? static_cast<double>(p.requests) / seconds : 0;
    console.progress("round " + std::to_string(p.round) + " of " + std::to_string(p.rounds) + "   " +
                     std::to_string(p.done) + " of " + std::to_string(p.planned) + " done   " +
                     std::to_string(p.failed) + " failed   " + std::to_string(p.inFlight) + " in flight   " +
                     std::to_string(static_cast<std::int64_t>(rate)) + "/s   " + std::to_string(p.requests + p.reused) + ofAbout(p.expected ? p.expected->requests : 0) + " requests   " +
                     std::to_string(p.tokens) + ofAbout(p.expected ? p.expected->tokens : 0) + " tokens");
}

nlohmann::ordered_json toJson(const RunOutcome &outcome)
{
    const RunProgress &p = outcome.progress;
    const char *ends[] = {"finished", "waiting", "interrupted", "stopped"};
    nlohmann::ordered_json expected;
    if (p.expected)
        expected = {{"requests", p.expected->requests}, {"tokens", p.expected->tokens}, {"cost", p.expected->cost}};
    return {{"end", ends[static_cast<int>(outcome.end)]}, {"rounds", p.round}, {"planned", p.planned},
            {"done", p.done}, {"kept", p.kept}, {"eliminated", p.eliminated}, {"failed", p.failed},
            {"requests", p.requests}, {"reused", p.reused}, {"truncated", p.outcomes[1]}, {"filtered", p.outcomes[2]},
            {"empty", p.outcomes[3]}, {"tokens", p.tokens}, {"cost", p.cost}, {"expected", expected}};
}

std::string sentence(const RunProgress &p)
{
    return counted(p.done, "item") + " done: " + std::to_string(p.kept) + " kept, " + std::to_string(p.eliminated) +
           " eliminated; " + std::to_string(p.failed) + " failed; " + counted(p.requests, "request") + " sent, " +
           std::to_string(p.reused) + " answered from the project.";
}

std::string subject(const RunItem &item)
{
    switch (item.kind) {
    case ItemKind::Evolve:
        return "Evolving instruction " + std::to_string(item.parent) + " by " + item.operatorKey;
    case ItemKind::Respond:
        return "Answering instruction " + std::to_string(item.instruction);
    case ItemKind::Judge:
        return "Judging instruction " + std::to_string(item.instruction);
    case ItemKind::Label:
        return "Labelling the steps of instruction " + std::to_string(item.instruction);
    case ItemKind::Score:
    case ItemKind::Quality:
        break;
    }
    return "Scoring instruction " + std::to_string(item.instruction);
}

void listFailures(Document &document, Console &console)
{
    const auto run = document.reader().lastRun();
    if (!run || !*run)
        return;
    const auto left = RunSession::unfinished(document.reader(), **run);
    if (!left)
        return;
    int shown = 0;
    for (const RunItem &item : *left) {
        if (item.failure.empty())
            continue;
        console.note(subject(item) +
                     " failed: " + oneLine(item.failure));
        if (++shown == 20)
            break;
    }
}

int exitStatus(Document &document, const RunOutcome &outcome, Console &console)
{
    if (outcome.progress.failed > 0) {
        listFailures(document, console);
        console.note(counted(outcome.progress.failed, "item") + " failed. Try them again with: evol resume " + document.path());
    }
    switch (outcome.end) {
    case RunEnd::Waiting:
    case RunEnd::Finished:
        return outcome.progress.failed > 0 ? ExitSomeFailed : ExitDone;
    case RunEnd::Cancelled:
        console.note("Interrupted; everything finished so far is kept. Carry on with: evol resume " + document.path());
        return ExitInterrupted;
    case RunEnd::Stopped:
        break;
    }
    if (outcome.error.kind == ErrorKind::LimitReached) {
        console.note(outcome.error.message);
        return ExitSomeFailed;
    }
    return console.fail(outcome.error);
}

} // namespace

int runToItsEnd(Document &document, RunSession &session, Console &console, const std::function<Result<>()> &start, RunSummary summary)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    RunOutcome outcome;
    bool over = false;
    QObject::connect(&session, &RunSession::progressed, &loop, [&](const RunProgress &progress) {
        showProgress(progress, static_cast<double>(timer.elapsed()) / 1000, console);
    });
    QObject::connect(&session, &RunSession::finished, &loop, [&](const RunOutcome &end) {
        outcome = end;
        over = true;
        loop.quit();
    });
    if (pipe(interruptPipe) != 0)
        return console.fail({ErrorKind::Io, "No pipe could be made. Close some programs and try again."});
    QSocketNotifier interrupted(interruptPipe[0], QSocketNotifier::Read);
    QObject::connect(&interrupted, &QSocketNotifier::activated, &session, &RunSession::cancel);
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    if (const auto started = start(); !started)
        return console.fail(started.error());
    if (!over)
        loop.exec();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    document.waitUntilWritten();
    console.endProgress();
    if (summary == RunSummary::Print && console.json)
        console.document(toJson(outcome));
    else if (summary == RunSummary::Print)
        console.line(sentence(outcome.progress));
    return exitStatus(document, outcome, console);
}

} // namespace evol
