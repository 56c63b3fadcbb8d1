// SPDX-License-Identifier: GPL-3.0-or-later
// evol study new and assign. The main thread.
#include "cli/project_access.h"
#include "cli/run_report.h"
#include "cli/study_access.h"
#include "editing/study_changes.h"
#include "evolution/prompts.h"
#include "models/run_models.h"
#include "preference/criteria.h"
#include "preference/judgement_words.h"
#include "preference/masking.h"

#include <CLI/CLI.hpp>
#include <QFile>
#include <QUuid>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct NewOptions {
    std::string project, kind = "pairwise", stratum = "none", criteriaFile, maskFile;
    std::vector<std::string> criteria{"overall"}, outputs, ask, mask;
    bool noMask = false;
    StudyRequest request;
    AssignmentRequest assignment;
};

/// NAME=FILE, or FILE alone.
OutputFile outputFile(const std::string &written)
{
    const std::size_t equals = written.find('=');
    if (equals == std::string::npos || QFile::exists(QString::fromStdString(written)))
        return {written, {}};
    return {written.substr(equals + 1), written.substr(0, equals)};
}

/// A JSON list of {key, title, description, anchors}.
Result<std::vector<Criterion>> criteriaIn(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, path + " cannot be read: " + file.errorString().toStdString() + ".");
    try {
        std::vector<Criterion> criteria;
        for (const nlohmann::json &j : nlohmann::json::parse(file.readAll().toStdString()))
            criteria.push_back({j.at("key"), j.value("title", j.at("key").get<std::string>()), j.value("description", ""), j.value("anchors", std::vector<std::string>())});
        return criteria;
    } catch (const nlohmann::json::exception &e) {
        return fail(ErrorKind::InvalidInput, path + " is not a JSON list of criteria with a key each: " + e.what());
    }
}

Result<std::vector<std::string>> linesIn(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, path + " cannot be read: " + file.errorString().toStdString() + ".");
    std::vector<std::string> lines;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.trimmed().isEmpty())
            lines.push_back(line.trimmed().toStdString());
    }
    return lines;
}

Result<> completeDesign(NewOptions &o)
{
    StudyDesign &design = o.request.design;
    const auto kind = judgementKind(o.kind);
    const auto by = stratum(o.stratum);
    if (!kind || !by)
        return tl::unexpected<Error>(!kind ? kind.error() : by.error());
    design.kind = *kind;
    design.stratum = *by;
    if (*kind == JudgementKind::Pairwise)
        design.shown = 2;
    else if (*kind != JudgementKind::Ranking)
        design.shown = 1;
    for (const std::string &key : o.criteria) {
        auto criterion = builtinCriterion(key);
        if (!criterion)
            return tl::unexpected<Error>(criterion.error());
        design.criteria.push_back(std::move(*criterion));
    }
    if (o.criteriaFile.empty())
        return {};
    auto own = criteriaIn(o.criteriaFile);
    if (!own)
        return tl::unexpected<Error>(own.error());
    design.criteria.insert(design.criteria.end(), own->begin(), own->end());
    return {};
}

Result<> completeMask(NewOptions &o)
{
    std::vector<std::string> &masked = o.request.masked;
    if (!o.noMask)
        masked = defaultMaskedPhrases();
    if (!o.maskFile.empty()) {
        auto lines = linesIn(o.maskFile);
        if (!lines)
            return tl::unexpected<Error>(lines.error());
        masked = std::move(*lines);
    }
    masked.insert(masked.end(), o.mask.begin(), o.mask.end());
    return {};
}

/// The instructions of the study that have no response of the model yet.
Result<std::vector<InstructionId>> unanswered(Document &document, const StudyRequest &request, const std::string &model)
{
    std::vector<InstructionId> wanted = request.instructions;
    const Pool &pool = document.pool();
    for (const NodeIndex n : wanted.empty() ? pool.preorder() : std::vector<NodeIndex>()) {
        if (pool.state(n) == State::Kept)
            wanted.push_back(pool.id(n));
    }
    std::vector<InstructionId> open;
    for (const InstructionId id : wanted) {
        const auto responses = document.reader().responses(id);
        if (!responses)
            return tl::unexpected<Error>(responses.error());
        if (std::none_of(responses->begin(), responses->end(), [&](const Response &r) { return r.source == model; }))
            open.push_back(id);
    }
    return open;
}

