// SPDX-License-Identifier: GPL-3.0-or-later
// AlpacaEval's annotations: instruction, output_1 and output_2 with their generators, and which one was preferred.
// No state; any thread.
#pragma once

#include "dataset/vote_format.h"

namespace evol {

class AlpacaEvalVotes final : public VoteFormat
{
public:
    std::string_view key() const override { return "alpaca_eval"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedVote> read(const nlohmann::json &record) const override;
};

} // namespace evol
