// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/project_writer.h"

#include <vector>

namespace evol {

namespace {

constexpr int changesOfStep = 100;
constexpr std::chrono::milliseconds longestWait{10};   // for others
constexpr std::chrono::milliseconds longestGroup{20}; // of one transaction
constexpr std::size_t fullGroup = 200;                // enough to share a commit without waiting for more
constexpr std::chrono::milliseconds betweenTellings{300};

} // namespace

ProjectWriter::ProjectWriter(std::unique_ptr<ProjectStore> store)
    : m_store(std::move(store)), m_thread([this] { loop(); })
{
}

ProjectWriter::~ProjectWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_posted.notify_one();
    m_thread.join();
}

void ProjectWriter::post(Work work, Done done, Haste haste)
{
    bool wakes = false;
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(work), std::move(done), haste});
        m_hasty += haste == Haste::Now ? 1 : 0;
        wakes = m_jobs.size() == 1 || haste == Haste::Now || m_jobs.size() == fullGroup;
    }
    if (wakes)
        m_posted.notify_one();
}

void ProjectWriter::drain()
{
    std::unique_lock lock(m_mutex);
    ++m_hasty; // no waiting for others meanwhile
    m_posted.notify_one();
    m_idle.wait(lock, [this] { return m_jobs.empty() && !m_busy; });
    --m_hasty;
}

void ProjectWriter::startIndexing(Progress progress)
{
    {
        const std::lock_guard lock(m_mutex);
        m_indexing = std::move(progress);
        m_hasTextsLeft = true;
    }
    m_posted.notify_one();
}

void ProjectWriter::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_posted.wait(lock, [this] { return m_closing || !m_jobs.empty() || m_hasTextsLeft; });
        if (m_jobs.empty() && m_closing)
            break;
        if (m_jobs.empty()) {
            m_hasTextsLeft = false;
            const Progress progress = m_indexing;
            lock.unlock();
            indexStep(progress);
            lock.lock();
            continue;
        }
        waitForOthers(lock);
        m_busy = true;
        lock.unlock();
        writeGroup();
        lock.lock();
        m_busy = false;
        m_hasTextsLeft = m_indexing != nullptr;
        if (m_jobs.empty())
            m_idle.notify_all();
    }
    m_store.reset();
}

void ProjectWriter::indexStep(const Progress &progress)
{
    const auto reached = m_store->indexTexts(changesOfStep);
    if (!reached) // a full disk, say: tried again after the next write
        return;
    const bool isLast = reached->indexed >= reached->total;
    const auto now = std::chrono::steady_clock::now();
    if (isLast || now - m_told >= betweenTellings) {
        m_told = now;
        progress(*reached);
    }
    if (!isLast) {
        const std::lock_guard lock(m_mutex);
        m_hasTextsLeft = true;
    }
}

void ProjectWriter::waitForOthers(std::unique_lock<std::mutex> &lock)
{
    m_posted.wait_for(lock, longestWait, [this] { return m_closing || m_hasty > 0 || m_jobs.size() >= fullGroup; });
}

std::optional<ProjectWriter::Job> ProjectWriter::nextJob()
{
    const std::lock_guard lock(m_mutex);
    if (m_jobs.empty())
        return std::nullopt;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    m_hasty -= job.haste == Haste::Now ? 1 : 0;
    return job;
}

void ProjectWriter::writeGroup()
{
    std::vector<std::pair<Done, Result<>>> done;
    const auto ends = std::chrono::steady_clock::now() + longestGroup;
    const Result<> committed = m_store->transaction([&]() -> Result<> {
        while (std::chrono::steady_clock::now() < ends) {
            std::optional<Job> job = nextJob();
            if (!job)
                break;
            // A savepoint keeps a copy of every page that is written after it.
            const Result<> written = job->haste == Haste::WithOthers ? job->work(*m_store) : m_store->transaction([&] { return job->work(*m_store); });
            done.emplace_back(std::move(job->done), written);
            // The disk failed: what is already written of this transaction cannot be trusted to arrive, and what waits
            // may build on it.
            if (!written && written.error().kind == ErrorKind::Io) {
                while ((job = nextJob()))
                    done.emplace_back(std::move(job->done), written);
                return written;
            }
        }
        return {};
    });
    for (const auto &[tell, written] : done) {
        if (tell)
            tell(committed ? written : committed);
    }
}

} // namespace evol
