// SPDX-License-Identifier: GPL-3.0-or-later
// What each command's file offers to the list in command.cpp. The main thread.
#pragma once

#include "cli/command.h"

namespace evol {

std::function<int(Console &)> describeNew(CLI::App &app);
std::function<int(Console &)> describeImport(CLI::App &app);
std::function<int(Console &)> describeEvolve(CLI::App &app);
std::function<int(Console &)> describeEpochs(CLI::App &app);
std::function<int(Console &)> describeEvaluate(CLI::App &app);
std::function<int(Console &)> describeResume(CLI::App &app);
std::function<int(Console &)> describeRespond(CLI::App &app);
std::function<int(Console &)> describeScore(CLI::App &app);
std::function<int(Console &)> describeJudge(CLI::App &app);
std::function<int(Console &)> describeLabelling(CLI::App &app); ///< one of those of describeSteps()
std::function<int(Console &)> describeSteps(CLI::App &app);
std::function<int(Console &)> describeBatch(CLI::App &app);
std::function<int(Console &)> describeTree(CLI::App &app);
std::function<int(Console &)> describeList(CLI::App &app);
std::function<int(Console &)> describeShow(CLI::App &app);
std::function<int(Console &)> describeStats(CLI::App &app);
std::function<int(Console &)> describeOverride(CLI::App &app);
std::function<int(Console &)> describeUndo(CLI::App &app);
std::function<int(Console &)> describeRedo(CLI::App &app);
std::function<int(Console &)> describeHistory(CLI::App &app);
std::function<int(Console &)> describeModels(CLI::App &app);
std::function<int(Console &)> describePrompts(CLI::App &app);
std::function<int(Console &)> describeOperators(CLI::App &app);
std::function<int(Console &)> describeStudy(CLI::App &app);
std::function<int(Console &)> describeExport(CLI::App &app);
std::function<int(Console &)> describeCheck(CLI::App &app);

} // namespace evol
