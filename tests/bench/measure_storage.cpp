// SPDX-License-Identifier: GPL-3.0-or-later
// bench_storage: how long a project takes to open, to search and to index. With --index it writes the search index
// first. The main thread.
#include "storage/project_file.h"

#include <chrono>
#include <cstdio>
#include <cstring>

using namespace evol;

namespace {

double since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

template <class Work>
void measure(const char *what, const Work &work)
{
    const auto start = std::chrono::steady_clock::now();
    const auto count = work();
    std::printf("%-40s %9.1f ms  (%lld)\n", what, since(start), static_cast<long long>(count));
    std::fflush(stdout);
}

void index(const std::string &path)
{
    auto store = openProject(path).value();
    double longest = 0;
    measure("index", [&] {
        for (;;) {
            const auto start = std::chrono::steady_clock::now();
            const auto progress = store->indexTexts(200).value();
            longest = std::max(longest, since(start));
            if (progress.indexed >= progress.total)
                return progress.total;
        }
    });
    std::printf("longest step %.1f ms\n", longest);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string path = argv[1];
    if (argc > 2 && std::strcmp(argv[2], "--index") == 0)
        index(path);
    for (int round = 0; round < 2; ++round) {
        std::unique_ptr<ProjectReader> reader;
        measure("open", [&] {
            reader = openProjectReadOnly(path).value();
            return 0;
        });
        measure("pool", [&] { return reader->pool().value().count(); });
        measure("undo state", [&] { return reader->undoState().value().undoAction; });
        measure("last run", [&] { return reader->lastRun().value()->id; });
        const RunId run = reader->lastRun().value()->id;
        measure("unfinished items", [&] { return reader->unfinishedItems(run).value().size(); });
        HistoryFilter filter;
        filter.by = "Grace";
        measure("history of one person", [&] { return reader->history(filter).value().size(); });
        for (const char *query : {"the", "th", "t", "explain", "quelzin", "explain the", "\"of the\"", "explain tr", "模型", "的", "プログラム", "nothinglikethis"})
            measure(query, [&] { return reader->search(query, 200).value().size(); });
    }
    return 0;
}
