// SPDX-License-Identifier: GPL-3.0-or-later
// Process supervision: the steps of a solution with a label for each.
// No state; any thread.
#pragma once

#include "dataset/vote_format.h"

namespace evol {

class StepLabels final : public VoteFormat
{
public:
    std::string_view key() const override { return "steps"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedVote> read(const nlohmann::json &record) const override;
};

} // namespace evol
