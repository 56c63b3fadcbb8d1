// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line of evol-studio asks for. Any thread.
#pragma once

#include "ui/theme.h"

#include <QSize>
#include <QString>

#include <optional>

namespace evol {

struct StudioOptions {
    QString project; ///< empty: none
    std::optional<Theme> theme;
    QSize size; ///< empty: as it was last time
    QString screenshot; ///< empty: none; else paint, save and leave
    bool showsStudies = false; ///< the workspace study
    bool demo = false;
};

struct CommandLine {
    std::optional<StudioOptions> options; ///< empty: leave with exitStatus
    int exitStatus = 0;
};

/// Prints help, version and errors itself.
CommandLine parseCommandLine(int argc, const char *const *argv);

} // namespace evol
