// SPDX-License-Identifier: GPL-3.0-or-later
// A model asked the questions of a benchmark, its solutions graded. Each exchange is stored in the project, so that an
// evaluation that was cut short goes on where it was. Lives on the document's thread, and must go before the document.
#pragma once

#include "editing/document.h"
#include "evaluation/graded_questions.h"
#include "evolution/chat_model.h"
#include "evolution/prompts.h"

#include <map>
#include <memory>

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
    /// `sample`: another number asks anew what was asked before, of a model of the same name.
    ModelEvaluation(Document &document, std::shared_ptr<ChatModel> model, Prompt prompt, std::vector<GradedQuestion> questions,
                    Sampling sampling, int sample, int concurrency);
    ~ModelEvaluation() override; ///< cancels what is asked

    /// finished() follows, later; once.
    void start();

    const BenchmarkScore &score() const { return m_score; }
    /// Replies that the project had before.
    std::int64_t reused() const { return m_reused; }
    /// Questions without a reply, and why the last of them has none.
    std::int64_t failed() const { return m_failed; }
    const Error &error() const { return m_error; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 of);
    void finished();

private:
    void pump();
    void ask(const std::string &question);
    void answered(const std::string &question, const Result<Exchange> &reply);
    void stopWhereHopeless(ErrorKind kind);

    Document &m_document;
    std::shared_ptr<ChatModel> m_model;
    Prompt m_prompt;
    std::vector<std::string> m_questions;                     ///< each once
    std::map<std::string, std::vector<GradedQuestion>> m_known; ///< by question, as often as it is there
    Sampling m_sampling;
    int m_sample, m_concurrency;
    qint64 m_of; ///< questions, all of them
    std::size_t m_next = 0;
    int m_inFlight = 0, m_failuresInARow = 0;
    bool m_pumping = false, m_stopped = false;
    BenchmarkScore m_score;
    std::int64_t m_failed = 0, m_reused = 0;
    Error m_error;
};

} // namespace evol
