// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that runs every transfer. Only deliver() calls out, one `done` at a time and with no lock and no
// iterator held, so a `done` may send, cancel and close whatever it likes.
#include "models/curl_loop.h"

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

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
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    m_wakeUp = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wakeUp;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::watchSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::setTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

CurlLoop::~CurlLoop()
{
    for (auto &[easy, running] : m_running)
        curl_multi_remove_handle(m_multi, easy);
    m_running.clear();
    m_spare.clear();
    curl_multi_cleanup(m_multi);
    ::close(m_wakeUp);
    ::close(m_epoll);
}

int CurlLoop::watchSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    // libcurl lets go of a socket after each reply and asks for it again with the next request. In between it stays
    // watched, which saves a system call a request; should it speak then, handleEvents() lets go of it too.
    auto *loop = static_cast<CurlLoop *>(self);
    const auto number = static_cast<std::size_t>(socket);
    if (loop->m_isWanted.size() <= number)
        loop->m_isWanted.resize(number + 1);
    loop->m_isWanted[number] = what != CURL_POLL_REMOVE;
    if (what == CURL_POLL_REMOVE)
        return 0;
    epoll_event event{};
    event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
    event.data.fd = socket;
    // One that was closed is watched no more, and another may have its number.
    if (epoll_ctl(loop->m_epoll, EPOLL_CTL_MOD, socket, &event) != 0)
        epoll_ctl(loop->m_epoll, EPOLL_CTL_ADD, socket, &event);
    return 0;
}

int CurlLoop::setTimer(CURLM *, long milliseconds, void *self)
{
    auto *loop = static_cast<CurlLoop *>(self);
    loop->m_timer.reset();
    if (milliseconds >= 0)
        loop->m_timer = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    return 0;
}

void CurlLoop::handleTimer()
{
    if (!m_timer || *m_timer > std::chrono::steady_clock::now())
        return;
    m_timer.reset();
    int running = 0;
    curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
}

void CurlLoop::handleEvents(int milliseconds)
{
    std::array<epoll_event, 256> events;
    const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), milliseconds);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        if (event.data.fd == m_wakeUp) {
            std::uint64_t times = 0;
            [[maybe_unused]] const ssize_t size = read(m_wakeUp, &times, sizeof times);
            m_isWoken = false;
            continue;
        }
        if (!m_isWanted[static_cast<std::size_t>(event.data.fd)]) {
            epoll_ctl(m_epoll, EPOLL_CTL_DEL, event.data.fd, nullptr);
            continue;
        }
        const int mask = (event.events & EPOLLIN ? CURL_CSELECT_IN : 0) | (event.events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                         (event.events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
        int running = 0;
        curl_multi_socket_action(m_multi, event.data.fd, mask, &running);
    }
}

void CurlLoop::run()
{
    m_threadId = std::this_thread::get_id();
    while (true) {
        handleTimer();
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
    if (m_isWoken.exchange(true))
        return;
    const std::uint64_t once = 1;
    [[maybe_unused]] const ssize_t size = write(m_wakeUp, &once, sizeof once);
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
            Running running = takeOff(at++);
            finish(lane, std::move(running.job), cancelledOutcome());
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
        while (!lane->ready.empty() && lane->active < lane->room.limit() && lane->nextStart(now) <= now) {
            HttpJob job = std::move(lane->ready.front());
            lane->ready.pop_front();
            lane->rate.started(now);
            lane->tokens.started(now, job.request->tokens);
            startTransfer(lane, std::move(job));
        }
    }
    std::erase_if(m_busyLanes, [](const Lane &lane) { return lane->isIdle(); });
}

void CurlLoop::startTransfer(const Lane &lane, HttpJob job)
{
    std::unique_ptr<CurlTransfer> transfer;
    if (m_spare.empty()) {
        transfer = std::make_unique<CurlTransfer>(job.request);
    } else {
        transfer = std::move(m_spare.back());
        m_spare.pop_back();
        transfer->reuse(job.request);
    }
    CURL *easy = transfer->handle();
    if (!easy || curl_multi_add_handle(m_multi, easy) != CURLM_OK) {
        finish(lane, std::move(job), tl::unexpected(HttpFailure{HttpFault::Other, "out of memory"}));
        wake();
        return;
    }
    ++lane->active;
    m_impatient += job.request->timeouts.watchesSilence() ? 1 : 0;
    m_running.emplace(easy, Running{std::move(transfer), lane, std::move(job)});
}

void CurlLoop::collectFinished()
{
    int left = 0;
    while (CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        const auto found = m_running.find(message->easy_handle);
        if (found == m_running.end())
            continue;
        Running running = takeOff(found);
        finish(running.lane, std::move(running.job), running.transfer->outcome(code));
        m_spare.push_back(std::move(running.transfer));
    }
}

CurlLoop::Running CurlLoop::takeOff(std::unordered_map<CURL *, Running>::iterator at)
{
    Running running = std::move(at->second);
    curl_multi_remove_handle(m_multi, at->first);
    m_running.erase(at);
    m_impatient -= running.job.request->timeouts.watchesSilence() ? 1 : 0;
    --running.lane->active;
    return running;
}

void CurlLoop::dropSilent()
{
    if (m_impatient == 0)
        return;
    const auto now = std::chrono::steady_clock::now();
    for (auto at = m_running.begin(); at != m_running.end();) {
        if (at->second.transfer->silentAt().value_or(RateLimit::TimePoint::max()) > now) {
            ++at;
            continue;
        }
        Running running = takeOff(at++);
        finish(running.lane, std::move(running.job), tl::unexpected(HttpFailure{HttpFault::FellSilent, {}}));
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
        if (!lane->ready.empty() && lane->active < lane->room.limit())
            until = std::min(until, lane->nextStart(now));
    }
    if (m_timer)
        until = std::min(until, *m_timer);
    if (m_impatient > 0) {
        for (const auto &[easy, running] : m_running)
            until = std::min(until, running.transfer->silentAt().value_or(until));
    }
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(until - now).count();
    handleEvents(static_cast<int>(std::max<long long>(milliseconds, 0)));
}

} // namespace evol
