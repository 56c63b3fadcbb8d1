// SPDX-License-Identifier: GPL-3.0-or-later
// The queue and the worker thread of the built-in model.
#include "models/builtin/builtin_model.h"

#include "models/builtin/builtin_reply.h"

namespace evol {

BuiltinModel::BuiltinModel() : m_worker([this] { work(); }) {}

BuiltinModel::~BuiltinModel()
{
    cancelAll();
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_one();
    m_worker.join();
}

std::string BuiltinModel::name() const
{
    return "builtin";
}

std::string BuiltinModel::description() const
{
    return "built-in rules, no language model";
}

void BuiltinModel::send(const ChatRequest &request, Completion completion)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back({request.task, request.parameters.seed, std::move(completion), false});
    }
    m_changed.notify_one();
}

void BuiltinModel::cancelAll()
{
    const std::lock_guard lock(m_mutex);
    for (Waiting& waiting : m_queue)
        waiting.isCancelled = true;
}

void BuiltinModel::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isStopping || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const Waiting next = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        if (next.isCancelled) {
            next.completion(fail(ErrorKind::Cancelled, "The request was cancelled before it was answered."));
        } else {
            ChatReply reply;
            reply.text = builtinReply(next.task, next.seed);
            reply.finishReason = "stop";
            next.completion(std::move(reply));
        }
        lock.lock();
    }
}

} // namespace evol
