// SPDX-License-Identifier: GPL-3.0-or-later
// evol study rate: the session of one rater, from a terminal or a script. The main thread.
#include "cli/project_access.h"
#include "cli/study_access.h"
#include "editing/rating_session.h"
#include "preference/judgement_words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct RateOptions {
    std::string project, study, rater, votesFile, skip, note;
    std::vector<std::string> vote;
    int comparison = 0; ///< from 1, as people count; 0: the next one
    bool flag = false;
};

std::string letter(std::size_t position)
{
    return std::string(1, static_cast<char>('A' + position));
}

/// "overall=a" or "a", which is by the first criterion.
Result<Judgement> judgementOf(const StudyDesign &design, const std::string &written)
{
    const std::size_t equals = written.find('=');
    const std::string key = equals == std::string::npos ? design.criteria.front().key : written.substr(0, equals);
    const auto found = std::find_if(design.criteria.begin(), design.criteria.end(), [&](const Criterion &c) { return c.key == key; });
    if (found == design.criteria.end())
        return fail(ErrorKind::NotFound, "The study has no criterion \"" + key + "\".");
    auto values = judgementValues(design.kind, equals == std::string::npos ? written : written.substr(equals + 1));
    if (!values)
        return tl::unexpected<Error>(values.error());
    return Judgement{static_cast<int>(found - design.criteria.begin()), std::move(*values)};
}

Result<Vote> voteOf(const StudyDesign &design, const std::vector<std::string> &written)
{
    Vote vote;
    for (const std::string &each : written) {
        auto judgement = judgementOf(design, each);
        if (!judgement)
            return tl::unexpected<Error>(judgement.error());
        vote.judgements.push_back(std::move(*judgement));
    }
    std::sort(vote.judgements.begin(), vote.judgements.end(), [](const Judgement &a, const Judgement &b) { return a.criterion < b.criterion; });
    return vote;
}

/// {"comparison": 3, "vote": "a" or {"overall": "a"}, "skip", "note", "flag", "seconds"}.
Result<std::pair<int, Vote>> voteOfRecord(const StudyDesign &design, const std::string &line)
{
    try {
        const nlohmann::json record = nlohmann::json::parse(line);
        std::vector<std::string> written;
        if (record.contains("vote") && record["vote"].is_object()) {
            for (const auto &[key, word] : record["vote"].items())
                written.push_back(key + '=' + word.get<std::string>());
        } else if (record.contains("vote")) {
            written.push_back(record["vote"].get<std::string>());
        }
        auto vote = voteOf(design, written);
        if (!vote)
            return tl::unexpected<Error>(vote.error());
        vote->skipped = record.value("skip", "");
        vote->note = record.value("note", "");
        vote->flagged = record.value("flag", false);
        vote->milliseconds = static_cast<std::int64_t>(record.value("seconds", 0.0) * 1000);
        return std::pair(record.at("comparison").get<int>(), std::move(*vote));
    } catch (const nlohmann::json::exception &e) {
        return fail(ErrorKind::InvalidInput, std::string("it is no JSON object with a \"comparison\" and a \"vote\": ") + e.what());
    }
}

Result<> castNow(RatingSession &session, int number, const Vote &vote)
{
    return waitFor([&](Document::Done done) { session.cast(number, vote, std::move(done)); });
}

ordered_json progressJson(const RatingSession &session)
{
    return {{"session", session.id()}, {"rater", session.rater()}, {"done", session.done()}, {"comparisons", session.size()}};
}

int showNext(RatingSession &session, int number, Console &console)
{
    if (number < 0) {
        if (console.json) {
            ordered_json json = progressJson(session);
            json["comparison"] = nullptr;
            console.document(json);
        } else {
            console.line("Everything is judged. Thank you.");
        }
        return ExitDone;
    }
    const auto shown = session.shown(number);
    if (!shown)
        return console.fail(shown.error());
    if (console.json) {
        ordered_json json = progressJson(session), criteria = ordered_json::array();
        for (const Criterion &criterion : session.design().criteria)
            criteria.push_back(criterion.key);
        ordered_json said;
        for (const Judgement &judgement : session.vote(number) ? session.vote(number)->judgements : std::vector<Judgement>())
            said[session.design().criteria[static_cast<std::size_t>(judgement.criterion)].key] = judgementWord(session.design().kind, judgement.values);
        json.update({{"comparison", number + 1}, {"kind", judgementKindKey(session.design().kind)}, {"criteria", criteria}, {"instruction", shown->instruction},
                     {"context", shown->context}, {"answers", shown->answers}, {"vote", said}});
        console.document(json);
        return ExitDone;
    }
    console.line(std::to_string(number + 1) + " of " + std::to_string(session.size()) + ", " + std::to_string(session.done()) + " done\n");
    console.line(shown->instruction + (shown->context.empty() ? "" : "\n\n" + shown->context));
    for (std::size_t i = 0; i < shown->answers.size(); ++i)
        console.line("\n--- " + letter(i) + " ---\n" + shown->answers[i]);
    return ExitDone;
}

const char *promptFor(JudgementKind kind)
{
    switch (kind) {
    case JudgementKind::Pairwise:
        return "a, b, tie, both-bad";
    case JudgementKind::Ranking:
        return "ranks, e.g. 1,2,2";
    case JudgementKind::Rating:
        return "points, 1 to 5";
    case JudgementKind::Steps:
        break;
    }
    return "a label for each step, e.g. 1,0,-1";
}

