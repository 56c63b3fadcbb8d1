// SPDX-License-Identifier: GPL-3.0-or-later
// A project with one study of many simulated votes, for measuring. One thread.
#pragma once

#include "domain/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace evol::bench {

struct VoteProjectSize {
    int contenders = 20;
    int votes = 1'000'000;
    double tieShare = 0.2;
    std::uint64_t seed = 1;
};

/// Makes the project at `path`; each contender truly rates 10 points above the one before it.
Result<> makeVoteProject(const std::string &path, const VoteProjectSize &size);

} // namespace evol::bench
