// SPDX-License-Identifier: GPL-3.0-or-later
// Field names are stored: never rename one; give a new one a default. Any thread.
#include "storage/run_codec.h"

#include <nlohmann/json.hpp>

namespace evol {

using nlohmann::json;

namespace {

json samplingJson(const Sampling &s)
{
    return {{"temperature", s.temperature}, {"top_p", s.topP}, {"max_tokens", s.maxTokens}};
}

Sampling samplingFrom(const json &j, const char *name)
{
    const auto found = j.find(name);
    return found == j.end() ? Sampling() : Sampling{found->at("temperature"), found->at("top_p"), found->at("max_tokens")};
}

json operatorJson(const EvolutionOperator &o)
{
    return {{"key", o.key}, {"title", o.title}, {"direction", static_cast<int>(o.direction)}, {"weight", o.weight}};
}

EvolutionOperator operatorFrom(const json &j)
{
    return {j.at("key"), j.at("title"), static_cast<Direction>(j.at("direction").get<int>()), j.at("weight")};
}

} // namespace

std::string encodeRunSettings(const RunSettings &s)
{
    json j = {{"goal", static_cast<int>(s.goal)}, {"method", s.method}, {"epochs", s.epochs}, {"operators", s.operators},
              {"choice", static_cast<int>(s.choice)}, {"only", s.only}, {"evolver", s.evolver}, {"judge", s.judge},
              {"responder", s.responder}, {"seed", s.seed}, {"concurrency", s.concurrency},
              {"scores_difficulty", s.scoresDifficulty}, {"weights", s.weights}, {"responses", s.responses}, {"agreement", static_cast<int>(s.keep)},
              {"evolver_sampling", samplingJson(s.evolverSampling)}, {"judge_sampling", samplingJson(s.judgeSampling)},
              {"responder_sampling", samplingJson(s.responderSampling)}};
    if (s.maxRequests)
        j["max_requests"] = *s.maxRequests;
    if (s.maxTokens)
        j["max_tokens"] = *s.maxTokens;
    if (s.budget)
        j["budget"] = *s.budget;
    if (!s.reference.empty())
        j["reference"] = s.reference;
    if (!s.thresholds.empty())
        j["thresholds"] = s.thresholds;
    if (s.expected)
        j["expected"] = {{"requests", s.expected->requests}, {"tokens", s.expected->tokens}, {"cost", s.expected->cost}};
    if (!s.prompts.empty())
        j["prompts"] = s.prompts;
    for (const EvolutionOperator &own : s.ownOperators)
        j["own_operators"].push_back(operatorJson(own));
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<RunSettings> decodeRunSettings(const std::string &text)
{
    try {
        const json j = json::parse(text);
        RunSettings s;
        s.goal = static_cast<RunGoal>(j.at("goal").get<int>());
        s.method = j.at("method");
        s.epochs = j.at("epochs");
        s.operators = j.at("operators").get<std::vector<std::string>>();
        s.choice = static_cast<Choice>(j.at("choice").get<int>());
        s.only = j.at("only").get<std::vector<InstructionId>>();
        s.evolver = j.at("evolver");
        s.judge = j.at("judge");
        s.responder = j.at("responder");
        s.seed = j.at("seed");
        s.concurrency = j.at("concurrency");
        s.scoresDifficulty = j.at("scores_difficulty");
        if (j.contains("max_requests"))
            s.maxRequests = j.at("max_requests").get<std::int64_t>();
        s.weights = j.value("weights", s.weights);
        s.responses = j.value("responses", 1);
        s.keep = static_cast<KeptResponses>(j.value("agreement", 0));
        s.evolverSampling = samplingFrom(j, "evolver_sampling");
        s.judgeSampling = samplingFrom(j, "judge_sampling");
        s.responderSampling = samplingFrom(j, "responder_sampling");
        if (j.contains("max_tokens"))
            s.maxTokens = j.at("max_tokens").get<std::int64_t>();
        if (j.contains("budget"))
            s.budget = j.at("budget").get<double>();
        s.reference = j.value("reference", std::string());
        s.thresholds = j.value("thresholds", std::string());
        if (j.contains("expected"))
            s.expected = {j.at("expected").at("requests"), j.at("expected").at("tokens"), j.at("expected").at("cost")};
        s.prompts = j.value("prompts", s.prompts);
        for (const json &own : j.value("own_operators", json::array()))
            s.ownOperators.push_back(operatorFrom(own));
        return s;
    } catch (const json::exception &e) {
        return fail(ErrorKind::Corrupt, std::string("The settings of a run cannot be read: ") + e.what());
    }
}

} // namespace evol