/// Asks at the terminal, one comparison after the other, until the end of input.
int rateAtTerminal(RatingSession &session, Console &console)
{
    const StudyDesign &design = session.design();
    for (int number = session.nextOpen(0); number >= 0; number = session.nextOpen(number)) {
        if (const int status = showNext(session, number, console); status != ExitDone)
            return status;
        Vote vote;
        for (std::size_t c = 0; c < design.criteria.size() && vote.skipped.empty();) {
            console.print("\n" + design.criteria[c].title + " (" + promptFor(design.kind) + "; s REASON skips): ");
            std::fflush(stdout);
            std::string line;
            if (!std::getline(std::cin, line))
                return ExitDone;
            if (line.starts_with("s ")) {
                vote = {{}, line.substr(2), {}, false, 0, 0};
                continue;
            }
            const auto judgement = judgementOf(design, design.criteria[c].key + '=' + line);
            if (judgement) {
                vote.judgements.push_back(*judgement);
                ++c;
            } else {
                console.note(judgement.error().message);
            }
        }
        if (const auto cast = castNow(session, number, vote); !cast)
            console.note(cast.error().message);
    }
    return showNext(session, -1, console);
}

int rateFromFile(RatingSession &session, const std::string &path, Console &console)
{
    std::ifstream file(path);
    if (!file)
        return console.fail({ErrorKind::Io, path + " cannot be read; check the file's name."});
    std::int64_t taken = 0, refused = 0, number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        const auto vote = voteOfRecord(session.design(), line);
        const auto cast = vote ? castNow(session, vote->first - 1, vote->second) : tl::unexpected<Error>(vote.error());
        ++(cast ? taken : refused);
        if (!cast)
            console.note(path + ", line " + std::to_string(number) + ": " + cast.error().message);
    }
    if (console.json) {
        ordered_json json = progressJson(session);
        json.update({{"taken", taken}, {"refused", refused}});
        console.document(json);
    } else {
        console.line(counted(taken, "vote") + " taken, " + std::to_string(refused) + " refused; " + std::to_string(session.done()) + " of " + std::to_string(session.size()) + " done.");
    }
    return refused > 0 ? ExitSomeFailed : ExitDone;
}

int rateOne(RatingSession &session, const RateOptions &o, Console &console)
{
    const int number = o.comparison > 0 ? o.comparison - 1 : session.nextOpen(0);
    auto vote = voteOf(session.design(), o.vote);
    if (!vote)
        return console.fail(vote.error());
    vote->skipped = o.skip;
    vote->note = o.note;
    vote->flagged = o.flag;
    if (const auto cast = castNow(session, number, *vote); !cast)
        return console.fail(cast.error());
    return showNext(session, session.nextOpen(number), console);
}

Result<SessionId> findSession(Document &document, const RateOptions &o)
{
    StudyReader &reader = document.reader().studies();
    const auto study = findStudy(reader, o.study.empty() ? "1" : o.study, o.project);
    const auto sessions = study ? reader.sessions(study->id) : tl::unexpected<Error>(study.error());
    if (!sessions)
        return tl::unexpected<Error>(sessions.error());
    std::string raters;
    for (const SessionSummary &session : *sessions)
        raters += (raters.empty() ? "" : ", ") + session.rater;
    // A rater's own file has one session.
    const std::string rater = o.rater.empty() && sessions->size() == 1 ? sessions->front().rater : o.rater;
    const auto session = sessionOf(reader, study->id, rater);
    if (!session)
        return tl::unexpected<Error>(session.error());
    if (!*session)
        return fail(ErrorKind::NotFound, rater.empty() ? "Name the rater with --rater; there are: " + raters + '.'
                                                       : "There is no session for " + rater + "; there are: " + raters + '.');
    return **session;
}

int rate(const RateOptions &o, Console &console)
{
    auto document = openForWriting(o.project, o.rater);
    if (!document)
        return console.fail(document.error());
    const auto id = findSession(**document, o);
    const auto session = id ? RatingSession::open(**document, *id) : tl::unexpected<Error>(id.error());
    if (!session)
        return console.fail(session.error());
    RatingSession &own = **session;
    if (!o.votesFile.empty())
        return rateFromFile(own, o.votesFile, console);
    if (!o.vote.empty() || !o.skip.empty() || o.flag || !o.note.empty())
        return rateOne(own, o, console);
    if (isatty(STDIN_FILENO) && console.isTerminal() && !console.json)
        return rateAtTerminal(own, console);
    return showNext(own, o.comparison > 0 ? o.comparison - 1 : own.nextOpen(0), console);
}

} // namespace

std::function<int(Console &)> describeStudyRate(CLI::App &app)
{
    auto o = std::make_shared<RateOptions>();
    app.add_option("PROJECT", o->project, "The project, or a rater's file, *.evol")->required();
    app.add_option("STUDY", o->study, "Id or name of the study; the first where left out");
    app.add_option("--rater", o->rater, "Whose session");
    app.add_option("--comparison", o->comparison, "Its number in the session, from 1; the next one where left out")->check(CLI::PositiveNumber);
    app.add_option("--vote", o->vote, "The judgement, or CRITERION=JUDGEMENT for each criterion")->allow_extra_args(false);
    app.add_option("--skip", o->skip, "Skip it for this reason");
    app.add_option("--note", o->note, "A note on it");
    app.add_flag("--flag", o->flag, "Flag it");
    app.add_option("--votes", o->votesFile, "Take many votes: JSON Lines of {\"comparison\", \"vote\", \"skip\", \"note\", \"flag\", \"seconds\"}");
    app.footer("Judgements: a, b, tie or both-bad, with a strength as in a/2; ranks as in 1,2,2; points 1 to 5; a label for\n"
               "each step as in 1,0,-1. At a terminal, without --vote, comparisons are shown one after another.");
    return [o](Console &console) { return rate(*o, console); };
}

} // namespace evol
