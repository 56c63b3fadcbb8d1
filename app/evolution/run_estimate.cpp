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

class Estimator
{
public:
    Estimator(const RunSettings &settings, const RunModels &models)
        : m_settings(settings), m_models(models), m_prompts(settings.prompts)
    {
    }

    Result<> add(const RunItem &item, std::int64_t tokens)
    {
        if (item.kind == ItemKind::Respond)
            return respond(tokens);
        if (item.kind == ItemKind::Score)
            return ask(Stage::Score, "score_difficulty", tokens, verdictTokens);
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
        const TokenPrice &price = m_models.of(stage).price;
        ++part.requests;
        part.promptTokens += known->second + textTokens;
        part.completionTokens += reply;
        part.cost += (static_cast<double>(known->second + textTokens) * price.prompt + static_cast<double>(reply) * price.completion) / 1e6;
        return {};
    }

    const RunSettings &m_settings;
    const RunModels &m_models;
    PromptLibrary m_prompts;
    std::map<std::string, std::int64_t> m_promptTokens;
};

} // namespace

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

Result<RunEstimate> estimateRun(const Pool &pool, ProjectReader &reader, const RunSettings &settings,
                                const RunModels &models)
{
    Run run;
    run.settings = settings;
    run.firstEpoch = firstEpochOf(pool, settings);
    const auto items = planEpoch(pool, run, {});
    if (!items)
        return tl::unexpected<Error>(items.error());
    Estimator estimator(settings, models);
    for (const RunItem &item : *items) {
        const auto text = reader.instruction(item.kind == ItemKind::Evolve ? item.parent : item.instruction);
        if (!text)
            return tl::unexpected<Error>(text.error());
        const std::int64_t tokens = tokensIn(fullText(*text));
        // With every operator, each kept child is evolved by every operator again.
        std::int64_t copies = 1;
        for (int round = 0; round < (item.kind == ItemKind::Evolve ? settings.epochs : 1); ++round) {
            for (std::int64_t copy = 0; copy < copies; ++copy) {
                if (auto added = estimator.add(item, tokens + round * addedTokens); !added)
                    return tl::unexpected<Error>(added.error());
            }
            if (settings.choice == Choice::Each)
                copies = std::min<std::int64_t>(copies * operatorCount(settings), 1'000'000);
        }
    }
    return estimator.estimate;
}

} // namespace evol
