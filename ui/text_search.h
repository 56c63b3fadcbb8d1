// SPDX-License-Identifier: GPL-3.0-or-later
// Full-text search of a project as one types: the newest query wins, its first hits come at once and then all of them.
// GUI thread; the texts are read in the thread pool by one reader that is kept.
#pragma once

#include "domain/project_store.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace evol {

class Project;

/// Opens a reader; called in the thread pool.
using OpenReader = std::function<Result<std::unique_ptr<ProjectReader>>()>;

/// Of a project's file.
OpenReader openReaderOf(Project &project);

class TextSearch : public QObject
{
    Q_OBJECT
public:
    explicit TextSearch(QObject *parent = nullptr);

    /// Null: none. Forgets the query. While texts are being indexed the query is asked again from time to time.
    void setProject(Project *project);
    /// After the pause between two key strokes. An empty query is answered with nothing at once.
    void search(const std::string &query);
    /// The same query, without the pause: texts may have come.
    void searchAgain();
    const std::string &query() const { return m_query; }
    /// Of the newest query; in the order of the index.
    const std::vector<SearchHit> &hits() const { return m_hits; }

    enum class Stage { Waiting, FirstHits, Whole };
    /// How much of the newest query's answer is there.
    Stage stage() const { return m_stage; }

Q_SIGNALS:
    void found(); ///< hits() has the first, or all
    void failed(const evol::Error &error);

private:
    struct Answer;
    void start();
    void take(Answer answer, const std::string &query, int limit);

    void setReader(OpenReader open);

    OpenReader m_open;
    QMetaObject::Connection m_connection;
    std::shared_ptr<ProjectReader> m_reader; ///< used by one job at a time; null while a job has it
    std::string m_query;
    std::vector<SearchHit> m_hits;
    Stage m_stage = Stage::Whole;
    QTimer m_pause, m_again;
    int m_limit = 0;        ///< of the next step
    bool m_running = false; ///< a job has the reader
    int m_project = 0;      ///< counts projects: an answer of the one before is dropped
};

} // namespace evol
