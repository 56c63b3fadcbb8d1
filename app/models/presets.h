// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of servers people use, with the settings that suit them. Constant; any thread.
#pragma once

#include "models/model_endpoint.h"

#include <string>
#include <vector>

namespace evol {

struct Preset {
    const char *name;        ///< stored, e.g. "ollama"
    const char *title;       ///< for people
    const char *protocol;    ///< key of protocols()
    const char *baseUrl;     ///< as it is, or to be filled in
    const char *keyVariable; ///< where a key usually is; empty: the server needs none
    int port;                ///< where it listens on this computer; 0: elsewhere
    int concurrency;

    const char *key() const { return name; }
};

const std::vector<const Preset *> &presets();

/// An endpoint with the settings of the preset.
ModelEndpoint endpointOf(const Preset &preset);

} // namespace evol
