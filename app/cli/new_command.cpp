// SPDX-License-Identifier: GPL-3.0-or-later
// evol new. The main thread.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "storage/project_file.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

struct Options {
    std::string project, title;
    std::vector<std::string> seeds;
};

int run(const Options &o, Console &console)
{
    const std::string title =
        o.title.empty() ? QFileInfo(QString::fromStdString(o.project)).completeBaseName().toStdString() : o.title;
    std::vector<Change> changes;
    for (const std::string &text : o.seeds) {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos)
            return console.fail({ErrorKind::InvalidInput, "A seed is empty; nothing was made. Leave it out, or give it a text."});
        Instruction seed;
        seed.text = text;
        changes.push_back(AddInstruction{seed});
    }
    if (const auto made = createProject(o.project, title, SystemClock()); !made)
        return console.fail(made.error());
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    if (!changes.empty()) {
        const auto added = waitFor([&](Document::Done done) { (*document)->apply("Add seeds", std::move(changes), done); });
        if (!added)
            return console.fail(added.error());
    }
    if (console.json) {
        nlohmann::ordered_json ids = nlohmann::ordered_json::array();
        for (const NodeIndex n : (*document)->pool().preorder())
            ids.push_back((*document)->pool().id(n));
        console.document({{"project", o.project}, {"title", title}, {"seeds", ids}});
    } else {
        console.line("Made " + o.project + " with " + counted((*document)->pool().count(), "seed") + '.');
    }
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeNew(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The file to make, *.evol; never one that is there")->required();
    app.add_option("--title", o->title, "What the project is called; the file's name where left out");
    app.add_option("--seed", o->seeds, "A first instruction; may be given several times")->allow_extra_args(false);
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
