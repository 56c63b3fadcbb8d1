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

std::string operatorTitle(std::string_view key)
{
    if (key.empty())
        return "Seed";
    const EvolutionOperator *known = findOperator(key);
    return known ? known->title : std::string(key);
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
