// SPDX-License-Identifier: GPL-3.0-or-later
// A server of chat completions with a fixed latency, on one thread with epoll: it frames requests by their
// Content-Length, keeps connections alive and answers each a fixed time after its last byte has come, first come first
// served. It reads its own processor time, as it shares the machine with what it measures.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace evol::bench {

struct StandInSettings {
    int port = 0; ///< 0: any that is free
    std::chrono::microseconds latency{0};
    bool countsDistinct = false; ///< keeps a hash of every request
    std::string recordTo;        ///< file for the first bodies, a line each; empty: none
    int recorded = 0;            ///< how many
};

class StandInServer
{
public:
    /// Listens on 127.0.0.1; failures end the program with a sentence.
    explicit StandInServer(StandInSettings settings);
    ~StandInServer();
    StandInServer(const StandInServer &) = delete;
    StandInServer &operator=(const StandInServer &) = delete;

    int port() const { return m_port; }
    /// Serves until `stopped` is set, by a signal say.
    void serve(const volatile bool &stopped);
    /// JSON: requests, answers, distinct requests, connections and the server's processor seconds so far.
    std::string counts() const;

private:
    using Clock = std::chrono::steady_clock;

    struct Connection {
        std::uint64_t number = 0; ///< tells one from an earlier one with the same descriptor
        std::string received;
        std::string unsent;
    };
    struct Due {
        Clock::time_point time;
        int descriptor;
        std::uint64_t connection;
        std::string response;
    };

    void listen();
    void accept();
    void receive(int descriptor);
    /// Takes whole requests off what was received; false: not HTTP as we know it.
    bool takeRequests(int descriptor, Connection &connection);
    void answer(int descriptor, Connection &connection, std::string_view head, std::string_view body);
    void record(std::string_view body);
    void sendDue();
    void send(int descriptor, Connection &connection, std::string_view bytes);
    void watchWriting(int descriptor, bool wanted);
    void close(int descriptor);
    void wait();

    StandInSettings m_settings;
    int m_port = 0;
    int m_listener = -1, m_epoll = -1;
    std::unordered_map<int, Connection> m_connections;
    std::deque<Due> m_due; ///< in order of time, as the latency is the same for all
    std::unordered_set<std::uint64_t> m_distinct;
    std::vector<char> m_buffer;
    std::uint64_t m_requests = 0, m_answers = 0, m_accepted = 0;
};

} // namespace evol::bench
