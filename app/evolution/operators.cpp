// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/operators.h"

#include <algorithm>

namespace evol {

namespace {

template <class Items>
std::string keysOf(const Items &items)
{
    std::string keys;
    for (const auto &item : items)
        keys += (keys.empty() ? "" : ", ") + std::string(item.key);
    return keys;
}

} // namespace

const std::vector<Method> &methods()
{
    // WizardLM, arXiv 2304.12244, section 3.2: five in-depth operations and one in-breadth.
    static const std::vector<Method> all{
        {"general",
         "General (WizardLM)",
         {
             {"add_constraints", "Add constraints", Direction::InDepth},
             {"deepen", "Deepen", Direction::InDepth},
             {"concretize", "Concretize", Direction::InDepth},
             {"increase_reasoning", "Increase reasoning", Direction::InDepth},
             {"complicate_input", "Complicate input", Direction::InDepth},
             {"breadth", "Breadth", Direction::InBreadth},
         }},
        // WizardMath, arXiv 2308.09583, section 3.1: upward and downward evolution.
        {"math",
         "Mathematics (WizardMath)",
         {
             {"add_constraints", "Add constraints", Direction::InDepth},
             {"deepen", "Deepen", Direction::InDepth},
             {"concretize", "Concretize", Direction::InDepth},
             {"increase_reasoning", "Increase reasoning", Direction::InDepth},
             {"make_easier", "Make easier", Direction::Downward},
             {"easier_topic", "Easier, other topic", Direction::Downward},
         }},
        // WizardCoder, arXiv 2306.08568, section 3.1: five heuristics, the last one to be used seldom.
        {"code",
         "Code (WizardCoder)",
         {
             {"add_constraints", "Add constraints", Direction::InDepth},
             {"rarer_requirement", "Rarer requirement", Direction::InDepth},
             {"increase_reasoning", "Increase reasoning", Direction::InDepth},
             {"erroneous_code", "Erroneous code", Direction::InDepth},
             {"higher_complexity", "Higher complexity", Direction::InDepth, 0.25},
         }},
    };
    return all;
}

Result<const Method *> findMethod(std::string_view key)
{
    for (const Method &method : methods()) {
        if (method.key == key)
            return &method;
    }
    return fail(ErrorKind::InvalidInput,
                "There is no method " + std::string(key) + ". Choose one of: " + keysOf(methods()) + ".");
}

Result<Method> methodOf(const RunSettings &settings)
{
    const auto known = findMethod(settings.method);
    if (!known)
        return tl::unexpected<Error>(known.error());
    Method method = **known;
    method.operators.insert(method.operators.end(), settings.ownOperators.begin(), settings.ownOperators.end());
    return method;
}

std::string promptKeyOf(const RunSettings &settings, const std::string &operatorKey)
{
    const bool isOwn = std::any_of(settings.ownOperators.begin(), settings.ownOperators.end(),
                                   [&](const EvolutionOperator &each) { return each.key == operatorKey; });
    return (isOwn ? "own" : settings.method) + '/' + operatorKey;
}

const EvolutionOperator *findOperator(std::string_view key)
{
    for (const Method &method : methods()) {
        for (const EvolutionOperator &candidate : method.operators) {
            if (candidate.key == key)
                return &candidate;
        }
    }
    return nullptr;
}

std::string operatorTitle(std::string_view key, const std::vector<EvolutionOperator> &own)
{
    if (key.empty())
        return "Seed";
    for (const EvolutionOperator &each : own) {
        if (each.key == key)
            return each.title;
    }
    if (const EvolutionOperator *known = findOperator(key))
        return known->title;
    std::string title(key);
    std::replace(title.begin(), title.end(), '_', ' ');
    title[0] = static_cast<char>(title[0] >= 'a' && title[0] <= 'z' ? title[0] - 32 : title[0]);
    return title;
}

Direction operatorDirection(std::string_view key, const std::vector<EvolutionOperator> &own)
{
    for (const EvolutionOperator &each : own) {
        if (each.key == key)
            return each.direction;
    }
    const EvolutionOperator *known = findOperator(key);
    return known ? known->direction : Direction::InDepth;
}

double weightOf(const Method &method, const std::string &key, const std::map<std::string, double> &weights)
{
    if (const auto given = weights.find(key); given != weights.end())
        return given->second;
    const auto known = std::find_if(method.operators.begin(), method.operators.end(),
                                    [&](const EvolutionOperator &each) { return each.key == key; });
    return known == method.operators.end() ? 1 : known->weight;
}

Result<> checkWeights(const Method &method, const std::vector<std::string> &operators,
                      const std::map<std::string, double> &weights)
{
    for (const auto &[key, weight] : weights) {
        if (auto known = operatorKey(method, key); !known)
            return tl::unexpected<Error>(known.error());
        if (!(weight >= 0) || weight > 1e6)
            return fail(ErrorKind::InvalidInput, "The weight of " + key + " is no number from 0 to 1,000,000.");
    }
    double sum = 0;
    for (const EvolutionOperator &each : method.operators) {
        if (operators.empty() || std::find(operators.begin(), operators.end(), each.key) != operators.end())
            sum += weightOf(method, each.key, weights);
    }
    if (sum <= 0)
        return fail(ErrorKind::InvalidInput, "All operators to choose from have the weight 0; give one of them a weight.");
    return {};
}

Result<std::string> anyOperatorKey(const std::vector<EvolutionOperator> &own, std::string_view written)
{
    Method all{"any", "", own};
    for (const Method &method : methods())
        all.operators.insert(all.operators.end(), method.operators.begin(), method.operators.end());
    if (auto key = operatorKey(all, written))
        return key;
    return fail(ErrorKind::NotFound, "There is no operator " + std::string(written) + ". See: evol operators list PROJECT");
}

Result<std::string> operatorKey(const Method &method, std::string_view written)
{
    std::string key(written);
    std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) {
        return c == ' ' || c == '-' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    });
    for (const EvolutionOperator &candidate : method.operators) {
        if (candidate.key == key)
            return key;
    }
    return fail(ErrorKind::InvalidInput, "The method " + std::string(method.key) + " has no operator " +
                                             std::string(written) + ". Choose from: " + keysOf(method.operators) + ".");
}

} // namespace evol
