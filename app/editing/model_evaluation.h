// SPDX-License-Identifier: GPL-3.0-or-later
// A model asked the questions of a benchmark, its solutions graded. Each exchange is stored in the project, so that an
// evaluation that was cut short goes on where it was. Lives on the document's thread, and must go before the document.
#pragma once

#include "editing/document.h"
#include "evaluation/graded_questions.h"
#include "evolution/chat_model.h"
#include "evolution/prompts.h"

#include <memory>
#include <optional>

namespace evol {

/// Greedy decoding: the same model gives the same score again.
inline Sampling evaluationSampling()
{
    Sampling sampling;
    sampling.temperature = 0;
    sampling.topP = 1;
    return sampling;
}

class ModelEvaluation : public QObject
{
    Q_OBJECT
public:
    ModelEvaluation(Document &document, std::shared_ptr<ChatModel> model, Prompt prompt, std::vector<GradedQuestion> questions,
                    Sampling sampling, int concurrency);
    ~ModelEvaluation() override; ///< cancels what is asked

    /// finished() follows, later; once.
    void start();

    const BenchmarkScore &score() const { return m_score; }
    std::size_t size() const { return m_questions.size(); }
    /// Questions without a reply, and why the last of them has none.
    std::int64_t failed() const { return m_failed; }
    const Error &error() const { return m_error; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 of);
    void finished();

private:
    void pump();
    void ask(std::size_t index);
    void answered(std::size_t index, const Result<Exchange> &reply);

    Document &m_document;
    std::shared_ptr<ChatModel> m_model;
    Prompt m_prompt;
    std::vector<GradedQuestion> m_questions;
    Sampling m_sampling;
    int m_concurrency;
    std::size_t m_next = 0;
    int m_inFlight = 0, m_failuresInARow = 0;
    bool m_pumping = false, m_stopped = false;
    BenchmarkScore m_score;
    std::int64_t m_failed = 0;
    Error m_error;
};

} // namespace evol
