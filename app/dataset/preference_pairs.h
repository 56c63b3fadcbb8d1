// SPDX-License-Identifier: GPL-3.0-or-later
// Preference pairs as trainers read them: a prompt, the chosen and the rejected answer.
// No state; any thread.
#pragma once

#include "dataset/vote_format.h"

namespace evol {

class PreferencePairs final : public VoteFormat
{
public:
    std::string_view key() const override { return "pairs"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedVote> read(const nlohmann::json &record) const override;
};

} // namespace evol
