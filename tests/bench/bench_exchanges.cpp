// SPDX-License-Identifier: GPL-3.0-or-later
// bench_exchanges FOLDER [--count N] [--rounds N]: how fast exchanges are stored, beside raw inserts of the same columns
// in transactions of the same sizes, and how long one waits for the disk when they come one by one. Prints a table in
// Markdown. The main thread.
#include "stored_exchanges.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>

using namespace evol::bench;

namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// `sorted` is what it says.
template <class Values>
double percentile(const Values &sorted, double part)
{
    return static_cast<double>(sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))]);
}

double mean(const std::vector<int> &groups)
{
    double sum = 0;
    for (const int group : groups)
        sum += group;
    return sum / static_cast<double>(groups.size());
}

double megabytesOf(const std::string &path)
{
    return static_cast<double>(std::filesystem::file_size(path)) / 1e6;
}

void measureBulk(const std::string &folder, const std::vector<evol::Exchange> &exchanges, int rounds, int onTheirWay)
{
    std::vector<double> ours, raw, ratios, processor, rawProcessor, groups;
    const double count = static_cast<double>(exchanges.size());
    for (int round = 0; round < rounds; ++round) {
        const Stored stored = storeInBulk(folder + "/ours.evol", exchanges, onTheirWay);
        const Stored inserted = insertRaw(folder + "/raw.evol", exchanges, stored.groups);
        ours.push_back(count / stored.seconds);
        raw.push_back(count / inserted.seconds);
        ratios.push_back(ours.back() / raw.back());
        processor.push_back(1e6 * stored.processorSeconds / count);
        rawProcessor.push_back(1e6 * inserted.processorSeconds / count);
        groups.push_back(mean(stored.groups));
    }
    const double size = megabytesOf(folder + "/ours.evol"), rawSize = megabytesOf(folder + "/raw.evol");
    std::printf("| what | ours | raw inserts | ratio | wanted |\n| --- | --- | --- | --- | --- |\n");
    std::printf("| exchanges a second in bulk | %.0f | %.0f | %.2f | 0.9 |\n", median(ours), median(raw), median(ratios));
    std::printf("| processor time an exchange | %.1f µs | %.1f µs | | |\n", median(processor), median(rawProcessor));
    std::printf("| exchanges a transaction, mean | %.0f | the same | | |\n", median(groups));
    std::printf("| size of the file | %.0f MB | %.0f MB | %.2f | |\n", size, rawSize, size / rawSize);
    std::printf("| ratio, lowest and highest round of %d | | | %.2f to %.2f | |\n", rounds,
                *std::min_element(ratios.begin(), ratios.end()), *std::max_element(ratios.begin(), ratios.end()));
}

void measureOneByOne(const std::string &folder, const std::vector<evol::Exchange> &exchanges, double rate)
{
    Stored stored = storeAsTheyCome(folder + "/ours.evol", exchanges, rate);
    std::sort(stored.groups.begin(), stored.groups.end());
    const double count = static_cast<double>(exchanges.size());
    std::printf("\n%.0f a second, one by one, for %.1f s: on disk after %.1f ms (p50), %.1f ms (p99), %.1f ms (longest); "
                "%.0f transactions a second of %.0f (p50) and %.0f (p99) exchanges; %.0f µs of processor time each.\n",
                count / stored.seconds, stored.seconds, percentile(stored.latencies, 0.5),
                percentile(stored.latencies, 0.99), stored.latencies.back(),
                static_cast<double>(stored.groups.size()) / stored.seconds, percentile(stored.groups, 0.5),
                percentile(stored.groups, 0.99), 1e6 * stored.processorSeconds / count);
}

} // namespace

int main(int argc, char **argv)
{
    std::string folder;
    int count = 100'000, rounds = 3, onTheirWay = 2048;
    double rate = 2560;
    CLI::App app("How fast exchanges are stored");
    app.add_option("FOLDER", folder, "Where the projects are written; on a real disk")->required()->check(CLI::ExistingDirectory);
    app.add_option("--count", count, "How many exchanges in bulk")->check(CLI::PositiveNumber)->capture_default_str();
    app.add_option("--rounds", rounds, "How often; the median is printed")->check(CLI::PositiveNumber)->capture_default_str();
    app.add_option("--outstanding", onTheirWay, "How many may wait for the disk in bulk")->check(CLI::PositiveNumber)->capture_default_str();
    app.add_option("--rate", rate, "How many a second one by one")->check(CLI::PositiveNumber)->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    std::vector<evol::Exchange> exchanges = madeUpExchanges(count);
    measureBulk(folder, exchanges, rounds, onTheirWay);
    exchanges.resize(std::min(exchanges.size(), static_cast<std::size_t>(rate * 10)));
    measureOneByOne(folder, exchanges, rate);
    for (const char *project : {"/ours.evol", "/raw.evol"})
        std::filesystem::remove(folder + project);
    return 0;
}
