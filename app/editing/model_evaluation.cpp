// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "editing/model_evaluation.h"

#include "editing/stored_request.h"

namespace evol {

ModelEvaluation::ModelEvaluation(Document &document, std::shared_ptr<ChatModel> model, Prompt prompt, std::vector<GradedQuestion> questions,
                                 Sampling sampling, int concurrency)
    : m_document(document), m_model(std::move(model)), m_prompt(std::move(prompt)), m_questions(std::move(questions)), m_sampling(sampling),
      m_concurrency(concurrency)
{
}

ModelEvaluation::~ModelEvaluation()
{
    if (m_inFlight > 0)
        m_model->cancelAll();
}

void ModelEvaluation::start()
{
    QMetaObject::invokeMethod(this, &ModelEvaluation::pump, Qt::QueuedConnection);
}

void ModelEvaluation::pump()
{
    if (m_pumping) // a stored exchange is told at once
        return;
    m_pumping = true;
    while (!m_stopped && m_inFlight < m_concurrency && m_next < m_questions.size())
        ask(m_next++);
    m_pumping = false;
    if (m_inFlight > 0)
        return;
    m_failed += static_cast<std::int64_t>(m_questions.size() - m_next); // not asked any more
    m_next = m_questions.size();
    Q_EMIT finished();
}

void ModelEvaluation::ask(std::size_t index)
{
    ++m_inFlight;
    ChatRequest request;
    request.values.instruction = m_questions[index].question;
    auto sent = render(m_prompt, request.values);
    if (!sent)
        return answered(index, tl::unexpected<Error>(sent.error()));
    request.prompt = m_prompt.text;
    request.messages = {{"user", std::move(*sent)}};
    static_cast<Sampling &>(request.parameters) = m_sampling;
    request.task = {Stage::Respond, {}, request.values.instruction, {}, {}};
    askStored(m_document, *m_model, std::move(request), 0, this, [this, index](const Result<Exchange> &reply) { answered(index, reply); });
}

void ModelEvaluation::answered(std::size_t index, const Result<Exchange> &reply)
{
    --m_inFlight;
    if (reply) {
        // One that was cut off or withheld is graded as it stands: asking again would give the same.
        m_score.count(gradeOf(m_questions[index], reply->reply));
        m_failuresInARow = 0;
    } else {
        ++m_failed;
        ++m_failuresInARow;
        if (reply.error().kind != ErrorKind::Cancelled)
            m_error = reply.error();
    }
    // A server that is gone stays gone for the rest.
    if (m_failuresInARow >= 8 + m_concurrency && !m_stopped) {
        m_stopped = true;
        m_model->cancelAll();
    }
    Q_EMIT progressed(m_score.graded() + m_failed, static_cast<qint64>(m_questions.size()));
    pump();
}

} // namespace evol
