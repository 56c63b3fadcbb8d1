// SPDX-License-Identifier: GPL-3.0-or-later
// evol stats. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

ordered_json toJson(const PoolStatistics &s, std::int64_t exchanges)
{
    ordered_json byEpoch = ordered_json::object(), byOperator = ordered_json::object(), byRule = ordered_json::object(),
                 byDifficulty = ordered_json::object();
    for (std::size_t epoch = 0; epoch < s.byEpoch.size(); ++epoch)
        byEpoch[std::to_string(epoch)] = s.byEpoch[epoch];
    for (const auto &[key, count] : s.byOperator)
        byOperator[key] = count;
    for (const auto &[key, count] : s.byRule)
        byRule[key] = count;
    for (std::size_t difficulty = 1; difficulty < s.byDifficulty.size(); ++difficulty) {
        if (s.byDifficulty[difficulty] > 0)
            byDifficulty[std::to_string(difficulty)] = s.byDifficulty[difficulty];
    }
    return {{"instructions", s.instructions}, {"seeds", s.seeds}, {"kept", s.kept}, {"eliminated", s.eliminated},
            {"overridden", s.overridden}, {"responses", s.responses}, {"exchanges", exchanges}, {"by_epoch", byEpoch},
            {"by_operator", byOperator}, {"by_rule", byRule}, {"by_difficulty", byDifficulty}};
}

int run(const std::string &project, Console &console)
{
    const auto opened = readProject(project);
    if (!opened)
        return console.fail(opened.error());
    const Pool &pool = opened->pool;
    const auto exchanges = opened->reader->exchangeCount();
    if (!exchanges)
        return console.fail(exchanges.error());
    const ordered_json counts = toJson(statistics(pool), *exchanges);
    if (console.json) {
        console.document(counts);
        return ExitDone;
    }
    for (const auto &[name, value] : counts.items()) {
        if (!value.is_object()) {
            console.line(name + ": " + value.dump());
            continue;
        }
        console.line(name + ':');
        for (const auto &[key, count] : value.items())
            console.line("  " + key + ": " + count.dump());
    }
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeStats(CLI::App &app)
{
    auto project = std::make_shared<std::string>();
    app.add_option("PROJECT", *project, "The project, *.evol")->required();
    return [project](Console &console) { return run(*project, console); };
}

} // namespace evol
