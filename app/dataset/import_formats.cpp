// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all import formats. Any thread.
#include "dataset/import_formats.h"

#include "dataset/alpaca_eval_import.h"
#include "dataset/alpaca_import.h"
#include "dataset/gsm8k_import.h"
#include "dataset/gsm8k_solutions_import.h"
#include "dataset/seed_tasks_import.h"
#include "dataset/text_import.h"
#include "dataset/wizardlm_testset_import.h"

#include <algorithm>

namespace evol {

const std::vector<const ImportFormat *> &importFormats()
{
    static const SeedTasksImport seedTasks;
    static const WizardlmTestsetImport wizardlmTestset;
    static const Gsm8kSolutionsImport gsm8kSolutions;
    static const Gsm8kImport gsm8k;
    static const AlpacaEvalImport alpacaEval;
    static const AlpacaImport alpaca;
    static const TextImport text;
    static const std::vector<const ImportFormat *> all{&seedTasks,  &wizardlmTestset, &gsm8kSolutions, &gsm8k,
                                                       &alpacaEval, &alpaca,          &text};
    return all;
}

Result<const ImportFormat *> importFormat(std::string_view key)
{
    const auto &all = importFormats();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ImportFormat *f) { return f->key() == key; });
    if (found == all.end())
        return fail(ErrorKind::NotFound,
                    "There is no import format \"" + std::string(key) + "\"; choose one of " + importFormatKeys() + ".");
    return *found;
}

std::string importFormatKeys()
{
    std::string keys;
    for (const ImportFormat *format : importFormats()) {
        if (!keys.empty())
            keys += ", ";
        keys += format->key();
    }
    return keys;
}

} // namespace evol
