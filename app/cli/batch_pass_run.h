// SPDX-License-Identifier: GPL-3.0-or-later
// One pass of a run over batch files, for evolve and batch. The main thread.
#pragma once

#include "cli/console.h"
#include "editing/run_session.h"

#include <functional>
#include <string>
#include <vector>

namespace evol {

struct BatchFiles {
    std::vector<std::string> results; ///< to read
    std::string folder;               ///< for the requests; empty: they are only counted
};

/// Waits until the journal has it on disk.
Result<> writeNow(Document &document, ProjectWriter::Work work);

/// `start` begins or carries on the run of these settings. Prints what was read and written; the value is the exit
/// status.
int runBatchPass(Document &document, const RunSettings &settings, const BatchFiles &files, Console &console,
                 const std::function<Result<>(RunSession &)> &start);

} // namespace evol
