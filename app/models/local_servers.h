// SPDX-License-Identifier: GPL-3.0-or-later
// Model servers that run on this computer, at the ports they usually listen on. Blocks for at most some seconds; not for
// the GUI thread.
#pragma once

#include "models/presets.h"

#include <string>
#include <vector>

namespace evol {

struct LocalServer {
    const Preset *preset = nullptr;
    std::vector<std::string> models; ///< as the server names them
};

/// Those that list their models, of the presets that have a port, in the order of the presets.
std::vector<LocalServer> findLocalServers(const std::vector<const Preset *> &candidates = presets());

/// "Ollama (11434), vLLM (8000)": where findLocalServers() looks.
std::string placesLookedAt(const std::vector<const Preset *> &candidates = presets());

/// An endpoint of the model, under a name that `taken` does not have.
ModelEndpoint endpointOf(const LocalServer &server, const std::string &model, const std::vector<ModelEndpoint> &taken);

} // namespace evol
