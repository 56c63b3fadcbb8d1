// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/project_writer.h"

#include <vector>

namespace evol {

namespace {

constexpr int changesOfStep = 100;
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

void ProjectWriter::post(Work work, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(work), std::move(done)});
    }
    m_posted.notify_one();
}

void ProjectWriter::drain()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_jobs.empty() && !m_busy; });
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
        std::deque<Job> jobs;
        jobs.swap(m_jobs);
        m_busy = true;
        lock.unlock();
        write(std::move(jobs));
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

void ProjectWriter::write(std::deque<Job> jobs)
{
    std::vector<Result<>> results;
    const Result<> committed = m_store->transaction([&]() -> Result<> {
        for (const Job &job : jobs) {
            results.push_back(m_store->transaction([&] { return job.work(*m_store); }));
            // The disk failed: what is already written of this transaction cannot be trusted to arrive.
            if (!results.back() && results.back().error().kind == ErrorKind::Io)
                return results.back();
        }
        return {};
    });
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (jobs[i].done)
            jobs[i].done(committed ? results[i] : committed);
    }
}

} // namespace evol
