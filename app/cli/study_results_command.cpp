// SPDX-License-Identifier: GPL-3.0-or-later
// evol study list, close, results and power. The main thread.
#include "cli/project_access.h"
#include "cli/study_access.h"
#include "preference/judgement_words.h"
#include "preference/power.h"
#include "preference/study_results.h"
#include "preference/study_results_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace evol {

namespace {

using nlohmann::ordered_json;

std::string shown(const char *format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string percent(const std::optional<double> &value)
{
    return value ? shown("%.1f %%", *value) : "-";
}

ordered_json summaryJson(const StudySummary &s)
{
    return {{"id", s.id}, {"name", s.name}, {"kind", judgementKindKey(s.kind)}, {"closed", s.closed}, {"contenders", s.contenders},
            {"items", s.items}, {"sessions", s.sessions}, {"comparisons", s.comparisons}, {"done", s.done}};
}

int list(const std::string &project, Console &console)
{
    auto reader = openForReading(project);
    const auto studies = reader ? (*reader)->studies().studies() : tl::unexpected<Error>(reader.error());
    if (!studies)
        return console.fail(studies.error());
    ordered_json all = ordered_json::array();
    for (const StudySummary &s : *studies) {
        all.push_back(summaryJson(s));
        if (!console.json) {
            console.line(std::to_string(s.id) + '\t' + oneLine(s.name) + '\t' + judgementKindKey(s.kind) + '\t' + std::to_string(s.done) + " of " +
                         std::to_string(s.comparisons) + (s.closed ? "\tclosed" : "\topen"));
        }
    }
    if (console.json)
        console.document(all);
    else if (studies->empty())
        console.note("There is no study yet. Make one with: evol study new " + project + ", or import votes.");
    return ExitDone;
}

struct CloseOptions {
    std::string project, study;
    bool reopen = false;
};

int close(const CloseOptions &o, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    StudyReader &reader = (*document)->reader().studies();
    const auto found = findStudy(reader, o.study, o.project);
    const auto study = found ? reader.study(found->id) : tl::unexpected<Error>(found.error());
    if (!study)
        return console.fail(study.error());
    StudySettings settings = study->settings;
    settings.closed = !o.reopen;
    const auto written = waitFor([&](Document::Done done) {
        (*document)->apply(o.reopen ? "Open a study again" : "Close a study", {EditStudy{study->id, {}, settings}}, std::move(done));
    });
    if (!written)
        return console.fail(written.error());
    if (console.json)
        console.document({{"study", study->id}, {"closed", settings.closed}});
    else
        console.line("Study " + std::to_string(study->id) + (settings.closed ? " is closed: no more votes, and names are shown." : " is open again."));
    return ExitDone;
}

std::string ratingText(const RatingInterval &rating)
{
    const std::string interval = rating.interval ? shown(" [%.0f", rating.interval->low) + shown(", %.0f]", rating.interval->high) : "";
    return rating.rating ? shown("%.0f", *rating.rating) + interval : "-";
}

void printCriterion(const CriterionResults &criterion, Console &console)
{
    console.line(criterion.title + ", " + counted(criterion.judgements, "judgement"));
    console.line("  contender\twins\tties\tlosses\twin rate\t± error\trating [95 %]\tElo");
    for (const ContenderFigures &c : criterion.contenders) {
        console.line("  " + oneLine(c.name) + '\t' + std::to_string(c.rate.wins) + '\t' + std::to_string(c.rate.ties) + '\t' +
                     std::to_string(c.rate.losses) + '\t' + percent(c.rate.rate) + '\t' + percent(c.rate.error) + '\t' + ratingText(c.bradleyTerry) +
                     '\t' + (c.elo ? shown("%.0f", *c.elo) : "-") + (c.mean ? shown("\tmean %.2f", *c.mean) : ""));
    }
    const Agreement &a = criterion.agreement;
    const auto figure = [](const AgreementFigure &f) { return f.value ? shown("%.3f", *f.value) : std::string("-"); };
    if (a.units > 0) {
        console.line("  agreement on " + counted(a.units, "unit") + ": " + percent(a.percent.value) + ", Cohen's kappa " + figure(a.cohenKappa) +
                     ", Fleiss' kappa " + figure(a.fleissKappa) + ", Krippendorff's alpha " + figure(a.nominalAlpha));
    }
    const auto bias = [&](const char *toward, const Bias &b) {
        if (b.toward.of > 0)
            console.line(std::string("  ") + toward + ": " + percent(100 * *b.toward.value()) + " of " + std::to_string(b.toward.of) + " votes" +
                         (b.probability ? shown(", p = %.2g", *b.probability) : ", which may be because of who stood there") + (b.isFound() ? ", a bias" : ""));
    };
    bias("for the first answer", criterion.position);
    bias("for the longer answer", criterion.length);
}

struct ResultsCommandOptions {
    std::string project, study;
    ResultOptions results;
};

int results(const ResultsCommandOptions &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    StudyReader &studies = (*reader)->studies();
    const auto found = findStudy(studies, o.study, o.project);
    const auto figures = found ? studyResults(studies, found->id, o.results) : tl::unexpected<Error>(found.error());
    if (!figures)
        return console.fail(figures.error());
    if (!figures->namesShown)
        console.note("Names are hidden until everything is judged or the study is closed: evol study close " + o.project + ' ' + std::to_string(found->id));
    if (console.json) {
        console.document(toJson(*figures));
        return ExitDone;
    }
    console.line(figures->name + ": " + std::to_string(figures->judged) + " of " + counted(figures->comparisons, "comparison") + " judged, " +
                 std::to_string(figures->skipped) + " skipped");
    for (const CriterionResults &criterion : figures->criteria)
        printCriterion(criterion, console);
    for (const RaterFigures &rater : figures->raters) {
        console.line(oneLine(rater.name) + ": " + std::to_string(rater.judged) + " judged, agrees with others " +
                     (rater.withOthers.of > 0 ? percent(100 * *rater.withOthers.value()) : "-") + ", gold " +
                     (rater.gold.of > 0 ? std::to_string(rater.gold.part) + " of " + std::to_string(rater.gold.of) : "-") +
                     (rater.position.isFound() ? ", takes one side" : "") +
                     (rater.medianSeconds ? ", " + shown("%.1f s", *rater.medianSeconds) + " a comparison" : ""));
    }
    return ExitDone;
}

int power(const PowerQuestion &question, Console &console)
{
    const std::optional<std::int64_t> needed = votesNeeded(question);
    if (!needed)
        return console.fail({ErrorKind::InvalidInput, "With so many ties no win rate is" + shown(" %g", question.points) +
                                                          " points away from 50 %; ask for fewer points, or expect fewer ties."});
    const std::int64_t votes = *needed;
    if (console.json)
        console.document({{"points", question.points}, {"power", question.power}, {"ties", question.tieShare}, {"overlap", question.overlap}, {"votes", votes}});
    else
        console.line(counted(votes, "vote") + shown(" find a win rate %g points away from 50 %%", question.points) +
                     shown(" with a chance of %g %%.", 100 * question.power));
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeStudyList(CLI::App &app)
{
    auto project = std::make_shared<std::string>();
    app.add_option("PROJECT", *project, "The project, *.evol")->required();
    app.footer("Columns: id, name, kind, done of all comparisons, open or closed.");
    return [project](Console &console) { return list(*project, console); };
}

std::function<int(Console &)> describeStudyClose(CLI::App &app)
{
    auto o = std::make_shared<CloseOptions>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("STUDY", o->study, "Id or name of the study")->required();
    app.add_flag("--reopen", o->reopen, "Let it take votes again");
    return [o](Console &console) { return close(*o, console); };
}

std::function<int(Console &)> describeStudyResults(CLI::App &app)
{
    auto o = std::make_shared<ResultsCommandOptions>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("STUDY", o->study, "Id or name of the study")->required();
    app.add_option("--rounds", o->results.rounds, "Of the bootstrap")->capture_default_str()->check(CLI::Range(0, 100'000));
    app.add_option("--seed", o->results.seed, "Of the bootstrap")->capture_default_str();
    app.footer("Rates and errors are in per cent, ratings in points (base 10, scale 400, mean 1000).");
    return [o](Console &console) { return results(*o, console); };
}

std::function<int(Console &)> describeStudyPower(CLI::App &app)
{
    auto q = std::make_shared<PowerQuestion>();
    app.add_option("POINTS", q->points, "By how many percentage points the win rate differs from 50")->required()->check(CLI::Range(0.01, 50.0));
    app.add_option("--power", q->power, "The chance to find it")->capture_default_str()->check(CLI::Range(0.5, 0.999));
    app.add_option("--ties", q->tieShare, "Share of ties, 0 to 1")->capture_default_str()->check(CLI::Range(0.0, 0.99));
    app.add_option("--overlap", q->overlap, "Raters who judge the same comparison")->capture_default_str()->check(CLI::Range(1, 1000));
    app.add_option("--likeness", q->likeness, "How alike their votes are: intraclass correlation, 0 to 1")->capture_default_str()->check(CLI::Range(0.0, 1.0));
    return [q](Console &console) { return power(*q, console); };
}

} // namespace evol
