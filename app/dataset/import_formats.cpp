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
#include "domain/keyed.h"

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
    if (const ImportFormat *format = withKey(importFormats(), key))
        return format;
    return fail(ErrorKind::NotFound,
                "There is no import format \"" + std::string(key) + "\"; choose one of " + importFormatKeys() + ".");
}

std::string importFormatKeys()
{
    return keysOf(importFormats());
}

} // namespace evol
