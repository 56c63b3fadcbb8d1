// SPDX-License-Identifier: GPL-3.0-or-later
// evol show. The main thread.
#include "cli/commands.h"
#include "cli/instruction_json.h"
#include "cli/project_access.h"
#include "evolution/operators.h"
#include "evolution/project_terms.h"
#include "evolution/rules/rules.h"

#include <CLI/CLI.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string project;
    InstructionId id = 0;
};

/// Everything a project knows of one instruction.
struct Whole {
    Instruction instruction;
    std::optional<Instruction> parent;
    std::vector<Response> responses;
    std::vector<std::optional<Rating>> ratings; ///< of the responses
    std::optional<Quality> quality;
    std::optional<Verdict> verdict;
    std::optional<Override> override;
    std::vector<Exchange> exchanges;
    std::vector<std::string> tags;
    std::string note;
};

template <class T>
bool put(T &into, Result<T> from, Error &error)
{
    if (!from) {
        error = from.error();
        return false;
    }
    into = std::move(*from);
    return true;
}

Result<Whole> readWhole(ProjectReader &reader, InstructionId id)
{
    Whole whole;
    Error error;
    if (!put(whole.instruction, reader.instruction(id), error) || !put(whole.responses, reader.responses(id), error) ||
        !put(whole.quality, reader.quality(id), error) || !put(whole.verdict, reader.verdict(id), error) || !put(whole.override, reader.override(id), error) ||
        !put(whole.exchanges, reader.exchanges(id), error) || !put(whole.tags, reader.tags(id), error) ||
        !put(whole.note, reader.note(id), error))
        return tl::unexpected<Error>(error);
    for (const Response &response : whole.responses) {
        whole.ratings.emplace_back();
        if (!put(whole.ratings.back(), reader.rating(response.id), error))
            return tl::unexpected<Error>(error);
    }
    if (!whole.instruction.isSeed()) {
        whole.parent.emplace();
        if (!put(*whole.parent, reader.instruction(whole.instruction.parent), error))
            return tl::unexpected<Error>(error);
    }
    return whole;
}

ordered_json verdictJson(const Verdict &verdict)
{
    constexpr const char *places[] = {"instruction", "response", "judge"};
    ordered_json fired = ordered_json::array();
    for (const FiredRule &f : verdict.fired) {
        const Rule *rule = findRule(f.rule);
        fired.push_back({{"rule", f.rule}, {"number", rule ? rule->number() : 0}, {"evidence", f.evidence},
                         {"place", places[static_cast<int>(f.place)]}, {"offset", f.offset}, {"length", f.length}});
    }
    return {{"kept", verdict.kept()}, {"fired", fired}};
}

ordered_json exchangeJson(const Exchange &e)
{
    return {{"id", e.id}, {"stage", stageName(e.stage)}, {"model", e.model},
            {"parameters", ordered_json::parse(e.parameters, nullptr, false)},
            {"messages", ordered_json::parse(e.messages, nullptr, false)}, {"sample", e.sample}, {"reply", e.reply},
            {"reasoning", e.reasoning}, {"outcome", outcomeName(e.outcome)}, {"finish_reason", e.finishReason},
            {"endpoint", e.endpoint}, {"first_token_ms", e.firstToken >= 0 ? ordered_json(e.firstToken) : ordered_json()}, {"cost", e.cost}, {"prompt_tokens", e.promptTokens},
            {"completion_tokens", e.completionTokens}, {"latency_ms", e.latency}, {"attempts", e.attempts}};
}

ordered_json wholeJson(const Pool &pool, const Whole &w)
{
    ordered_json j = instructionJson(pool, w.instruction);
    j["editor"] = w.instruction.editor;
    j["tags"] = w.tags;
    j["note"] = w.note;
    j["flagged"] = pool.isFlagged(pool.indexOf(w.instruction.id));
    j["quality"] = w.quality ? ordered_json{{"definition", w.quality->definition}, {"precision", w.quality->precision}, {"integrity", w.quality->integrity}}
                             : ordered_json();
    j["parent_text"] = w.parent ? ordered_json(w.parent->text) : ordered_json();
    j["responses"] = ordered_json::array();
    for (std::size_t i = 0; i < w.responses.size(); ++i) {
        const Response &r = w.responses[i];
        ordered_json response = {{"id", r.id}, {"source", r.source}, {"text", r.text}, {"prompt_version", r.promptVersion}, {"editor", r.editor}};
        response["rating"] = w.ratings[i] ? ordered_json{{"stars", w.ratings[i]->stars}, {"note", w.ratings[i]->note}} : ordered_json();
        j["responses"].push_back(response);
    }
    j["verdict"] = w.verdict ? verdictJson(*w.verdict) : ordered_json();
    j["override"] = w.override ? ordered_json{{"decision", w.override->decision == Decision::Keep ? "keep" : "eliminate"},
                                              {"reason", w.override->reason}, {"by", w.override->by}}
                               : ordered_json();
    j["exchanges"] = ordered_json::array();
    for (const Exchange &exchange : w.exchanges)
        j["exchanges"].push_back(exchangeJson(exchange));
    return j;
}

