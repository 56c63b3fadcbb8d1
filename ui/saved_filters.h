// SPDX-License-Identifier: GPL-3.0-or-later
// The filters a project keeps by name: settings of the project, changed through its document, so undo takes them back.
// GUI thread; they are read in the thread pool.
#pragma once

#include "domain/filter.h"
#include "ui/text_search.h"

#include <QObject>
#include <QString>

#include <map>

namespace evol {

class SavedFilters : public QObject
{
    Q_OBJECT
public:
    explicit SavedFilters(QObject *parent = nullptr);

    void setProject(Project *project);
    /// In order of name.
    const std::map<QString, Filter> &filters() const { return m_filters; }
    bool canChange() const;

    /// Replaces one of the same name.
    void save(const QString &name, const Filter &filter);
    void rename(const QString &from, const QString &to);
    void remove(const QString &name);

Q_SIGNALS:
    void changed();

private:
    using Settings = std::vector<std::pair<std::string, std::string>>;
    void read();
    void takeIn(const std::vector<Change> &changes);
    void put(const std::string &key, const std::optional<std::string> &value);

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    std::map<QString, Filter> m_filters;
    std::vector<SetSetting> m_missed; ///< that came while the rest was being read
    bool m_isRead = false;
    int m_number = 0; ///< of the newest project
};

} // namespace evol
