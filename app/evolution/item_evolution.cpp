// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "evolution/item_evolution.h"

#include "domain/random.h"
#include "domain/solution_steps.h"
#include "evolution/answer_agreement.h"
#include "evolution/operators.h"
#include "evolution/rules/rules.h"
#include "evolution/rules/thresholds_codec.h"
#include "evolution/stage_replies.h"
#include "evolution/words.h"

#include <algorithm>
#include <iterator>

namespace evol {

namespace {

std::vector<Response> from(const std::vector<Response> &responses, const std::string &source)
{
    std::vector<Response> found;
    std::copy_if(responses.begin(), responses.end(), std::back_inserter(found), [&](const Response &each) { return each.source == source; });
    return found;
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

ItemEvolution::ItemEvolution(RunItem item, ItemMaterial material, std::shared_ptr<const RunTerms> terms)
    : m_item(std::move(item)), m_material(std::move(material)), m_terms(std::move(terms))
{
    if (m_item.kind == ItemKind::Label)
        splitSteps();
    if (m_item.kind != ItemKind::Judge || !m_material.rewrite)
        return;
    m_childText = fullText(*m_material.rewrite);
    for (const Response &response : m_material.responses)
        m_responses.push_back(response.text);
}

void ItemEvolution::splitSteps()
{
    for (const Response &response : m_material.responses) {
        std::string before;
        int number = 0;
        for (const std::string_view step : solutionSteps(response.text)) {
            if (!m_material.marked.contains({response.id, number}))
                m_steps.push_back({response.id, number, before, std::string(step)});
            before += (before.empty() ? "" : "\n") + std::string(step);
            ++number;
        }
    }
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
    const auto unless = [](bool done, Stage stage) { return done ? std::nullopt : std::optional(stage); };
    switch (m_item.kind) {
    case ItemKind::Evolve:
        return stageOfRewrite();
    case ItemKind::Respond:
        return unless(isAnswered(), Stage::Respond);
    case ItemKind::Score:
        return unless(m_difficulty.has_value(), Stage::Score);
    case ItemKind::Judge:
        return unless(m_judge || *m_childText == trimmed(fullText(subject())), Stage::Judge);
    case ItemKind::Quality:
        return unless(m_quality.has_value(), Stage::Quality);
    case ItemKind::Label:
        break;
    }
    return unless(m_marks.size() == m_steps.size(), Stage::Label);
}

std::optional<Stage> ItemEvolution::stageOfRewrite() const
{
    if (!m_childText)
        return Stage::Rewrite;
    // An identical text needs no judge, and an eliminated one no answer: neither is worth a request.
    if (!m_judge && *m_childText != trimmed(fullText(subject())))
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
        return "score_difficulty";
    case Stage::Quality:
        return "score_math";
    case Stage::Label:
        break;
    }
    return "label_step";
}

PromptValues ItemEvolution::promptValues(Stage stage) const
{
    PromptValues values;
    const bool isOfChild = m_childText && stage != Stage::Judge;
    values.instruction = isOfChild ? *m_childText : subject().text;
    if (!isOfChild)
        values.context = subject().context;
    if (stage == Stage::Judge)
        values.child = *m_childText;
    if (stage == Stage::Label) {
        values.steps = m_steps[m_marks.size()].before;
        values.step = m_steps[m_marks.size()].text;
    }
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
    const std::uint64_t about = static_cast<std::uint64_t>(subject().id);
    request.parameters.seed = static_cast<std::uint32_t>(
        randomBits({m_terms->settings.seed, about, static_cast<std::uint64_t>(m_item.epoch),
                    static_cast<std::uint64_t>(m_item.sample), static_cast<std::uint64_t>(stage),
                    static_cast<std::uint64_t>(sample)}) >> 33); // 31 bits: servers read it as a signed number
    request.task = {stage, m_item.operatorKey, subject().text, subject().context, m_childText.value_or("")};
    if (m_childText && stage != Stage::Judge)
        request.task = {stage, m_item.operatorKey, *m_childText, "", ""};
    if (stage == Stage::Label)
        request.task.child = request.values.step;
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
    m_firedRules.reset();
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
        return takeResponse(exchange);
    } else if (stage == Stage::Label) {
        const auto label = parseStepLabel(exchange.reply);
        if (!label)
            return tl::unexpected<Error>(label.error());
        m_marks.push_back({*label, exchange.model, exchange.id});
    } else if (stage == Stage::Quality) {
        const auto quality = parseQuality(exchange.reply);
        if (!quality)
            return tl::unexpected<Error>(quality.error());
        m_quality = *quality;
    } else {
        const auto difficulty = parseDifficulty(exchange.reply);
        if (!difficulty)
            return tl::unexpected<Error>(difficulty.error());
        m_difficulty = *difficulty;
    }
    return {};
}

Result<> ItemEvolution::takeResponse(const Exchange &exchange)
{
    m_responses.emplace_back(trimmed(exchange.reply));
    m_responseModel = exchange.model;
    m_responsePrompt = m_askedPrompt;
    m_responseExchanges.push_back(exchange.id);
    if (m_item.kind != ItemKind::Respond || !isAnswered() || !agreeing().empty())
        return {};
    const std::string count = std::to_string(m_responses.size());
    if (m_terms->settings.keep == KeptResponses::Majority)
        return fail(ErrorKind::Refused, "Rule no_majority: no final answer is that of more than half of the " + count + " responses; none of them was kept.");
    return fail(ErrorKind::Refused, "Rule no_agreement: " + (m_responses.size() == 1 ? "the final answer is not" : "none of the " + count + " final answers is") +
                                        " that of " + m_terms->settings.reference + "; no response was kept.");
}

const std::vector<FiredRule> &ItemEvolution::firedRules() const
{
    if (!m_firedRules && !m_childText)
        m_firedRules.emplace();
    if (m_firedRules)
        return *m_firedRules;
    const std::string parent = fullText(subject());
    const bool asksForMajority = isAnswered() && m_terms->settings.keep == KeptResponses::Majority;
    m_firedRules = judgeByRules({parent, *m_childText, m_responses.empty() ? nullptr : &m_responses.front(), m_judge,
                                 asksForMajority ? &m_responses : nullptr},
                                m_terms->thresholds);
    return *m_firedRules;
}

bool ItemEvolution::isAnswered() const
{
    return static_cast<int>(m_responses.size()) >= std::max(m_terms->settings.responses, 1);
}

std::vector<std::size_t> ItemEvolution::agreeing() const
{
    const RunSettings &settings = m_terms->settings;
    std::optional<std::string> wanted;
    if (settings.keep == KeptResponses::Majority)
        wanted = majorityAnswer(m_responses);
    if (const auto reference = from(m_material.responses, settings.reference); settings.keep == KeptResponses::Reference && !reference.empty())
        wanted = finalAnswer(reference.front().text);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < m_responses.size(); ++i) {
        if (settings.keep == KeptResponses::All || (wanted && finalAnswer(m_responses[i]) == wanted))
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
    child.skill = subject().skill;
    child.model = m_childModel;
    child.promptVersion = m_childPrompt;
    child.exchange = m_rewriteExchange;
    return child;
}

void ItemEvolution::addResponses(std::vector<Change> &changes) const
{
    ResponseId next = m_item.response;
    for (const std::size_t i : agreeing()) {
        changes.push_back(AddResponse{{next++, m_item.instruction, m_responses[i], m_responseModel, m_responsePrompt,
                                       m_responseExchanges[i], {}}});
    }
}

std::vector<Change> ItemEvolution::changes() const
{
    std::vector<Change> changes;
    if (m_item.kind == ItemKind::Evolve)
        changes.push_back(AddInstruction{child()});
    if (m_item.kind == ItemKind::Evolve || m_item.kind == ItemKind::Judge)
        changes.push_back(SetVerdict{m_item.instruction, {}, Verdict{firedRules(), m_judgeExchange}});
    if (m_item.kind == ItemKind::Evolve || m_item.kind == ItemKind::Respond)
        addResponses(changes);
    if (m_difficulty)
        changes.push_back(SetDifficulty{m_item.instruction, {}, m_difficulty});
    if (m_quality)
        changes.push_back(SetQuality{m_item.instruction, {}, m_quality});
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        changes.push_back(LabelStep{m_steps[i].response, m_item.instruction, m_steps[i].number, {}, m_marks[i]});
    return changes;
}

} // namespace evol
