// SPDX-License-Identifier: GPL-3.0-or-later
// A model behind several endpoints: requests go where there is room, an endpoint that fails rests and comes back.
// Any thread; completions come on the transport's thread, or on the pool's own where a request is given up.
#pragma once

#include "models/adaptive_limit.h"
#include "models/endpoint_model.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace evol {

struct PoolMember {
    std::shared_ptr<EndpointModel> model;
    int concurrency = 8;
};

struct PoolRests {
    std::chrono::milliseconds first{1'000}; ///< doubles with every failure in a row
    std::chrono::milliseconds longest{60'000};
    int attempts = 8; ///< of one request, at all endpoints together
};

class PoolModel final : public ChatModel
{
public:
    /// `name`: what exchanges record; all members must be the same model.
    PoolModel(std::string name, std::vector<PoolMember> members, PoolRests rests = {});
    ~PoolModel() override;

    std::string name() const override { return m_name; }
    std::string description() const override;
    void send(const ChatRequest &request, Completion completion) override;
    void cancelAll() override;

private:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Member {
        std::shared_ptr<EndpointModel> model;
        AdaptiveLimit room;
        int active = 0;
        int failures = 0; ///< in a row
        TimePoint restsUntil{};

        /// One request looks whether it is back; the others wait.
        int limit() const { return failures > 0 ? 1 : room.limit(); }
    };
    struct Waiting {
        ChatRequest request;
        Completion completion;
        int attempts = 0;
        std::uint64_t generation = 0;
    };
    using Job = std::shared_ptr<Waiting>;

    void work();
    Member *freeMember(TimePoint now);
    TimePoint nextReturn(TimePoint now) const;
    void ended(Member &member, const Job &job, EndpointModel::Outcome outcome);

    std::string m_name;
    PoolRests m_rests;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Member> m_members;
    std::deque<Job> m_queue;
    std::uint64_t m_generation = 0;
    int m_underWay = 0;
    bool m_isStopping = false;
    std::thread m_worker; ///< last: it starts when all else is ready
};

} // namespace evol
