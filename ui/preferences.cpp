// SPDX-License-Identifier: GPL-3.0-or-later
// Kept in a small file of our own, so that EVOL_CONFIG_DIR moves it like the models. GUI thread.
#include "ui/preferences.h"

#include "models/model_settings.h"

#include <QFileInfo>

namespace evol {

namespace {
constexpr int mostRecent = 12;
} // namespace

Preferences::Preferences(const QString &folder)
    : m_folder(folder), m_settings(folder + QStringLiteral("/studio.ini"), QSettings::IniFormat)
{
}

QString Preferences::defaultFolder()
{
    return QString::fromStdString(ModelSettings::defaultFolder());
}

QStringList Preferences::recentProjects() const
{
    QStringList paths = m_settings.value(QStringLiteral("recent")).toStringList();
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return paths;
}

void Preferences::addRecentProject(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList paths = m_settings.value(QStringLiteral("recent")).toStringList();
    paths.removeAll(whole);
    paths.prepend(whole);
    m_settings.setValue(QStringLiteral("recent"), paths.mid(0, mostRecent));
}

void Preferences::clearRecentProjects()
{
    m_settings.remove(QStringLiteral("recent"));
}

ThemeChoice Preferences::theme() const
{
    const QString name = m_settings.value(QStringLiteral("theme")).toString();
    if (name == QLatin1String("dark"))
        return ThemeChoice::Dark;
    return name == QLatin1String("light") ? ThemeChoice::Light : ThemeChoice::System;
}

void Preferences::setTheme(ThemeChoice choice)
{
    const char *const names[] = {"system", "light", "dark"};
    m_settings.setValue(QStringLiteral("theme"), QString::fromLatin1(names[static_cast<int>(choice)]));
}

QString Preferences::person() const
{
    const QString name = m_settings.value(QStringLiteral("person")).toString();
    if (!name.isEmpty())
        return name;
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return user.isEmpty() ? QStringLiteral("person") : user;
}

void Preferences::setPerson(const QString &name)
{
    m_settings.setValue(QStringLiteral("person"), name.trimmed());
}

QByteArray Preferences::panels() const
{
    return m_settings.value(QStringLiteral("panels")).toByteArray();
}

void Preferences::setPanels(const QByteArray &state)
{
    m_settings.setValue(QStringLiteral("panels"), state);
}

QByteArray Preferences::geometry() const
{
    return m_settings.value(QStringLiteral("geometry")).toByteArray();
}

void Preferences::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(QStringLiteral("geometry"), geometry);
}

} // namespace evol
