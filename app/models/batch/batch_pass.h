// SPDX-License-Identifier: GPL-3.0-or-later
// One pass of a run over batch files instead of a network: its models answer from result files, and what those do not
// have they write down for the next file. One worker thread of its own calls the completions; the rest is any thread's.
#pragma once

#include "models/batch/batch_results.h"
#include "models/batch/batch_writer.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace evol {

struct BatchPassCounts {
    std::int64_t answered = 0;   ///< from result files
    std::int64_t toBeAsked = 0;  ///< that stand in no batch yet
    std::int64_t given = 0;      ///< that stand in a batch already and are not answered
};

class BatchPass
{
public:
    /// `given`: keys of exchanges that stand in batches; they are not written again. `folder` empty: nothing is
    /// written, and what is to be asked is only counted. `number`: the files' numbers follow on it.
    BatchPass(BatchResults results, std::unordered_set<std::string> given, std::string folder, int number = 0);
    ~BatchPass();
    BatchPass(const BatchPass &) = delete;
    BatchPass &operator=(const BatchPass &) = delete;

    /// A model of this pass: ErrorKind::Deferred for what is not answered yet, BadReply for what failed. The models
    /// must not outlive the pass. `specification` as run settings name it.
    std::shared_ptr<ChatModel> model(const std::string &name, const std::string &specification);

    BatchPassCounts counts() const;
    /// Once the run has ended: puts the files in their places; see BatchWriter. `remember` gets the model's name and
    /// specification, too.
    using Remember = std::function<Result<>(const std::string &name, const std::string &specification, const WrittenBatch &)>;
    Result<std::vector<WrittenBatch>> finish(const Remember &remember);

private:
    class Model;
    struct Series {
        std::string name, specification;
        std::unique_ptr<BatchWriter> writer; ///< null: nothing is written
    };
    struct Waiting {
        Series *series = nullptr;
        ChatRequest request;
        ChatModel::Completion completion;
        bool isCancelled = false;
    };

    void work();
    Result<ChatReply> answer(const Waiting &waiting);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Waiting> m_queue;
    bool m_isStopping = false;
    BatchPassCounts m_counts;

    BatchResults m_results; ///< with the two below: of the worker
    std::unordered_set<std::string> m_given;
    std::string m_folder;
    int m_number;
    std::map<std::string, Series> m_series; ///< by specification; does not change while a run goes on
    std::thread m_worker;                   ///< last: it starts when all else is ready
};

} // namespace evol
