// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "evolution/item_evolution.h"

#include "domain/random.h"
#include "evolution/answer_agreement.h"
#include "evolution/operators.h"
#include "evolution/rules/rules.h"
#include "evolution/rules/thresholds_codec.h"
#include "evolution/words.h"

namespace evol {

namespace {

Result<int> parseDifficulty(const std::string &reply)
{
    const std::size_t digit = reply.find_first_of("0123456789");
    if (digit != std::string::npos) {
        const int score = std::atoi(reply.c_str() + digit);
        if (score >= 1 && score <= 10)
            return score;
    }
    return fail(ErrorKind::BadReply, "The difficulty given is no number from 1 to 10: \"" + reply.substr(0, 100) + "\".");
}

} // namespace

std::string fullText(const Instruction &instruction)
{
    return instruction.context.empty() ? instruction.text : instruction.text + "\n\n" + instruction.context;
}

Result<std::shared_ptr<const RunTerms>> makeTerms(RunSettings settings)
{
    auto thresholds = decodeThresholds(settings.thresholds);
    if (!thresholds)
        return tl::unexpected<Error>(thresholds.error());
    PromptLibrary prompts(settings.prompts);
    return std::make_shared<const RunTerms>(RunTerms{std::move(settings), std::move(*thresholds), std::move(prompts)});
}

ItemEvolution::ItemEvolution(RunItem item, Instruction subject, std::shared_ptr<const RunTerms> terms)
    : m_item(std::move(item)), m_subject(std::move(subject)), m_terms(std::move(terms))
{
}

Result<> checkOutcome(const Exchange &exchange)
{
    switch (exchange.outcome) {
    case ReplyOutcome::Complete:
        return {};
    case ReplyOutcome::Truncated:
        return fail(ErrorKind::BadReply, "The reply of " + exchange.model + " was cut off after " +
                                             std::to_string(exchange.completionTokens) + " tokens; raise its token limit.");
    case ReplyOutcome::Filtered:
        return fail(ErrorKind::Refused, "The content filter of " + exchange.model +
                                            " withheld the reply; leave this instruction out or use another model.");
    case ReplyOutcome::Empty:
        break;
    }
    return fail(ErrorKind::BadReply, "The reply of " + exchange.model + " has no text; the model may not suit the prompt.");
}

std::optional<Stage> ItemEvolution::nextStage() const
{
    if (m_item.kind == ItemKind::Respond)
        return isAnswered() ? std::nullopt : std::optional(Stage::Respond);
    if (m_item.kind == ItemKind::Score)
        return m_difficulty ? std::nullopt : std::optional(Stage::Score);
    if (!m_childText)
        return Stage::Rewrite;
    // An identical text needs no judge, and an eliminated one no answer: neither is worth a request.
    if (!m_judge && *m_childText != trimmed(fullText(m_subject)))
        return Stage::Judge;
    if (!isAnswered())
        return keeps() ? std::optional(Stage::Respond) : std::nullopt;
    if (m_terms->settings.scoresDifficulty && !m_difficulty)
        return Stage::Score;
    return std::nullopt;
}

std::string ItemEvolution::promptKey(Stage stage) const
{
    switch (stage) {
    case Stage::Rewrite:
        return promptKeyOf(m_terms->settings, m_item.operatorKey);
    case Stage::Judge:
        return "judge_equal";
    case Stage::Respond:
        return "respond";
    case Stage::Score:
        break;
    }
    return "score_difficulty";
}

PromptValues ItemEvolution::promptValues(Stage stage) const
{
    PromptValues values;
    const bool isOfChild = m_childText && stage != Stage::Judge;
    values.instruction = isOfChild ? *m_childText : m_subject.text;
    if (!isOfChild)
        values.context = m_subject.context;
    if (stage == Stage::Judge)
        values.child = *m_childText;
    return values;
}

Result<ChatRequest> ItemEvolution::request(int sample)
{
    const Stage stage = *nextStage();
    const auto prompt = m_terms->prompts.prompt(promptKey(stage));
    if (!prompt)
        return tl::unexpected<Error>(prompt.error());
    m_askedPrompt = prompt->version;
    ChatRequest request;
    request.prompt = prompt->text;
    request.values = promptValues(stage);
    request.messages = {{"user", fillIn(request.prompt, request.values)}};
    // The responses to one instruction are samples of one request, as are the tries at each.
    if (stage == Stage::Respond)
        sample = static_cast<int>(m_responses.size()) + sample * std::max(m_terms->settings.responses, 1);
    request.sample = sample;
    static_cast<Sampling &>(request.parameters) = stage == Stage::Rewrite   ? m_terms->settings.evolverSampling
                                                  : stage == Stage::Respond ? m_terms->settings.responderSampling
                                                                            : m_terms->settings.judgeSampling;
    const std::uint64_t about = static_cast<std::uint64_t>(m_subject.id);
    request.parameters.seed = static_cast<std::uint32_t>(
        randomBits({m_terms->settings.seed, about, static_cast<std::uint64_t>(m_item.epoch),
                    static_cast<std::uint64_t>(m_item.sample), static_cast<std::uint64_t>(stage),
                    static_cast<std::uint64_t>(sample)}) >> 33); // 31 bits: servers read it as a signed number
    request.task = {stage, m_item.operatorKey, m_subject.text, m_subject.context, m_childText.value_or("")};
    if (m_childText && stage != Stage::Judge)
        request.task = {stage, m_item.operatorKey, *m_childText, "", ""};
    return request;
}

Result<> ItemEvolution::takeRewrite(const Exchange &exchange)
{
    std::string text(trimmed(exchange.reply));
    if (text.empty())
        return fail(ErrorKind::BadReply, "The rewrite that " + exchange.model + " gave is empty.");
    m_childText = std::move(text);
    m_childModel = exchange.model;
    m_childPrompt = m_askedPrompt;
    m_rewriteExchange = exchange.id;
    return {};
}

Result<> ItemEvolution::take(const Exchange &exchange)
{
    const Stage stage = *nextStage();
    if (const auto usable = checkOutcome(exchange); !usable)
        return usable;
    if (stage == Stage::Rewrite)
        return takeRewrite(exchange);
    if (stage == Stage::Judge) {
        auto opinion = parseJudgement(exchange.reply);
        if (!opinion)
            return tl::unexpected<Error>(opinion.error());
        m_judge = std::move(*opinion);
        m_judgeExchange = exchange.id;
    } else if (stage == Stage::Respond) {
        m_responses.emplace_back(trimmed(exchange.reply));
        m_responseModel = exchange.model;
        m_responsePrompt = m_askedPrompt;
        m_responseExchanges.push_back(exchange.id);
        if (m_item.kind == ItemKind::Respond && isAnswered() && agreeing().empty())
            return fail(ErrorKind::Refused, "No final answer is that of more than half of the " +
                                                std::to_string(m_responses.size()) + " responses; none was kept.");
    } else {
        const auto difficulty = parseDifficulty(exchange.reply);
        if (!difficulty)
            return tl::unexpected<Error>(difficulty.error());
        m_difficulty = *difficulty;
    }
    return {};
}

std::vector<FiredRule> ItemEvolution::firedRules() const
{
    if (!m_childText)
        return {};
    const std::string parent = fullText(m_subject);
    const bool asksForMajority = isAnswered() && m_terms->settings.keep == KeptResponses::Majority;
    return judgeByRules({parent, *m_childText, m_responses.empty() ? nullptr : &m_responses.front(), m_judge,
                         asksForMajority ? &m_responses : nullptr},
                        m_terms->thresholds);
}

bool ItemEvolution::isAnswered() const
{
    return static_cast<int>(m_responses.size()) >= std::max(m_terms->settings.responses, 1);
}

std::vector<std::size_t> ItemEvolution::agreeing() const
{
    const bool takesAll = m_terms->settings.keep == KeptResponses::All;
    const auto majority = takesAll ? std::nullopt : majorityAnswer(m_responses);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < m_responses.size(); ++i) {
        if (takesAll || (majority && finalAnswer(m_responses[i]) == majority))
            kept.push_back(i);
    }
    return kept;
}

bool ItemEvolution::keeps() const
{
    return firedRules().empty();
}

Instruction ItemEvolution::child() const
{
    Instruction child;
    child.id = m_item.instruction;
    child.parent = m_item.parent;
    child.epoch = m_item.epoch;
    child.operatorKey = m_item.operatorKey;
    child.text = *m_childText;
    child.skill = m_subject.skill;
    child.model = m_childModel;
    child.promptVersion = m_childPrompt;
    child.exchange = m_rewriteExchange;
    return child;
}

std::vector<Change> ItemEvolution::changes() const
{
    std::vector<Change> changes;
    if (m_childText) {
        changes.push_back(AddInstruction{child()});
        changes.push_back(SetVerdict{m_item.instruction, {}, Verdict{firedRules(), m_judgeExchange}});
    }
    ResponseId next = m_item.response;
    for (const std::size_t i : agreeing()) {
        changes.push_back(AddResponse{{next++, m_item.instruction, m_responses[i], m_responseModel, m_responsePrompt,
                                       m_responseExchanges[i], {}}});
    }
    if (m_difficulty)
        changes.push_back(SetDifficulty{m_item.instruction, {}, m_difficulty});
    return changes;
}

} // namespace evol
