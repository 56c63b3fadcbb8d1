// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "cli/instruction_json.h"

namespace evol {

const char *stateName(State state)
{
    return state == State::Kept ? "kept" : "eliminated";
}

std::vector<std::string> firedRuleKeys(const Pool &pool, NodeIndex n)
{
    std::vector<std::string> keys;
    for (std::size_t rule = 0; rule < pool.ruleKeys().size(); ++rule) {
        if (pool.firedRules(n) & (1u << rule))
            keys.push_back(pool.ruleKeys()[rule]);
    }
    return keys;
}

nlohmann::ordered_json instructionJson(const Pool &pool, const Instruction &i)
{
    const NodeIndex n = pool.indexOf(i.id);
    nlohmann::ordered_json j;
    j["id"] = i.id;
    j["parent"] = i.parent == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(i.parent);
    j["epoch"] = i.epoch;
    j["operator"] = i.isSeed() ? nlohmann::ordered_json() : nlohmann::ordered_json(i.operatorKey);
    j["state"] = stateName(pool.state(n));
    j["overridden"] = pool.isOverridden(n);
    j["rules"] = firedRuleKeys(pool, n);
    j["difficulty"] = pool.difficulty(n) == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(pool.difficulty(n));
    j["responses"] = pool.responses(n);
    j["rating"] = pool.rating(n) == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(pool.rating(n));
    j["skill"] = i.skill;
    j["origin"] = i.origin;
    j["model"] = i.model;
    j["prompt_version"] = i.promptVersion;
    j["text"] = i.text;
    j["context"] = i.context;
    return j;
}

} // namespace evol
