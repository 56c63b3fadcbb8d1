// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the fields of one record of votes and remembers the first thing that is wrong with them. One thread.
#pragma once

#include "dataset/imported_vote.h"
#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace evol {

class VoteFields
{
public:
    explicit VoteFields(const nlohmann::json &record) : m_record(record) {}

    std::string required(const char *name);
    std::string optional(const char *name);
    /// A text, or a conversation as a list of {role, content}: what its last assistant, or the user of its first turn said.
    enum class Speaker { User, Assistant };
    std::string spoken(const char *name, Speaker speaker);
    /// Seconds, a number or a text of one, as milliseconds; 0 where there are none.
    std::int64_t milliseconds(const char *name);
    void refuse(const std::string &reason);

    /// The vote, or what was wrong first.
    Result<ImportedVote> finish(ImportedVote vote) const;

private:
    const nlohmann::json &m_record;
    std::string m_problem;
};

} // namespace evol
