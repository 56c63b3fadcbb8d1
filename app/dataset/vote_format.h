// SPDX-License-Identifier: GPL-3.0-or-later
// One way in which files hold votes: how to recognise it, and how to read one record of it. A new format is a file pair of
// its own and a line in vote_formats.cpp. Formats have no state; any thread.
#pragma once

#include "dataset/file_sample.h"
#include "dataset/imported_vote.h"
#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace evol {

class VoteFormat
{
public:
    virtual ~VoteFormat() = default;

    /// What scripts call it, e.g. "arena". Never change one.
    virtual std::string_view key() const = 0;
    virtual bool recognises(const FileSample &sample) const = 0;
    /// The vote in `record`, a JSON object. An error's message is the sentence for RefusedRow::reason. `line` is filled in
    /// by the caller.
    virtual Result<ImportedVote> read(const nlohmann::json &record) const = 0;
};

} // namespace evol
