// SPDX-License-Identifier: GPL-3.0-or-later
// From what a person writes after --model to a model that answers: `builtin`, the name of one of this user's
// endpoints, URL#MODEL, or a model file *.gguf. Reads a file and perhaps the keychain: the main thread, before the work starts.
#pragma once

#include "models/key_store.h"
#include "models/model_settings.h"
#include "models/endpoint_model.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// How the model that is always there is named.
inline constexpr const char *builtinModel = "builtin";

/// Where models come from; the defaults are the real ones.
struct ModelSources {
    std::string settingsFolder = ModelSettings::defaultFolder();
    std::shared_ptr<KeyStore> keychain; ///< null: the desktop's
    std::function<std::optional<std::string>(const std::string &variable)> environment; ///< null: the process's
    std::shared_ptr<CurlTransport> transport; ///< null: the one shared by the program
    std::optional<int> concurrency; ///< instead of what the endpoint has
    RetryPolicy retries;
    std::function<void(const RetryNotice &)> retrying; ///< on the transport's thread
};

struct ModelTerms {
    std::optional<ModelPrices> prices;
    int concurrency = 8;
    std::string name = "builtin"; ///< as exchanges record it
};

Result<std::shared_ptr<ChatModel>> makeModel(const std::string &spec, const ModelSources &sources = {});

/// What the model costs and how many requests it takes at a time; asks neither the keychain nor the server.
Result<ModelTerms> modelTerms(const std::string &spec, const ModelSources &sources = {});

/// A model of an endpoint that need not be saved, with a key that was just typed or looked up.
Result<std::shared_ptr<EndpointModel>> makeEndpointModel(const ModelEndpoint &endpoint, const ApiKey &key,
                                                       const ModelSources &sources = {});

/// The key as the endpoint's settings say; empty where it has none.
Result<ApiKey> findKey(const ModelEndpoint &endpoint, const ModelSources &sources = {});

/// The endpoint that `spec` means, with its key. ErrorKind::Refused for what is no single server: a pool, a model file,
/// the built-in rules.
Result<std::shared_ptr<EndpointModel>> openEndpoint(const std::string &spec, const ModelSources &sources = {});

/// The models that the server behind `spec` has. Blocks.
Result<std::vector<std::string>> listModels(const std::string &spec, const ModelSources &sources = {});

/// One request without retries; one sentence on how the model answers. Blocks.
Result<std::string> testEndpoint(const std::string &spec, const ModelSources &sources = {});

} // namespace evol
