// SPDX-License-Identifier: GPL-3.0-or-later
// evol-studio, the program with a window. The main thread is the GUI thread.
#include "resources/resources.h"
#include "ui/studio.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    const evol::CommandLine commandLine = evol::parseCommandLine(argc, argv);
    if (!commandLine.options)
        return commandLine.exitStatus;
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("evol-studio"));
    QApplication::setApplicationVersion(QStringLiteral(EVOL_VERSION));
    evol::initResources();
    evol::applyTheme(commandLine.options->theme.value_or(evol::resolvedTheme(evol::Preferences().theme())));
    evol::Studio studio(*commandLine.options);
    studio.start();
    return QApplication::exec();
}
