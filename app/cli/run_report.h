// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a session to its end for evolve and resume: progress, Ctrl+C, what is said at the end. The main thread.
#pragma once

#include "cli/console.h"
#include "editing/run_session.h"

#include <functional>

namespace evol {

/// Whether what a run did is the command's result, or only a step towards it.
enum class RunSummary { Print, Omit };

/// `start` begins the run on the session. Returns the exit status: done, some failed, interrupted or failed.
int runToItsEnd(Document &document, RunSession &session, Console &console, const std::function<Result<>()> &start,
                RunSummary summary = RunSummary::Print);

} // namespace evol
