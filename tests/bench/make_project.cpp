// SPDX-License-Identifier: GPL-3.0-or-later
// bench_project: writes a big synthetic project. The main thread.
#include "tests/bench/big_project.h"

#include <CLI/CLI.hpp>

#include <cstdio>

int main(int argc, char **argv)
{
    std::string path;
    evol::bench::Shape shape;
    CLI::App app("Writes a big synthetic project");
    app.add_option("OUT", path, "The project to make, *.evol")->required();
    app.add_option("--nodes", shape.nodes, "How many instructions")->check(CLI::PositiveNumber);
    app.add_option("--seed", shape.seed, "The same seed gives the same project");
    app.add_flag("--one-tree", shape.isOneTree, "From a single seed");
    CLI11_PARSE(app, argc, argv);
    const auto made = evol::bench::makeBigProject(path, shape, [](int nodes) { std::fprintf(stderr, "\r%d", nodes); });
    std::fprintf(stderr, "\n");
    if (made)
        return 0;
    std::fprintf(stderr, "bench_project: %s\n", made.error().message.c_str());
    return 1;
}
