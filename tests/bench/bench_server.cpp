// SPDX-License-Identifier: GPL-3.0-or-later
// bench_server [LATENCY_MS] [PORT]: stands in for a language model behind an OpenAI-compatible server, at a fixed
// latency and at next to no cost. It frames requests and looks for a few words in them, nothing more; the same request
// always gets the same reply. Prints its port; on SIGTERM the number of requests and of requests that came twice.
// One thread.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
    std::string in;
};

struct Due {
    Clock::time_point time;
    int socket;
    std::uint64_t number; ///< of the connection, as sockets' numbers are used again
    std::string reply;
};

volatile sig_atomic_t stopped = 0;

std::uint64_t fingerprint(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : text)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return hash;
}

std::string contentFor(std::string_view body, std::uint64_t number)
{
    const std::string n = std::to_string(number);
    if (body.find("Are the two equal?") != std::string_view::npos)
        return "Not Equal";
    if (body.find("Answer with the number only") != std::string_view::npos)
        return std::to_string(1 + number % 10);
    if (body.find("#Given Prompt#") != std::string_view::npos)
        return "Plan case " + n + ": compare three ways to schedule the repair of a bridge in a town where the river rises twice a year, "
               "name the costs of each, and say which condition would change your choice most.";
    return "First settle what is being asked in case " + n + ", then treat the parts one after the other. The first part takes two steps "
           "and the second takes five, because it limits the first. Check the result against the costs that were named, and write "
           "down which condition would change the choice. That is the whole plan, and it holds for the other ways, too.";
}

std::string replyTo(std::string_view body, std::uint64_t number)
{
    const std::string json = R"({"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":")" +
                             contentFor(body, number) + R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":)" +
                             std::to_string(body.size() / 4) + R"(,"completion_tokens":60}})";
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(json.size()) + "\r\n\r\n" + json;
}

class Server
{
public:
    Server(std::chrono::milliseconds latency, int port) : m_latency(latency), m_epoll(epoll_create1(0))
    {
        m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        const int on = 1;
        setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 || listen(m_listener, 4096) != 0) {
            std::perror("bench_server");
            std::exit(1);
        }
        socklen_t size = sizeof address;
        getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        std::printf("%d\n", ntohs(address.sin_port));
        std::fflush(stdout);
        watch(m_listener);
    }

    void run()
    {
        epoll_event events[512];
        while (!stopped) {
            const int count = epoll_wait(m_epoll, events, 512, untilNextDue());
            for (int i = 0; i < count; ++i) {
                if (events[i].data.fd == m_listener)
                    accept();
                else
                    receive(events[i].data.fd);
            }
            sendDue();
        }
        std::printf("%llu requests, %llu of them twice\n", static_cast<unsigned long long>(m_requests),
                    static_cast<unsigned long long>(m_requests - m_seen.size()));
    }

private:
    void watch(int socket) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event);
    }

    int untilNextDue() const
    {
        if (m_due.empty())
            return 200;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_due.front().time - Clock::now()).count();
        return left < 0 ? 0 : static_cast<int>(left);
    }

    void accept()
    {
        for (int socket; (socket = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
            const int on = 1;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            m_connections[socket] = {};
            m_numbers[socket] = ++m_lastNumber;
            watch(socket);
        }
    }

    void receive(int socket)
    {
        std::string &in = m_connections[socket].in;
        char buffer[65536];
        for (;;) {
            const ssize_t size = read(socket, buffer, sizeof buffer);
            if (size > 0) {
                in.append(buffer, static_cast<std::size_t>(size));
                if (size == sizeof buffer)
                    continue;
            } else if (size == 0 || errno != EAGAIN) {
                close(socket);
                m_connections.erase(socket);
                m_numbers.erase(socket);
                return;
            }
            break;
        }
        while (takeRequest(socket, in)) {
        }
    }

    bool takeRequest(int socket, std::string &in)
    {
        const std::size_t head = in.find("\r\n\r\n");
        if (head == std::string::npos)
            return false;
        std::size_t length = 0;
        for (const char *name : {"Content-Length: ", "content-length: "}) {
            if (const std::size_t at = in.find(name); at < head)
                length = std::strtoul(in.c_str() + at + std::strlen(name), nullptr, 10);
        }
        if (in.size() < head + 4 + length)
            return false;
        const std::string_view body(in.data() + head + 4, length);
        const std::uint64_t number = fingerprint(body);
        ++m_requests;
        m_seen.insert(number);
        m_due.push_back({Clock::now() + m_latency, socket, m_numbers[socket], replyTo(body, number)});
        in.erase(0, head + 4 + length);
        return true;
    }

    void sendDue()
    {
        const auto now = Clock::now();
        while (!m_due.empty() && m_due.front().time <= now) {
            const Due due = std::move(m_due.front());
            m_due.pop_front();
            if (const auto found = m_numbers.find(due.socket); found == m_numbers.end() || found->second != due.number)
                continue;
            // Replies are far smaller than a socket's buffer.
            [[maybe_unused]] const ssize_t sent = write(due.socket, due.reply.data(), due.reply.size());
        }
    }

    std::chrono::milliseconds m_latency;
    int m_epoll, m_listener = -1;
    std::uint64_t m_requests = 0, m_lastNumber = 0;
    std::unordered_map<int, Connection> m_connections;
    std::unordered_map<int, std::uint64_t> m_numbers;
    std::unordered_set<std::uint64_t> m_seen;
    std::deque<Due> m_due; ///< the latency is fixed, so they come due in order
};

} // namespace

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    for (const int number : {SIGTERM, SIGINT})
        signal(number, [](int) { stopped = 1; });
    Server(std::chrono::milliseconds(argc > 1 ? std::atoi(argv[1]) : 100), argc > 2 ? std::atoi(argv[2]) : 0).run();
    return 0;
}
