// SPDX-License-Identifier: GPL-3.0-or-later
// One planned item of a run as a state machine: rewrite, judge, respond, score, done. It knows no thread, no
// network and no store: it says what to ask next and takes the replies.
#pragma once

#include "domain/change.h"
#include "domain/exchange.h"
#include "domain/run.h"
#include "evolution/chat_model.h"
#include "evolution/exchange_key.h"
#include "evolution/item_material.h"
#include "evolution/prompts.h"
#include "evolution/rules/rule.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// An instruction as a model sees it: the text, an empty line, and the context where there is one.
std::string fullText(const Instruction &instruction);

/// What all items of a run have in common.
struct RunTerms {
    RunSettings settings;
    RuleThresholds thresholds;
    PromptLibrary prompts;
};

/// ErrorKind::InvalidInput where the settings' thresholds cannot be used.
Result<std::shared_ptr<const RunTerms>> makeTerms(RunSettings settings);

class ItemEvolution
{
public:
    ItemEvolution(RunItem item, ItemMaterial material, std::shared_ptr<const RunTerms> terms);

    const RunItem &item() const { return m_item; }
    /// Empty: all replies are in, changes() can be committed.
    std::optional<Stage> nextStage() const;
    /// The request of nextStage(), the `sample`-th of its kind. Fails where its prompt cannot be used.
    Result<ChatRequest> request(int sample);
    /// Takes the reply to nextStage(). ErrorKind::BadReply where it is of no use; then another sample may be.
    Result<> take(const Exchange &exchange);
    std::vector<Change> changes() const;
    /// Whether changes() keeps the child; true where there is none.
    bool keeps() const;

private:
    std::string promptKey(Stage stage) const;
    PromptValues promptValues(Stage stage) const;
    Result<> takeRewrite(const Exchange &exchange);
    Result<> takeResponse(const Exchange &exchange);
    std::optional<Stage> stageOfRewrite() const;
    void addResponses(std::vector<Change> &changes) const;
    bool isAnswered() const; ///< by as many responses as are asked for
    std::vector<std::size_t> agreeing() const; ///< positions of the responses to keep
    const std::vector<FiredRule> &firedRules() const;
    Instruction child() const;

    RunItem m_item;
    /// A step of a response to label.
    struct Step {
        ResponseId response = 0;
        int number = 0;
        std::string before, text;
    };
    void splitSteps();

    ItemMaterial m_material;
    const Instruction &subject() const { return m_material.subject; }
    std::shared_ptr<const RunTerms> m_terms;
    std::optional<std::string> m_childText;
    std::optional<JudgeOpinion> m_judge;
    mutable std::optional<std::vector<FiredRule>> m_firedRules; ///< empty: by the last reply not asked for yet
    std::vector<std::string> m_responses;
    std::vector<ExchangeId> m_responseExchanges; ///< of m_responses
    std::optional<int> m_difficulty;
    std::optional<Quality> m_quality;
    std::vector<Step> m_steps;
    std::vector<StepMark> m_marks; ///< of the first of m_steps
    std::string m_childModel, m_responseModel;
    std::string m_childPrompt, m_responsePrompt; ///< versions
    std::string m_askedPrompt;                   ///< version of the prompt of the last request
    ExchangeId m_rewriteExchange = 0, m_judgeExchange = 0;
};

/// Refuses a reply that is not whole: ErrorKind::Refused where asking again would give the same, else BadReply.
Result<> checkOutcome(const Exchange &exchange);

} // namespace evol