/// Asks a model for what it has not answered yet, and makes it a contender. An exit status.
int ask(Document &document, const std::string &spec, NewOptions &o, Console &console)
{
    RunSettings settings;
    settings.goal = RunGoal::Respond;
    settings.evolver = settings.judge = settings.responder = spec;
    settings.seed = o.request.design.seed;
    const auto models = makeRunModels(settings);
    if (!models)
        return console.fail(models.error());
    const std::string name = models->responder.model->name();
    const auto open = unanswered(document, o.request, name);
    if (!open)
        return console.fail(open.error());
    o.request.contenders.push_back(name);
    if (open->empty())
        return ExitDone;
    settings.only = *open;
    console.note("Asking " + models->responder.model->description() + " for " + counted(std::int64_t(open->size()), "response") + '.');
    RunSession session(document, *models);
    const auto begin = [&]() -> Result<> {
        session.begin(settings, "Ask " + name);
        return {};
    };
    return runToItsEnd(document, session, console, begin, RunSummary::Omit);
}

ordered_json coverageJson(const StudyDraft &draft)
{
    ordered_json list = ordered_json::array();
    for (const Coverage &c : draft.coverage)
        list.push_back({{"name", c.contender}, {"answers", c.answers}, {"missing", c.missing}, {"unmatched", c.unmatched}, {"masked", c.masked}, {"examples", c.examples}});
    return list;
}

ordered_json assignmentJson(Document &document, StudyId study, const Assignment &assignment)
{
    ordered_json sessions = ordered_json::array();
    const auto all = document.reader().studies().sessions(study);
    for (const SessionSummary &session : all ? *all : std::vector<SessionSummary>())
        sessions.push_back({{"id", session.id}, {"rater", session.rater}, {"comparisons", session.comparisons}, {"done", session.done}});
    return {{"units", assignment.units}, {"without_rater", assignment.open}, {"sessions", sessions}};
}

void printAssignment(Document &document, StudyId study, const Assignment &assignment, Console &console)
{
    const auto all = document.reader().studies().sessions(study);
    for (const SessionSummary &session : all ? *all : std::vector<SessionSummary>())
        console.line("  session " + std::to_string(session.id) + '\t' + session.rater + '\t' + std::to_string(session.done) + " of " + counted(session.comparisons, "comparison"));
    if (assignment.open > 0)
        console.note(counted(assignment.open, "judgement") + " found no rater with room left. Name more raters: evol study assign.");
}

void printMade(const MadeStudy &made, Console &console)
{
    console.line("Study " + std::to_string(made.id) + ": " + counted(made.draft.items, "instruction") + "; " + std::to_string(made.draft.leftOut) + " of " +
                 std::to_string(made.draft.instructions) + " left out, for not every contender answered them.");
    for (const Coverage &c : made.draft.coverage) {
        console.line("  " + c.contender + '\t' + counted(c.answers, "answer") + ", " + std::to_string(c.missing) + " missing, " + std::to_string(c.unmatched) +
                     " unmatched, " + counted(c.masked, "phrase") + " masked");
        for (const std::string &example : c.examples)
            console.note("  " + c.contender + " does not match: " + oneLine(example));
    }
}

int makeNew(NewOptions o, Console &console)
{
    auto ready = completeDesign(o).and_then([&] { return completeMask(o); });
    if (!ready)
        return console.fail(ready.error());
    for (const std::string &written : o.outputs)
        o.request.outputs.push_back(outputFile(written));
    o.request.uid = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    for (const std::string &model : o.ask) {
        if (const int status = ask(**document, model, o, console); status != ExitDone)
            return status;
    }
    Result<MadeStudy> made;
    (void)waitFor([&](Document::Done done) {
        makeStudy(**document, o.request, o.assignment, [&made, done](Result<MadeStudy> result) {
            made = std::move(result);
            done({});
        });
    });
    if (!made)
        return console.fail(made.error());
    if (console.json) {
        ordered_json json = {{"study", made->id}, {"name", o.request.name}, {"items", made->draft.items},
                             {"left_out", made->draft.leftOut}, {"contenders", coverageJson(made->draft)}};
        json.update(assignmentJson(**document, made->id, made->assignment));
        console.document(json);
        return ExitDone;
    }
    printMade(*made, console);
    printAssignment(**document, made->id, made->assignment, console);
    if (o.assignment.raters.empty())
        console.line("Give it raters with: evol study assign " + o.project + ' ' + std::to_string(made->id) + " --raters NAME,NAME");
    return ExitDone;
}

struct AssignOptions {
    std::string project, study;
    AssignmentRequest request;
};

