// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers of its user: recent projects, theme, name, the places of its panels. GUI thread.
#pragma once

#include "ui/theme.h"

#include <QSettings>
#include <QStringList>

namespace evol {

class Preferences
{
public:
    /// In the folder that holds this user's models, too.
    explicit Preferences(const QString &folder = defaultFolder());
    static QString defaultFolder();

    QString folder() const { return m_folder; }

    QStringList recentProjects() const; ///< newest first; files that are gone are left out
    void addRecentProject(const QString &path);
    void clearRecentProjects();

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);

    /// Whose changes these are; the system's user where nothing was entered.
    QString person() const;
    void setPerson(const QString &name);

    QByteArray panels() const;
    void setPanels(const QByteArray &state);
    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

private:
    QString m_folder;
    QSettings m_settings;
};

} // namespace evol
