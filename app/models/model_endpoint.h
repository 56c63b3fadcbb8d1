// SPDX-License-Identifier: GPL-3.0-or-later
// A language model as this user has set it up: where it is, what it costs, how hard it may be asked. The key itself
// is never here. Values only; any thread.
#pragma once

#include "domain/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace evol {

enum class KeySource { None, Environment, Keychain };

struct ModelPrices {
    double prompt = 0; ///< for a million tokens
    double completion = 0;
    std::string currency; ///< ISO 4217, e.g. "EUR"

    bool operator==(const ModelPrices &) const = default;
};

struct ModelEndpoint {
    std::string name; ///< as `--model` takes it
    std::string protocol = "compatible"; ///< key of protocols()
    std::string baseUrl;
    std::string model; ///< the server's name for it
    std::optional<ModelPrices> prices;
    int concurrency = 8;
    std::optional<int> requestsPerMinute;
    std::optional<int> tokensPerMinute; ///< prompts and replies together
    std::chrono::seconds timeout{600};
    bool streams = false;
    std::chrono::seconds firstTokenTimeout{0}; ///< of a streamed reply; 0: only `timeout` counts
    std::chrono::seconds idleTimeout{0};       ///< between two parts of a streamed reply; 0: likewise
    std::string file; ///< *.gguf: served by a llama-server of this computer, and no URL of its own
    std::vector<std::string> pool; ///< not empty: requests go to the endpoints of these names, and to no URL of its own
    KeySource keySource = KeySource::None;
    std::string keyVariable; ///< KeySource::Environment: the variable's name

    bool operator==(const ModelEndpoint &) const = default;
};

/// What is wrong with it, if anything.
Result<> validate(const ModelEndpoint &endpoint);

} // namespace evol
