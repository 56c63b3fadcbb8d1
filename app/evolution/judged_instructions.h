// SPDX-License-Identifier: GPL-3.0-or-later
// Goes through everything the eliminator has judged, without holding more than a few texts at a time. Lives where its
// reader lives, mostly a background thread.
#pragma once

#include "domain/project_store.h"
#include "evolution/rules/rule.h"

#include <cstdint>
#include <functional>
#include <stop_token>

namespace evol {

/// How a long look through a project tells how far it is, and is cancelled.
struct ScanWatch {
    std::function<void(std::int64_t instructions)> progress; ///< every few hundred, and at the end; may be empty
    std::stop_token stop;
};

/// Calls `visit` in order of id for every instruction with a verdict, with what the exact rules look at, as the
/// project has it now: the full text of its parent, its own text, and the first response. `Evolved::judge` is empty:
/// what the judge said is in the verdict stored. The texts live as long as the call.
/// ErrorKind::Cancelled after a request to stop.
Result<> eachJudged(ProjectReader &reader, const ScanWatch &watch,
                    const std::function<void(InstructionId, const Verdict &stored, const Evolved &)> &visit);

} // namespace evol
