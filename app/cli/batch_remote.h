// SPDX-License-Identifier: GPL-3.0-or-later
// Batches at the endpoints that work on them: sent, looked after, fetched. The main thread.
#pragma once

#include "cli/console.h"

#include <string>
#include <vector>

namespace evol {

/// Sends the batches that no endpoint has yet; `only`: these of them, by number.
int sendBatches(const std::string &project, const std::vector<std::int64_t> &only, Console &console);

struct FetchOptions {
    std::string folder;   ///< for what is to be asked next; empty: it is only counted
    bool waits = false;   ///< until all batches are over
    int pollSeconds = 60;
};

/// Takes the results of sent batches into the run, as far as there are any.
int fetchBatches(const std::string &project, const FetchOptions &options, Console &console);

} // namespace evol
