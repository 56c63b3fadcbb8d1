// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/run_estimate.h"

#include "evolution/epoch_plan.h"
#include "evolution/item_evolution.h"
#include "evolution/operators.h"

namespace evol {

namespace {

constexpr std::int64_t addedTokens = 27; // 20 words at about 4/3 tokens a word
constexpr std::int64_t responseTokens = 250;
constexpr std::int64_t verdictTokens = 3;
constexpr std::int64_t qualityTokens = 15;
constexpr int usualSteps = 5; // of a solution

class Estimator
{
public:
    Estimator(const RunSettings &settings, const StagePrices &prices)
        : m_settings(settings), m_prices(prices), m_prompts(settings.prompts)
    {
    }

    Result<> add(const RunItem &item, std::int64_t tokens, std::int64_t copies)
    {
        m_copies = copies;
        if (item.kind == ItemKind::Respond)
            return respond(tokens);
        if (item.kind != ItemKind::Evolve)
            return addStage(item.kind, tokens);
        const std::int64_t child = tokens + addedTokens;
        if (auto r = ask(Stage::Rewrite, promptKeyOf(m_settings, item.operatorKey), tokens, child); !r)
            return r;
        if (auto r = ask(Stage::Judge, "judge_equal", tokens + child, verdictTokens); !r)
            return r;
        if (auto r = respond(child); !r)
            return r;
        return m_settings.scoresDifficulty ? ask(Stage::Score, "score_difficulty", child, verdictTokens) : Result<>();
    }

    RunEstimate estimate;

private:
    Result<> addStage(ItemKind kind, std::int64_t tokens)
    {
        if (kind == ItemKind::Judge)
            return ask(Stage::Judge, "judge_equal", 2 * tokens, verdictTokens);
        if (kind == ItemKind::Score)
            return ask(Stage::Score, "score_difficulty", tokens, verdictTokens);
        if (kind == ItemKind::Quality)
            return ask(Stage::Quality, "score_math", tokens, qualityTokens);
        for (int step = 0; step < usualSteps; ++step) {
            if (auto asked = ask(Stage::Label, "label_step", tokens + responseTokens / 2, verdictTokens); !asked)
                return asked;
        }
        return {};
    }

    Result<> respond(std::int64_t tokens)
    {
        for (int i = 0; i < std::max(m_settings.responses, 1); ++i) {
            if (auto asked = ask(Stage::Respond, "respond", tokens, responseTokens); !asked)
                return asked;
        }
        return {};
    }

    Result<> ask(Stage stage, const std::string &promptKey, std::int64_t textTokens, std::int64_t reply)
    {
        auto known = m_promptTokens.find(promptKey);
        if (known == m_promptTokens.end()) {
            const auto prompt = m_prompts.prompt(promptKey);
            if (!prompt)
                return tl::unexpected<Error>(prompt.error());
            known = m_promptTokens.emplace(promptKey, tokensIn(prompt->text)).first;
        }
        StageEstimate &part = estimate.stages[stage];
        const TokenPrice price = m_prices(stage);
        const std::int64_t sent = m_copies * (known->second + textTokens), received = m_copies * reply;
        part.requests += m_copies;
        part.promptTokens += sent;
        part.completionTokens += received;
        part.cost += (static_cast<double>(sent) * price.prompt + static_cast<double>(received) * price.completion) / 1e6;
        return {};
    }

    const RunSettings &m_settings;
    const StagePrices &m_prices;
    PromptLibrary m_prompts;
    std::int64_t m_copies = 1; ///< of what is being added
    std::map<std::string, std::int64_t> m_promptTokens;
};

} // namespace

std::int64_t tokensIn(const std::string &text)
{
    std::int64_t quarters = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        // The first byte of a three-byte character is one token, the others are part of it.
        quarters += byte < 0x80 ? 1 : byte >= 0xE0 ? 4 : byte >= 0xC0 ? 2 : 0;
    }
    return (quarters + 3) / 4;
}

void RunEstimate::scale(std::int64_t numerator, std::int64_t denominator)
{
    for (auto &[stage, part] : stages) {
        for (std::int64_t *count : {&part.requests, &part.promptTokens, &part.completionTokens})
            *count = *count * numerator / denominator;
        part.cost *= static_cast<double>(numerator) / static_cast<double>(denominator);
    }
}

StageEstimate RunEstimate::total() const
{
    StageEstimate sum;
    for (const auto &[stage, part] : stages) {
        sum.requests += part.requests;
        sum.promptTokens += part.promptTokens;
        sum.completionTokens += part.completionTokens;
        sum.cost += part.cost;
    }
    return sum;
}

Result<RunEstimate> estimateItems(const std::vector<RunItem> &items, ProjectReader &reader, const RunSettings &settings,
                                  const StagePrices &prices, std::size_t most)
{
    const std::size_t step = most == 0 ? 1 : std::max<std::size_t>((items.size() + most - 1) / most, 1);
    Estimator estimator(settings, prices);
    std::int64_t read = 0;
    for (std::size_t i = 0; i < items.size(); i += step, ++read) {
        const RunItem &item = items[i];
        const auto text = reader.instruction(item.kind == ItemKind::Evolve ? item.parent : item.instruction);
        if (!text)
            return tl::unexpected<Error>(text.error());
        const std::int64_t tokens = tokensIn(fullText(*text));
        // With every operator, each kept child is evolved by every operator again.
        std::int64_t copies = 1;
        for (int round = 0; round < (item.kind == ItemKind::Evolve ? settings.epochs : 1); ++round) {
            if (auto added = estimator.add(item, tokens + round * addedTokens, copies); !added)
                return tl::unexpected<Error>(added.error());
            if (settings.choice == Choice::Each)
                copies = std::min<std::int64_t>(copies * operatorCount(settings), 1'000'000);
        }
    }
    if (step > 1)
        estimator.estimate.scale(static_cast<std::int64_t>(items.size()), read);
    return estimator.estimate;
}

Result<RunEstimate> estimateRun(const Pool &pool, ProjectReader &reader, const RunSettings &settings, const StagePrices &prices)
{
    Run run;
    run.settings = settings;
    run.firstEpoch = firstEpochOf(pool, settings);
    const auto items = planEpoch(pool, run, {});
    return items ? estimateItems(*items, reader, settings, prices) : tl::unexpected<Error>(items.error());
}

} // namespace evol
