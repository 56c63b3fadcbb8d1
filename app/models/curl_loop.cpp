// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that runs every transfer. Only deliver() calls out, one `done` at a time and with no lock and no
// iterator held, so a `done` may send, cancel and close whatever it likes.
#include "models/curl_loop.h"

#include <algorithm>

namespace evol {

namespace {

constexpr int spareConnections = 8;
constexpr int longestWaitMilliseconds = 60'000;

tl::unexpected<HttpFailure> cancelledOutcome()
{
    return tl::unexpected(HttpFailure{HttpFault::Cancelled, {}});
}

} // namespace

CurlLoop::CurlLoop()
{
    // libcurl wants this before any other call, once in a program.
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(initialised);
    m_multi = curl_multi_init();
}

CurlLoop::~CurlLoop()
{
    for (auto &[easy, running] : m_running)
        curl_multi_remove_handle(m_multi, easy);
    m_running.clear();
    curl_multi_cleanup(m_multi);
}

void CurlLoop::run()
{
    m_threadId = std::this_thread::get_id();
    while (true) {
        int running = 0;
        curl_multi_perform(m_multi, &running);
        collectFinished();
        dropSilent();
        deliver();
        acceptJobs();
        dropCancelled();
        deliver();
        startTransfers();
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopped)
                return;
        }
        wait();
    }
}

void CurlLoop::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    wake();
}

void CurlLoop::wake()
{
    curl_multi_wakeup(m_multi);
}

std::uint64_t CurlLoop::generation(const Lane &lane) const
{
    const std::lock_guard lock(m_mutex);
    return lane->generation;
}

void CurlLoop::open(const Lane &lane)
{
    const std::lock_guard lock(m_mutex);
    m_wantedConnections += lane->limits.concurrency;
}

void CurlLoop::submit(const Lane &lane, HttpJob job)
{
    {
        const std::lock_guard lock(m_mutex);
        ++lane->pending;
        m_incoming.emplace_back(lane, std::move(job));
    }
    wake();
}

void CurlLoop::cancel(const Lane &lane)
{
    {
        const std::lock_guard lock(m_mutex);
        ++lane->generation;
        m_cancelled.push_back(lane);
    }
    wake();
}

void CurlLoop::close(const Lane &lane)
{
    cancel(lane);
    if (isThisThread()) {
        acceptJobs();
        dropCancelled();
        deliver();
    }
    std::unique_lock lock(m_mutex);
    if (!isThisThread())
        m_delivered.wait(lock, [&lane] { return lane->pending == 0; });
    m_wantedConnections -= lane->limits.concurrency;
}

void CurlLoop::acceptJobs()
{
    std::vector<std::pair<Lane, HttpJob>> incoming;
    int wantedConnections = 0;
    {
        const std::lock_guard lock(m_mutex);
        incoming.swap(m_incoming);
        wantedConnections = m_wantedConnections;
        // A request whose lane was cancelled before it came here, such as a second attempt, is over.
        for (auto &[lane, job] : incoming)
            if (job.generation < lane->generation)
                finish(lane, std::move(job), cancelledOutcome());
    }
    const auto now = std::chrono::steady_clock::now();
    for (auto &[lane, job] : incoming) {
        if (!job.request)
            continue;
        if (std::find(m_busyLanes.begin(), m_busyLanes.end(), lane) == m_busyLanes.end())
            m_busyLanes.push_back(lane);
        if (job.notBefore > now)
            lane->delayed.emplace(job.notBefore, std::move(job));
        else
            lane->ready.push_back(std::move(job));
    }
    // libcurl closes connections beyond this number, and every further request would open a new one.
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(wantedConnections + spareConnections));
}

