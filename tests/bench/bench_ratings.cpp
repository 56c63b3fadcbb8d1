// SPDX-License-Identifier: GPL-3.0-or-later
// bench_ratings FILE.evol [VOTES]: ratings with 1,000 bootstrap rounds from the votes of a project, which is made where
// it is missing, beside FastChat's method in Python (peers/ratings_fastchat.py). The main thread.
#include "preference/bradley_terry.h"
#include "preference/judgement_pairs.h"
#include "preference/study_results.h"
#include "storage/project_file.h"
#include "tests/bench/vote_project.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

using namespace evol;

namespace {

constexpr int runs = 5;
constexpr StudyId onlyStudy = 1;

struct Ratings {
    std::vector<std::string> names;
    std::vector<RatingInterval> ratings;
    double readMs = 0, rateMs = 0;
};

double since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void orExit(const Result<> &result)
{
    if (result)
        return;
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

/// Every vote is a cluster of its own: the project's comparisons have no items.
std::vector<PairOutcome> readOutcomes(StudyReader &reader)
{
    std::vector<PairOutcome> outcomes;
    const auto read = reader.eachVote(onlyStudy, [&](const VoteRow &row) {
        eachPair(JudgementKind::Pairwise, row.values, [&](int one, int other, PairScore score) {
            outcomes.push_back({static_cast<std::uint32_t>(outcomes.size()) + 1, static_cast<std::uint16_t>(contenderAt(row.shown, one) - 1),
                                static_cast<std::uint16_t>(contenderAt(row.shown, other) - 1), score});
        });
    });
    orExit(read);
    return outcomes;
}

/// From the file to the ratings.
Ratings rate(const std::string &path)
{
    Ratings result;
    const auto start = std::chrono::steady_clock::now();
    const auto reader = openProjectReadOnly(path).value();
    const auto outcomes = readOutcomes(reader->studies());
    result.readMs = since(start);
    result.names = reader->studies().study(onlyStudy)->contenders;
    result.ratings = bootstrapRatings(countPairs(static_cast<int>(result.names.size()), outcomes), outcomes);
    result.rateMs = since(start) - result.readMs;
    return result;
}

Ratings medianOfRuns(const std::string &path)
{
    std::vector<Ratings> all;
    for (int run = 0; run < runs; ++run)
        all.push_back(rate(path));
    std::sort(all.begin(), all.end(), [](const Ratings &a, const Ratings &b) { return a.readMs + a.rateMs < b.readMs + b.rateMs; });
    return all[runs / 2];
}

/// The votes as FastChat keeps them.
void writeArena(const std::string &path, const std::vector<std::string> &names, const std::vector<PairOutcome> &outcomes)
{
    std::ofstream file(path);
    const char *separator = "[\n";
    for (const PairOutcome &o : outcomes) {
        const char *winner = o.score == PairScore::Win ? "model_a" : o.score == PairScore::Loss ? "model_b" : "tie";
        file << separator << R"({"model_a": ")" << names[o.first] << R"(", "model_b": ")" << names[o.second] << R"(", "winner": ")" << winner << "\"}";
        separator = ",\n";
    }
    file << "\n]\n";
}

/// What the peer printed; empty where it could not be run.
std::optional<nlohmann::json> peer(const std::string &path)
{
    const auto reader = openProjectReadOnly(path).value();
    const std::string votes = path + ".votes.json", printed = path + ".peer.json";
    writeArena(votes, reader->studies().study(onlyStudy)->contenders, readOutcomes(reader->studies()));
    const std::string command = "/usr/bin/python3 '" EVOL_PEERS_DIR "/ratings_fastchat.py' '" + votes + "' " +
                                std::to_string(usualBootstrapRounds) + " > '" + printed + "'";
    const bool hasRun = std::system(command.c_str()) == 0;
    std::optional<nlohmann::json> result;
    if (hasRun)
        result = nlohmann::json::parse(std::ifstream(printed));
    std::filesystem::remove(votes);
    std::filesystem::remove(printed);
    return result;
}

void compare(const Ratings &ours, const nlohmann::json &theirs)
{
    double estimate = 0, limit = 0;
    for (std::size_t i = 0; i < ours.ratings.size(); ++i) {
        const RatingInterval &own = ours.ratings[i];
        const auto other = theirs.at("ratings").at(ours.names[i]).get<std::vector<double>>();
        estimate = std::max(estimate, std::abs(own.rating.value() - other.at(0)));
        limit = std::max({limit, std::abs(own.interval.value().low - other.at(1)), std::abs(own.interval.value().high - other.at(2))});
    }
    const auto ms = [&](const char *key) { return theirs.at(key).get<double>(); };
    const double rating = ms("merge_ms") + ms("fit_ms") + ms("bootstrap_ms");
    std::printf("FastChat's method, from its file %9.1f ms  (reading %.1f, merging %.1f, fit %.1f, bootstrap %.1f)\n", ms("read_ms") + rating,
                ms("read_ms"), ms("merge_ms"), ms("fit_ms"), ms("bootstrap_ms"));
    std::printf("ratio, from file to ratings      %9.1f\n", (ms("read_ms") + rating) / (ours.readMs + ours.rateMs));
    std::printf("ratio, theirs without reading    %9.1f\n", rating / (ours.readMs + ours.rateMs));
    std::printf("ratio, neither with reading      %9.1f\n", rating / ours.rateMs);
    std::printf("greatest difference of estimates %9.4f points, of limits %.2f\n", estimate, limit);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_ratings FILE.evol [VOTES]\n");
        return 2;
    }
    const std::string path = argv[1];
    bench::VoteProjectSize size;
    if (argc > 2)
        size.votes = std::atoi(argv[2]);
    if (!std::filesystem::exists(path))
        orExit(bench::makeVoteProject(path, size));

    const Ratings ours = medianOfRuns(path);
    std::printf("ours, from the project file      %9.1f ms  (reading %.1f, ratings %.1f)\n", ours.readMs + ours.rateMs, ours.readMs, ours.rateMs);
    const auto start = std::chrono::steady_clock::now();
    studyResults(openProjectReadOnly(path).value()->studies(), onlyStudy).value();
    std::printf("all figures of the study         %9.1f ms\n", since(start));
    if (const auto theirs = peer(path))
        compare(ours, *theirs);
    else
        std::printf("FastChat's method was not run: it needs python3-numpy and python3-scipy.\n");
    return 0;
}
