// SPDX-License-Identifier: GPL-3.0-or-later
// evol override. The main thread.
#include "cli/commands.h"
#include "cli/instruction_json.h"
#include "cli/project_access.h"

#include <CLI/CLI.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, decision, reason, by;
    InstructionId id = 0;
};

int run(const Options &o, Console &console)
{
    if (o.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return console.fail({ErrorKind::InvalidInput, "An override needs a reason. Give one with --reason TEXT."});
    auto document = openForWriting(o.project, o.by);
    if (!document)
        return console.fail(document.error());
    const Pool &pool = (*document)->pool();
    if (!pool.contains(o.id))
        return console.fail({ErrorKind::NotFound, "There is no instruction " + std::to_string(o.id) + " in " + o.project + ". See: evol list " + o.project});
    const Decision decision = o.decision == "keep" ? Decision::Keep : Decision::Eliminate;
    const Override to{decision, o.reason, (*document)->person()};
    const std::string label = (decision == Decision::Keep ? "Keep instruction " : "Eliminate instruction ") + std::to_string(o.id);
    const auto written = waitFor([&](Document::Done done) { (*document)->apply(label, {SetOverride{o.id, {}, to}}, done); });
    if (!written)
        return console.fail(written.error());
    if (console.json)
        console.document({{"id", o.id}, {"state", stateName(pool.state(pool.indexOf(o.id)))}, {"overridden", true}, {"reason", o.reason}, {"by", to.by}});
    else
        console.line("Instruction " + std::to_string(o.id) + " is " + stateName(pool.state(pool.indexOf(o.id))) + ", by " + to.by + ": " + oneLine(o.reason));
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeOverride(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("ID", o->id, "The instruction, as list and tree print it")->required();
    app.add_option("DECISION", o->decision, "keep or eliminate")->required()->check(CLI::IsMember({"keep", "eliminate"}));
    app.add_option("--reason", o->reason, "Why")->required();
    app.add_option("--by", o->by, "Whose decision; this user's where left out");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
