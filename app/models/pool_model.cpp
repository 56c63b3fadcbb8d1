// SPDX-License-Identifier: GPL-3.0-or-later
// The worker hands requests out; replies are taken on the transport's thread. No lock is held while either calls out.
#include "models/pool_model.h"

#include <algorithm>

namespace evol {

PoolModel::PoolModel(std::string name, std::vector<PoolMember> members, PoolRests rests)
    : m_name(std::move(name)), m_rests(rests)
{
    for (PoolMember &member : members)
        m_members.push_back({std::move(member.model), AdaptiveLimit(std::max(member.concurrency, 1))});
    m_worker = std::thread([this] { work(); });
}

PoolModel::~PoolModel()
{
    cancelAll();
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_underWay == 0 && m_queue.empty(); });
        m_isStopping = true;
    }
    m_changed.notify_all();
    m_worker.join();
}

std::string PoolModel::description() const
{
    std::string hosts;
    for (const Member &member : m_members)
        hosts += (hosts.empty() ? "" : ", ") + member.model->description();
    return m_name + " in a pool of " + std::to_string(m_members.size()) + ": " + hosts;
}

void PoolModel::send(const ChatRequest &request, Completion completion)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::make_shared<Waiting>(Waiting{request, std::move(completion), 0, m_generation}));
    }
    m_changed.notify_all();
}

void PoolModel::cancelAll()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_generation;
    }
    for (Member &member : m_members)
        member.model->cancelAll();
    m_changed.notify_all();
}

PoolModel::Member *PoolModel::freeMember(TimePoint now)
{
    Member *best = nullptr;
    const auto load = [](const Member &member) { return static_cast<double>(member.active) / member.limit(); };
    for (Member &member : m_members) {
        if (member.restsUntil <= now && member.active < member.limit() && (!best || load(member) < load(*best)))
            best = &member;
    }
    return best;
}

PoolModel::TimePoint PoolModel::nextReturn(TimePoint now) const
{
    TimePoint next = now + std::chrono::minutes(1);
    for (const Member &member : m_members) {
        if (member.restsUntil > now)
            next = std::min(next, member.restsUntil);
    }
    return next;
}

void PoolModel::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        const auto now = std::chrono::steady_clock::now();
        Member *member = nullptr;
        const bool isOver = !m_queue.empty() && m_queue.front()->generation < m_generation;
        if (m_queue.empty())
            m_changed.wait(lock);
        else if (!isOver && !(member = freeMember(now)))
            m_changed.wait_until(lock, nextReturn(now));
        if (!isOver && !member)
            continue;
        const Job job = std::move(m_queue.front());
        m_queue.pop_front();
        if (member) {
            ++member->active;
            ++m_underWay;
            ++job->attempts;
        }
        lock.unlock();
        if (isOver)
            job->completion(fail(ErrorKind::Cancelled, "The request was cancelled before it was answered."));
        else
            member->model->attempt(job->request, [this, member, job](EndpointModel::Outcome outcome) { ended(*member, job, std::move(outcome)); });
        lock.lock();
        if (isOver)
            m_changed.notify_all();
    }
}

void PoolModel::ended(Member &member, const Job &job, EndpointModel::Outcome outcome)
{
    bool tellsCaller = true;
    {
        const std::lock_guard lock(m_mutex);
        --member.active;
        const auto now = std::chrono::steady_clock::now();
        if (outcome) {
            member.failures = 0;
            member.room.succeeded();
            outcome->attempts = job->attempts;
        } else if (outcome.error().hope != Hope::None) {
            const EndpointFailure &failure = outcome.error();
            if (failure.isOverload)
                member.room.overloaded(now);
            else
                ++member.failures;
            auto rest = m_rests.first * (std::int64_t{1} << std::clamp(member.failures - 1, 0, 20));
            if (failure.isOverload)
                rest = failure.retryAfter.value_or(std::chrono::milliseconds(0));
            member.restsUntil = std::max(member.restsUntil, now + std::min(rest, std::max(m_rests.longest, failure.retryAfter.value_or(rest))));
            tellsCaller = job->attempts >= m_rests.attempts;
        }
        if (!tellsCaller)
            m_queue.push_front(job);
    }
    if (tellsCaller && outcome) {
        job->completion(std::move(*outcome));
    } else if (tellsCaller) {
        Error error = outcome.error().error;
        if (job->attempts > 1 && error.kind != ErrorKind::Cancelled)
            error.message += " (tried " + std::to_string(job->attempts) + " times, at any endpoint of the pool)";
        job->completion(tl::unexpected(std::move(error)));
    }
    // The pool may go as soon as nothing is under way: under the lock, so that it cannot go in between.
    const std::lock_guard lock(m_mutex);
    --m_underWay;
    m_changed.notify_all();
}

} // namespace evol
