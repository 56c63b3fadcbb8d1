// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/epoch_plan.h"

#include "domain/random.h"
#include "evolution/operators.h"

#include <algorithm>

namespace evol {

namespace {

std::vector<InstructionId> frontier(const Pool &pool, const std::vector<RunItem> &previous)
{
    std::vector<InstructionId> ids;
    for (const RunItem &item : previous) {
        if (item.kind != ItemKind::Evolve)
            continue;
        const NodeIndex child = pool.indexOf(item.instruction);
        const bool kept = child != noNode && pool.state(child) == State::Kept;
        ids.push_back(kept ? item.instruction : item.parent);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::erase_if(ids, [&](InstructionId id) { return !pool.contains(id); });
    // With several operators an instruction is its own successor only where all of them failed.
    std::vector<InstructionId> succeeded;
    for (const RunItem &item : previous) {
        if (std::binary_search(ids.begin(), ids.end(), item.instruction))
            succeeded.push_back(item.parent);
    }
    std::sort(succeeded.begin(), succeeded.end());
    std::erase_if(ids, [&](InstructionId id) { return std::binary_search(succeeded.begin(), succeeded.end(), id); });
    return ids;
}

std::vector<InstructionId> keptOnes(const Pool &pool)
{
    std::vector<InstructionId> ids;
    for (const NodeIndex n : pool.preorder()) {
        if (pool.state(n) == State::Kept)
            ids.push_back(pool.id(n));
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// All that have a parent, kept or not.
std::vector<InstructionId> rewrites(const Pool &pool)
{
    std::vector<InstructionId> ids;
    for (const NodeIndex n : pool.preorder()) {
        if (pool.parent(n) != noNode)
            ids.push_back(pool.id(n));
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<InstructionId> startOf(const Pool &pool, const Run &run, const std::vector<RunItem> &previous)
{
    const RunSettings &settings = run.settings;
    if (settings.only.empty() && settings.goal == RunGoal::Judge)
        return rewrites(pool);
    if (settings.only.empty() && settings.goal != RunGoal::Evolve && settings.goal != RunGoal::Respond)
        return keptOnes(pool);
    if (settings.only.empty())
        return pool.nextEpoch();
    if (run.plannedEpochs > 0)
        return frontier(pool, previous);
    std::vector<InstructionId> ids = settings.only;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::erase_if(ids, [&](InstructionId id) { return !pool.contains(id); });
    return ids;
}

/// The operators to choose from, and their weights; one of weight 0 is none.
struct Choices {
    std::vector<std::string> keys;
    std::vector<double> weights;
    double total = 0;
    bool isEven = true; ///< all weights are the same

    const std::string &pick(std::uint64_t bits) const
    {
        if (isEven)
            return keys[boundedRandom(bits, keys.size())];
        double left = static_cast<double>(bits >> 11) * 0x1.0p-53 * total;
        for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
            if (left < weights[i])
                return keys[i];
            left -= weights[i];
        }
        return keys.back();
    }
};

Choices choicesOf(const Method &method, const RunSettings &settings)
{
    std::vector<std::string> keys = settings.operators;
    if (keys.empty()) {
        for (const EvolutionOperator &each : method.operators)
            keys.emplace_back(each.key);
    }
    Choices choices;
    for (const std::string &key : keys) {
        const double weight = weightOf(method, key, settings.weights);
        if (weight <= 0)
            continue;
        choices.isEven = choices.isEven && (choices.weights.empty() || weight == choices.weights.front());
        choices.keys.push_back(key);
        choices.weights.push_back(weight);
        choices.total += weight;
    }
    return choices;
}

ItemKind kindOf(RunGoal goal)
{
    switch (goal) {
    case RunGoal::Evolve:
        return ItemKind::Evolve;
    case RunGoal::Respond:
        return ItemKind::Respond;
    case RunGoal::Score:
        return ItemKind::Score;
    case RunGoal::Judge:
        return ItemKind::Judge;
    case RunGoal::Quality:
        return ItemKind::Quality;
    case RunGoal::Label:
        break;
    }
    return ItemKind::Label;
}

RunItem respondItem(const Run &run, const Pool &pool, InstructionId id)
{
    RunItem item;
    item.run = run.id;
    item.kind = ItemKind::Respond;
    item.instruction = id;
    item.epoch = pool.epoch(pool.indexOf(id));
    item.sample = pool.responses(pool.indexOf(id));
    return item;
}

/// Of a stage that runs alone. Another run asks anew, the same run carried on does not.
RunItem stageItem(const Run &run, const Pool &pool, InstructionId id)
{
    RunItem item = respondItem(run, pool, id);
    item.kind = kindOf(run.settings.goal);
    if (item.kind != ItemKind::Respond)
        item.sample = static_cast<int>(run.id);
    return item;
}

/// Whether the stage has anything to do for it.
bool suits(const RunSettings &settings, const Pool &pool, NodeIndex n)
{
    return settings.goal == RunGoal::Judge ? pool.parent(n) != noNode : settings.goal != RunGoal::Label || pool.responses(n) > 0;
}

RunItem evolveItem(const Run &run, InstructionId parent, const std::string &key, int sample)
{
    RunItem item;
    item.run = run.id;
    item.parent = parent;
    item.epoch = run.firstEpoch + run.plannedEpochs;
    item.operatorKey = key;
    item.sample = sample;
    return item;
}

} // namespace

int operatorCount(const RunSettings &settings)
{
    const auto method = methodOf(settings);
    return method ? static_cast<int>(choicesOf(*method, settings).keys.size()) : 0;
}

int firstEpochOf(const Pool &pool, const RunSettings &settings)
{
    if (settings.only.empty())
        return pool.lastEpoch() + 1;
    int last = 0;
    for (const InstructionId id : settings.only) {
        const NodeIndex n = pool.indexOf(id);
        if (n != noNode)
            last = std::max(last, pool.epoch(n));
    }
    return last + 1;
}

Result<std::vector<RunItem>> planEpoch(const Pool &pool, const Run &run, const std::vector<RunItem> &previous)
{
    const RunSettings &settings = run.settings;
    const auto method = methodOf(settings);
    if (!method)
        return tl::unexpected<Error>(method.error());
    if (auto usable = checkWeights(*method, settings.operators, settings.weights); !usable)
        return tl::unexpected<Error>(usable.error());
    const Choices choices = choicesOf(*method, settings);
    std::vector<RunItem> items;
    for (const InstructionId id : startOf(pool, run, previous)) {
        const NodeIndex n = pool.indexOf(id);
        if (settings.goal != RunGoal::Evolve) {
            if (suits(settings, pool, n))
                items.push_back(stageItem(run, pool, id));
            continue;
        }
        const bool wholePool = settings.only.empty();
        if (wholePool && run.plannedEpochs == 0 && pool.parent(n) == noNode && pool.responses(n) == 0)
            items.push_back(respondItem(run, pool, id));
        const int children = pool.childCount(n);
        if (settings.choice == Choice::Each) {
            for (std::size_t i = 0; i < choices.keys.size(); ++i)
                items.push_back(evolveItem(run, id, choices.keys[i], children + static_cast<int>(i)));
        } else {
            const std::uint64_t bits = randomBits({settings.seed, static_cast<std::uint64_t>(id),
                                                   static_cast<std::uint64_t>(run.firstEpoch + run.plannedEpochs),
                                                   static_cast<std::uint64_t>(children)});
            items.push_back(evolveItem(run, id, choices.pick(bits), children));
        }
    }
    return items;
}

} // namespace evol
