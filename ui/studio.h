// SPDX-License-Identifier: GPL-3.0-or-later
// The program with a window: shows what the command line asks for, and paints it into a file where that is asked,
// too. GUI thread.
#pragma once

#include "ui/main_window.h"
#include "ui/studio_options.h"

#include <QTimer>

namespace evol {

class Studio : public QObject
{
    Q_OBJECT
public:
    explicit Studio(StudioOptions options);

    void start();

private:
    void showProject();
    void takeOpened();
    void takeFailure(const Error &error);
    void settle();
    void paint();
    bool isBusy();
    void leave(int status, const QString &sentence = {});

    StudioOptions m_options;
    Preferences m_preferences;
    NativeFilePicker m_files;
    MainWindow m_window;
    bool m_wasBusy = true;
    bool m_fitted = false;
    QTimer m_settled; ///< runs out once nothing has happened for a moment
};

} // namespace evol
