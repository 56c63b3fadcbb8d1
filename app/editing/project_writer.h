// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that writes a project. Work queued while a commit is on its way to the disk shares the next
// transaction, so many small writes cost few waits.
#pragma once

#include "domain/project_store.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace evol {

enum class Haste {
    Now,        ///< somebody waits for it
    WithOthers, ///< may wait some milliseconds for others to share its commit; one call of the store, no more
};

/// post() may be called from any thread and never waits. Each work is whole or not at all: one that somebody waits for
/// has a savepoint of its own, of the others the one call of the store is. `done` is called on the writer's thread once
/// the transaction is on disk, or with the error that prevented it. A transaction ends 20 ms after it began, or with the
/// work it is at then. The destructor finishes what was posted.
class ProjectWriter
{
public:
    using Work = std::function<Result<>(ProjectStore &)>;
    using Done = std::function<void(Result<>)>;

    explicit ProjectWriter(std::unique_ptr<ProjectStore> store);
    ~ProjectWriter();
    ProjectWriter(const ProjectWriter &) = delete;
    ProjectWriter &operator=(const ProjectWriter &) = delete;

    void post(Work work, Done done, Haste haste = Haste::Now);
    /// Waits until everything posted so far is done. Not on the writer's thread.
    void drain();

    /// Called on the writer's thread; not with every step, but always with the last.
    using Progress = std::function<void(const SearchProgress &)>;
    /// From now on texts are made known to the search in small steps whenever nothing waits to be written: a write
    /// waits for one step at most, and closing for no more.
    void startIndexing(Progress progress);

private:
    struct Job {
        Work work;
        Done done;
        Haste haste;
    };
    void loop();
    void waitForOthers(std::unique_lock<std::mutex> &lock);
    void writeGroup();
    std::optional<Job> nextJob();
    void indexStep(const Progress &progress);

    std::unique_ptr<ProjectStore> m_store; ///< used by m_thread alone
    std::mutex m_mutex;
    std::condition_variable m_posted, m_idle;
    std::deque<Job> m_jobs;
    int m_hasty = 0; ///< of m_jobs
    bool m_busy = false;
    bool m_closing = false;
    bool m_hasTextsLeft = false; ///< to index
    Progress m_indexing;         ///< empty: not asked for
    std::chrono::steady_clock::time_point m_told; ///< when progress was last told; of m_thread
    std::thread m_thread;
};

} // namespace evol
