// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "models/batch/batch_pass.h"

#include "evolution/exchange_key.h"

namespace evol {

namespace {

/// A model's name as part of a file's.
std::string fileName(const std::string &model)
{
    std::string name = model;
    for (char &c : name) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        if (!isPlain)
            c = '-';
    }
    return name;
}

} // namespace

class BatchPass::Model final : public ChatModel
{
public:
    Model(BatchPass &pass, Series &series) : m_pass(pass), m_series(series) {}

    std::string name() const override { return m_series.name; }
    std::string description() const override { return m_series.name + " by batch files"; }

    void send(const ChatRequest &request, Completion completion) override
    {
        {
            const std::lock_guard lock(m_pass.m_mutex);
            m_pass.m_queue.push_back({&m_series, request, std::move(completion), false});
        }
        m_pass.m_changed.notify_one();
    }

    void cancelAll() override
    {
        const std::lock_guard lock(m_pass.m_mutex);
        for (Waiting &waiting : m_pass.m_queue) {
            if (waiting.series == &m_series)
                waiting.isCancelled = true;
        }
    }

private:
    BatchPass &m_pass;
    Series &m_series;
};

BatchPass::BatchPass(BatchResults results, std::unordered_set<std::string> given, std::string folder, int number)
    : m_results(std::move(results)), m_given(std::move(given)), m_folder(std::move(folder)), m_number(number),
      m_worker([this] { work(); })
{
}

BatchPass::~BatchPass()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        for (Waiting &waiting : m_queue)
            waiting.isCancelled = true;
    }
    m_changed.notify_one();
    m_worker.join();
}

std::shared_ptr<ChatModel> BatchPass::model(const std::string &name, const std::string &specification)
{
    const auto [found, isNew] = m_series.try_emplace(specification);
    if (isNew) {
        found->second.name = name;
        found->second.specification = specification;
        if (!m_folder.empty())
            found->second.writer = std::make_unique<BatchWriter>(m_folder + '/' + fileName(name), m_number);
    }
    return std::make_shared<Model>(*this, found->second);
}

BatchPassCounts BatchPass::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

Result<std::vector<WrittenBatch>> BatchPass::finish(const Remember &remember)
{
    std::vector<WrittenBatch> all;
    for (auto &[specification, series] : m_series) {
        if (!series.writer)
            continue;
        auto written = series.writer->finish([&](const WrittenBatch &batch) { return remember(series.name, specification, batch); });
        if (!written)
            return written;
        all.insert(all.end(), std::make_move_iterator(written->begin()), std::make_move_iterator(written->end()));
    }
    return all;
}

Result<ChatReply> BatchPass::answer(const Waiting &waiting)
{
    const std::string key = exchangeKey(waiting.series->name, waiting.request);
    if (auto result = m_results.find(key); result && result->fate == BatchFate::Answered) {
        const std::lock_guard lock(m_mutex);
        ++m_counts.answered;
        return std::move(result->reply);
    } else if (result && result->fate == BatchFate::Failed) {
        return fail(ErrorKind::BadReply, result->reason);
    }
    const bool isGiven = !m_given.insert(key).second;
    if (!isGiven && waiting.series->writer)
        waiting.series->writer->add(key, batchLine(key, waiting.series->name, waiting.request));
    const std::lock_guard lock(m_mutex);
    ++(isGiven ? m_counts.given : m_counts.toBeAsked);
    return fail(ErrorKind::Deferred, "The request stands in a batch file.");
}

void BatchPass::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isStopping || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const Waiting next = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        if (next.isCancelled)
            next.completion(fail(ErrorKind::Cancelled, "The request was cancelled before it was answered."));
        else
            next.completion(answer(next));
        lock.lock();
    }
}

} // namespace evol
