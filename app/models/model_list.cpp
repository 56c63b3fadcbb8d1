// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the endpoint that a spec means, its key, and makes the model. The main thread.
#include "models/model_list.h"

#include "models/builtin/builtin_model.h"
#include "models/gguf_model.h"
#include "models/pool_model.h"
#include "models/system_keychain.h"

#include <algorithm>
#include <cstdlib>

namespace evol {

namespace {

const std::string builtinSpec = "builtin";
constexpr int slotsOfFile = 4;
constexpr int mostSlots = 16; // each takes its own memory
// Of a URL#MODEL, in this order.
constexpr const char *keyVariables[] = {"EVOL_API_KEY", "OPENAI_API_KEY"};

std::optional<std::string> variable(const ModelSources &sources, const std::string &name)
{
    if (sources.environment)
        return sources.environment(name);
    const char *value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

ApiKey keyFromVariable(const ModelSources &sources, const std::string &name)
{
    return ApiKey(variable(sources, name).value_or(std::string()), "the environment variable " + name);
}

bool isUrl(const std::string &spec)
{
    return spec.find("://") != std::string::npos;
}

Result<ModelEndpoint> endpointOfUrl(const std::string &spec)
{
    const auto hash = spec.find('#');
    ModelEndpoint endpoint;
    endpoint.baseUrl = spec.substr(0, hash);
    if (const auto address = parseEndpointAddress(endpoint.baseUrl); !address)
        return tl::unexpected(address.error());
    if (hash == std::string::npos || hash + 1 == spec.size())
        return fail(ErrorKind::InvalidInput, "\"" + spec + "\" does not say which model of the server is meant; "
                    "write it after a #, like http://127.0.0.1:8080/v1#qwen.");
    endpoint.model = spec.substr(hash + 1);
    endpoint.name = endpoint.model;
    return endpoint;
}

tl::unexpected<Error> unknownModel(const std::string &spec, const ModelSettings &settings)
{
    std::string known = builtinSpec;
    for (const ModelEndpoint &endpoint : settings.endpoints())
        known += ", " + endpoint.name;
    return fail(ErrorKind::NotFound, "There is no model \"" + spec + "\". There are: " + known
                + "; or give a base URL and a model, like http://127.0.0.1:8080/v1#qwen.");
}

bool isFile(const std::string &spec)
{
    return spec.ends_with(".gguf");
}

/// "qwen2.5-7b" of "models/qwen2.5-7b.gguf".
ModelEndpoint endpointOfFile(const std::string &spec)
{
    ModelEndpoint endpoint;
    endpoint.file = spec;
    endpoint.concurrency = slotsOfFile;
    endpoint.model = spec.substr(spec.find_last_of('/') + 1);
    endpoint.model.resize(endpoint.model.size() - 5);
    endpoint.name = endpoint.model;
    return endpoint;
}

Result<ModelEndpoint> findEndpoint(const std::string &spec, const ModelSources &sources)
{
    if (isUrl(spec))
        return endpointOfUrl(spec);
    if (isFile(spec))
        return endpointOfFile(spec);
    const auto settings = ModelSettings::load(sources.settingsFolder);
    if (!settings)
        return tl::unexpected(settings.error());
    const ModelEndpoint *endpoint = settings->find(spec);
    if (!endpoint)
        return unknownModel(spec, *settings);
    return *endpoint;
}

Result<std::shared_ptr<ChatModel>> makeGguf(const ModelEndpoint &endpoint, const ModelSources &sources)
{
    LlamaServerSettings settings;
    auto program = findLlamaServer(variable(sources, "EVOL_LLAMA_SERVER").value_or(std::string()));
    if (!program)
        return tl::unexpected(program.error());
    settings.program = std::move(*program);
    settings.file = endpoint.file;
    settings.slots = std::min(sources.concurrency.value_or(endpoint.concurrency), mostSlots);
    const auto connect = [endpoint, sources](const std::string &baseUrl) {
        ModelEndpoint served = endpoint;
        served.baseUrl = baseUrl;
        return makeEndpointModel(served, {}, sources);
    };
    return std::make_shared<GgufModel>(std::move(settings), endpoint.model, connect);
}

/// The members keep their own concurrency: that of a run is for all of them together.
Result<std::shared_ptr<ChatModel>> makePool(const ModelEndpoint &pool, const ModelSources &sources)
{
    ModelSources own = sources;
    own.concurrency.reset();
    own.retries.attempts = own.retries.connectionAttempts = 1;
    std::vector<PoolMember> members;
    std::string name = pool.model;
    for (const std::string &spec : pool.pool) {
        const auto endpoint = findEndpoint(spec, own);
        if (!endpoint)
            return tl::unexpected(endpoint.error());
        if (!endpoint->file.empty())
            return fail(ErrorKind::InvalidInput, "The pool \"" + pool.name + "\" has the model file \"" + spec + "\" in it; name endpoints.");
        if (!endpoint->pool.empty())
            return fail(ErrorKind::InvalidInput, "The pool \"" + pool.name + "\" has the pool \"" + spec + "\" in it; name its endpoints.");
        auto model = openEndpoint(spec, own);
        if (!model)
            return tl::unexpected(model.error());
        if (name.empty())
            name = endpoint->model;
        members.push_back({std::move(*model), endpoint->concurrency});
    }
    return std::make_shared<PoolModel>(name, std::move(members));
}

} // namespace

Result<std::shared_ptr<EndpointModel>> openEndpoint(const std::string &spec, const ModelSources &sources)
{
    if (spec == builtinSpec)
        return fail(ErrorKind::Refused, "The built-in rules are no server; name a model of yours.");
    const auto endpoint = findEndpoint(spec, sources);
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    if (!endpoint->pool.empty() || !endpoint->file.empty())
        return fail(ErrorKind::Refused, "The model \"" + spec + "\" is no single server; name one of its endpoints.");
    if (!isUrl(spec)) {
        const auto key = findKey(*endpoint, sources);
        if (!key)
            return tl::unexpected(key.error());
        return makeEndpointModel(*endpoint, *key, sources);
    }
    for (const char *name : keyVariables)
        if (const ApiKey key = keyFromVariable(sources, name); !key.isEmpty())
            return makeEndpointModel(*endpoint, key, sources);
    return makeEndpointModel(*endpoint, {}, sources);
}

Result<std::shared_ptr<ChatModel>> makeModel(const std::string &spec, const ModelSources &sources)
{
    if (spec == builtinSpec)
        return std::make_shared<BuiltinModel>();
    const auto endpoint = findEndpoint(spec, sources);
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    if (!endpoint->pool.empty())
        return makePool(*endpoint, sources);
    if (!endpoint->file.empty())
        return makeGguf(*endpoint, sources);
    auto model = openEndpoint(spec, sources);
    if (!model)
        return tl::unexpected(model.error());
    return std::shared_ptr<ChatModel>(std::move(*model));
}

Result<ModelTerms> modelTerms(const std::string &spec, const ModelSources &sources)
{
    ModelTerms terms;
    if (spec != builtinSpec) {
        const auto endpoint = findEndpoint(spec, sources);
        if (!endpoint)
            return tl::unexpected(endpoint.error());
        terms = {endpoint->prices, endpoint->concurrency, endpoint->model};
        if (!endpoint->pool.empty()) {
            const auto first = findEndpoint(endpoint->pool.front(), sources);
            if (!first)
                return tl::unexpected(first.error());
            terms.name = endpoint->model.empty() ? first->model : endpoint->model;
            terms.prices = endpoint->prices ? endpoint->prices : first->prices;
        }
    }
    terms.concurrency = sources.concurrency.value_or(terms.concurrency);
    return terms;
}

Result<std::shared_ptr<EndpointModel>> makeEndpointModel(const ModelEndpoint &endpoint, const ApiKey &key,
                                                       const ModelSources &sources)
{
    EndpointSettings settings;
    settings.baseUrl = endpoint.baseUrl;
    settings.model = endpoint.model;
    settings.key = key;
    settings.keyAdvice = "set EVOL_API_KEY or OPENAI_API_KEY, or give the model a key in `evol models`";
    settings.protocol = endpoint.protocol;
    settings.streams = endpoint.streams;
    settings.limits = {sources.concurrency.value_or(endpoint.concurrency), endpoint.requestsPerMinute, endpoint.tokensPerMinute};
    settings.timeouts.overall = endpoint.timeout;
    settings.timeouts.firstByte = endpoint.firstTokenTimeout;
    settings.timeouts.idle = endpoint.idleTimeout;
    settings.retries = sources.retries;
    settings.retrying = sources.retrying;
    return EndpointModel::create(std::move(settings), sources.transport ? sources.transport : CurlTransport::shared());
}

Result<ApiKey> findKey(const ModelEndpoint &endpoint, const ModelSources &sources)
{
    switch (endpoint.keySource) {
    case KeySource::None:
        break;
    case KeySource::Environment: {
        ApiKey key = keyFromVariable(sources, endpoint.keyVariable);
        if (key.isEmpty())
            return fail(ErrorKind::NotFound, "The model \"" + endpoint.name + "\" takes its key from the environment "
                        "variable " + endpoint.keyVariable + ", which is not set; set it.");
        return key;
    }
    case KeySource::Keychain: {
        const auto secret = sources.keychain ? sources.keychain->read(endpoint.name)
                                             : SystemKeychain().read(endpoint.name);
        if (!secret)
            return tl::unexpected(secret.error());
        return ApiKey(*secret, "the keychain entry \"" + endpoint.name + "\" of evol-studio");
    }
    }
    return ApiKey();
}

Result<std::vector<std::string>> listModels(const std::string &spec, const ModelSources &sources)
{
    if (spec == builtinSpec)
        return std::vector<std::string>{builtinSpec};
    const auto model = openEndpoint(spec, sources);
    if (!model)
        return tl::unexpected(model.error());
    return (*model)->listModels();
}

Result<std::string> testEndpoint(const std::string &spec, const ModelSources &sources)
{
    ModelSources once = sources;
    once.retries.attempts = once.retries.connectionAttempts = 1;
    const auto model = makeModel(spec, once);
    if (!model)
        return tl::unexpected(model.error());
    return testModel(**model);
}

} // namespace evol
