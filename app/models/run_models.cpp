// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread.
#include "models/run_models.h"

#include "models/batch/batch_pass.h"

#include <map>

namespace evol {

namespace {

template <class Make>
Result<RunModels> makeModels(const RunSettings &settings, const ModelSources &sources, const Make &make)
{
    std::map<std::string, StageModel> made;
    for (const std::string &spec : {settings.evolver, settings.judge, settings.responder}) {
        if (made.contains(spec))
            continue;
        const auto terms = modelTerms(spec, sources);
        if (!terms)
            return tl::unexpected<Error>(terms.error());
        Result<std::shared_ptr<ChatModel>> model = make(spec, *terms);
        if (!model)
            return tl::unexpected<Error>(model.error());
        StageModel stage{std::move(*model), {}};
        if (terms->prices)
            stage.price = {terms->prices->prompt, terms->prices->completion};
        made.emplace(spec, std::move(stage));
    }
    return RunModels{made.at(settings.evolver), made.at(settings.judge), made.at(settings.responder)};
}

} // namespace

Result<RunModels> makeRunModels(const RunSettings &settings, ModelSources sources)
{
    sources.concurrency = settings.concurrency;
    return makeModels(settings, sources, [&](const std::string &spec, const ModelTerms &) { return makeModel(spec, sources); });
}

Result<std::map<Stage, TokenPrice>> runPrices(const RunSettings &settings, const ModelSources &sources)
{
    std::map<Stage, TokenPrice> prices;
    for (const Stage stage : {Stage::Rewrite, Stage::Judge, Stage::Respond, Stage::Score, Stage::Quality, Stage::Label}) {
        const std::string &spec = stage == Stage::Rewrite ? settings.evolver : stage == Stage::Respond ? settings.responder : settings.judge;
        const auto terms = modelTerms(spec, sources);
        if (!terms)
            return tl::unexpected<Error>(terms.error());
        prices[stage] = terms->prices ? TokenPrice{terms->prices->prompt, terms->prices->completion} : TokenPrice();
    }
    return prices;
}

Result<RunModels> makeBatchModels(const RunSettings &settings, BatchPass &pass, const ModelSources &sources)
{
    return makeModels(settings, sources, [&](const std::string &spec, const ModelTerms &terms) -> Result<std::shared_ptr<ChatModel>> {
        if (spec == builtinModel)
            return makeModel(spec, sources);
        return pass.model(terms.name, spec);
    });
}

} // namespace evol
