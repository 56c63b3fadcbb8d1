// SPDX-License-Identifier: GPL-3.0-or-later
// Makes studies of a file's votes: one for each kind of judgement, or each study that the file names. One thread.
#pragma once

#include "dataset/instruction_digest.h"
#include "dataset/vote_import.h"
#include "domain/project_store.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace evol {

class VoteStudies
{
public:
    /// name: of the study where the file names none. path: the file, whose contents make the studies unique.
    VoteStudies(std::string name, std::string path);

    /// ErrorKind::InvalidInput where the vote is one too many for a study.
    Result<> take(ImportedVote vote);
    /// What brings the studies into the project, closed and with all their votes. Studies that are there already are left
    /// out; instructions are matched with the project's by text.
    Result<std::vector<Change>> changes(ProjectReader &reader);

    const std::vector<std::string> &uids() const { return m_uids; }
    std::int64_t votesThere() const { return m_votesThere; } ///< of studies that were there already

private:
    struct Draft {
        Study study;
        std::map<std::string, int> contenders; ///< numbers, from 1
        std::map<std::string, std::size_t> sessionOf; ///< by rater; the one that takes the next comparison
        std::vector<Session> sessions;
        std::unordered_map<InstructionDigest, std::vector<int>, InstructionDigestHash> items; ///< numbers by instruction
        std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> comparisons; ///< by rater and key
        std::int64_t votes = 0;
    };

    Draft &draftOf(const ImportedVote &vote);
    static Result<std::vector<int>> contendersOf(Draft &draft, const ImportedVote &vote);
    static int criterionOf(Draft &draft, const std::string &key);
    static int itemOf(Draft &draft, ImportedVote &vote, const std::vector<int> &shown);
    static Comparison &comparisonOf(Draft &draft, const ImportedVote &vote, int item, const std::vector<int> &shown);

    std::string m_name, m_path;
    std::map<std::pair<std::string, JudgementKind>, Draft> m_drafts;
    std::vector<std::string> m_uids;
    std::int64_t m_votesThere = 0;
};

} // namespace evol
