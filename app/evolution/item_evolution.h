// SPDX-License-Identifier: GPL-3.0-or-later
// One planned item of a run as a state machine: rewrite, judge, respond, score, done. It knows no thread, no
// network and no store: it says what to ask next and takes the replies.
#pragma once

#include "domain/change.h"
#include "domain/exchange.h"
#include "domain/run.h"
#include "evolution/chat_model.h"
#include "evolution/exchange_key.h"
#include "evolution/prompts.h"
#include "evolution/rules/rule.h"

#include <optional>
#include <string>
#include <vector>

namespace evol {

/// An instruction as a model sees it: the text, an empty line, and the context where there is one.
std::string fullText(const Instruction &instruction);

class ItemEvolution
{
public:
    /// `subject`: the parent, or for ItemKind::Respond the instruction to answer.
    ItemEvolution(RunItem item, Instruction subject, RunSettings settings, RuleThresholds thresholds = {});

    const RunItem &item() const { return m_item; }
    /// Empty: all replies are in, changes() can be committed.
    std::optional<Stage> nextStage() const;
    /// The request of nextStage(), the `sample`-th of its kind. Fails where its prompt cannot be used.
    Result<ChatRequest> request(const PromptLibrary &prompts, int sample);
    /// Takes the reply to nextStage(). ErrorKind::BadReply where it is of no use; then another sample may be.
    Result<> take(const Exchange &exchange);
    std::vector<Change> changes() const;
    /// Whether changes() keeps the child; true for ItemKind::Respond.
    bool keeps() const;

private:
    std::string promptKey(Stage stage) const;
    PromptValues promptValues(Stage stage) const;
    Result<> takeRewrite(const Exchange &exchange);
    std::vector<FiredRule> firedRules() const;
    Instruction child() const;

    RunItem m_item;
    Instruction m_subject;
    RunSettings m_settings;
    RuleThresholds m_thresholds;
    std::optional<std::string> m_childText;
    std::optional<JudgeOpinion> m_judge;
    std::optional<std::string> m_response;
    std::optional<int> m_difficulty;
    std::string m_childModel, m_responseModel;
    std::string m_childPrompt, m_responsePrompt; ///< versions
    std::string m_askedPrompt;                   ///< version of the prompt of the last request
    ExchangeId m_rewriteExchange = 0, m_judgeExchange = 0, m_responseExchange = 0;
};

/// Refuses a reply that is not whole: ErrorKind::Refused where asking again would give the same, else BadReply.
Result<> checkOutcome(const Exchange &exchange);

} // namespace evol
