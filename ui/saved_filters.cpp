// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/saved_filters.h"

#include "ui/background.h"
#include "ui/project.h"

namespace evol {

namespace {

const std::string prefix = "filter:";

std::string keyOf(const QString &name)
{
    return prefix + name.toStdString();
}

} // namespace

SavedFilters::SavedFilters(QObject *parent) : QObject(parent) {}

void SavedFilters::setProject(Project *project)
{
    disconnect(m_connection);
    m_project = project;
    ++m_number;
    m_filters.clear();
    m_missed.clear();
    m_isRead = false;
    if (project) {
        m_connection = connect(&project->document(), &Document::changed, this, &SavedFilters::takeIn);
        read();
    }
    Q_EMIT changed();
}

bool SavedFilters::canChange() const
{
    return m_project && !m_project->isReadOnly();
}

void SavedFilters::read()
{
    inBackground(
        this,
        [open = openReaderOf(*m_project)]() -> Result<Settings> {
            auto reader = open();
            if (!reader)
                return tl::unexpected<Error>(reader.error());
            return (*reader)->settings(prefix);
        },
        [this, number = m_number](const Result<Settings> &settings) {
            if (number != m_number)
                return;
            m_isRead = true;
            for (const auto &[key, value] : settings ? *settings : Settings())
                put(key, value);
            for (const SetSetting &missed : std::exchange(m_missed, {}))
                put(missed.key, missed.to);
            Q_EMIT changed();
        });
}

void SavedFilters::takeIn(const std::vector<Change> &changes)
{
    bool any = false;
    for (const Change &change : changes) {
        const auto *setting = std::get_if<SetSetting>(&change);
        if (!setting || setting->key.rfind(prefix, 0) != 0)
            continue;
        if (!m_isRead)
            m_missed.push_back(*setting);
        put(setting->key, setting->to);
        any = true;
    }
    if (any)
        Q_EMIT changed();
}

void SavedFilters::put(const std::string &key, const std::optional<std::string> &value)
{
    const QString name = QString::fromStdString(key.substr(prefix.size()));
    const auto filter = value ? decodeFilter(*value) : Result<Filter>(fail(ErrorKind::NotFound, {}));
    if (filter)
        m_filters[name] = *filter;
    else
        m_filters.erase(name);
}

void SavedFilters::save(const QString &name, const Filter &filter)
{
    if (canChange() && !name.isEmpty())
        m_project->document().apply(tr("Save the filter “%1”").arg(name).toStdString(), {SetSetting{keyOf(name), {}, encodeFilter(filter)}});
}

void SavedFilters::rename(const QString &from, const QString &to)
{
    const auto filter = m_filters.find(from);
    if (!canChange() || to.isEmpty() || from == to || filter == m_filters.end())
        return;
    m_project->document().apply(tr("Rename the filter “%1”").arg(from).toStdString(),
                                {SetSetting{keyOf(from), {}, {}}, SetSetting{keyOf(to), {}, encodeFilter(filter->second)}});
}

void SavedFilters::remove(const QString &name)
{
    if (canChange() && m_filters.contains(name))
        m_project->document().apply(tr("Delete the filter “%1”").arg(name).toStdString(), {SetSetting{keyOf(name), {}, {}}});
}

} // namespace evol
