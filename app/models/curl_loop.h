// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of CurlTransport: the thread that runs every transfer of the program on one curl-multi handle.
// Requests wait in lanes, here and not in libcurl, whose time-outs would run while they wait; a request that
// is to be tried later waits for its time in its lane and holds neither a place nor a connection. The sockets are watched
// by epoll, so that a reply costs the same whatever number of others is under way.
#pragma once

#include "models/adaptive_limit.h"
#include "models/curl_transfer.h"
#include "models/http_exchange.h"
#include "models/rate_limit.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace evol {

struct LaneLimits {
    int concurrency = 8;
    std::optional<int> requestsPerMinute;
    std::optional<int> tokensPerMinute{};
};

struct HttpJob {
    std::shared_ptr<const HttpRequest> request;
    HttpDone done;
    std::uint64_t generation = 0; ///< of its lane when it was first asked for
    RateLimit::TimePoint notBefore{};
};

/// The requests of one model.
struct LaneState {
    explicit LaneState(LaneLimits lanesLimits)
        : limits(lanesLimits)
        , room(lanesLimits.concurrency)
        , rate(lanesLimits.requestsPerMinute)
        , tokens(lanesLimits.tokensPerMinute)
    {
    }

    const LaneLimits limits;

    // Under the loop's mutex.
    std::uint64_t generation = 0; ///< jobs of an older one are cancelled
    int pending = 0;              ///< jobs whose `done` has not returned

    // The loop's thread only.
    AdaptiveLimit room;
    RateLimit rate, tokens;
    RateLimit::TimePoint pausedUntil{}; ///< the server asked for it
    std::deque<HttpJob> ready;
    std::multimap<RateLimit::TimePoint, HttpJob> delayed;
    int active = 0;

    /// When the next of `ready` may start; `ready` is not empty.
    RateLimit::TimePoint nextStart(RateLimit::TimePoint now) const
    {
        return std::max({pausedUntil, rate.nextStart(now), tokens.nextStart(now, ready.front().request->tokens)});
    }
    bool isIdle() const { return ready.empty() && delayed.empty() && active == 0; }
};

class CurlLoop
{
public:
    CurlLoop();
    ~CurlLoop();

    CurlLoop(const CurlLoop &) = delete;
    CurlLoop &operator=(const CurlLoop &) = delete;

    /// The body of the thread; returns after stop().
    void run();
    void stop();
    bool isThisThread() const { return m_threadId.load() == std::this_thread::get_id(); }

    // From any thread.
    std::uint64_t generation(const std::shared_ptr<LaneState> &lane) const;
    void open(const std::shared_ptr<LaneState> &lane);
    void submit(const std::shared_ptr<LaneState> &lane, HttpJob job);
    void cancel(const std::shared_ptr<LaneState> &lane);
    /// Cancels, and returns when every `done` of the lane has returned. On the loop's own thread the `done`
    /// that is calling this is excepted.
    void close(const std::shared_ptr<LaneState> &lane);

private:
    using Lane = std::shared_ptr<LaneState>;

    struct Running {
        std::unique_ptr<CurlTransfer> transfer;
        Lane lane;
        HttpJob job;
    };
    struct Finished {
        Lane lane;
        HttpDone done;
        HttpOutcome outcome;
    };

    static int watchSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *);
    static int setTimer(CURLM *multi, long milliseconds, void *self);

    void wake();
    void handleEvents(int milliseconds);
    void handleTimer();
    Running takeOff(std::unordered_map<CURL *, Running>::iterator at);
    void acceptJobs();
    void dropCancelled();
    void startTransfers();
    void startTransfer(const Lane &lane, HttpJob job);
    void collectFinished();
    void dropSilent();
    void deliver();
    void wait();
    void finish(Lane lane, HttpJob job, HttpOutcome outcome);

    CURLM *m_multi;
    int m_epoll, m_wakeUp; ///< m_wakeUp: an eventfd
    std::atomic<bool> m_isWoken = false;
    std::atomic<std::thread::id> m_threadId;

    mutable std::mutex m_mutex;
    std::condition_variable m_delivered;
    std::vector<std::pair<Lane, HttpJob>> m_incoming;
    std::vector<Lane> m_cancelled;
    int m_wantedConnections = 0;
    bool m_stopped = false;

    // The loop's thread only.
    std::vector<Lane> m_busyLanes;
    std::vector<bool> m_isWanted; ///< by the number of a socket: libcurl wants to know of it
    std::unordered_map<CURL *, Running> m_running;
    int m_impatient = 0; ///< of m_running, those with an idle time-out
    std::vector<std::unique_ptr<CurlTransfer>> m_spare; ///< over, to be used again
    std::optional<RateLimit::TimePoint> m_timer; ///< when libcurl wants to be called
    std::deque<Finished> m_finished;
};

} // namespace evol
