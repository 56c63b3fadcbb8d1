// SPDX-License-Identifier: GPL-3.0-or-later
// A chat model for tests of runs: its replies depend on the request alone, but come in an order and on threads that
// its own random numbers choose. It counts what it is asked, and can be told to fall silent after some replies.
#pragma once

#include "evolution/chat_model.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace evol::test {

/// FNV-1a: the same on every machine, unlike std::hash.
inline std::uint64_t hashOf(const std::string &text)
{
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash ^ (hash >> 29);
}

/// All that a request asks, as one text.
inline std::string identityOf(const ChatRequest &request)
{
    std::string identity = std::string(stageName(request.task.stage)) + '#' + std::to_string(request.parameters.seed) +
                           '#' + std::to_string(request.sample);
    for (const ChatMessage &message : request.messages)
        identity += '#' + message.role + ':' + message.content;
    return identity;
}

/// Every outcome that a run knows comes up in some tenths of the replies: rewrites that keep their parent's text or
/// leak the prompt, judges that see no gain or cannot be understood the first time, refusals, replies cut off.
inline Result<ChatReply> variedReply(const ChatRequest &request)
{
    const std::uint64_t hash = hashOf(identityOf(request));
    const std::uint64_t chance = hash % 100;
    ChatReply reply;
    reply.finishReason = "stop";
    reply.promptTokens = 10;
    reply.completionTokens = 20;
    switch (request.task.stage) {
    case Stage::Rewrite:
        if (chance < 10)
            reply.text = request.task.instruction;
        else if (chance < 20)
            reply.text = "The given prompt asks for the number " + std::to_string(hash);
        else
            reply.text = "What is the number " + std::to_string(hash) + " good for, 数学?";
        if (chance >= 95)
            reply.outcome = ReplyOutcome::Truncated;
        break;
    case Stage::Judge:
        reply.text = chance < 15 ? "Equal" : chance < 30 && request.sample == 0 ? "Perhaps" : "Not Equal";
        break;
    case Stage::Respond:
        reply.text = chance < 10 ? "Sorry, that I cannot do." : "The number " + std::to_string(hash) + " counts apples.";
        break;
    case Stage::Score:
        reply.text = "Score: " + std::to_string(1 + hash % 10);
        break;
    case Stage::Quality:
        reply.text = "Definition: 4\nPrecision: 5\nIntegrity: 3";
        break;
    case Stage::Label:
        reply.text = "Correct";
        break;
    }
    return reply;
}

class ShufflingChatModel : public ChatModel
{
public:
    using Reply = std::function<Result<ChatReply>(const ChatRequest &)>;

    explicit ShufflingChatModel(unsigned seed = 1, int threads = 3, Reply reply = variedReply)
        : m_reply(std::move(reply)), m_random(seed)
    {
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this] { answer(); });
    }
    ~ShufflingChatModel() override
    {
        cancelAll();
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_news.notify_all();
        for (std::thread &thread : m_threads)
            thread.join();
    }

    std::string name() const override { return "shuffling"; }
    std::string description() const override { return "replies in any order"; }

    void send(const ChatRequest &request, Completion completion) override
    {
        {
            const std::lock_guard lock(m_mutex);
            ++m_asked[identityOf(request)];
            m_waiting.push_back({request, std::move(completion), {}});
            m_mostWaiting = std::max(m_mostWaiting, static_cast<int>(m_waiting.size()) + m_unanswered);
        }
        m_news.notify_one();
    }
    void cancelAll() override
    {
        {
            const std::lock_guard lock(m_mutex);
            for (Job &job : m_waiting)
                job.result = fail(ErrorKind::Cancelled, "cancelled");
            ++m_cancelCalls;
        }
        m_news.notify_all();
    }

    /// No reply after this many more, until more are allowed. Negative: no limit.
    void allow(int replies)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_allowed = replies;
        }
        m_news.notify_all();
    }
    /// Whether all the replies allowed have been given and something waits for another.
    bool isSilent() const
    {
        const std::lock_guard lock(m_mutex);
        return m_allowed == 0 && m_answering == 0 && !m_waiting.empty();
    }
    /// How often each request was answered, cancelled ones not counted.
    std::map<std::string, int> answered() const
    {
        const std::lock_guard lock(m_mutex);
        return m_answered;
    }
    int answers() const
    {
        int sum = 0;
        for (const auto &[identity, count] : answered())
            sum += count;
        return sum;
    }
    int requests() const
    {
        const std::lock_guard lock(m_mutex);
        int sum = 0;
        for (const auto &[identity, count] : m_asked)
            sum += count;
        return sum;
    }
    int mostWaiting() const
    {
        const std::lock_guard lock(m_mutex);
        return m_mostWaiting;
    }
    int cancelCalls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_cancelCalls;
    }

private:
    struct Job {
        ChatRequest request;
        Completion completion;
        std::optional<Result<ChatReply>> result; ///< set where cancelled
    };

    void answer()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            const auto ready = [this] {
                return !m_waiting.empty() && (m_allowed != 0 || m_waiting.front().result);
            };
            m_news.wait(lock, [&] { return m_ending || ready(); });
            if (!ready()) {
                if (m_ending && m_waiting.empty())
                    return;
                continue;
            }
            const std::size_t index = m_waiting.front().result ? 0 : m_random() % m_waiting.size();
            Job job = std::move(m_waiting[index]);
            m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(index));
            ++m_answering;
            ++m_unanswered;
            if (!job.result) {
                m_allowed -= m_allowed > 0;
                ++m_answered[identityOf(job.request)];
            }
            lock.unlock();
            auto result = job.result ? *job.result : m_reply(job.request);
            lock.lock();
            // Whoever has the reply may ask the next one at once.
            --m_unanswered;
            lock.unlock();
            job.completion(std::move(result));
            lock.lock();
            --m_answering;
        }
    }

    const Reply m_reply;
    mutable std::mutex m_mutex;
    std::condition_variable m_news;
    std::vector<Job> m_waiting;
    std::map<std::string, int> m_asked, m_answered;
    std::mt19937 m_random;
    int m_allowed = -1;
    int m_answering = 0;  ///< until the completion has returned
    int m_unanswered = 0; ///< of these, before it was called
    int m_mostWaiting = 0;
    int m_cancelCalls = 0;
    bool m_ending = false;
    std::vector<std::thread> m_threads; ///< last: they use the members above
};

} // namespace evol::test
