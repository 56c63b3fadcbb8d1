// SPDX-License-Identifier: GPL-3.0-or-later
// Several models' solutions to GSM8K questions: question, ground_truth, and for each model an object
// with its solution. The ground truth is the row's first response, without a source; the models follow
// in the order of their names. Texts are kept as they stand.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class Gsm8kSolutionsImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "gsm8k_solutions"; }
    std::string_view title() const override { return "GSM8K model solutions"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
