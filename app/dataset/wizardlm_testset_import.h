// SPDX-License-Identifier: GPL-3.0-or-later
// WizardLM's Evol-Instruct test set: idx, Skill, Difficulty (1 to 10), Instruction. It has no answers.
// No state; any thread.
#pragma once

#include "dataset/import_format.h"

namespace evol {

class WizardlmTestsetImport final : public ImportFormat
{
public:
    std::string_view key() const override { return "wizardlm_testset"; }
    std::string_view title() const override { return "WizardLM test set"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedRow> read(const nlohmann::json &record) const override;
};

} // namespace evol