void printVerdict(const Whole &w, Console &console)
{
    if (w.verdict && w.verdict->kept())
        console.line("\nVerdict: kept, no rule fired");
    for (const FiredRule &fired : w.verdict ? w.verdict->fired : std::vector<FiredRule>()) {
        const Rule *rule = findRule(fired.rule);
        const std::string number = rule && rule->number() > 0 ? "rule " + std::to_string(rule->number()) + ", " : "";
        console.line("\nVerdict: eliminated by " + number + (rule ? rule->title() : fired.rule) + ": \"" + oneLine(fired.evidence) + '"');
    }
    if (w.override) {
        console.line(std::string("Override: ") + (w.override->decision == Decision::Keep ? "keep" : "eliminate") + ", by " +
                     w.override->by + ": " + w.override->reason);
    }
}

std::string editedBy(const std::string &editor)
{
    return editor.empty() ? "" : ", edited by " + editor;
}

/// What people have put on it.
void printMarks(const Whole &w, bool flagged, Console &console)
{
    std::string tags;
    for (const std::string &tag : w.tags)
        tags += (tags.empty() ? "" : ", ") + tag;
    if (!tags.empty())
        console.line("Tags: " + tags);
    if (flagged)
        console.line("Flagged");
    if (!w.note.empty())
        console.line("Note: " + w.note);
}

void printWhole(const Pool &pool, const Whole &w, const std::vector<EvolutionOperator> &own, Console &console)
{
    const Instruction &i = w.instruction;
    const NodeIndex n = pool.indexOf(i.id);
    console.line("Instruction " + std::to_string(i.id) + ": " + operatorTitle(i.operatorKey, own) + ", epoch " + std::to_string(i.epoch) +
                 ", " + stateName(pool.state(n)) + (i.model.empty() ? "" : ", written by " + i.model) + editedBy(i.editor));
    if (w.quality)
        console.line("Definition " + std::to_string(w.quality->definition) + ", precision " + std::to_string(w.quality->precision) + ", integrity " +
                     std::to_string(w.quality->integrity) + " of 5");
    printMarks(w, pool.isFlagged(n), console);
    console.line('\n' + i.text);
    if (!i.context.empty())
        console.line("\nInput:\n" + i.context);
    if (w.parent)
        console.line("\nParent " + std::to_string(w.parent->id) + ":\n" + w.parent->text);
    for (std::size_t k = 0; k < w.responses.size(); ++k) {
        const auto &rating = w.ratings[k];
        console.line("\nResponse " + std::to_string(w.responses[k].id) + " by " + w.responses[k].source + editedBy(w.responses[k].editor) +
                     (rating ? ", " + counted(rating->stars, "star") + (rating->note.empty() ? "" : ", " + rating->note) : "") + ":\n" +
                     w.responses[k].text);
    }
    printVerdict(w, console);
    for (const Exchange &e : w.exchanges) {
        console.line("Exchange " + std::to_string(e.id) + ": " + stageName(e.stage) + " by " + e.model + ", " +
                     std::to_string(e.promptTokens + e.completionTokens) + " tokens, " + std::to_string(e.latency) + " ms");
    }
}

int run(const Options &o, Console &console)
{
    const auto opened = readProject(o.project);
    if (!opened)
        return console.fail(opened.error());
    const Pool &pool = opened->pool;
    const auto whole = readWhole(*opened->reader, o.id);
    const auto own = projectOperators(*opened->reader);
    if (!own)
        return console.fail(own.error());
    if (!whole)
        return console.fail(whole.error());
    if (console.json)
        console.document(wholeJson(pool, *whole));
    else
        printWhole(pool, *whole, *own, console);
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeShow(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("ID", o->id, "The instruction, as list and tree print it")->required();
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
