// SPDX-License-Identifier: GPL-3.0-or-later
// WizardLM's Evol-Instruct test set: Skill, Difficulty, Instruction. No state; any thread.
#include "dataset/wizardlm_testset_import.h"

#include "dataset/json_fields.h"

#include <nlohmann/json.hpp>

namespace evol {

bool WizardlmTestsetImport::recognises(const FileSample &sample) const
{
    return hasText(sample.record, "Instruction")
        && (sample.record.contains("Skill") || sample.record.contains("Difficulty"));
}

Result<ImportedRow> WizardlmTestsetImport::read(const nlohmann::json &record) const
{
    auto instruction = requiredText(record, "Instruction");
    if (!instruction)
        return tl::unexpected(instruction.error());
    auto skill = optionalText(record, "Skill");
    if (!skill)
        return tl::unexpected(skill.error());
    const auto difficulty = optionalNumber(record, "Difficulty", 1, 10);
    if (!difficulty)
        return tl::unexpected(difficulty.error());

    ImportedRow row;
    row.instruction = std::move(*instruction);
    row.skill = std::move(*skill);
    row.difficulty = *difficulty;
    return row;
}

} // namespace evol
