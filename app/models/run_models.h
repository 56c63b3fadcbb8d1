// SPDX-License-Identifier: GPL-3.0-or-later
// The models that a run's settings name, ready to be asked. Reads a file and perhaps the keychain: the main
// thread, before the run starts.
#pragma once

#include "domain/run.h"
#include "evolution/run_port.h"
#include "models/model_list.h"

#include <map>

namespace evol {

/// Equal specifications share one model. The run's concurrency replaces that of the endpoints.
Result<RunModels> makeRunModels(const RunSettings &settings, ModelSources sources = {});

/// What the models of the settings cost; asks neither keychain nor server.
Result<std::map<Stage, TokenPrice>> runPrices(const RunSettings &settings, const ModelSources &sources = {});

class BatchPass;

/// The same models by batch files; asks neither keychain nor server. The built-in one answers at once, as ever.
Result<RunModels> makeBatchModels(const RunSettings &settings, BatchPass &pass, const ModelSources &sources = {});

} // namespace evol
