// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "editing/prompt_trial.h"

#include "evolution/exchange_key.h"
#include "evolution/item_evolution.h"
#include "evolution/prompt_versions.h"

#include <QPointer>

namespace evol {

Stage stageOfPrompt(const std::string &key)
{
    if (key.find('/') != std::string::npos)
        return Stage::Rewrite;
    if (key == "judge_equal")
        return Stage::Judge;
    if (key == "respond")
        return Stage::Respond;
    if (key == "score_math")
        return Stage::Quality;
    return key == "label_step" ? Stage::Label : Stage::Score;
}

std::vector<InstructionId> trialInstructions(const Pool &pool, const std::string &promptKey, std::size_t count)
{
    const Stage stage = stageOfPrompt(promptKey);
    const auto isSuited = [&](NodeIndex n) {
        return pool.state(n) == State::Kept && (stage != Stage::Judge || pool.parent(n) != noNode) && (stage != Stage::Label || pool.responses(n) > 0);
    };
    std::vector<InstructionId> suited;
    for (const NodeIndex n : pool.preorder()) {
        if (isSuited(n))
            suited.push_back(pool.id(n));
    }
    if (suited.size() <= count)
        return suited;
    std::vector<InstructionId> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(suited[i * suited.size() / count]);
    return ids;
}

PromptTrial::PromptTrial(Document &document, std::shared_ptr<ChatModel> model, Prompt prompt, Sampling sampling)
    : m_document(document), m_model(std::move(model)), m_prompt(std::move(prompt)), m_sampling(sampling)
{
}

PromptTrial::~PromptTrial()
{
    if (m_left > 0)
        m_model->cancelAll();
}

void PromptTrial::start(std::vector<InstructionId> instructions)
{
    m_answers.clear();
    m_left = instructions.size();
    for (const InstructionId id : instructions)
        m_answers.push_back({id, {}, Exchange()});
    if (m_left == 0)
        QMetaObject::invokeMethod(this, &PromptTrial::finished, Qt::QueuedConnection);
    for (std::size_t i = 0; i < instructions.size(); ++i)
        ask(i);
}

void PromptTrial::ask(std::size_t index)
{
    Answer &answer = m_answers[index];
    const auto values = promptValuesOf(m_document.reader(), m_prompt.key, answer.instruction);
    if (!values)
        return answered(index, tl::unexpected<Error>(values.error()));
    auto sent = render(m_prompt, *values);
    if (!sent)
        return answered(index, tl::unexpected<Error>(sent.error()));
    answer.sent = std::move(*sent);
    ChatRequest request;
    request.prompt = m_prompt.text;
    request.values = *values;
    request.messages = {{"user", answer.sent}};
    static_cast<Sampling &>(request.parameters) = m_sampling;
    request.parameters.seed = static_cast<std::uint32_t>(answer.instruction & 0x7FFF'FFFF);
    request.task = {stageOfPrompt(m_prompt.key), m_prompt.key.substr(m_prompt.key.find('/') + 1), values->instruction, values->context, values->child};
    if (request.task.stage == Stage::Label)
        request.task.child = values->step;
    const std::string key = exchangeKey(m_model->name(), request);
    const auto known = m_document.reader().findExchange(key);
    if (known && *known)
        return answered(index, **known);
    m_model->send(request, [trial = QPointer(this), document = &m_document, model = m_model->name(), index, key, request,
                            id = answer.instruction](const Result<ChatReply> &reply) {
        auto exchange = std::make_shared<Exchange>();
        if (reply) {
            *exchange = makeExchange(key, model, request, *reply);
            exchange->instruction = id;
        }
        QMetaObject::invokeMethod(
            document,
            [trial, index, exchange, error = reply ? Error() : reply.error()] {
                if (trial)
                    trial->replied(index, exchange, error);
            },
            Qt::QueuedConnection);
    });
}

void PromptTrial::replied(std::size_t index, std::shared_ptr<Exchange> exchange, const Error &error)
{
    if (exchange->key.empty() || !m_document.writer())
        return answered(index, exchange->key.empty() ? Result<Exchange>(tl::unexpected<Error>(error)) : *exchange);
    exchange->time = m_document.clock().now();
    m_document.writer()->post(
        [exchange](ProjectStore &store) -> Result<> {
            const auto saved = store.saveExchange(*exchange);
            return saved ? Result<>() : tl::unexpected<Error>(saved.error());
        },
        [trial = QPointer(this), document = &m_document, index, exchange](const Result<> &saved) {
            QMetaObject::invokeMethod(
                document,
                [trial, index, exchange, saved] {
                    if (trial)
                        trial->answered(index, saved ? Result<Exchange>(*exchange) : tl::unexpected<Error>(saved.error()));
                },
                Qt::QueuedConnection);
        });
}

void PromptTrial::answered(std::size_t index, Result<Exchange> reply)
{
    if (reply && reply->outcome != ReplyOutcome::Complete) {
        if (const auto usable = checkOutcome(*reply); !usable)
            reply = tl::unexpected<Error>(usable.error());
    }
    m_answers[index].reply = std::move(reply);
    if (--m_left == 0)
        QMetaObject::invokeMethod(this, &PromptTrial::finished, Qt::QueuedConnection);
}

} // namespace evol
