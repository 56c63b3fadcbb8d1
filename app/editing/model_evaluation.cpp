// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "editing/model_evaluation.h"

#include "editing/stored_request.h"

namespace evol {

ModelEvaluation::ModelEvaluation(Document &document, std::shared_ptr<ChatModel> model, Prompt prompt, std::vector<GradedQuestion> questions,
                                 Sampling sampling, int sample, int concurrency)
    : m_document(document), m_model(std::move(model)), m_prompt(std::move(prompt)), m_sampling(sampling), m_sample(sample), m_concurrency(concurrency),
      m_of(static_cast<qint64>(questions.size()))
{
    for (GradedQuestion &each : questions) {
        auto &known = m_known[each.question];
        if (known.empty())
            m_questions.push_back(each.question);
        known.push_back(std::move(each));
    }
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
        ask(m_questions[m_next++]);
    m_pumping = false;
    if (m_inFlight > 0)
        return;
    for (; m_next < m_questions.size(); ++m_next) // not asked any more
        m_failed += static_cast<std::int64_t>(m_known.at(m_questions[m_next]).size());
    Q_EMIT finished();
}

void ModelEvaluation::ask(const std::string &question)
{
    ++m_inFlight;
    ChatRequest request;
    request.values.instruction = question;
    auto sent = render(m_prompt, request.values);
    if (!sent)
        return answered(question, tl::unexpected<Error>(sent.error()));
    request.prompt = m_prompt.text;
    request.messages = {{"user", std::move(*sent)}};
    static_cast<Sampling &>(request.parameters) = m_sampling;
    request.sample = m_sample;
    request.task = {Stage::Respond, {}, question, {}, {}};
    const auto count = static_cast<std::int64_t>(m_known.at(question).size());
    if (askStored(m_document, *m_model, std::move(request), 0, this, [this, question](const Result<Exchange> &reply) { answered(question, reply); }) == Asked::Before)
        m_reused += count;
}

void ModelEvaluation::answered(const std::string &question, const Result<Exchange> &reply)
{
    --m_inFlight;
    const std::vector<GradedQuestion> &known = m_known.at(question);
    if (reply) {
        // One that was cut off or withheld is graded as it stands: asking again would give the same.
        for (const GradedQuestion &each : known)
            m_score.count(gradeOf(each, reply->reply));
        m_failuresInARow = 0;
    } else {
        m_failed += static_cast<std::int64_t>(known.size());
        ++m_failuresInARow;
        if (reply.error().kind != ErrorKind::Cancelled)
            m_error = reply.error();
        stopWhereHopeless(reply.error().kind);
    }
    Q_EMIT progressed(m_score.graded() + m_failed, m_of);
    pump();
}

void ModelEvaluation::stopWhereHopeless(ErrorKind kind)
{
    // A server that is gone stays gone for the rest; what cannot be stored is not to be paid for.
    const bool isStore = kind == ErrorKind::Io || kind == ErrorKind::Corrupt || kind == ErrorKind::ReadOnly || kind == ErrorKind::Busy;
    if (m_stopped || (!isStore && m_failuresInARow < 8 + m_concurrency))
        return;
    m_stopped = true;
    m_model->cancelAll();
}

} // namespace evol
