// SPDX-License-Identifier: GPL-3.0-or-later
// evol check. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

int run(const std::string &project, Console &console)
{
    auto reader = openForReading(project);
    if (!reader)
        return console.fail(reader.error());
    const auto problems = (*reader)->check();
    if (!problems)
        return console.fail(problems.error());
    if (console.json)
        console.document({{"sound", problems->empty()}, {"problems", *problems}});
    else if (problems->empty())
        console.line(project + " is sound.");
    else
        for (const std::string &problem : *problems)
            console.line(problem);
    if (problems->empty())
        return ExitDone;
    return console.fail({ErrorKind::Corrupt, project + " has " + counted(static_cast<std::int64_t>(problems->size()), "problem") +
                                                 ", the first: " + problems->front() + " Restore it from a backup."});
}

} // namespace

std::function<int(Console &)> describeCheck(CLI::App &app)
{
    auto project = std::make_shared<std::string>();
    app.add_option("PROJECT", *project, "The project, *.evol")->required();
    return [project](Console &console) { return run(*project, console); };
}

} // namespace evol
