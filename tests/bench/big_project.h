// SPDX-License-Identifier: GPL-3.0-or-later
// A project of the size one works with in earnest, made without a model: seeds, evolved over some epochs in
// WizardLM's manner, with responses, verdicts, exchanges and what people put on them. One thread at a time.
#pragma once

#include "domain/result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace evol::bench {

struct Shape {
    int nodes = 250'000;
    std::uint64_t seed = 1; ///< the same gives the same project
    bool isOneTree = false; ///< one seed, from which all descend
};

/// Makes the file. `progress` is told the number of instructions so far.
Result<> makeBigProject(const std::string &path, const Shape &shape, const std::function<void(int)> &progress);

} // namespace evol::bench
