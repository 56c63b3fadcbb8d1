// SPDX-License-Identifier: GPL-3.0-or-later
// The responses and notes in which a search found its words: read in the thread pool for the rows one sees, and kept
// in a bounded cache. GUI thread.
#pragma once

#include "ui/text_search.h"

#include <QCache>
#include <QObject>
#include <QString>

#include <utility>

namespace evol {

class HitTexts : public QObject
{
    Q_OBJECT
public:
    explicit HitTexts(QObject *parent = nullptr);

    void setProject(Project *project);
    /// Null where it is not there yet; want() it, arrived() tells when to ask again.
    QString text(const SearchHit &hit) const;
    /// What was wanted before is forgotten.
    void want(const std::vector<SearchHit> &hits);
    /// Texts may have changed.
    void forget() { m_texts.clear(); }

Q_SIGNALS:
    void arrived();

private:
    using Texts = std::vector<std::pair<SearchHit, QString>>;
    using Key = std::pair<qlonglong, qlonglong>;
    struct Answer;
    static Key keyOf(const SearchHit &hit);
    void read();

    OpenReader m_open;
    std::shared_ptr<ProjectReader> m_reader; ///< null while a job has it
    QCache<Key, QString> m_texts;            ///< cost: characters
    std::vector<SearchHit> m_wanted;
    bool m_running = false;
    int m_project = 0; ///< counts projects: an answer of the one before is dropped
};

} // namespace evol
