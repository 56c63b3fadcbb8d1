// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "editing/prompt_trial.h"

#include "editing/stored_request.h"
#include "evolution/item_evolution.h"
#include "evolution/prompt_versions.h"

namespace evol {

Stage stageOfPrompt(const std::string &key)
{
    if (key.find('/') != std::string::npos)
        return Stage::Rewrite;
    if (key == "judge_equal")
        return Stage::Judge;
    if (key == "respond" || key == "evaluate_gsm8k")
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
    askStored(m_document, *m_model, std::move(request), answer.instruction, this, [this, index](Result<Exchange> reply) { answered(index, std::move(reply)); });
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
