// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is parsed that need not be, and an answer is made when its request comes, so that it only has to be sent
// when its time has come. One thread.
#include "stand_in_server.h"

#include "stand_in_replies.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace evol::bench {

namespace {

constexpr std::size_t bufferSize = std::size_t{256} << 10;
constexpr int eventsAtOnce = 512;

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench_server: %s failed: %s\n", what, std::strerror(errno));
    std::exit(1);
}

/// The number after "Content-Length:", however it is written; 0 where there is none.
std::size_t contentLength(std::string_view head)
{
    constexpr std::string_view name = "\r\ncontent-length:";
    for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
        if (head.size() - line > name.size() && strncasecmp(head.data() + line, name.data(), name.size()) == 0)
            return static_cast<std::size_t>(std::strtoull(head.data() + line + name.size(), nullptr, 10));
    }
    return 0;
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

StandInServer::StandInServer(StandInSettings settings)
    : m_settings(std::move(settings))
    , m_buffer(bufferSize)
{
    if (!m_settings.recordTo.empty())
        std::remove(m_settings.recordTo.c_str());
    listen();
}

StandInServer::~StandInServer()
{
    for (const auto &[descriptor, connection] : m_connections)
        ::close(descriptor);
    ::close(m_listener);
    ::close(m_epoll);
}

void StandInServer::listen()
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(m_settings.port));
    if (bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        giveUp("binding the port");
    if (::listen(m_listener, 4096) != 0)
        giveUp("listening");
    socklen_t length = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_listener;
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_listener, &event) != 0)
        giveUp("epoll");
}

void StandInServer::serve(const volatile bool &stopped)
{
    while (!stopped) {
        wait();
        sendDue();
    }
}

void StandInServer::wait()
{
    timespec timeout{1, 0};
    if (!m_due.empty()) {
        const auto left = std::max(m_due.front().time - Clock::now(), Clock::duration::zero());
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        timeout = {static_cast<time_t>(seconds.count()), static_cast<long>((left - seconds).count())};
    }
    epoll_event events[eventsAtOnce];
    // In nanoseconds: a latency that is rounded up to whole milliseconds would be a whole per cent too long.
    const int count = epoll_pwait2(m_epoll, events, eventsAtOnce, &timeout, nullptr);
    for (int i = 0; i < count; ++i) {
        const int descriptor = events[i].data.fd;
        if (descriptor == m_listener) {
            accept();
            continue;
        }
        if (events[i].events & EPOLLOUT) {
            Connection &connection = m_connections[descriptor];
            const std::string unsent = std::move(connection.unsent);
            connection.unsent.clear();
            watchWriting(descriptor, false);
            send(descriptor, connection, unsent);
        }
        if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            receive(descriptor);
    }
}

void StandInServer::accept()
{
    for (;;) {
        const int descriptor = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        const int yes = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
        m_connections[descriptor] = {++m_accepted, {}, {}};
    }
}

void StandInServer::receive(int descriptor)
{
    const auto found = m_connections.find(descriptor);
    if (found == m_connections.end())
        return;
    const ssize_t length = recv(descriptor, m_buffer.data(), m_buffer.size(), 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (length <= 0)
        return close(descriptor);
    found->second.received.append(m_buffer.data(), static_cast<std::size_t>(length));
    if (!takeRequests(descriptor, found->second))
        close(descriptor);
}

bool StandInServer::takeRequests(int descriptor, Connection &connection)
{
    std::size_t taken = 0;
    for (;;) {
        const std::string_view rest = std::string_view(connection.received).substr(taken);
        const std::size_t headEnd = rest.find("\r\n\r\n");
        if (headEnd == std::string_view::npos)
            break;
        const std::string_view head = rest.substr(0, headEnd + 2);
        if (head.find("chunked") != std::string_view::npos)
            return false;
        const std::size_t length = contentLength(head), whole = headEnd + 4 + length;
        if (rest.size() < whole)
            break;
        answer(descriptor, connection, head, rest.substr(headEnd + 4, length));
        taken += whole;
    }
    connection.received.erase(0, taken);
    return true;
}

void StandInServer::answer(int descriptor, Connection &connection, std::string_view head, std::string_view body)
{
    if (head.substr(0, 4) == "GET ") {
        const bool asksForCounts = head.find(" /counts ") != std::string_view::npos;
        const std::string models = R"({"object":"list","data":[{"id":"bench","object":"model"}]})";
        return send(descriptor, connection, jsonResponse(asksForCounts ? counts() : models));
    }
    ++m_requests;
    const std::uint64_t hash = hashOf(body);
    if (m_settings.countsDistinct)
        m_distinct.insert(hash);
    if (m_settings.recorded > 0)
        record(body);
    std::string response = chatResponse(body, hash);
    if (m_settings.latency.count() > 0) {
        m_due.push_back({Clock::now() + m_settings.latency, descriptor, connection.number, std::move(response)});
        return;
    }
    ++m_answers;
    send(descriptor, connection, response);
}

void StandInServer::record(std::string_view body)
{
    --m_settings.recorded;
    if (std::FILE *file = std::fopen(m_settings.recordTo.c_str(), "ab")) {
        std::fwrite(body.data(), 1, body.size(), file);
        std::fputc('\n', file);
        std::fclose(file);
    }
}

void StandInServer::sendDue()
{
    if (m_due.empty())
        return;
    const auto now = Clock::now();
    while (!m_due.empty() && m_due.front().time <= now) {
        const Due due = std::move(m_due.front());
        m_due.pop_front();
        const auto found = m_connections.find(due.descriptor);
        if (found == m_connections.end() || found->second.number != due.connection)
            continue;
        ++m_answers;
        send(due.descriptor, found->second, due.response);
    }
}

void StandInServer::send(int descriptor, Connection &connection, std::string_view bytes)
{
    if (!connection.unsent.empty()) {
        connection.unsent += bytes;
        return;
    }
    const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    const std::size_t length = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    if (length < bytes.size()) { // a connection that is gone is told by the next recv
        connection.unsent = bytes.substr(length);
        watchWriting(descriptor, true);
    }
}

void StandInServer::watchWriting(int descriptor, bool wanted)
{
    epoll_event event{};
    event.events = wanted ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.fd = descriptor;
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void StandInServer::close(int descriptor)
{
    m_connections.erase(descriptor);
    ::close(descriptor);
}

std::string StandInServer::counts() const
{
    char text[256];
    std::snprintf(text, sizeof text,
                  R"({"requests":%llu,"answers":%llu,"distinct":%zu,"connections":%llu,"processor_seconds":%.6f})",
                  static_cast<unsigned long long>(m_requests), static_cast<unsigned long long>(m_answers),
                  m_distinct.size(), static_cast<unsigned long long>(m_accepted), processorSeconds());
    return text;
}

} // namespace evol::bench
