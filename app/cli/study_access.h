// SPDX-License-Identifier: GPL-3.0-or-later
// How the commands of studies name a study, and what they offer. The main thread.
#pragma once

#include "cli/command.h"
#include "domain/project_store.h"

#include <functional>
#include <string>

namespace evol {

/// The study written as its id or its name; the error names those there are.
Result<StudySummary> findStudy(StudyReader &reader, const std::string &written, const std::string &project);

/// Each declares a subcommand of `evol study` on `app` and returns what to do once its options are parsed.
std::function<int(Console &)> describeStudyNew(CLI::App &app);
std::function<int(Console &)> describeStudyList(CLI::App &app);
std::function<int(Console &)> describeStudyAssign(CLI::App &app);
std::function<int(Console &)> describeStudyRate(CLI::App &app);
std::function<int(Console &)> describeStudyPack(CLI::App &app);
std::function<int(Console &)> describeStudyMerge(CLI::App &app);
std::function<int(Console &)> describeStudyClose(CLI::App &app);
std::function<int(Console &)> describeStudyResults(CLI::App &app);
std::function<int(Console &)> describeStudyExport(CLI::App &app);
std::function<int(Console &)> describeStudyPower(CLI::App &app);

} // namespace evol
