// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP over libcurl for every endpoint of the program, on one thread. A model opens a lane of its own, which
// has its own limits; all lanes share the thread and its kept-alive connections.
#pragma once

#include "models/curl_loop.h"
#include "models/http_exchange.h"

#include <memory>
#include <thread>

namespace evol {

class CurlTransport
{
public:
    /// The program's own transport: made when first asked for, gone with its last user.
    static std::shared_ptr<CurlTransport> shared();

    CurlTransport();
    /// All lanes are closed by then, as each keeps its transport alive.
    ~CurlTransport();

    CurlTransport(const CurlTransport &) = delete;
    CurlTransport &operator=(const CurlTransport &) = delete;

private:
    friend class HttpLane;

    // The thread has its share, so the transport may go on that very thread.
    std::shared_ptr<CurlLoop> m_loop;
    std::thread m_thread;
};

/// The requests of one model: at most so many at a time, so many a minute. Any thread; nothing here blocks but
/// close(). Each `done` is called exactly once, on the transport's thread, never from inside send() or sendLater().
class HttpLane
{
public:
    HttpLane(std::shared_ptr<CurlTransport> transport, LaneLimits limits);

    /// What cancelAll() makes obsolete: later attempts of a request belong to the generation of its first.
    std::uint64_t generation() const;

    void send(std::shared_ptr<const HttpRequest> request, HttpDone done);
    void sendLater(std::shared_ptr<const HttpRequest> request, HttpDone done, std::chrono::milliseconds delay,
                   std::uint64_t generation);
    /// What a reply says of the endpoint; from inside a `done` only. `pause`: no request starts before that.
    void succeeded(std::int64_t tokensBeyondEstimate);
    void overloaded(std::chrono::milliseconds pause);

    void cancelAll();
    /// Cancels all and waits until every `done` has returned; required before the lane is let go.
    void close();

private:
    std::shared_ptr<CurlTransport> m_transport;
    std::shared_ptr<LaneState> m_state;
};

} // namespace evol
