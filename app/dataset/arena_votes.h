// SPDX-License-Identifier: GPL-3.0-or-later
// Chatbot Arena's battles: model_a, model_b and the winner, with or without what was said.
// No state; any thread.
#pragma once

#include "dataset/vote_format.h"

namespace evol {

class ArenaVotes final : public VoteFormat
{
public:
    std::string_view key() const override { return "arena"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedVote> read(const nlohmann::json &record) const override;
};

} // namespace evol
