// SPDX-License-Identifier: GPL-3.0-or-later
// A prompt tried on a few instructions: the model's replies are kept as exchanges, so that trying the same again costs
// nothing, and change nothing else. Lives on the document's thread, and must go before the document.
#pragma once

#include "editing/document.h"
#include "evolution/prompts.h"
#include "evolution/run_port.h"

#include <map>

namespace evol {

/// The step of an evolution that a prompt is for.
Stage stageOfPrompt(const std::string &key);

/// Instructions that the prompt can be tried on, evenly spread over the pool: kept ones, for a prompt that compares
/// with a parent, for one about steps with a response.
std::vector<InstructionId> trialInstructions(const Pool &pool, const std::string &promptKey, std::size_t count = 3);

class PromptTrial : public QObject
{
    Q_OBJECT
public:
    struct Answer {
        InstructionId instruction = 0;
        std::string sent;       ///< the prompt filled in
        Result<Exchange> reply; ///< without an id where there was no request
    };

    PromptTrial(Document &document, std::shared_ptr<ChatModel> model, Prompt prompt, Sampling sampling = {});
    ~PromptTrial() override; ///< cancels what is asked

    /// finished() follows, later; once at a time.
    void start(std::vector<InstructionId> instructions);
    const std::vector<Answer> &answers() const { return m_answers; }

Q_SIGNALS:
    void finished();

private:
    void ask(std::size_t index);
    void answered(std::size_t index, Result<Exchange> reply);

    Document &m_document;
    std::shared_ptr<ChatModel> m_model;
    Prompt m_prompt;
    Sampling m_sampling;
    std::vector<Answer> m_answers;
    std::size_t m_left = 0;
};

} // namespace evol