void CurlLoop::dropCancelled()
{
    std::vector<std::pair<Lane, std::uint64_t>> cancelled;
    {
        const std::lock_guard lock(m_mutex);
        for (const Lane &lane : m_cancelled)
            cancelled.emplace_back(lane, lane->generation);
        m_cancelled.clear();
    }
    for (const auto &[lane, generation] : cancelled) {
        const auto isOver = [generation = generation](const HttpJob &job) { return job.generation < generation; };
        for (HttpJob &job : lane->ready)
            if (isOver(job))
                finish(lane, std::move(job), cancelledOutcome());
        std::erase_if(lane->ready, [](const HttpJob &job) { return !job.request; });
        for (auto &[time, job] : lane->delayed)
            if (isOver(job))
                finish(lane, std::move(job), cancelledOutcome());
        std::erase_if(lane->delayed, [](const auto &entry) { return !entry.second.request; });
        for (auto at = m_running.begin(); at != m_running.end();) {
            if (at->second.lane != lane || !isOver(at->second.job)) {
                ++at;
                continue;
            }
            curl_multi_remove_handle(m_multi, at->first);
            --lane->active;
            finish(lane, std::move(at->second.job), cancelledOutcome());
            at = m_running.erase(at);
        }
    }
}

void CurlLoop::startTransfers()
{
    for (const Lane &lane : m_busyLanes) {
        const auto now = std::chrono::steady_clock::now();
        while (!lane->delayed.empty() && lane->delayed.begin()->first <= now) {
            lane->ready.push_front(std::move(lane->delayed.begin()->second));
            lane->delayed.erase(lane->delayed.begin());
        }
        while (!lane->ready.empty() && lane->active < lane->limits.concurrency && lane->rate.nextStart(now) <= now) {
            HttpJob job = std::move(lane->ready.front());
            lane->ready.pop_front();
            lane->rate.started(now);
            startTransfer(lane, std::move(job));
        }
    }
    std::erase_if(m_busyLanes, [](const Lane &lane) { return lane->isIdle(); });
}

void CurlLoop::startTransfer(const Lane &lane, HttpJob job)
{
    auto transfer = std::make_unique<CurlTransfer>(job.request);
    CURL *easy = transfer->handle();
    if (!easy || curl_multi_add_handle(m_multi, easy) != CURLM_OK) {
        finish(lane, std::move(job), tl::unexpected(HttpFailure{HttpFault::Other, "out of memory"}));
        wake();
        return;
    }
    ++lane->active;
    m_running.emplace(easy, Running{std::move(transfer), lane, std::move(job)});
}

void CurlLoop::collectFinished()
{
    int left = 0;
    while (CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        CURL *easy = message->easy_handle;
        auto node = m_running.extract(easy);
        curl_multi_remove_handle(m_multi, easy);
        if (node.empty())
            continue;
        Running &running = node.mapped();
        --running.lane->active;
        finish(running.lane, std::move(running.job), running.transfer->outcome(code));
    }
}

void CurlLoop::dropSilent()
{
    const auto now = std::chrono::steady_clock::now();
    for (auto at = m_running.begin(); at != m_running.end();) {
        Running &running = at->second;
        if (running.transfer->silentAt().value_or(RateLimit::TimePoint::max()) > now) {
            ++at;
            continue;
        }
        curl_multi_remove_handle(m_multi, at->first);
        --running.lane->active;
        finish(running.lane, std::move(running.job), tl::unexpected(HttpFailure{HttpFault::FellSilent, {}}));
        at = m_running.erase(at);
    }
}

void CurlLoop::finish(Lane lane, HttpJob job, HttpOutcome outcome)
{
    m_finished.push_back({std::move(lane), std::move(job.done), std::move(outcome)});
}

void CurlLoop::deliver()
{
    while (!m_finished.empty()) {
        Finished finished = std::move(m_finished.front());
        m_finished.pop_front();
        finished.done(std::move(finished.outcome));
        // What the caller captured goes before close() may return.
        finished.done = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            --finished.lane->pending;
        }
        m_delivered.notify_all();
    }
}

void CurlLoop::wait()
{
    const auto now = std::chrono::steady_clock::now();
    auto until = now + std::chrono::milliseconds(longestWaitMilliseconds);
    for (const Lane &lane : m_busyLanes) {
        if (!lane->delayed.empty())
            until = std::min(until, lane->delayed.begin()->first);
        if (!lane->ready.empty() && lane->active < lane->limits.concurrency)
            until = std::min(until, lane->rate.nextStart(now));
    }
    for (const auto &[easy, running] : m_running)
        until = std::min(until, running.transfer->silentAt().value_or(until));
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(until - now).count();
    curl_multi_poll(m_multi, nullptr, 0, static_cast<int>(std::max<long long>(milliseconds, 0)), nullptr);
}

} // namespace evol
