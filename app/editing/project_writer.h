// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that writes a project. Work queued while a commit is on its way to the disk shares the next
// transaction, so many small writes cost few waits.
#pragma once

#include "domain/project_store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace evol {

/// post() may be called from any thread and never waits. Each work runs in a savepoint of its own: its error
/// takes back only what it wrote. `done` is called on the writer's thread once the transaction is on disk, or
/// with the error that prevented it. The destructor finishes what was posted.
class ProjectWriter
{
public:
    using Work = std::function<Result<>(ProjectStore &)>;
    using Done = std::function<void(Result<>)>;

    explicit ProjectWriter(std::unique_ptr<ProjectStore> store);
    ~ProjectWriter();
    ProjectWriter(const ProjectWriter &) = delete;
    ProjectWriter &operator=(const ProjectWriter &) = delete;

    void post(Work work, Done done);
    /// Waits until everything posted so far is done. Not on the writer's thread.
    void drain();

private:
    struct Job {
        Work work;
        Done done;
    };
    void loop();
    void write(std::deque<Job> jobs);

    std::unique_ptr<ProjectStore> m_store; ///< used by m_thread alone
    std::mutex m_mutex;
    std::condition_variable m_posted, m_idle;
    std::deque<Job> m_jobs;
    bool m_busy = false;
    bool m_closing = false;
    std::thread m_thread;
};

} // namespace evol
