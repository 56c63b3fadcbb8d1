// SPDX-License-Identifier: GPL-3.0-or-later
// The program `evol`.
#include "cli/command.h"

#include <QGuiApplication>

namespace {

/// A script reads stderr: one line that says what failed. Qt's remarks on the desktop are not for it.
void dropRemarks(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "evol: %s\n", qUtf8Printable(message));
}

} // namespace

int main(int argc, char **argv)
{
    qInstallMessageHandler(dropRemarks);
    // Pictures are painted in memory; a display, if there is one, is no business of a terminal program.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt's own event loop asks less of the processor. The main thread keeps GLib's: keychains answer by it.
    qputenv("QT_NO_THREADED_GLIB", "1");
    int qtArgumentCount = 1;
    QGuiApplication application(qtArgumentCount, argv);
    return evol::runEvol(argc, argv);
}
