// SPDX-License-Identifier: GPL-3.0-or-later
// evol list. The main thread.
#include "cli/commands.h"
#include "cli/instruction_json.h"
#include "cli/project_access.h"
#include "drawing/tree_listing.h"
#include "evolution/operators.h"
#include "evolution/rules/rules.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace evol {

namespace {

struct Options {
    std::string project, state, operatorKey, rule, search;
    int epoch = -1;
    std::int64_t limit = -1;
};

/// The rule's key, also for its number in the paper.
Result<std::string> ruleKey(const std::string &written)
{
    std::vector<std::string> keys;
    for (const Rule *rule : rules()) {
        if (rule->number() > 0 && written == std::to_string(rule->number()))
            return rule->key();
        keys.emplace_back(rule->key());
    }
    return oneOf(written, "rule", keys);
}

Result<std::vector<InstructionId>> matching(ProjectReader &reader, const Pool &pool, const Options &o)
{
    const auto state = o.state.empty() ? Result<std::string>("") : oneOf(o.state, "state", {"kept", "eliminated", "overridden"});
    if (!state)
        return tl::unexpected<Error>(state.error());
    std::string key;
    if (!o.operatorKey.empty() && o.operatorKey != "seed") {
        // A project's own operator may be gone; what it made is not.
        std::vector<EvolutionOperator> used;
        for (const std::string &each : pool.operatorKeys())
            used.push_back({each, each});
        auto known = anyOperatorKey(used, o.operatorKey);
        if (!known)
            return tl::unexpected<Error>(known.error());
        key = std::move(*known);
    }
    const auto rule = o.rule.empty() ? Result<std::string>("") : ruleKey(o.rule);
    if (!rule)
        return tl::unexpected<Error>(rule.error());
    const auto found = o.search.empty() ? Result<std::vector<InstructionId>>() : reader.find(o.search);
    if (!found)
        return tl::unexpected<Error>(found.error());
    std::vector<InstructionId> ids;
    for (const NodeIndex n : pool.preorder()) {
        const auto fired = firedRuleKeys(pool, n);
        const bool fits = (state->empty() || (*state == "overridden" ? pool.isOverridden(n) : *state == stateName(pool.state(n)))) &&
                          (o.operatorKey.empty() || pool.operatorKey(n) == key) && (o.epoch < 0 || pool.epoch(n) == o.epoch) &&
                          (rule->empty() || std::find(fired.begin(), fired.end(), *rule) != fired.end()) &&
                          (o.search.empty() || std::binary_search(found->begin(), found->end(), pool.id(n)));
        if (fits)
            ids.push_back(pool.id(n));
    }
    std::sort(ids.begin(), ids.end());
    if (o.limit >= 0 && static_cast<std::int64_t>(ids.size()) > o.limit)
        ids.resize(static_cast<std::size_t>(o.limit));
    return ids;
}

void printRow(const Pool &pool, const Instruction &instruction, Console &console)
{
    const NodeIndex n = pool.indexOf(instruction.id);
    const std::string row = std::to_string(instruction.id) + '\t' + std::to_string(instruction.epoch) + '\t' +
                            (instruction.isSeed() ? "seed" : instruction.operatorKey) + '\t' + stateName(pool.state(n)) +
                            (pool.isOverridden(n) ? "*" : "") + '\t' + oneLine(instruction.text);
    console.line(row);
}

int run(const Options &o, Console &console)
{
    const auto opened = readProject(o.project);
    if (!opened)
        return console.fail(opened.error());
    const Pool &pool = opened->pool;
    const auto ids = matching(*opened->reader, pool, o);
    if (!ids)
        return console.fail(ids.error());
    for (const InstructionId id : *ids) {
        const auto instruction = opened->reader->instruction(id);
        if (!instruction)
            return console.fail(instruction.error());
        if (console.json)
            console.record(instructionJson(pool, *instruction));
        else
            printRow(pool, *instruction, console);
    }
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeList(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("--state", o->state, "Only these: kept, eliminated or overridden");
    app.add_option("--operator", o->operatorKey, "Only those made by this operator; seed for seeds");
    app.add_option("--epoch", o->epoch, "Only those of this epoch; 0 for seeds")->check(CLI::NonNegativeNumber);
    app.add_option("--rule", o->rule, "Only those on which this rule fired, by key or number");
    app.add_option("--search", o->search, "Only those whose text or response contains this");
    app.add_option("--limit", o->limit, "At most so many")->check(CLI::NonNegativeNumber);
    app.footer("Columns: id, epoch, operator, state (* overridden), text. With --json: JSON Lines.");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
