// SPDX-License-Identifier: GPL-3.0-or-later
// Owns the thread of CurlLoop and hands requests over to it. Any thread.
#include "models/curl_transport.h"

#include <algorithm>

namespace evol {

std::shared_ptr<CurlTransport> CurlTransport::shared()
{
    static std::mutex mutex;
    static std::weak_ptr<CurlTransport> current;
    const std::lock_guard lock(mutex);
    std::shared_ptr<CurlTransport> transport = current.lock();
    if (!transport) {
        transport = std::make_shared<CurlTransport>();
        current = transport;
    }
    return transport;
}

CurlTransport::CurlTransport()
    : m_loop(std::make_shared<CurlLoop>())
    , m_thread([loop = m_loop] { loop->run(); })
{
}

CurlTransport::~CurlTransport()
{
    m_loop->stop();
    // A completion may have let the last model go: then this is the thread itself, which cannot wait for itself.
    if (m_loop->isThisThread())
        m_thread.detach();
    else
        m_thread.join();
}

HttpLane::HttpLane(std::shared_ptr<CurlTransport> transport, LaneLimits limits)
    : m_transport(std::move(transport))
    , m_state(std::make_shared<LaneState>(limits))
{
    m_transport->m_loop->open(m_state);
}

std::uint64_t HttpLane::generation() const
{
    return m_transport->m_loop->generation(m_state);
}

void HttpLane::send(std::shared_ptr<const HttpRequest> request, HttpDone done)
{
    m_transport->m_loop->submit(m_state, {std::move(request), std::move(done), generation(), {}});
}

void HttpLane::sendLater(std::shared_ptr<const HttpRequest> request, HttpDone done, std::chrono::milliseconds delay,
                         std::uint64_t generation)
{
    const auto notBefore = std::chrono::steady_clock::now() + delay;
    m_transport->m_loop->submit(m_state, {std::move(request), std::move(done), generation, notBefore});
}

void HttpLane::succeeded(std::int64_t tokensBeyondEstimate)
{
    m_state->room.succeeded();
    m_state->tokens.correct(tokensBeyondEstimate);
}

void HttpLane::overloaded(std::chrono::milliseconds pause)
{
    const auto now = std::chrono::steady_clock::now();
    m_state->room.overloaded(now);
    m_state->pausedUntil = std::max(m_state->pausedUntil, now + pause);
}

void HttpLane::cancelAll()
{
    m_transport->m_loop->cancel(m_state);
}

void HttpLane::close()
{
    m_transport->m_loop->close(m_state);
}

} // namespace evol
