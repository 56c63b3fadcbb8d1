// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "models/local_servers.h"

#include "models/model_list.h"

#include <algorithm>
#include <future>

namespace evol {

namespace {

constexpr std::chrono::seconds patience{2};

std::optional<LocalServer> ask(const Preset &preset)
{
    ModelEndpoint endpoint = endpointOf(preset);
    endpoint.timeout = patience;
    endpoint.model = "any"; // only their list is asked for
    ModelSources once;
    once.retries.attempts = once.retries.connectionAttempts = 1;
    const auto model = makeEndpointModel(endpoint, {}, once);
    if (!model)
        return std::nullopt;
    auto models = (*model)->listModels();
    return models ? std::optional(LocalServer{&preset, std::move(*models)}) : std::nullopt;
}

/// "qwen2.5:7b" of "models/qwen2.5:7b.gguf".
std::string shortName(const std::string &model)
{
    std::string name = model.substr(model.find_last_of("/\\") + 1);
    if (name.ends_with(".gguf"))
        name.resize(name.size() - 5);
    std::replace(name.begin(), name.end(), '#', '-');
    return name.empty() ? "model" : name;
}

} // namespace

std::vector<LocalServer> findLocalServers(const std::vector<const Preset *> &candidates)
{
    std::vector<std::future<std::optional<LocalServer>>> asked;
    for (const Preset *each : candidates) {
        if (each->port != 0)
            asked.push_back(std::async(std::launch::async, [each] { return ask(*each); }));
    }
    std::vector<LocalServer> found;
    for (auto &answer : asked) {
        if (auto server = answer.get())
            found.push_back(std::move(*server));
    }
    return found;
}

std::string placesLookedAt(const std::vector<const Preset *> &candidates)
{
    std::string places;
    for (const Preset *each : candidates) {
        if (each->port != 0)
            places += (places.empty() ? "" : ", ") + std::string(each->title) + " (" + std::to_string(each->port) + ')';
    }
    return places;
}

ModelEndpoint endpointOf(const LocalServer &server, const std::string &model, const std::vector<ModelEndpoint> &taken)
{
    ModelEndpoint endpoint = endpointOf(*server.preset);
    endpoint.model = model;
    const std::string name = shortName(model);
    endpoint.name = name;
    for (int number = 2; std::any_of(taken.begin(), taken.end(), [&](const ModelEndpoint &each) { return each.name == endpoint.name; }); ++number)
        endpoint.name = name + '-' + std::to_string(number);
    return endpoint;
}

} // namespace evol
