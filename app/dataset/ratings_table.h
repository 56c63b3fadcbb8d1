// SPDX-License-Identifier: GPL-3.0-or-later
// The table of judgements that the studio writes, one row a judgement.
// No state; any thread.
#pragma once

#include "dataset/vote_format.h"

namespace evol {

class RatingsTable final : public VoteFormat
{
public:
    std::string_view key() const override { return "ratings"; }
    bool recognises(const FileSample &sample) const override;
    Result<ImportedVote> read(const nlohmann::json &record) const override;
};

} // namespace evol
