// SPDX-License-Identifier: GPL-3.0-or-later
// evol tree. The main thread; pictures need a QGuiApplication, which runs without a display.
#include "cli/commands.h"
#include "cli/project_access.h"
#include "drawing/project_content.h"
#include "drawing/tree_export.h"
#include "drawing/tree_listing.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <QFileInfo>

namespace evol {

namespace {

struct Options {
    std::string project, file;
    InstructionId root = 0;
};

int run(const Options &o, Console &console)
{
    const auto opened = readProject(o.project);
    if (!opened)
        return console.fail(opened.error());
    const Pool &pool = opened->pool;
    if (o.root != 0 && !pool.contains(o.root))
        return console.fail({ErrorKind::NotFound, "There is no instruction " + std::to_string(o.root) + " in " + o.project + '.'});
    const ProjectContent content(*opened->reader);
    if (!o.file.empty()) {
        if (const auto drawn = drawTree(pool, o.root, content, QString::fromStdString(o.file)); !drawn)
            return console.fail(drawn.error());
        if (console.json)
            console.document({{"file", o.file}, {"instructions", pool.count()}});
        else
            console.line("Drew " + o.file + '.');
        return ExitDone;
    }
    const NodeIndex root = o.root == 0 ? noNode : pool.indexOf(o.root);
    if (console.json) {
        console.line(treeAsJson(pool, root, content));
        return ExitDone;
    }
    const bool terminal = console.isTerminal();
    console.print(treeAsText(pool, root, content,
                             {terminal ? console.columns() : 0, terminal ? Colouring::Ansi : Colouring::None}));
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeTree(CLI::App &app)
{
    auto o = std::make_shared<Options>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("--root", o->root, "Only the tree below this instruction");
    app.add_option("-o,--output", o->file, "A file to draw to: .svg, .png, .pdf, .json or .dot");
    return [o](Console &console) { return run(*o, console); };
}

} // namespace evol
