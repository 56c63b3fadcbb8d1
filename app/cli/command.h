// SPDX-License-Identifier: GPL-3.0-or-later
// A command of `evol`: its options, and what it does. The main thread.
#pragma once

#include "cli/console.h"
#include "domain/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace evol {

/// What a script reads in $?. Never renumber.
enum ExitStatus : int { ExitDone = 0, ExitFailed = 1, ExitUsage = 2, ExitSomeFailed = 3, ExitInterrupted = 130 };

/// Declares its options on `app` and returns what to do once they are parsed.
using DescribeCommand = std::function<int(Console &)> (*)(CLI::App &app);

struct Command {
    const char *name;
    const char *summary;
    DescribeCommand describe;
};

/// All commands, in the order of --help.
const std::vector<Command> &commands();

/// Parses the command line and runs the command; the value is the exit status.
int runEvol(int argc, char **argv);

} // namespace evol
