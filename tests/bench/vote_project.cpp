// SPDX-License-Identifier: GPL-3.0-or-later
// One thread.
#include "tests/bench/vote_project.h"

#include "domain/random.h"
#include "storage/project_file.h"

#include <algorithm>
#include <cmath>

namespace evol::bench {

namespace {

constexpr int sessionLength = 10'000;
constexpr double pointsApart = 10;
constexpr double pointsPerTenfold = 400; ///< of the odds

double uniform(std::uint64_t bits)
{
    return static_cast<double>(bits >> 11) * 0x1p-53;
}

Comparison simulated(const VoteProjectSize &size, int number)
{
    const auto draw = [&](std::uint64_t what) { return randomBits({size.seed, static_cast<std::uint64_t>(number), what}); };
    const auto contenders = static_cast<std::uint64_t>(size.contenders);
    const int first = static_cast<int>(boundedRandom(draw(0), contenders));
    const int second = (first + 1 + static_cast<int>(boundedRandom(draw(1), contenders - 1))) % size.contenders;
    const double wins = 1 / (1 + std::pow(10, (second - first) * pointsApart / pointsPerTenfold));
    const bool isTie = uniform(draw(2)) < size.tieShare;
    const Outcome outcome = isTie ? Outcome::Tie : uniform(draw(3)) < wins ? Outcome::First : Outcome::Second;
    return {0, {first + 1, second + 1}, Vote{{{0, {static_cast<int>(outcome)}}}, {}, {}, false, 0, 0}};
}

Study emptyStudy(const VoteProjectSize &size)
{
    Study study;
    study.uid = "bench";
    study.settings = {"Simulated votes", {}, true};
    study.design.criteria = {{"overall", "Overall", "", {}}};
    for (int contender = 1; contender <= size.contenders; ++contender)
        study.contenders.push_back("model-" + std::to_string(contender));
    return study;
}

} // namespace

Result<> makeVoteProject(const std::string &path, const VoteProjectSize &size)
{
    const SystemClock clock;
    if (auto made = createProject(path, "Simulated votes", clock); !made)
        return made;
    auto store = openProject(path);
    if (!store)
        return tl::unexpected<Error>(store.error());
    Action action{0, "Simulate votes", "bench"};
    if (auto added = (*store)->append(action, {AddStudy{emptyStudy(size)}}, clock.now()); !added)
        return tl::unexpected<Error>(added.error());
    for (int start = 0; start < size.votes; start += sessionLength) {
        Session session{0, 1, "rater " + std::to_string(start / sessionLength + 1), {}};
        for (int number = start; number < std::min(start + sessionLength, size.votes); ++number)
            session.comparisons.push_back(simulated(size, number));
        if (auto added = (*store)->append(action, {AddSession{std::move(session)}}, clock.now()); !added)
            return tl::unexpected<Error>(added.error());
    }
    return {};
}

} // namespace evol::bench
