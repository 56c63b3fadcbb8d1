// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread.
#include "models/run_models.h"

#include <map>

namespace evol {

Result<RunModels> makeRunModels(const RunSettings &settings, ModelSources sources)
{
    sources.concurrency = settings.concurrency;
    std::map<std::string, StageModel> made;
    for (const std::string &spec : {settings.evolver, settings.judge, settings.responder}) {
        if (made.contains(spec))
            continue;
        auto model = makeModel(spec, sources);
        if (!model)
            return tl::unexpected<Error>(model.error());
        const auto terms = modelTerms(spec, sources);
        if (!terms)
            return tl::unexpected<Error>(terms.error());
        StageModel stage{std::move(*model), {}};
        if (terms->prices)
            stage.price = {terms->prices->prompt, terms->prices->completion};
        made.emplace(spec, std::move(stage));
    }
    return RunModels{made.at(settings.evolver), made.at(settings.judge), made.at(settings.responder)};
}

} // namespace evol
