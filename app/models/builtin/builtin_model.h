// SPDX-License-Identifier: GPL-3.0-or-later
// The model that is always there: rules instead of a language model, in process, for trying things out,
// for tests and for work without a network. Replies come from one worker thread of its own, in order.
#pragma once

#include "evolution/chat_model.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace evol {

class BuiltinModel : public ChatModel
{
public:
    BuiltinModel();
    ~BuiltinModel() override;
    BuiltinModel(const BuiltinModel&) = delete;
    BuiltinModel& operator=(const BuiltinModel&) = delete;

    std::string name() const override;
    std::string description() const override;
    void send(const ChatRequest &request, Completion completion) override;
    void cancelAll() override;

private:
    struct Waiting {
        ChatTask task;
        std::uint32_t seed = 0;
        Completion completion;
        bool isCancelled = false;
    };

    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Waiting> m_queue;
    bool m_isStopping = false;
    std::thread m_worker; ///< last: it starts when all else is ready
};

} // namespace evol