int assignTo(const AssignOptions &o, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    const auto study = findStudy((*document)->reader().studies(), o.study, o.project);
    if (!study)
        return console.fail(study.error());
    Result<Assignment> assigned;
    (void)waitFor([&](Document::Done done) {
        assignRaters(**document, study->id, o.request, [&assigned, done](Result<Assignment> result) {
            assigned = std::move(result);
            done({});
        });
    });
    if (!assigned)
        return console.fail(assigned.error());
    if (console.json)
        console.document(assignmentJson(**document, study->id, *assigned));
    else
        printAssignment(**document, study->id, *assigned, console);
    return ExitDone;
}

void describeAssignment(CLI::App &app, AssignmentRequest &request)
{
    app.add_option("--raters", request.raters, "Names of raters")->delimiter(',')->allow_extra_args(false);
    app.add_option("--per-rater", request.mostPerRater, "Comparisons for each rater at most; 0 for no limit")->capture_default_str()->check(CLI::NonNegativeNumber);
    app.add_option("--sets-per-item", request.blocksPerItem, "Sets of contenders for each instruction, in rotation; 0 for all")->capture_default_str()->check(CLI::NonNegativeNumber);
}

} // namespace

std::function<int(Console &)> describeStudyNew(CLI::App &app)
{
    auto o = std::make_shared<NewOptions>();
    StudyRequest &request = o->request;
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("--name", request.name, "What the study is called")->required();
    app.add_option("--contenders", request.contenders, "Sources of responses in the project")->delimiter(',')->allow_extra_args(false);
    app.add_option("--outputs", o->outputs, "Files with contenders' outputs, FILE or NAME=FILE; given again for each")->type_name("FILE")->allow_extra_args(false);
    app.add_option("--ask", o->ask, "Models to be asked first: builtin, a name, or URL#MODEL")->delimiter(',')->allow_extra_args(false);
    app.add_option("--only", request.instructions, "Only these instructions, by id")->delimiter(',')->allow_extra_args(false);
    app.add_option("--instructions", request.instructionFile, "Only the instructions of this file, e.g. WizardLM's test set");
    app.add_option("--limit", request.most, "So many instructions at most, drawn by the seed")->check(CLI::NonNegativeNumber);
    app.add_option("--kind", o->kind, "pairwise, ranking, rating or steps")->capture_default_str();
    app.add_option("--shown", request.design.shown, "Ranking: answers side by side")->capture_default_str()->check(CLI::Range(2, 5));
    app.add_option("--criteria", o->criteria, "Of: overall, relevance, knowledgeable, reasoning, calculation, accuracy, definition, precision, integrity")->delimiter(',')->allow_extra_args(false)->capture_default_str();
    app.add_option("--criteria-file", o->criteriaFile, "Criteria of your own: a JSON list of {key, title, description, anchors}");
    app.add_flag("--strength", request.design.asksStrength, "Pairwise: ask by how much, 1 to 3");
    app.add_option("--overlap", request.design.overlap, "Raters who judge the same comparison")->capture_default_str()->check(CLI::Range(1, 1000));
    app.add_option("--stratify", o->stratum, "Spread evenly over raters by: none, difficulty, epoch, operator or skill")->capture_default_str();
    app.add_option("--gold", request.goldFile, "JSON Lines of instructions whose best answer is known: {\"instruction\" or \"id\", \"best\"}");
    app.add_option("--mask", o->mask, "One more phrase to hide from raters; \"... NAME\" only where an answer speaks of itself")->allow_extra_args(false);
    app.add_option("--mask-file", o->maskFile, "Phrases to hide, one a line, in place of the built-in list");
    app.add_flag("--no-mask", o->noMask, "Leave the built-in list out");
    app.add_option("--seed", request.design.seed, "Of every random choice")->capture_default_str();
    describeAssignment(app, o->assignment);
    app.footer("Instructions: --only, else --instructions, else all that are kept, else those of the first --outputs.\n"
               "An instruction is in the study if every contender has an answer to it; what does not match is listed.");
    return [o](Console &console) { return makeNew(*o, console); };
}

std::function<int(Console &)> describeStudyAssign(CLI::App &app)
{
    auto o = std::make_shared<AssignOptions>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("STUDY", o->study, "Id or name of the study")->required();
    describeAssignment(app, o->request);
    app.get_option("--raters")->required();
    return [o](Console &console) { return assignTo(*o, console); };
}

} // namespace evol
